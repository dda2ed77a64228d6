import { YNotebook } from '@jupyter/ydoc';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Arguments } from '../../../src/core/calls.js';
import { cellIndex, numberOf } from '../../../src/hosts/lab/notebook/cells.js';
import type { Place } from '../../../src/hosts/lab/notebook/place.js';

const ERROR = { output_type: 'error', ename: 'NameError', evalue: 'x', traceback: [] };

/** Four cells, of which the second and the third failed, the second last. */
function placeAt(index: number): Place {
  const ran = [
    { outputs: [], execution_count: 1 },
    { outputs: [ERROR], execution_count: 3 },
    { outputs: [ERROR], execution_count: 2 },
    { outputs: [], execution_count: null },
  ];
  const cells = ran.map((each, at) => ({ ...each, id: `${at}`, cell_type: 'code', source: '', metadata: {} }));
  const shared = YNotebook.create({ data: { cells } as never });
  return { shared, index, counted: shared.cells.map(({ id }) => id) } as unknown as Place;
}

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

describe('which cell is meant', () => {
  it.each<[Arguments, number]>([
    [{}, 2],
    [{ which: 'this' }, 2],
    [{ which: 'next' }, 3],
    [{ which: 'below' }, 3],
    [{ which: 'previous' }, 1],
    [{ which: 'above' }, 1],
    [{ which: 'first' }, 0],
    [{ which: 'last' }, 3],
    [{ which: 'failed' }, 1],
    [{ number: 4 }, 3],
    [{ number: 1, which: 'last' }, 0],
  ])('%j', (args, index) => {
    expect(cellIndex(placeAt(2), args)).toBe(index);
  });

  it.each<[Arguments, string]>([
    [{ number: 5 }, 'There is no cell 5.'],
    [{ number: 0 }, 'There is no cell 0.'],
    [{ number: 1.5 }, 'There is no cell 1.5.'],
  ])('%j is none', (args, error) => {
    expect(() => cellIndex(placeAt(2), args)).toThrow(error);
  });

  it('is said when the notebook ends, or the cell was deleted meanwhile', () => {
    expect(() => cellIndex(placeAt(3), { which: 'next' })).toThrow('There is no cell below cell 4.');
    expect(() => cellIndex(placeAt(0), { which: 'above' })).toThrow('There is no cell above cell 1.');
    expect(() => cellIndex(placeAt(-1), {})).toThrow('The cell that you were at is gone.');
    expect(cellIndex(placeAt(-1), { number: 2 })).toBe(1);
  });

  it('keeps its number whatever an earlier call of the same answer did', () => {
    const place = placeAt(0);
    place.shared.deleteCell(1);
    expect(cellIndex(place, { number: 4 })).toBe(2);
    expect(numberOf(place, 2)).toBe(4);
    expect(() => cellIndex(place, { number: 2 })).toThrow('Cell 2 is gone.');
  });

  it('has the number of its place where it is new', () => {
    const place = placeAt(0);
    place.shared.insertCell(1, { id: 'new', cell_type: 'code', source: '' });
    expect(numberOf(place, 1)).toBe(2);
  });
});
