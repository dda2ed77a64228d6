import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { workletAudio } from '../../src/hosts/browser/raw-audio.js';

const port = { postMessage: () => {}, onmessage: (_: { data: object }) => {} };

/** What the player hears. */
const heard = new Set<MediaStream>();
/** A microphone at a rate that the browser does not take here. */
const foreign = {} as MediaStream;

class LateContext {
  state = 'running';
  outputLatency = 0.2;
  audioWorklet = { addModule: async () => {} };
  resume = async () => {};
  createMediaStreamDestination = () => ({ stream: {} });
  createMediaStreamSource = (stream: MediaStream) => {
    if (stream === foreign) {
      throw new DOMException('', 'NotSupportedError');
    }
    return { connect: () => heard.add(stream), disconnect: () => heard.delete(stream) };
  };
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

it('hears one microphone at a time, and none that the browser cannot give it', async () => {
  const speaker = { play: async () => {} } as unknown as HTMLAudioElement;
  const playback = await workletAudio.playback(speaker);
  const [one, other] = [{} as MediaStream, {} as MediaStream];
  playback.overhear(one);
  playback.overhear(other);
  expect([...heard]).toEqual([other]);
  playback.overhear(foreign);
  expect([...heard]).toEqual([]);
});
