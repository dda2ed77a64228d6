import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ActivityWatch } from '../../src/core/activity.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watching() {
  let level = 0;
  const watch = new ActivityWatch(
    () => Date.now(),
    () => level,
  );
  const pass = (milliseconds: number, loudness: number) => {
    level = loudness;
    vi.advanceTimersByTime(milliseconds);
  };
  return { watch, pass };
}

it('counts from the end of the voice, not from when the provider noticed it', () => {
  const { watch, pass } = watching();
  watch.handle({ type: 'input_audio_buffer.speech_started' });
  pass(1000, 0.5);
  pass(500, 0.01); // the closing silence
  watch.handle({ type: 'input_audio_buffer.speech_stopped' });
  pass(60, 0);
  watch.called();
  expect(watch.latency).toBeGreaterThanOrEqual(560);
  expect(watch.latency).toBeLessThanOrEqual(600);
});

it('counts from the provider’s word when there is no level to look at', () => {
  const { watch, pass } = watching();
  watch.handle({ type: 'input_audio_buffer.speech_started' });
  pass(1000, 0);
  watch.handle({ type: 'input_audio_buffer.speech_stopped' });
  pass(60, 0);
  watch.called();
  expect(watch.latency).toBe(60);
});

it('only the first call of a turn counts', () => {
  const { watch, pass } = watching();
  watch.handle({ type: 'input_audio_buffer.speech_started' });
  watch.handle({ type: 'input_audio_buffer.speech_stopped' });
  watch.called();
  pass(5000, 0);
  watch.called();
  expect(watch.latency).toBe(0);
});

it('leaves no timer behind', () => {
  const { watch } = watching();
  watch.handle({ type: 'input_audio_buffer.speech_started' });
  watch.handle({ type: 'input_audio_buffer.speech_started' });
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
});
