import type { IError, IMimeBundle, IOutput, IStream, MultilineString } from '@jupyterlab/nbformat';

import { readingWords } from '../../../../core/reading-words.js';
import { spokenMarkdown } from './markdown.js';
import { readNumbers } from './numbers.js';
import { pngSize } from './picture.js';
import { spokenError, type Whereabouts } from './spoken-error.js';
import { readTable, type Table } from './table.js';
import { linesOf, oneLine, plainText, sentence, shortened } from './text.js';

const MOST_COLUMNS = 6;
const MOST_LINES = 4;
const LINE = 160;
const PASSAGE = 400;

/** An output in one or two sentences. */
export function spokenOutput(output: IOutput, whereabouts: Whereabouts): string {
  switch (output.output_type) {
    case 'error':
      return spokenError(output as IError, whereabouts);
    case 'stream':
      return spokenStream(output as IStream);
    default:
      return spokenData(output.data as IMimeBundle, output.metadata as { alt?: unknown });
  }
}

function spokenStream({ name, text }: IStream): string {
  const plain = plainText(text);
  const warned = name === 'stderr' ? [...plain.matchAll(/^\S+:\d+: (\w+: .+)$/gm)] : [];
  return warned.length > 0
    ? readingWords.warning(sentence(warned.map(([, words]) => words).join(' ')))
    : spokenText(plain);
}

/** The richest form that has words. */
function spokenData(data: IMimeBundle, { alt }: { alt?: unknown } = {}): string {
  const text = (type: string) => (type in data ? plainText(data[type] as MultilineString) : null);
  const html = text('text/html');
  const table = html === null ? null : readTable(html);
  if (table) {
    return spokenTable(table);
  }
  const picture = Object.keys(data).find((type) => type.startsWith('image/'));
  if (picture) {
    return typeof alt === 'string' && alt ? sentence(alt) : spokenPicture(data, picture);
  }
  const markdown = text('text/markdown');
  if (markdown !== null) {
    return shortened(spokenMarkdown(markdown), PASSAGE);
  }
  const plain = text('text/plain') ?? '';
  if (/^<.*>$/s.test(plain.trim()) || !plain.trim()) {
    return spokenPage(html ?? '') || spokenKinds(data) || spokenText(plain);
  }
  return spokenValue(plain);
}

function spokenTable({ rows, columns, names, first }: Table): string {
  const more = columns - MOST_COLUMNS;
  const rest = more > 0 ? ` ${readingWords.more(more, 'column')}` : '';
  const named = names.filter(Boolean).slice(0, MOST_COLUMNS).join(', ') + rest;
  const values = first.slice(0, MOST_COLUMNS).map((value, at) => oneLine(`${names[at] ?? ''} ${value}`));
  const told = readingWords.table(rows, columns, names.some(Boolean) ? named : '');
  return values.length > 0 ? `${told} ${readingWords.firstRow(values.join(', '))}` : told;
}

function spokenPicture(data: IMimeBundle, type: string): string {
  const size = pngSize(plainText(data[type] as MultilineString));
  if (!size) {
    return readingWords.somePicture;
  }
  const isFigure = plainText((data['text/plain'] as MultilineString | undefined) ?? '').startsWith('<Figure');
  return (isFigure ? readingWords.figure : readingWords.picture)(size.width, size.height);
}

function spokenValue(text: string): string {
  const numbers = readNumbers(text);
  if (!numbers) {
    return spokenText(text.replace(/^(['"])(.*)\1$/s, '$2'));
  }
  const { shape, first, range } = numbers;
  const size = readingWords.size(shape);
  if (first.length === shape[0]) {
    return readingWords.values(size, first.join(', '));
  }
  return range
    ? readingWords.range(size, range.min, range.max)
    : readingWords.beginning(size, first.join(', '));
}

function spokenText(text: string): string {
  const lines = linesOf(text).map((line) => shortened(line, LINE));
  if (lines.length === 0) {
    return readingWords.nothing;
  }
  return lines.length <= MOST_LINES
    ? sentence(lines.join('; '))
    : readingWords.printed(lines.length, lines[0], lines[lines.length - 1]);
}

function spokenPage(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const hidden of page.querySelectorAll('style, script')) {
    hidden.remove();
  }
  const words = shortened(oneLine(page.body.textContent ?? ''), PASSAGE);
  return words && sentence(words);
}

/** The names of forms that have no words, as those of widgets and charts. */
function spokenKinds(data: IMimeBundle): string {
  const kinds = Object.keys(data).filter((type) => !type.startsWith('text/'));
  return kinds.length > 0 ? readingWords.unreadable(kinds.join(', ')) : '';
}
