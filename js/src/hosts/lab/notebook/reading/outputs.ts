import type { ISharedCell, ISharedCodeCell } from '@jupyter/ydoc';
import type { IError, IOutput } from '@jupyterlab/nbformat';

import { readingWords } from '../../../../core/reading-words.js';
import { spokenOutput } from './output.js';
import type { Whereabouts } from './spoken-error.js';

const MOST_OUTPUTS = 4;

export function isCode(cell: ISharedCell): cell is ISharedCodeCell {
  return cell.cell_type === 'code';
}

export function outputsOf(cell: ISharedCell): readonly IOutput[] {
  return isCode(cell) ? cell.getOutputs() : [];
}

export function errorOf(cell: ISharedCell): IError | undefined {
  return outputsOf(cell).find((output): output is IError => output.output_type === 'error');
}

/** All that stands under a cell, the error first. */
export function spokenOutputs(cell: ISharedCodeCell, cells: readonly ISharedCell[]): string {
  const isError = ({ output_type }: IOutput) => output_type === 'error';
  const all = outputsOf(cell);
  const outputs = [...all.filter(isError), ...all.filter((output) => !isError(output))];
  const told = outputs.slice(0, MOST_OUTPUTS).map((output) => spokenOutput(output, whereabouts(cell, cells)));
  const more = outputs.length - told.length;
  return [...told, ...(more > 0 ? [`${readingWords.more(more, 'output')}.`] : [])].join(' ');
}

export function whereabouts(cell: ISharedCodeCell, cells: readonly ISharedCell[]): Whereabouts {
  return {
    prompt: cell.execution_count,
    cellOf: (prompt) => {
      const index = cells.findIndex((other) => isCode(other) && other.execution_count === prompt);
      return index < 0 ? null : index + 1;
    },
  };
}
