import { describe, expect, it } from 'vitest';

import { doubleTalk } from '../../src/core/double-talk.js';

const RATE = 24_000;
const QUANTUM = 128;

const decibels = (db: number) => 10 ** (db / 20);
const samples = (seconds: number, at: (time: number) => number) =>
  Float32Array.from({ length: seconds * RATE }, (_, index) => at(index / RATE));

/** Syllables of a voice of this pitch, at a level that people speak at. */
function voice(seconds: number, pitch: number): Float32Array {
  const harmonics = Array.from({ length: 20 }, (_, index) => index + 1);
  return samples(seconds, (time) => {
    const phase = 2 * Math.PI * pitch * (time + 0.01 * Math.sin(5 * time));
    const syllable = Math.abs(Math.sin(2 * Math.PI * 2 * time)) ** 0.5;
    return 0.1 * syllable * harmonics.reduce((sum, nth) => sum + Math.sin(nth * phase + nth * nth) / nth, 0);
  });
}

/** The same each time. */
function noise(seconds: number, level: number): Float32Array {
  let seed = 1;
  return samples(seconds, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return level * (seed / 1_073_741_823 - 1);
  });
}

/** Noise that is struck at once and fades within so many seconds, twice a second. */
function strokes(seconds: number, fading: number, level: number): Float32Array {
  return noise(seconds, level).map((sample, index) => sample * Math.exp(-((index / RATE) % 0.5) / fading));
}

/** What a microphone hears of the loudspeaker: late, and softer. */
function echo(played: Float32Array, db: number, lateMs = 80): Float32Array {
  return played.map((_, index) => (played[index - (lateMs * RATE) / 1000] ?? 0) * decibels(db));
}

function mix(...parts: Float32Array[]): Float32Array {
  return parts[0].map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
}

function later(part: Float32Array, seconds: number): Float32Array {
  const out = new Float32Array(part.length + seconds * RATE);
  out.set(part, seconds * RATE);
  return out;
}

/** When voices began, in milliseconds. */
function begun(microphone: Float32Array, played: Float32Array): number[] {
  const ears = doubleTalk(RATE);
  const times: number[] = [];
  for (let at = 0; at < microphone.length; at += QUANTUM) {
    if (ears.hear(microphone.subarray(at, at + QUANTUM), played.subarray(at, at + QUANTUM))) {
      times.push(((at + QUANTUM) / RATE) * 1000);
    }
  }
  return times;
}

/** How often the agent pauses, for half a second each, where the microphone hears it at `db` and late. */
function pauses(agent: Float32Array, db: number, learns: boolean): number {
  const ears = doubleTalk(RATE);
  const played: number[] = [];
  let count = 0;
  let spoken = 0;
  for (let paused = 0; spoken < agent.length; paused -= QUANTUM) {
    const block = paused > 0 ? new Float32Array(QUANTUM) : agent.slice(spoken, spoken + QUANTUM);
    spoken += paused > 0 ? 0 : QUANTUM;
    played.push(...block);
    const began = ears.hear(
      echo(Float32Array.from(played.slice(-10 * QUANTUM)), db, 30).slice(-QUANTUM),
      block,
    );
    if (paused > 0 && paused <= QUANTUM && learns) {
      ears.mistaken();
    }
    if (began && paused <= 0) {
      count += 1;
      paused = RATE / 2;
    }
  }
  return count;
}

const ROOM = 0.003;
const AGENT = voice(6, 210);

describe('while the agent speaks', () => {
  it.each([95, 130, 220, 300])('a voice of %i Hz is noticed within a few hundredths of a second', (pitch) => {
    const person = later(voice(1, pitch), 3);
    const heard = mix(noise(6, ROOM), echo(AGENT, -25), person);
    const times = begun(heard, AGENT);
    expect(times[0]).toBeGreaterThan(3000);
    expect(times[0]).toBeLessThan(3075);
  });

  it('a voice is noticed over the noise of a fan', () => {
    const times = begun(mix(noise(6, 0.02), later(voice(1, 130), 3)), AGENT);
    expect(times[0]).toBeGreaterThan(3000);
    expect(times[0]).toBeLessThan(3100);
  });

  it.each([-40, -30, -20, -15])('its own echo at %i dB is no voice', (db) => {
    expect(begun(mix(noise(6, ROOM), echo(AGENT, db)), AGENT)).toEqual([]);
  });

  it.each([20, 80, 250])('nor is an echo that is %i ms late', (late) => {
    expect(begun(mix(noise(6, ROOM), echo(AGENT, -20, late)), AGENT)).toEqual([]);
  });

  it('an echo that nothing cancels is mistaken for a voice once, and then known', () => {
    expect(pauses(AGENT, -3, true)).toBe(1);
    expect(pauses(AGENT, -3, false)).toBeGreaterThan(1);
  });

  it('a louder voice is noticed even over such an echo', () => {
    const person = later(voice(1, 130), 4).map((sample) => 6 * sample);
    const times = begun(mix(noise(6, ROOM), echo(AGENT, -10), person), AGENT);
    expect(times.some((time) => time > 4000 && time < 4100)).toBe(true);
  });
});

describe('no voice is', () => {
  it.each([
    ['a room', noise(6, ROOM)],
    ['loud noise', noise(6, 0.3)],
    ['noise that comes at once', later(noise(3, 0.3), 3)],
    ['a keyboard', strokes(6, 0.006, 0.6)],
    ['knocks', strokes(6, 0.03, 0.6)],
    ['coughs', strokes(6, 0.08, 0.6)],
    ['the hum of the mains', samples(6, (time) => 0.1 * Math.sin(2 * Math.PI * 50 * time))],
    ['silence', new Float32Array(6 * RATE)],
  ])('%s', (_, heard) => {
    expect(begun(heard, AGENT)).toEqual([]);
  });
});
