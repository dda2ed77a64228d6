import { describe, expect, it, test } from 'vitest';

import cases from '../../../tests/cases/cells.json';
import { type CellPhrase, readPhrase } from '../../src/core/cell-phrases.js';
import { findCell } from '../../src/core/cells.js';
import { definitions } from '../../src/core/definitions.js';
import { activeOf, cellsOf } from '../cases.js';

const NOTHING_MORE = { which: 'any', name: '', inside: '' };

describe('what a phrase asks for', () => {
  it.each(cases.phrases as [string, Partial<CellPhrase> | null][])('%s', (said, expected) => {
    expect(readPhrase(said)).toEqual(expected && { ...NOTHING_MORE, ...expected });
  });
});

describe('which cell is meant', () => {
  it.each(cases.cells as { in: string; said: string; go: string | string[] | null }[])(
    '$in: $said',
    ({ in: name, said, go }) => {
      const phrase = readPhrase(said);
      expect(phrase).not.toBeNull();
      const found = findCell(phrase as CellPhrase, cellsOf(name), activeOf(name));
      const id = (path: string) => path.replace('cell:', '');
      const several = found.kind === 'tie' ? found.candidates.map(({ path }) => id(path)) : null;
      expect(found.kind === 'found' ? id(found.route.path) : several).toEqual(go);
    },
  );

  it('is told with its number and its heading', () => {
    const found = findCell({ ...NOTHING_MORE, kind: 'cell', which: 10 }, cellsOf('course'), null);
    expect(found).toMatchObject({ route: { name: 'Cell 10', description: '2.2 Dice and coins' } });
  });
});

test.each(cases.definitions as [string, string[]][])('the names that are made by %j', (source, expected) => {
  expect(definitions(source)).toEqual(expected);
});
