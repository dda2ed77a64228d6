import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { doubleTalk } from '../../src/core/double-talk.js';
import { captureWorklet, playbackWorklet } from '../../src/hosts/browser/worklets.js';

const QUANTUM = 128;

interface Processor {
  /** Of the player: what waits to be heard. */
  readonly queue: Int16Array[];
  readonly port: { postMessage: (data: unknown) => void; onmessage: (event: { data: unknown }) => void };
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

let Registered: new () => Processor;

beforeEach(() => {
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      readonly port = { postMessage: () => {}, onmessage: () => {} };
    },
  );
  vi.stubGlobal('registerProcessor', (_: string, processor: new () => Processor) => {
    Registered = processor;
  });
});
afterEach(() => vi.unstubAllGlobals());

describe.each([24_000, 44_100, 48_000, 16_000])('a microphone at %i Hz', (rate) => {
  it('is sent at 24 kHz, as loud and as high as it was', () => {
    vi.stubGlobal('sampleRate', rate);
    captureWorklet();
    const capture = new Registered();
    const sent: number[] = [];
    capture.port.postMessage = (data) => sent.push(...new Int16Array(data as ArrayBuffer));
    for (let at = 0; at < rate; at += QUANTUM) {
      const block = Float32Array.from({ length: QUANTUM }, (_, index) =>
        Math.sin((2 * Math.PI * 440 * (at + index)) / rate),
      );
      capture.process([[block]], []);
    }
    expect(Math.abs(sent.length - 24_000)).toBeLessThanOrEqual(480);
    expect(Math.max(...sent)).toBeGreaterThan(32_000);
    const rises = sent.filter((sample, at) => sample >= 0 && (sent[at - 1] ?? 0) < 0);
    expect(Math.abs(rises.length / (sent.length / 24_000) - 440)).toBeLessThan(3);
  });
});

describe('the player', () => {
  function player(listen = doubleTalk) {
    vi.stubGlobal('sampleRate', 24_000);
    playbackWorklet(listen);
    const one = new Registered();
    const told: { done: number; playing: boolean }[] = [];
    one.port.postMessage = (data) => told.push(data as { done: number; playing: boolean });
    const play = (samples: number) => {
      const block = new Int16Array(samples).fill(16_384);
      one.port.onmessage({ data: block.buffer });
    };
    const hear = (samples: number) => {
      const heard: number[] = [];
      while (heard.length < samples) {
        const out = new Float32Array(QUANTUM);
        one.process([[new Float32Array(QUANTUM)]], [[out]]);
        heard.push(...out);
      }
      return heard;
    };
    const queued = () => one.queue.reduce((sum, block) => sum + block.length, 0);
    return { play, hear, told, queued, cut: () => one.port.onmessage({ data: null }) };
  }

  it('plays blocks without a gap, and tells how much was heard', () => {
    const { play, hear, told } = player();
    play(2400);
    play(2400);
    const heard = hear(9600);
    const first = heard.indexOf(0.5);
    expect(first).toBeGreaterThan(0);
    expect(heard.slice(first, first + 4800).every((sample) => sample === 0.5)).toBe(true);
    expect(heard.slice(first + 4800).every((sample) => sample === 0)).toBe(true);
    expect(told.at(-1)).toEqual({ done: 4800, playing: false });
  });

  it('has no gap where a network delays each block by another 30 to 80 ms', () => {
    const { play, hear } = player();
    const BLOCK_MS = 20;
    const MS = 24;
    const due = Array.from({ length: 100 }, (_, at) => at * BLOCK_MS + 30 + ((at * 37) % 51));
    const heard: number[] = [];
    for (let sent = 0; heard.length < 3000 * MS; heard.push(...hear(QUANTUM))) {
      while (sent < due.length && (due[sent] ?? 0) * MS <= heard.length) {
        play(BLOCK_MS * MS);
        sent += 1;
      }
    }
    const first = heard.indexOf(0.5);
    const last = heard.lastIndexOf(0.5);
    expect(heard.slice(first, last).every((sample) => sample === 0.5)).toBe(true);
    expect(last - first + 1).toBe(due.length * BLOCK_MS * MS);
  });

  it('keeps nothing of what it has played, however long it plays', () => {
    const { play, hear, told, queued } = player();
    for (let minute = 0; minute < 3; minute += 1) {
      for (let block = 0; block < 60; block += 1) {
        play(24_000);
      }
      hear(60 * 24_000);
      expect(queued()).toBeLessThanOrEqual(24_000);
    }
    expect(told.at(-1)?.done).toBeGreaterThan(2.9 * 60 * 24_000);
  });

  it('fades out when it is cut, and forgets the rest', () => {
    const { play, hear, told, cut } = player();
    play(24_000);
    hear(4800);
    cut();
    const heard = hear(2400);
    expect(heard[60]).toBeLessThan(0.5);
    expect(heard.slice(QUANTUM).every((sample) => sample === 0)).toBe(true);
    expect(told.at(-1)).toEqual({ done: 24_000, playing: false });
  });

  describe('while somebody may be speaking over it', () => {
    const mistaken = vi.fn();

    function interrupted() {
      let begins = false;
      const ears = { hear: () => begins, mistaken };
      const { hear, ...one } = player(() => ears);
      one.play(4800);
      hear(2400);
      begins = true;
      hear(QUANTUM);
      begins = false;
      return { hear, ...one };
    }

    it('pauses at once, and goes on where it was when nobody confirms it', () => {
      mistaken.mockClear();
      const { hear, told } = interrupted();
      const pause = hear(11_000);
      expect(pause.slice(QUANTUM).every((sample) => sample === 0)).toBe(true);
      const { done } = told.at(-1) ?? { done: 0 };
      expect(told.at(-1)?.playing).toBe(true);
      expect(mistaken).not.toHaveBeenCalled();
      const rest = hear(9600).filter((sample) => sample !== 0);
      expect(mistaken).toHaveBeenCalledOnce();
      expect(Math.max(...rest)).toBe(0.5);
      expect(rest.length).toBe(4800 - done);
    });

    it('forgets the rest when it is cut', () => {
      mistaken.mockClear();
      const { hear, cut, queued, told } = interrupted();
      hear(2400);
      cut();
      expect(queued()).toBe(0);
      expect(hear(24_000).every((sample) => sample === 0)).toBe(true);
      expect(told.at(-1)).toEqual({ done: 4800, playing: false });
      expect(mistaken).not.toHaveBeenCalled();
    });
  });
});
