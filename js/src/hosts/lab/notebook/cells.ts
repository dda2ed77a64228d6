import type { ISharedCodeCell } from '@jupyter/ydoc';

import type { Arguments } from '../../../core/calls.js';
import { cellWords, notebookProblems } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import type { Properties } from './define.js';
import type { Place } from './place.js';

const WHICH = ['this', 'next', 'previous', 'above', 'below', 'first', 'last', 'failed'];

/** The arguments by which a cell is meant, for every function that takes one. */
export const CELL: Properties = {
  number: { type: 'integer', minimum: 1, description: cellWords.number },
  which: { type: 'string', enum: WHICH, description: cellWords.which },
};

/** The index of the cell that the arguments `number` and `which` mean; throws when there is none. */
export function cellIndex(place: Place, { number, which }: Arguments): number {
  const count = place.shared.cells.length;
  if (typeof number === 'number') {
    return numberedIndex(place, number);
  }
  switch (which) {
    case 'first':
      return 0;
    case 'last':
      return count - 1;
    case 'failed':
      return failedIndex(place);
    case 'next':
    case 'below':
      return beside(place, 1, 'below');
    case 'previous':
    case 'above':
      return beside(place, -1, 'above');
    default:
      return thisIndex(place);
  }
}

/** The number by which the person spoke of a cell, wherever it is by now. */
export function numberOf({ shared, counted }: Place, index: number): number {
  const number = counted.indexOf(shared.getCell(index).id) + 1;
  return number || index + 1;
}

function numberedIndex({ shared, counted }: Place, number: number): number {
  const id = counted[number - 1];
  if (id === undefined) {
    throw fail('no_such_cell', notebookProblems.noSuchCell(number, counted.length));
  }
  const index = shared.cells.findIndex((cell) => cell.id === id);
  if (index < 0) {
    throw fail('cell_gone', notebookProblems.numberGone(number));
  }
  return index;
}

function thisIndex({ index }: Place): number {
  if (index < 0) {
    throw fail('cell_gone', notebookProblems.cellGone());
  }
  return index;
}

function beside(place: Place, step: 1 | -1, which: 'above' | 'below'): number {
  const here = thisIndex(place);
  const there = here + step;
  if (there < 0 || there >= place.shared.cells.length) {
    throw fail('no_such_cell', notebookProblems.noCellThere(which, here + 1));
  }
  return there;
}

/** Of several cells that show an error the one that ran last. */
function failedIndex({ shared }: Place): number {
  let failed = -1;
  let latest = -1;
  shared.cells.forEach((cell, index) => {
    if (cell.cell_type === 'code') {
      const { outputs, execution_count } = cell as ISharedCodeCell;
      if (outputs.some((output) => output.output_type === 'error') && (execution_count ?? 0) > latest) {
        failed = index;
        latest = execution_count ?? 0;
      }
    }
  });
  if (failed < 0) {
    throw fail('no_such_cell', notebookProblems.noFailedCell());
  }
  return failed;
}
