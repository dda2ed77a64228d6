import type { ProblemWords } from './first-words.js';
import { cells } from './notebook-words.js';

/** What the model reads of the functions that read a notebook. */
export const readingTools = {
  where: 'Say where the user is: the notebook, the section, the cell, and whether the kernel is busy.',
  sections: 'List the sections of the notebook.',
  readCell: 'Read aloud what is written in a cell.',
  readOutput: 'Read the output of a cell: what it prints, its table, plot or error.',
  readError: 'Read the error of a cell: what went wrong, and in which line. Without a cell, the latest error.',
  find: 'Find text in the cells and outputs of the notebook, and say where it is.',
  findText: 'The text to find.',
  running: 'Say which cell is running, since when, and how many cells wait.',
  tellWhenDone: 'Tell the user when the running cell is done, or has failed.',
} as const;

export const readingProblems = {
  nothingToFind: (): ProblemWords => [
    'There is no text to find.',
    'A word or more is needed.',
    'Say what to find, as in "find pandas".',
  ],
} as const;

/** How a notebook sounds: whole sentences, with numbers where others see places. */
export const readingWords = {
  where: (document: string, section: string, cell: string) =>
    `You are in ${document}, ${section ? `section ${section}` : 'before the first section'}, ${cell}.`,
  cellOf: (number: number, count: number, kind: string) => `cell ${number} of ${count}, ${kind}`,
  noCell: 'No cell is active.',
  kinds: { code: 'code', markdown: 'text', raw: 'raw text' } as { readonly [kind: string]: string | undefined },
  states: {
    running: 'It is running.',
    waiting: 'It waits to run.',
    failed: 'It failed.',
    done: 'It ran.',
    never: 'It has not run.',
  },
  kernels: {
    idle: 'The kernel is idle.',
    busy: 'The kernel is busy.',
    none: 'There is no kernel.',
    dead: 'The kernel is dead.',
    other: (status: string) => `The kernel is ${status}.`,
  },

  sections: (count: number, list: string) => `${count === 1 ? '1 section' : `${count} sections`}: ${list}.`,
  section: (name: string, number: number) => `${name} at cell ${number}`,
  noSections: 'The notebook has no headings.',

  emptyCell: (number: number) => `Cell ${number} is empty.`,
  text: (number: number, text: string) => `Cell ${number}, text. ${text}`,
  code: (number: number, lines: number, text: string) =>
    `Cell ${number}, ${lines === 1 ? '1 line' : `${lines} lines`} of code. ${text}`,
  more: (count: number, noun: string) => `and ${count} more ${noun}${count === 1 ? '' : 's'}`,

  noOutput: (number: number, hasRun: boolean) =>
    hasRun ? `Cell ${number} ran without an output.` : `Cell ${number} has no output: it has not run.`,
  noOutputs: (number: number) => `Cell ${number} is text: only code has an output.`,
  noError: (number: number) => `Cell ${number} shows no error.`,
  inCell: (number: number, text: string) => `Cell ${number}. ${text}`,
  table: (rows: number, columns: number, names: string) =>
    `A table with ${plural(rows, 'row')} and ${plural(columns, 'column')}${names ? `: ${names}` : ''}.`,
  firstRow: (values: string) => `The first row: ${values}.`,
  size: (shape: readonly number[]) =>
    shape.length === 1 ? plural(shape[0], 'value') : `${shape.join(' by ')} values`,
  values: (size: string, all: string) => `${size}: ${all}.`,
  range: (size: string, min: number, max: number) => `${size}, from ${min} to ${max}.`,
  beginning: (size: string, first: string) => `${size}, beginning with ${first}.`,
  printed: (lines: number, first: string, last: string) =>
    `${lines} lines. The first: ${first}. The last: ${last}.`,
  picture: (width: number, height: number) => `A picture, ${width} by ${height} pixels.`,
  figure: (width: number, height: number) => `A figure, ${width} by ${height} pixels.`,
  somePicture: 'A picture.',
  unreadable: (kind: string) => `Something that has no text: ${kind}.`,
  nothing: 'An output without content.',
  warning: (text: string) => `A warning. ${text}`,
  failure: (name: string, message: string) => (message ? `${name}: ${message}` : name),
  at: (line: number, code: string, number: number | null) =>
    `It happened in ${cellOrThis(number)}, line ${line}: ${code}.`,
  calledFrom: (line: number, number: number | null) =>
    `It was called from ${cellOrThis(number)}, line ${line}.`,

  found: (text: string, places: string) => `${text} is in ${places}.`,
  foundIn: (number: number, where: 'source' | 'output', line: number, text: string) =>
    where === 'source' ? `cell ${number}, line ${line}: ${text}` : `the output of cell ${number}: ${text}`,
  notFound: (text: string) => `${text} is nowhere in the notebook.`,

  running: (number: number, time: string, waiting: number) =>
    `Cell ${number} has been running for ${time}${waiting > 0 ? `, and ${cells(waiting)} ${waiting === 1 ? 'waits' : 'wait'}` : ''}.`,
  kernelBusy: 'No cell is running, but the kernel is busy.',
  idle: 'Nothing is running.',
  idleAfter: (last: string) => `Nothing is running. ${last}`,
  willTell: (number: number) => `I will tell you when cell ${number} is done.`,
  willTellAll: (count: number) => `I will tell you when all ${count} cells are done.`,
  done: (number: number, time: string) => `Cell ${number} is done after ${time}.`,
  failed: (number: number, what: string) => `Cell ${number} failed: ${what}`,
  cancelled: (number: number) => `Cell ${number} was not run.`,
  allDone: (count: number, time: string) => `All ${count} cells are done after ${time}.`,
  time: (seconds: number) => {
    const whole = Math.round(seconds);
    if (whole < 1) {
      return 'less than a second';
    }
    const minutes = Math.floor(whole / 60);
    const rest = plural(whole % 60, 'second');
    return minutes === 0 ? rest : `${plural(minutes, 'minute')}${whole % 60 ? ` and ${rest}` : ''}`;
  },
} as const;

/** Null is the cell that is spoken of anyway. */
function cellOrThis(number: number | null): string {
  return number === null ? 'this cell' : `cell ${number}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
