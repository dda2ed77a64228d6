import type { Media, Sound } from './host.js';
import { Signal } from './signal.js';

/** What the person sends: their microphone, or silence while they only type. It outlives connections. */
export class Input {
  /** The device was taken away; tells its name. */
  readonly gone = new Signal<string>();
  /** Settles with the last `open`. */
  opened: Promise<void> = Promise.resolve();
  #sound: Sound | null = null;

  constructor(private readonly media: Media) {}

  /** Loudness from 0 to 1, now. */
  get level(): number {
    return this.#sound?.level() ?? 0;
  }

  get isOpen(): boolean {
    return this.#sound !== null;
  }

  /** What it sounds like now; it has to be open. */
  get stream(): MediaStream {
    if (!this.#sound) {
      throw new Error('The input is not open.');
    }
    return this.#sound.stream;
  }

  /** Open it anew; rejects with a `ProblemError` when there is no microphone, or once nobody wants it. */
  open(microphone: boolean, signal: AbortSignal): Promise<void> {
    this.opened = this.#open(microphone, signal);
    return this.opened;
  }

  async #open(microphone: boolean, signal: AbortSignal): Promise<void> {
    const sound = microphone ? await this.media.microphone() : this.media.silence();
    if (signal.aborted) {
      sound.close();
    }
    signal.throwIfAborted();
    this.#take(sound);
  }

  /** Another sound in the place of the one before, once `send` sends it; answers the name of its device. */
  async exchange(microphone: boolean, send: (stream: MediaStream) => Promise<void>): Promise<string> {
    const sound = microphone ? await this.media.microphone() : this.media.silence();
    try {
      await send(sound.stream);
    } catch (error) {
      sound.close();
      throw error;
    }
    this.#take(sound);
    return sound.stream.getAudioTracks()[0]?.label ?? '';
  }

  /** The track itself is switched off: so it is on every line, and so the browser shows it. */
  mute(muted: boolean): void {
    for (const track of this.#sound?.stream.getAudioTracks() ?? []) {
      track.enabled = !muted;
    }
  }

  close(): void {
    this.#sound?.close();
    this.#sound = null;
  }

  #take(sound: Sound): void {
    this.close();
    this.#sound = sound;
    for (const track of sound.stream.getAudioTracks()) {
      track.addEventListener('ended', () => this.#sound === sound && this.gone.emit(track.label));
    }
  }
}
