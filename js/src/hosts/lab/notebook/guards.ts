import type { ICodeCellModel } from '@jupyterlab/cells';

import { notebookProblems } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import type { Place } from './place.js';

/** Throws for a cell whose source may not be changed. */
export function assertEditable({ shared }: Place, index: number): void {
  if (shared.getCell(index).getMetadata('editable') === false) {
    throw fail('cell_locked', notebookProblems.cellLocked(index + 1));
  }
}

export function assertDeletable({ shared }: Place, index: number): void {
  if (shared.getCell(index).getMetadata('deletable') === false) {
    throw fail('cell_locked', notebookProblems.cellLocked(index + 1));
  }
}

/** Throws for a cell that runs: JupyterLab would make it anew, and its output would find it no more. */
export function assertAtRest({ notebook }: Place, index: number): void {
  const { model } = notebook.widgets[index];
  if (model.type === 'code' && (model as ICodeCellModel).executionState === 'running') {
    throw fail('cell_runs', notebookProblems.cellRuns(index + 1));
  }
}
