import { describe, expect, it, test } from 'vitest';

import said from '../../../tests/cases/resolver.json';
import cases from '../../../tests/cases/routes.json';
import { distance } from '../../src/core/distance.js';
import { FILLERS, SOUND, TOKEN_FLOOR } from '../../src/core/likeness.js';
import { sounds } from '../../src/core/metaphone.js';
import { FLOOR, MAX_CANDIDATES, resolve, TIE_MARGIN } from '../../src/core/resolve.js';
import { normalise } from '../../src/core/spelling.js';
import type { RouteInfo } from '../../src/core/wire.js';
import { headingsOf } from '../cases.js';

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
  expect(MAX_CANDIDATES).toBe(cases.max_candidates);
  expect(TOKEN_FLOOR).toBe(cases.token_floor);
  expect(SOUND).toBe(cases.sound);
  expect([...FILLERS]).toEqual(cases.fillers);
});

test.each(cases.normalise)('normalise %j', (text, expected) => {
  expect(normalise(text)).toBe(expected);
});

test.each(cases.distance as [string, string, number][])('distance %j %j', (left, right, expected) => {
  expect(distance(left, right)).toBe(expected);
  expect(distance(right, left)).toBe(expected);
});

test.each(cases.sounds as [string, string[]][])('the sound of %j', (word, expected) => {
  expect([...sounds(word)].sort()).toEqual(expected);
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

interface Said {
  readonly in: string;
  readonly said: string;
  readonly go: string | string[] | null;
}

/** What came of one sentence, as `tests/benchmarks/resolver.py` counts it. */
function outcome({ in: name, said, go }: Said): string {
  const found = resolve(said, headingsOf(name));
  if (found.kind === 'found') {
    return found.route.path === go ? 'right' : 'wrong';
  }
  if (found.kind === 'unknown') {
    return go === null ? 'right' : 'missed';
  }
  const paths = found.candidates.map((route) => route.path);
  if (Array.isArray(go) && [...paths].sort().join() === [...go].sort().join()) {
    return 'right';
  }
  return typeof go === 'string' && paths.includes(go) ? 'asked' : 'missed';
}

describe('what is said in the fixture notebooks', () => {
  it.each(said.said.tuned as Said[])('$in: $said', (case_) => {
    expect(outcome(case_)).toBe('right');
  });

  it.each(['tuned', 'heldout'] as const)('comes out as in Python: %s', (part) => {
    const counts: Record<string, number> = {};
    for (const case_ of said.said[part] as Said[]) {
      counts[outcome(case_)] = (counts[outcome(case_)] ?? 0) + 1;
    }
    expect(counts).toEqual(said.figures[part]);
  });
});
