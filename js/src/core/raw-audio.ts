import type { Signal } from './signal.js';

/** Hertz of the PCM16 that the protocol carries in events. */
export const WIRE_RATE = 24_000;

/** Sound as samples, for a line that carries it in events: PCM16, mono, at `WIRE_RATE`. */
export interface RawAudio {
  /** Hand over `stream` in small blocks until the answered function is called. */
  capture(stream: MediaStream, take: (block: ArrayBuffer) => void): Promise<() => void>;
  playback(speaker: HTMLAudioElement): Promise<Playback>;
}

/** Plays what arrives without gaps; each response is one piece of speech. */
export interface Playback {
  readonly playing: Signal<boolean>;
  play(responseId: string, pcm: ArrayBuffer): void;
  /** Milliseconds of this response that have been heard. */
  heard(responseId: string): number;
  /** Pause for a moment, where it can be, when a voice in `stream` begins to speak over what is played. */
  overhear(stream: MediaStream): void;
  /** Silence, now. */
  clear(): void;
  close(): void;
}
