import type { YCellType } from '@jupyter/ydoc';

import type { Arguments } from '../../../core/calls.js';
import { written } from '../../../core/dictation.js';
import type { PageFunction } from '../../../core/host.js';
import { notebookProblems, notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { replaceIn } from '../../../core/replacing.js';
import { CELL, cellIndex } from './cells.js';
import { define } from './define.js';
import { type CellType, insertCell } from './edits.js';
import type { NotebookParts } from './functions.js';
import { assertEditable } from './guards.js';
import { patchSource } from './patch.js';
import type { Place } from './place.js';

const POSITIONS = ['below', 'above', 'top', 'end'];
export const TYPES = ['code', 'markdown', 'raw'];

/** Functions that write the source of a cell. */
export function writingFunctions({ placeOf, changes }: NotebookParts): PageFunction[] {
  /** A function that gives one cell another source. */
  const rewriting = (
    name: string,
    description: string,
    texts: readonly string[],
    rewrite: Rewrite,
  ): PageFunction =>
    define({
      name,
      description,
      risk: 'change',
      properties: { ...Object.fromEntries(texts.map((text) => [text, { type: 'string' }])), ...CELL },
      required: texts,
      run: async (args, turn) => {
        const place = placeOf(turn);
        const at = cellIndex(place, args);
        assertEditable(place, at);
        const cell = place.shared.getCell(at) as YCellType;
        const said = texts.map((text) => String(args[text] ?? ''));
        const { source, say } = rewrite(
          { source: cell.getSource(), number: at + 1, write: writer(cell.cell_type, place) },
          said,
        );
        return changes.make(turn, place, () => {
          patchSource(cell, source);
          return { say, at };
        });
      },
    });

  return [
    define({
      name: 'notebook_insert_cell',
      description: notebookTools.insert,
      risk: 'change',
      properties: {
        position: { type: 'string', enum: POSITIONS },
        kind: { type: 'string', enum: TYPES },
        number: { type: 'integer', minimum: 1, description: notebookTools.insertNumber },
        source: { type: 'string', description: notebookTools.source },
      },
      run: async (args, turn) => {
        const place = placeOf(turn);
        const kind = (args.kind ?? 'code') as CellType;
        const source = String(args.source ?? '');
        const at = newIndex(place, args);
        return changes.make(turn, place, () => {
          insertCell(place.shared, at, kind, writer(kind, place)(source));
          return { say: notebookWords.inserted(kind, at + 1), at };
        });
      },
    }),
    rewriting('notebook_replace_cell', notebookTools.replaceCell, ['source'], replaceCell),
    rewriting('notebook_append_line', notebookTools.append, ['line'], appendLine),
    rewriting('notebook_replace', notebookTools.replaceText, ['old', 'new'], replaceText),
  ];
}

interface Before {
  readonly source: string;
  /** Of the cell. */
  readonly number: number;
  /** What was said as it is written in this kind of cell. */
  write(said: string): string;
}

type Rewrite = (before: Before, said: readonly string[]) => { source: string; say: string };

const replaceCell: Rewrite = ({ number, write }, [said]) => ({
  source: write(said),
  say: notebookWords.rewritten(number),
});

const appendLine: Rewrite = ({ source, number, write }, [said]) => ({
  source: source.trim() ? `${source.trimEnd()}\n${write(said)}` : write(said),
  say: notebookWords.appended(number),
});

const replaceText: Rewrite = ({ source, number, write }, [said, replacement]) => {
  if (!said) {
    throw fail('no_text', notebookProblems.noTextToFind());
  }
  // Another case of the same word is what is wanted, and no guess of a recogniser.
  const text = said.toLowerCase() === replacement.toLowerCase() ? replacement : write(replacement);
  const replaced = replaceIn(source, said, text) ?? replaceIn(source, write(said), text);
  if (!replaced) {
    throw fail('text_missing', notebookProblems.textMissing(said, number));
  }
  return { source: replaced.source, say: notebookWords.replaced(number, replaced.times) };
};

function writer(type: string, { shared }: Place): (said: string) => string {
  return type === 'code' ? (said) => written(said, namesIn(shared)) : (said) => said;
}

/** The words of all code in a notebook. */
function namesIn({ cells }: Place['shared']): ReadonlySet<string> {
  const code = cells.filter((cell) => cell.cell_type === 'code').map((cell) => cell.getSource());
  return new Set(code.join('\n').match(/[A-Za-z]\w*/g));
}

/** The index of a cell that is inserted. */
function newIndex(place: Place, { position, number }: Arguments): number {
  switch (position) {
    case 'top':
      return 0;
    case 'end':
      return place.shared.cells.length;
    default:
      return cellIndex(place, number === undefined ? {} : { number }) + Number(position !== 'above');
  }
}
