import type { PageFunction } from '../../../../core/host.js';
import { fail } from '../../../../core/problem.js';
import { readingProblems, readingTools, readingWords } from '../../../../core/reading-words.js';
import { define } from '../define.js';
import type { NotebookParts } from '../functions.js';
import { findText } from './find.js';
import { shortened } from './text.js';

const MOST_SAID = 3;
const MOST_TOLD = 20;
const LINE = 120;

export function findFunctions({ placeOf }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_find',
      description: readingTools.find,
      risk: 'read',
      properties: { text: { type: 'string', description: readingTools.findText } },
      required: ['text'],
      run: async ({ text }, turn) => {
        const wanted = typeof text === 'string' ? text.trim() : '';
        if (!wanted) {
          throw fail('nothing_to_find', readingProblems.nothingToFind());
        }
        const found = findText(placeOf(turn).shared.cells, wanted);
        const places = found.map((each) => ({ ...each, text: shortened(each.text, LINE) }));
        return { say: spoken(wanted, places), count: found.length, places: places.slice(0, MOST_TOLD) };
      },
    }),
  ];
}

function spoken(wanted: string, places: ReturnType<typeof findText>): string {
  if (places.length === 0) {
    return readingWords.notFound(wanted);
  }
  const told = places
    .slice(0, MOST_SAID)
    .map(({ cell, where, line, text }) => readingWords.foundIn(cell, where, line, text));
  const more = places.length - told.length;
  return readingWords.found(
    wanted,
    [...told, ...(more > 0 ? [readingWords.more(more, 'place')] : [])].join('; '),
  );
}
