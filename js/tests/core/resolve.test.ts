import { describe, expect, it, test } from 'vitest';

import cases from '../../../tests/cases/routes.json';
import { distance } from '../../src/core/distance.js';
import {
  FILLERS,
  FLOOR,
  MAX_CANDIDATES,
  NUMBERS,
  normalise,
  resolve,
  TIE_MARGIN,
  TOKEN_FLOOR,
} from '../../src/core/resolve.js';
import type { RouteInfo } from '../../src/core/wire.js';

const destinations = cases.destinations as Record<string, Partial<RouteInfo>[]>;

function routes(name: string): RouteInfo[] {
  return destinations[name].map((route) => ({
    name: route.name ?? '',
    path: route.path ?? '',
    description: '',
    synonyms: route.synonyms ?? [],
  }));
}

test('the constants are those that Python reads', () => {
  expect(FLOOR).toBe(cases.floor);
  expect(TIE_MARGIN).toBe(cases.tie_margin);
  expect(TOKEN_FLOOR).toBe(cases.token_floor);
  expect(MAX_CANDIDATES).toBe(cases.max_candidates);
  expect([...FILLERS]).toEqual(cases.fillers);
  expect(NUMBERS).toEqual(cases.numbers);
});

test.each(cases.normalise)('normalise %j', (text, expected) => {
  expect(normalise(text)).toBe(expected);
});

test.each(cases.distance as [string, string, number][])('distance %j %j', (left, right, expected) => {
  expect(distance(left, right)).toBe(expected);
  expect(distance(right, left)).toBe(expected);
});

describe('resolve', () => {
  it.each(cases.cases)('$why: $target', ({ in: name, target, path, candidates }) => {
    const found = resolve(target, routes(name));
    expect(found.kind === 'found' ? found.route.path : null).toBe(path);
    if (found.kind !== 'found') {
      expect(found.candidates.map((route) => route.name)).toEqual(candidates);
    }
  });
});
