import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Pulse } from '../../src/core/pulse.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watched(answers: boolean) {
  const seen: string[] = [];
  const pulse = new Pulse({
    ask: () => {
      seen.push('asked');
      if (answers) {
        pulse.beat();
      }
      return true;
    },
    dead: () => seen.push('dead'),
  });
  return { pulse, seen };
}

it('asks a line that is silent, and takes any answer for life', () => {
  const { seen } = watched(true);
  vi.advanceTimersByTime(31_000);
  expect(seen).toEqual(['asked', 'asked', 'asked']);
});

it('leaves a line alone on which something comes', () => {
  const { pulse, seen } = watched(false);
  for (let seconds = 0; seconds < 60; seconds += 9) {
    vi.advanceTimersByTime(9_000);
    pulse.beat();
  }
  expect(seen).toEqual([]);
});

it('knows a dead line some seconds after it was asked, once', () => {
  const { seen } = watched(false);
  vi.advanceTimersByTime(60_000);
  expect(seen).toEqual(['asked', 'dead']);
});

it('asks at once after the computer slept', () => {
  const { seen } = watched(true);
  vi.advanceTimersByTime(1_000);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(['asked']);
});

it('needs no answer where asking itself fails', () => {
  const seen: string[] = [];
  const pulse = new Pulse({
    ask: () => {
      throw new Error('The channel is closed.');
    },
    dead: () => seen.push('dead'),
  });
  pulse.check();
  expect(seen).toEqual(['dead']);
});

it('does not doubt a provider that answers no questions', () => {
  const seen: string[] = [];
  new Pulse({ ask: () => false, dead: () => seen.push('dead') });
  vi.advanceTimersByTime(60_000);
  expect(seen).toEqual([]);
});

it('is over when it is stopped', () => {
  const { pulse, seen } = watched(false);
  pulse.stop();
  vi.advanceTimersByTime(60_000);
  expect(seen).toEqual([]);
});
