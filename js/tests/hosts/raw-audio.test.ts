import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { workletAudio } from '../../src/hosts/browser/raw-audio.js';

const port = { postMessage: () => {}, onmessage: (_: { data: object }) => {} };

class LateContext {
  state = 'running';
  outputLatency = 0.2;
  audioWorklet = { addModule: async () => {} };
  resume = async () => {};
  createMediaStreamDestination = () => ({ stream: {} });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('AudioContext', LateContext);
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      port = port;
      connect = () => {};
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('knows what was heard behind the output’s latency, and that all of it was once it is over', async () => {
  const speaker = { play: async () => {} } as unknown as HTMLAudioElement;
  const playback = await workletAudio.playback(speaker);
  playback.play('response', new ArrayBuffer(2 * 24_000));
  port.onmessage({ data: { done: 12_000, playing: true } });
  expect(playback.heard('response')).toBe(300);
  port.onmessage({ data: { done: 24_000, playing: false } });
  expect(playback.heard('response')).toBe(800);
  await vi.advanceTimersByTimeAsync(500);
  expect(playback.heard('response')).toBe(1_000);
});
