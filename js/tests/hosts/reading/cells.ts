/** Cells as a notebook holds them, below them what real kernels said (`python -m tests.cases.outputs`). */

import { YNotebook } from '@jupyter/ydoc';
import type { IOutput } from '@jupyterlab/nbformat';

import recorded from '../../../../tests/cases/outputs.json' with { type: 'json' };

export interface Recorded {
  readonly source: string;
  readonly execution_count: number | null;
  readonly outputs: readonly IOutput[];
}

export const RECORDED = recorded as unknown as { readonly [name: string]: Recorded };

/** A notebook of these cells: a text that begins with `#` is markdown, another text code, a name with `>` recorded. */
export function notebookOf(...cells: string[]): YNotebook {
  const notebook = new YNotebook();
  notebook.insertCells(
    0,
    cells.map((cell) => {
      if (cell.startsWith('>')) {
        const { source, execution_count, outputs } = RECORDED[cell.slice(1)];
        return { cell_type: 'code', source, execution_count, outputs: [...outputs] };
      }
      return { cell_type: cell.startsWith('#') ? 'markdown' : 'code', source: cell };
    }),
  );
  return notebook;
}
