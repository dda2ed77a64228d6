import type { PageFunction } from '../../../../core/host.js';
import { readingTools, readingWords } from '../../../../core/reading-words.js';
import type { JsonValue } from '../../../../core/wire.js';
import { CELL, cellIndex } from '../cells.js';
import { define } from '../define.js';
import type { NotebookParts } from '../functions.js';
import type { Place } from '../place.js';
import { errorOf, isCode, outputsOf, spokenOutputs, whereabouts } from './outputs.js';
import { spokenCell } from './spoken-cell.js';
import { spokenError } from './spoken-error.js';
import { plainText, shortened } from './text.js';

/** Characters that the model is given beside what is said: it may be asked for more than that. */
const SOURCE = 2_000;

export function readFunctions({ placeOf }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_read_cell',
      description: readingTools.readCell,
      risk: 'read',
      properties: CELL,
      run: async (args, turn) => {
        const place = placeOf(turn);
        return readCell(place, cellIndex(place, args));
      },
    }),
    define({
      name: 'notebook_read_output',
      description: readingTools.readOutput,
      risk: 'read',
      properties: CELL,
      run: async (args, turn) => {
        const place = placeOf(turn);
        return readOutput(place, cellIndex(place, args));
      },
    }),
    define({
      name: 'notebook_read_error',
      description: readingTools.readError,
      risk: 'read',
      properties: CELL,
      run: async (args, turn) => {
        const place = placeOf(turn);
        const isNamed = args.number !== undefined || args.which !== undefined;
        const here = place.shared.cells[place.index];
        const isHere = !isNamed && here !== undefined && errorOf(here) !== undefined;
        return readError(place, cellIndex(place, isNamed || isHere ? args : { which: 'failed' }));
      },
    }),
  ];
}

function readCell({ shared }: Place, index: number): JsonValue {
  const cell = shared.cells[index];
  const source = shortened(cell.getSource(), SOURCE);
  return { say: spokenCell(cell, index + 1), cell: index + 1, kind: cell.cell_type, source };
}

function readOutput({ shared }: Place, index: number): JsonValue {
  const cell = shared.cells[index];
  const number = index + 1;
  if (!isCode(cell)) {
    return { say: readingWords.noOutputs(number), cell: number };
  }
  const kinds = outputsOf(cell).map((output) => output.output_type);
  const say =
    kinds.length > 0
      ? readingWords.inCell(number, spokenOutputs(cell, shared.cells))
      : readingWords.noOutput(number, cell.execution_count !== null);
  return { say, cell: number, outputs: kinds };
}

function readError({ shared }: Place, index: number): JsonValue {
  const cell = shared.cells[index];
  const number = index + 1;
  const error = errorOf(cell);
  if (!isCode(cell) || !error) {
    return { say: readingWords.noError(number), cell: number };
  }
  const say = readingWords.inCell(number, spokenError(error, whereabouts(cell, shared.cells)));
  return { say, cell: number, error: error.ename, message: shortened(plainText(error.evalue), SOURCE) };
}
