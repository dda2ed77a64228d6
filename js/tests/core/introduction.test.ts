import { expect, it } from 'vitest';

import { Introduction } from '../../src/core/introduction.js';

it('is given once in a browser', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const first = new Introduction(storage);
  expect(first.done).toBe(false);
  first.finish();
  expect([first.done, new Introduction(storage).done]).toEqual([true, true]);
});

it('is given once a page where storage is full', () => {
  const setItem = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const introduction = new Introduction({ getItem: () => null, setItem });
  introduction.finish();
  expect(introduction.done).toBe(true);
});
