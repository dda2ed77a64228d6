import { expect, it } from 'vitest';

import { pauseBefore } from '../../src/core/persevere.js';

it('tries at once, then waits longer and longer, up to a bound', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((tries) => pauseBefore(tries, 0))).toEqual([
    0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
  ]);
});

it('leaves half of a pause to chance', () => {
  expect([0, 0.5, 1].map((chance) => pauseBefore(6, chance))).toEqual([8_000, 6_000, 4_000]);
});
