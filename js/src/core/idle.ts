/** Hangs up a session in which nothing happens: an open microphone costs money, or privacy, or both. */
export class Idle {
  /** After so many minutes; 0 never. */
  #minutes = 15;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watching = false;

  constructor(
    private readonly isBusy: () => boolean,
    private readonly hangUp: (minutes: number) => void,
  ) {}

  get minutes(): number {
    return this.#minutes;
  }

  set minutes(minutes: number) {
    this.#minutes = minutes;
    this.touch();
  }

  watch(on: boolean): void {
    this.#watching = on;
    this.touch();
  }

  /** Something happened. */
  touch(): void {
    clearTimeout(this.#timer);
    if (this.#watching && this.#minutes > 0) {
      this.#timer = setTimeout(() => this.#end(), this.#minutes * 60_000);
    }
  }

  #end(): void {
    if (this.isBusy()) {
      this.touch();
    } else {
      this.hangUp(this.#minutes);
    }
  }
}
