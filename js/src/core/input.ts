import type { Media, Sound } from './host.js';

/** What the person sends: their microphone, or silence while they only type. It outlives connections. */
export class Input {
  #sound: Sound | null = null;

  constructor(private readonly media: Media) {}

  /** Loudness from 0 to 1, now. */
  get level(): number {
    return this.#sound?.level() ?? 0;
  }

  /** Open it anew; rejects with a `ProblemError` when there is no microphone, or once nobody wants it. */
  async open(microphone: boolean, signal: AbortSignal): Promise<MediaStream> {
    const sound = microphone ? await this.media.microphone() : this.media.silence();
    if (signal.aborted) {
      sound.close();
    }
    signal.throwIfAborted();
    this.close();
    this.#sound = sound;
    return sound.stream;
  }

  /** The microphone in the place of silence, once `send` sends it. */
  async openMicrophone(send: (stream: MediaStream) => Promise<void>): Promise<void> {
    const sound = await this.media.microphone();
    try {
      await send(sound.stream);
    } catch (error) {
      sound.close();
      throw error;
    }
    this.close();
    this.#sound = sound;
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
}
