import { expect, it } from 'vitest';

import { replaceIn } from '../../src/core/replacing.js';

it.each<[string, string, string, string, number]>([
  ['max(x, x + 1)', 'x', 'y', 'max(y, y + 1)', 2],
  ['prices', 'price', 'cost', 'costs', 1],
  ['total / people', 'People', 'customers', 'total / customers', 1],
  ['Xray = x', 'X', 'z', 'Xray = z', 1],
  ['a.b + aXb', 'a.b', 'c', 'c + aXb', 1],
  ['f(1)', '(1)', '($&)', 'f($&)', 1],
])('%s: %s by %s', (source, old, replacement, result, times) => {
  expect(replaceIn(source, old, replacement)).toEqual({ source: result, times });
});

it('finds nothing where nothing is', () => {
  expect(replaceIn('x = 1', 'y', 'z')).toBeNull();
});
