/** How long a session lives with a provider that does not tell. */
const LIFE_MS = 60 * 60_000;
/** After this share of its life a session is renewed, and in steps of the other share it is tried again. */
const DUE = 11 / 12;
const RETRY = 1 / 360;
const LOOK_MS = 1_000;

export interface Renewable {
  /** Nobody would notice now. */
  isQuiet(): boolean;
  /** Whether a new session has taken the place of the old one. */
  renew(): Promise<boolean>;
}

/** Renews a session in a quiet moment before its provider ends it. */
export class Renewal {
  #timer: ReturnType<typeof setTimeout>;
  #stopped = false;

  /** `expiresAt` is in unix seconds; a value that no session has is the fault of a clock, and not believed. */
  constructor(
    expiresAt: number | null,
    private readonly session: Renewable,
  ) {
    const told = (expiresAt ?? 0) * 1_000 - Date.now();
    const life = told > 0 && told <= 2 * LIFE_MS ? told : LIFE_MS;
    const retry = Math.max(LOOK_MS, life * RETRY);
    this.#timer = setTimeout(() => this.#try(retry), life * DUE);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #try(retry: number): Promise<void> {
    let wait = LOOK_MS;
    if (this.session.isQuiet()) {
      if (await this.session.renew()) {
        return;
      }
      wait = retry;
    }
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.#try(retry), wait);
    }
  }
}
