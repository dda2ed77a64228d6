const TICK_MS = 1_000;
/** After so many seconds without an event the line is asked whether it is still there. */
const QUIET_TICKS = 10;
/** So many seconds it may take to answer. */
const ANSWER_TICKS = 4;
/** Ticks this far apart mean that the computer slept, or that the page was frozen. */
const SLEPT_MS = 10_000;

export interface Pulsing {
  /** Ask for any event at all, if it can be asked; may throw when it is known that none will come. */
  ask(): boolean;
  /** Nothing comes any more. */
  dead(): void;
}

/** Notices that a line is dead of which nobody tells: a socket without its network stays open for minutes. */
export class Pulse {
  readonly #timer: ReturnType<typeof setInterval>;
  #tickAt = Date.now();
  /** Ticks since the last event; counted, because a page that was frozen could not have heard one. */
  #quiet = 0;
  #askedAt: number | null = null;

  constructor(private readonly line: Pulsing) {
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** An event came. */
  beat(): void {
    this.#quiet = 0;
    this.#askedAt = null;
  }

  /** There is reason to doubt the line: ask now. */
  check(): void {
    if (this.#askedAt === null) {
      try {
        this.#askedAt = this.#quiet;
        if (!this.line.ask()) {
          this.#askedAt = null;
        }
      } catch {
        this.stop();
        this.line.dead();
      }
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const slept = Date.now() - this.#tickAt > SLEPT_MS;
    this.#tickAt = Date.now();
    this.#quiet += 1;
    if (this.#askedAt !== null && this.#quiet - this.#askedAt > ANSWER_TICKS) {
      this.stop();
      this.line.dead();
    } else if (slept || this.#quiet >= QUIET_TICKS) {
      this.check();
    }
  }
}
