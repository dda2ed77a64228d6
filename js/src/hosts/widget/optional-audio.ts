import type { Playback, RawAudio } from '../../core/raw-audio.js';
import { Signal } from '../../core/signal.js';

const MUTE: Playback = {
  playing: new Signal<boolean>(),
  play: () => {},
  heard: () => 0,
  overhear: () => {},
  clear: () => {},
  close: () => {},
};

/** Sound where the page allows it: where it does not, typing and reading go on without. */
export function optional(audio: RawAudio): RawAudio {
  return {
    capture: (stream, take) => audio.capture(stream, take).catch(() => () => {}),
    playback: (speaker) => audio.playback(speaker).catch(() => MUTE),
  };
}
