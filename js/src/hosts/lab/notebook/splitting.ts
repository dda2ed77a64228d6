import type { PageFunction } from '../../../core/host.js';
import { notebookProblems, notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { CELL, cellIndex } from './cells.js';
import { define } from './define.js';
import { splitCell } from './edits.js';
import type { NotebookParts } from './functions.js';
import { assertEditable } from './guards.js';
import type { Place } from './place.js';

export function splittingFunctions({ placeOf, changes }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_split_cell',
      description: notebookTools.split,
      risk: 'change',
      properties: { line: { type: 'integer', minimum: 2, description: notebookTools.splitLine }, ...CELL },
      run: async (args, turn) => {
        const place = placeOf(turn);
        const at = cellIndex(place, args);
        assertEditable(place, at);
        const source = place.shared.getCell(at).getSource();
        const offset = typeof args.line === 'number' ? offsetOf(args.line, source) : cursorIn(place, at);
        if (!source.slice(0, offset).trim() || !source.slice(offset).trim()) {
          throw fail('no_split', notebookProblems.noSplit(at + 1));
        }
        return changes.make(turn, place, () => {
          splitCell(place.shared, at, offset);
          return { say: notebookWords.split(at + 1), at: at + 1 };
        });
      },
    }),
  ];
}

function offsetOf(line: number, source: string): number {
  const above = source.split('\n').slice(0, line - 1);
  return above.join('\n').length;
}

/** Cells that were never on the screen have no editor. */
function cursorIn({ notebook }: Place, at: number): number {
  const { editor } = notebook.widgets[at];
  return editor ? editor.getOffsetAt(editor.getCursorPosition()) : 0;
}
