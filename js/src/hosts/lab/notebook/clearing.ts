import type { YCellType } from '@jupyter/ydoc';

import type { PageFunction } from '../../../core/host.js';
import { notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { CELL, cellIndex } from './cells.js';
import { define } from './define.js';
import { clearOutputs } from './edits.js';
import type { NotebookParts } from './functions.js';

export function clearingFunctions({ placeOf, changes }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_clear_outputs',
      description: notebookTools.clearOutputs,
      risk: 'change',
      properties: { scope: { type: 'string', enum: ['cell', 'all'] }, ...CELL },
      run: async (args, turn) => {
        const place = placeOf(turn);
        const { cells } = place.shared;
        const at = args.scope === 'all' ? null : cellIndex(place, args);
        return changes.make(turn, place, () => {
          for (const cell of at === null ? cells : [cells[at]]) {
            clearOutputs(cell as YCellType);
          }
          return at === null ? { say: notebookWords.clearedAll } : { say: notebookWords.cleared(at + 1), at };
        });
      },
    }),
  ];
}
