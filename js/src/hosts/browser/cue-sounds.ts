import { type Cue, Cues } from '../../core/cues.js';
import type { VoiceSession } from '../../core/session.js';
import { closeContext } from './media.js';

/** Notes in hertz, one after the other: up is good news, down is bad, three ask. */
const NOTES: { readonly [cue in Cue]: readonly number[] } = {
  listening: [440, 660],
  working: [330],
  done: [660, 880],
  error: [330, 220],
  approval: [550, 550, 700],
};
const NOTE_SECONDS = 0.09;
const QUIET = 0.05;
/** Without it each note would begin and end with a click. */
const FADE_SECONDS = 0.015;

/** Has a session play its cues where its voice is heard. */
export function soundCues({ store, calls, devices }: VoiceSession): Cues {
  return new Cues({ store, calls, play: (cue) => playCue(cue, devices.speakers?.current ?? '') });
}

/** Plays a cue on the loudspeaker `sinkId`, or the system's where the browser leaves no choice. */
function playCue(cue: Cue, sinkId: string): void {
  const context = new AudioContext();
  const loudness = context.createGain();
  loudness.gain.value = 0;
  loudness.connect(context.destination);
  const notes = NOTES[cue];
  notes.forEach((frequency, at) => {
    const begin = context.currentTime + at * NOTE_SECONDS;
    const end = begin + NOTE_SECONDS;
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(loudness);
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(QUIET, begin + FADE_SECONDS);
    loudness.gain.setValueAtTime(QUIET, end - FADE_SECONDS);
    loudness.gain.linearRampToValueAtTime(0, end);
    note.start(begin);
    note.stop(end);
    if (at === notes.length - 1) {
      note.onended = () => closeContext(context);
    }
  });
  // A loudspeaker that is gone leaves the sound where it is.
  (context as { setSinkId?(id: string): Promise<void> }).setSinkId?.(sinkId).catch(() => undefined);
}
