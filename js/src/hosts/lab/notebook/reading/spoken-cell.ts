import type { ISharedCell } from '@jupyter/ydoc';

import { readingWords } from '../../../../core/reading-words.js';
import { spokenMarkdown } from './markdown.js';
import { spokenCode } from './spoken-code.js';
import { linesOf, sentence } from './text.js';

const MOST_LINES = 12;

/** What is written in a cell, as one would read it aloud. */
export function spokenCell(cell: ISharedCell, number: number): string {
  const source = cell.getSource();
  if (!source.trim()) {
    return readingWords.emptyCell(number);
  }
  if (cell.cell_type !== 'code') {
    return readingWords.text(number, spokenMarkdown(source));
  }
  const lines = linesOf(source);
  const told = lines.slice(0, MOST_LINES).map((line) => sentence(spokenCode(line)));
  const more = lines.length - told.length;
  const rest = more > 0 ? [`${readingWords.more(more, 'line')}.`] : [];
  return readingWords.code(number, lines.length, [...told, ...rest].join(' '));
}
