import type { TransportEvent } from '@openai/agents-realtime';

/** What one session may spend; 0 is no limit. */
export interface Limits {
  readonly minutes: number;
  readonly tokens: number;
}

/** Of each limit how much is used, as a person reads it. */
export interface Spent extends Limits {
  readonly limits: Limits;
}

export interface BudgetParts {
  /** Null without a limit, or without a session. */
  show(spent: Spent | null): void;
  /** Four fifths are used. */
  near(spent: Spent): void;
  /** All of it is. */
  over(spent: Spent): void;
  /** Milliseconds. */
  now(): number;
}

const TICK_MS = 1_000;
const NEAR = 0.8;

/** Watches what a session costs: the minutes that it lasts, and the tokens of which the provider tells. */
export class Budget {
  #limits: Limits = { minutes: 0, tokens: 0 };
  #begun: number | null = null;
  #tokens = 0;
  #warned = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: BudgetParts) {}

  set limits(limits: Limits) {
    const { minutes, tokens } = this.#limits;
    this.#warned &&= minutes === limits.minutes && tokens === limits.tokens;
    this.#limits = limits;
    this.#look();
  }

  /** A connection stands: the first of a session begins the count. */
  begin(): void {
    this.#begun ??= this.parts.now();
    this.#timer ??= setInterval(() => this.#look(), TICK_MS);
    this.#look();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#begun = null;
    this.#tokens = 0;
    this.#warned = false;
    this.parts.show(null);
  }

  see(event: TransportEvent): void {
    if (event.type === 'response.done') {
      const { response } = event as { response?: { usage?: { total_tokens?: number } } };
      this.#tokens += response?.usage?.total_tokens ?? 0;
      this.#look();
    }
  }

  #look(): void {
    if (this.#begun === null) {
      return;
    }
    const { minutes: mostMinutes, tokens: mostTokens } = this.#limits;
    const minutes = (this.parts.now() - this.#begun) / 60_000;
    const spent = { minutes: Math.floor(minutes), tokens: this.#tokens, limits: this.#limits };
    const used = Math.max(part(minutes, mostMinutes), part(this.#tokens, mostTokens));
    this.parts.show(mostMinutes || mostTokens ? spent : null);
    if (used >= 1) {
      this.parts.over(spent);
    } else if (used >= NEAR && !this.#warned) {
      this.#warned = true;
      this.parts.near(spent);
    }
  }
}

function part(used: number, most: number): number {
  return most > 0 ? used / most : 0;
}
