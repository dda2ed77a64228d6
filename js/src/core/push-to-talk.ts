/** The end of a word is still sent when the key is let go. */
const TAIL_MS = 250;

export interface Microphone {
  mute(muted: boolean): Promise<void>;
}

/**
 * Opens the microphone while a key is held down.
 *
 * The release is looked for in the whole window, so that it is noticed wherever the focus went meanwhile; a window
 * that loses the focus lets go itself, for it would never hear of the release.
 */
export class PushToTalk {
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** It may take as long as the browser asks the person for the microphone. */
  #opening: Promise<void> = Promise.resolve();

  constructor(
    private readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>,
    private readonly microphone: Microphone,
  ) {}

  /** A key repeats while it is held. */
  press(): void {
    if (this.#held) {
      return;
    }
    this.#held = true;
    clearTimeout(this.#timer);
    this.window.addEventListener('keyup', this.#release, { capture: true });
    this.window.addEventListener('blur', this.#release);
    this.#opening = this.microphone.mute(false).catch(() => undefined); // the session tells why
  }

  readonly #release = () => {
    this.#held = false;
    this.window.removeEventListener('keyup', this.#release, { capture: true });
    this.window.removeEventListener('blur', this.#release);
    this.#timer = setTimeout(() => void this.#close(), TAIL_MS);
  };

  async #close(): Promise<void> {
    await this.#opening;
    if (!this.#held) {
      await this.microphone.mute(true);
    }
  }
}
