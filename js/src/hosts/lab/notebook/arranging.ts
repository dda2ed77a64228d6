import type { YCellType } from '@jupyter/ydoc';

import type { Arguments } from '../../../core/calls.js';
import type { PageFunction } from '../../../core/host.js';
import { notebookProblems, notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { CELL, cellIndex, numberOf } from './cells.js';
import type { Done } from './changes.js';
import { type Definition, define } from './define.js';
import { type CellType, changeType, deleteCells, duplicateCell, mergeCells, moveCell } from './edits.js';
import type { NotebookParts } from './functions.js';
import { assertAtRest, assertDeletable, assertEditable } from './guards.js';
import type { Place } from './place.js';
import { TYPES } from './writing.js';

type Act = (place: Place, at: number, args: Arguments) => Done;

/** Functions that change which cells there are, their order and their type. */
export function arrangingFunctions({ placeOf, changes }: NotebookParts): PageFunction[] {
  /** A function of one cell. */
  const ofCell = (
    definition: Pick<Definition, 'name' | 'description' | 'properties' | 'required'>,
    act: Act,
  ): PageFunction =>
    define({
      ...definition,
      risk: 'change',
      properties: { ...definition.properties, ...CELL },
      run: async (args, turn) => {
        const place = placeOf(turn);
        const at = cellIndex(place, args);
        return changes.make(turn, place, () => act(place, at, args));
      },
    });
  const direction = (...words: string[]) => ({
    properties: { direction: { type: 'string', enum: words } },
    required: ['direction'],
  });

  return [
    ofCell({ name: 'notebook_delete_cell', description: notebookTools.remove }, remove),
    define({
      name: 'notebook_delete_all_cells',
      description: notebookTools.removeAll,
      risk: 'destructive',
      run: async (_args, turn) => {
        const place = placeOf(turn);
        const count = place.shared.cells.length;
        place.shared.cells.forEach((_, index) => {
          assertDeletable(place, index);
        });
        return changes.make(turn, place, () => {
          deleteCells(place.shared, 0, count);
          return { say: notebookWords.removedAll(count), at: 0 };
        });
      },
    }),
    ofCell({ name: 'notebook_duplicate_cell', description: notebookTools.duplicate }, ({ shared }, at) => {
      duplicateCell(shared, at);
      return { say: notebookWords.duplicated(at + 1, at + 2), at: at + 1 };
    }),
    ofCell(
      {
        name: 'notebook_move_cell',
        description: notebookTools.move,
        ...direction('up', 'down', 'top', 'bottom'),
      },
      move,
    ),
    ofCell(
      {
        name: 'notebook_merge_cells',
        description: notebookTools.merge,
        ...direction('above', 'below', 'previous', 'next'),
      },
      merge,
    ),
    ofCell(
      {
        name: 'notebook_change_cell',
        description: notebookTools.changeType,
        properties: { kind: { type: 'string', enum: TYPES } },
        required: ['kind'],
      },
      retype,
    ),
  ];
}

const remove: Act = (place, at) => {
  const say = notebookWords.removed(numberOf(place, at));
  assertDeletable(place, at);
  const { shared, panel } = place;
  const left = shared.cells.length - 1; // the model shows it after the change only
  // JupyterLab keeps these so that the kernel's late answers find no cell.
  panel.model?.deletedCells.push(shared.getCell(at).id);
  deleteCells(shared, at, at + 1);
  return { say, at: Math.max(0, Math.min(at, left - 1)) };
};

const move: Act = (place, at, { direction }) => {
  const last = place.shared.cells.length - 1;
  const to = { up: at - 1, down: at + 1, top: 0, bottom: last }[String(direction)] ?? at;
  if (to < 0 || to > last) {
    throw fail('no_such_cell', notebookProblems.noNeighbour(at + 1, to < 0 ? 'above' : 'below'));
  }
  assertAtRest(place, at);
  moveCell(place.shared, at, to);
  return { say: notebookWords.moved(at + 1, to + 1), at: to };
};

const merge: Act = (place, at, { direction }) => {
  const step = direction === 'above' || direction === 'previous' ? -1 : 1;
  const other = at + step;
  if (other < 0 || other >= place.shared.cells.length) {
    throw fail('no_such_cell', notebookProblems.noNeighbour(at + 1, step < 0 ? 'above' : 'below'));
  }
  assertEditable(place, at);
  assertDeletable(place, other);
  assertAtRest(place, other);
  mergeCells(place.shared, at, step);
  const into = Math.min(at, other);
  return { say: notebookWords.merged(at + 1, other + 1, into + 1), at: into };
};

const retype: Act = (place, at, { kind }) => {
  const type = kind as CellType;
  if ((place.shared.getCell(at) as YCellType).cell_type === type) {
    return { say: notebookWords.isAlready(at + 1, type), at };
  }
  assertEditable(place, at);
  assertAtRest(place, at);
  changeType(place.shared, at, type);
  return { say: notebookWords.retyped(at + 1, type), at };
};
