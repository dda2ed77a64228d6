/** Notices that a person begins to speak while the agent does. */
export interface DoubleTalk {
  /** What the microphone hears, and what is played meanwhile; true at the moment in which a voice has begun. */
  hear(microphone: Float32Array, played: Float32Array): boolean;
  /** The last voice was none; what came from the loudspeaker then is known from now on. */
  mistaken(): void;
}

/**
 * A voice is periodic, and louder than the room and than the echo of what is played.
 *
 * This is sent to the browser's audio thread as text, so it may use nothing from outside its own braces.
 */
export function doubleTalk(sampleRate: number): DoubleTalk {
  const RATE = 8_000;
  /** Samples of a frame: 10 ms. */
  const FRAME = 80;
  /** Frames of a voice that make sure of it; with the periods that they are compared with, a click is shorter. */
  const ENOUGH = 2;
  /** Samples of a period: voices from 400 down to 75 Hz. */
  const SHORTEST = 20;
  const LONGEST = 106;
  /** Samples that are compared with those a period before: 15 ms. */
  const COMPARED = 120;
  /** How well they correlate in a voice; noise stays below half of that. */
  const ALIKE = 0.7;
  /** Share of each sample by which hum and rumble, below voices, are followed and taken away. */
  const BASS = 0.06;
  /** Nothing softer is a voice at a microphone. */
  const SOFTEST = 0.006;
  /** How many times louder than the room's noise, and than the echo, a voice is. */
  const OVER_NOISE = 3;
  const OVER_ECHO = 3;
  /** By what a frame may have more noise than the one before. */
  const NOISE_GROWS = 1.005;
  /** By what a frame may have less echo than the one before: it comes late, and a room keeps it. */
  const ECHO_FADES = 0.98;
  /** How quickly it is learnt that the microphone hears more of the loudspeaker, and less. */
  const LEARN_MORE = 0.02;
  const LEARN_LESS = 0.002;

  const step = sampleRate / RATE;
  const recent = new Float32Array(LONGEST + COMPARED);
  const frame: number[] = [];
  /** Of the sample that is being made of several. */
  let sum = 0;
  let count = 0;
  let bass = 0;
  const loudspeaker: number[] = [];
  let noise = Number.POSITIVE_INFINITY;
  /** Loudness of what may still come back from the loudspeaker. */
  let source = 0;
  /** Share of it that the microphone hears; at first a guess that is above what echo cancellation leaves. */
  let share = 0.1;
  /** The largest share that the last voice would have been, had it been echo. */
  let claimed = 0;
  let voiced = 0;
  let speaking = false;

  const loudness = (samples: readonly number[]) =>
    Math.sqrt(samples.reduce((total, sample) => total + sample * sample, 0) / Math.max(1, samples.length));

  /** Whether the last frame continues what was a period before. */
  function isPeriodic(): boolean {
    for (let lag = SHORTEST; lag <= LONGEST; lag += 1) {
      let product = 0;
      let now = 0;
      let before = 0;
      for (let at = LONGEST; at < recent.length; at += 1) {
        product += recent[at] * recent[at - lag];
        now += recent[at] ** 2;
        before += recent[at - lag] ** 2;
      }
      if (product > ALIKE * Math.sqrt(now * before)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a voice begins with this frame. */
  function judge(level: number, played: number): boolean {
    noise = Math.min(level, Math.max(noise * NOISE_GROWS, SOFTEST / 100));
    source = Math.max(played, source * ECHO_FADES);
    const echo = level / Math.max(source, SOFTEST);
    const loud = level > Math.max(SOFTEST, noise * OVER_NOISE, source * share * OVER_ECHO);
    if (loud && isPeriodic()) {
      claimed = Math.max(voiced === 0 ? 0 : claimed, echo);
      voiced += 1;
    } else {
      voiced = Math.max(0, voiced - 1);
      if (!loud && source > SOFTEST) {
        share += (echo - share) * (echo > share ? LEARN_MORE : LEARN_LESS);
      }
    }
    const begins = !speaking && voiced >= ENOUGH;
    speaking = begins || (speaking && voiced > 0);
    return begins;
  }

  function takeFrame(): boolean {
    recent.copyWithin(0, FRAME);
    recent.set(frame, recent.length - FRAME);
    const begins = judge(loudness(frame), loudness(loudspeaker));
    frame.length = 0;
    loudspeaker.length = 0;
    return begins;
  }

  return {
    hear(microphone, played) {
      loudspeaker.push(...played);
      let begins = false;
      for (const sample of microphone) {
        sum += sample;
        count += 1;
        if (count >= step) {
          const mean = sum / count;
          bass += (mean - bass) * BASS;
          frame.push(mean - bass);
          sum = 0;
          count = 0;
        }
        if (frame.length === FRAME) {
          begins = takeFrame() || begins;
        }
      }
      return begins;
    },
    mistaken() {
      share = Math.max(share, claimed);
    },
  };
}
