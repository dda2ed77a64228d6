const LOOK_MS = 40;
const VOICED_SHARE = 0.1;

/** When the person really stopped speaking: a provider tells of it only after its closing silence. */
export class VoiceEnd {
  #loudest = 0;
  #last: number;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly now: () => number,
    private readonly level: () => number,
  ) {
    this.#last = now();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** The time of the last voiced sound; nothing is watched any more. */
  stop(): number {
    clearInterval(this.#timer);
    return this.#loudest > 0 ? this.#last : this.now();
  }

  #look(): void {
    const level = this.level();
    this.#loudest = Math.max(this.#loudest, level);
    if (level > 0 && level >= VOICED_SHARE * this.#loudest) {
      this.#last = this.now();
    }
  }
}
