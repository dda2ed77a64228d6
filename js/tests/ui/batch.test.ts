import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { batch } from '../../src/ui/batch.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('changes that come close together are drawn once, and not before the page is done with the event', () => {
  let drawn = 0;
  const { request } = batch(() => {
    drawn += 1;
  });
  request();
  request();
  expect(drawn).toBe(0);
  vi.advanceTimersByTime(100);
  expect(drawn).toBe(1);
  request();
  vi.advanceTimersByTime(100);
  expect(drawn).toBe(2);
});

it('nothing is drawn where the panel was removed', () => {
  let drawn = 0;
  const { request, dispose } = batch(() => {
    drawn += 1;
  });
  request();
  dispose();
  vi.advanceTimersByTime(100);
  expect(drawn).toBe(0);
});
