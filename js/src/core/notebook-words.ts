import type { ProblemWords } from './first-words.js';

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
  numberGone: (number: number): ProblemWords => [
    `Cell ${number} is gone.`,
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
  noSection: (number: number): ProblemWords => [
    `Cell ${number} is in no section.`,
    'No heading is above it.',
    'Say which cells to run, or go to a section first.',
  ],
  kernelMissing: (document: string): ProblemWords => [
    `${document} has no kernel.`,
    'None was chosen for it, or it was shut down.',
    'Choose a kernel for the notebook, then ask again.',
  ],
  cellRuns: (number: number): ProblemWords => [
    `Cell ${number} is running.`,
    'Its output would be lost.',
    'Wait until it is done, or interrupt the kernel, then ask again.',
  ],
  cellLocked: (number: number): ProblemWords => [
    `Cell ${number} is protected.`,
    'Its metadata forbid to change or to delete it.',
    'Allow it in the property inspector, then ask again.',
  ],
  textMissing: (text: string, number: number): ProblemWords => [
    `"${text}" is not in cell ${number}.`,
    'Nothing was replaced.',
    'Say the text as it is written in the cell, or name another cell.',
  ],
  noTextToFind: (): ProblemWords => [
    'The text to replace is empty.',
    'Something must be found before it can be replaced.',
    'Say what to replace, and with what.',
  ],
  noSplit: (number: number): ProblemWords => [
    `Cell ${number} cannot be split there.`,
    'One of the halves would be empty.',
    'Say a line within the cell, as "split the cell at line 3", or put the cursor where it is to be split.',
  ],
  noNeighbour: (number: number, where: 'above' | 'below'): ProblemWords => [
    `There is no cell ${where} cell ${number}.`,
    'The notebook ends there.',
    'Name another cell or the other direction.',
  ],
  argumentMissing: (name: string, known: readonly string[]): ProblemWords => [
    `The argument "${name}" is missing.`,
    `The function takes ${known.join(', ')}.`,
    'Call it again with all that it needs.',
  ],
  argumentUnknown: (name: string, known: readonly string[]): ProblemWords => [
    `There is no argument "${name}".`,
    known.length > 0 ? `The function takes ${known.join(', ')}.` : 'The function takes none.',
    'Call it again without it.',
  ],
  argumentBad: (name: string, value: string, accepted: readonly string[]): ProblemWords => [
    `The argument "${name}" cannot be "${value}".`,
    `Accepted: ${accepted.join(', ')}.`,
    'Call it again with one of these.',
  ],
  noResult: (): ProblemWords => [
    'There is no result to keep.',
    'No function of this notebook has answered yet.',
    'Have one called, then say "keep that".',
  ],
  noSuchNotebook: (name: string, open: readonly string[]): ProblemWords => [
    `No open notebook is called "${name}".`,
    `Open are ${open.join(', ')}.`,
    'Say one of these names.',
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
  run: 'Run cells: one cell, the section, or all; all above or below the cell when that is said too.',
  runScope: 'How much to run, one cell when not said.',
  interrupt: 'Interrupt the kernel: stop the execution of the running cell.',
  restart: 'Restart the kernel; all variables are lost.',
  restartAfterwards: 'What to do after the restart.',
  insert: 'Insert a new cell above or below, with its source if the user dictates one.',
  insertNumber: 'Beside the cell with this number; without it beside the one the user is at.',
  source: 'Source text of the cell.',
  replaceCell: 'Replace the whole source of a cell.',
  replaceText: 'Replace one text by another within a cell.',
  append: 'Append a line at the end of a cell.',
  remove: 'Delete a cell.',
  removeAll: 'Delete all cells of the notebook.',
  duplicate: 'Duplicate a cell: put a copy below it.',
  move: 'Move a cell up, down, to the top or to the bottom.',
  merge: 'Merge a cell with the one above or below it, which are the previous and the next one.',
  split: 'Split a cell in two, at the cursor or at a line.',
  splitLine: 'The line that begins the second cell.',
  changeType: 'Turn a cell into code, markdown or raw text; make it another type.',
  clearOutputs: 'Clear the output of a cell, or the outputs of all.',
  tag: 'Tag a cell.',
  keepResult: 'Keep the last result as a new cell.',
  useNotebook: 'Switch to another open notebook, and work there from now on.',
  useNotebookName: 'Its name; "other" when only two are open.',
  undo: 'Undo the last changes that were made to the notebook by voice, when the user says undo.',
  redo: 'Redo what was undone last.',
  count: 'How many turns of the conversation, one when not said.',
} as const;

/** What the functions answer: said to the person as it is. */
export const notebookWords = {
  saved: (path: string) => `Saved ${path}.`,
  ran: (what: string, seconds: number, output: string) => `${what} ran in ${time(seconds)}${output}.`,
  noOutput: ', no output',
  output: (text: string) => `, output: ${text}`,
  someOutput: ', with output',
  cell: (number: number) => `Cell ${number}`,
  cells: (count: number) => (count === 1 ? 'One cell' : `${count} cells`),
  rendered: (what: string) => `${what}: only text, nothing to run.`,
  failed: (number: number, name: string, value: string) => `Cell ${number} failed with ${name}: ${value}`,
  stillRunning: (what: string, seconds: number) => `${what}: still running after ${time(seconds)}.`,
  notRun: (what: string) => `${what} did not run to the end.`,
  interrupted: 'Interrupted the kernel.',
  nothingRuns: 'Nothing is running.',
  restarted: 'Restarted the kernel.',
  inserted: (type: string, number: number) => `Inserted ${type} cell ${number}.`,
  rewritten: (number: number) => `Cell ${number} has a new source.`,
  replaced: (number: number, times: number) =>
    times === 1 ? `Replaced it in cell ${number}.` : `Replaced it ${times} times in cell ${number}.`,
  appended: (number: number) => `Added a line to cell ${number}.`,
  removed: (number: number) => `Deleted cell ${number}.`,
  removedAll: (count: number) => `Deleted all ${cells(count)}.`,
  duplicated: (number: number, copy: number) => `Copied cell ${number} to cell ${copy}.`,
  moved: (number: number, to: number) =>
    number === to ? `Cell ${number} is there already.` : `Moved cell ${number} to ${to}.`,
  merged: (number: number, other: number, into: number) =>
    `Merged cells ${Math.min(number, other)} and ${Math.max(number, other)} into cell ${into}.`,
  split: (number: number) => `Split cell ${number} into cells ${number} and ${number + 1}.`,
  retyped: (number: number, type: string) => `Cell ${number} is ${type} now.`,
  isAlready: (number: number, type: string) => `Cell ${number} is ${type} already.`,
  cleared: (number: number) => `Cleared the output of cell ${number}.`,
  clearedAll: 'Cleared all outputs.',
  tagged: (number: number, tag: string) => `Cell ${number} has the tag ${tag}.`,
  kept: (what: string, number: number) => `Kept the result of ${what} as cell ${number}.`,
  uses: (path: string) => `Now in ${path}.`,
  undone: (said: readonly string[]) => `Undone: ${said.join(' ')}`,
  redone: (said: readonly string[]) => `Done again: ${said.join(' ')}`,
  nothingToUndo: 'There is nothing to undo that was changed by voice.',
  nothingToRedo: 'There is nothing to redo.',
} as const;

function time(seconds: number): string {
  return seconds < 60 ? `${Number(seconds.toPrecision(2))} s` : `${Math.round(seconds / 60)} min`;
}

export function cells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}
