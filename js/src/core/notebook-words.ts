import type { ProblemWords } from './problem-words.js';

const SAY_WHICH = 'Say its number, or "this cell", "the next cell", "the last cell".';

/** What goes wrong in the notebook's own functions. */
export const notebookProblems = {
  noNotebook: (): ProblemWords => [
    'No notebook is open.',
    'There is nothing to work in.',
    'Open a notebook, then ask again.',
  ],
  notebookGone: (document: string): ProblemWords => [
    `The notebook ${document} was closed.`,
    'It was open when you began to speak.',
    'Open it again, or ask again in another notebook.',
  ],
  noSuchCell: (number: number, count: number): ProblemWords => [
    `There is no cell ${number}.`,
    `The notebook has ${cells(count)}.`,
    SAY_WHICH,
  ],
  cellGone: (): ProblemWords => [
    'The cell that you were at is gone.',
    'It was deleted since you began to speak.',
    SAY_WHICH,
  ],
  noCellThere: (which: string, number: number): ProblemWords => [
    `There is no cell ${which} cell ${number}.`,
    'The notebook ends there.',
    SAY_WHICH,
  ],
  noFailedCell: (): ProblemWords => [
    'No cell shows an error.',
    'Those that ran did so without one.',
    SAY_WHICH,
  ],
} as const;

/** What the model reads of the arguments that many of these functions share. */
export const cellWords = {
  number: 'Number of the cell, counted from the top.',
  which: 'Which cell, unless it has a number; without either the one the user is at.',
} as const;

/** What the model reads of the functions themselves. */
export const notebookTools = {
  save: 'Save the notebook.',
} as const;

/** What the functions answer: said to the person as it is. */
export const notebookWords = {
  saved: (path: string) => `Saved ${path}.`,
} as const;

export function cells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}
