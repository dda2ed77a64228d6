import type { ISharedNotebook } from '@jupyter/ydoc';
import type { IMimeBundle, IOutput } from '@jupyterlab/nbformat';
import type { INotebookTracker } from '@jupyterlab/notebook';

import type { Kept } from '../../core/keeping.js';
import { fail } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';

export function insertKept(notebook: ISharedNotebook, index: number, { source, outputs }: Kept): void {
  const shown: IOutput[] = outputs.map((bundle) => ({
    output_type: 'display_data',
    data: bundle as IMimeBundle,
    metadata: {},
  }));
  notebook.insertCell(index, {
    cell_type: 'code',
    source,
    metadata: {},
    execution_count: null,
    outputs: shown,
  });
}

/** Puts a result below the active cell. The person asked by a button, so their own undo takes it back. */
export async function keepAsCell(tracker: INotebookTracker | null, kept: Kept): Promise<void> {
  const panel = tracker?.find((each) => each.sessionContext.session?.kernel?.id === kept.kernelId);
  if (!panel?.model) {
    throw fail('notebook_gone', problems.keptNowhere);
  }
  const { content: notebook, model } = panel;
  const index = notebook.activeCellIndex + 1;
  insertKept(model.sharedModel, index, kept);
  notebook.activeCellIndex = index;
  await notebook.scrollToItem(index, 'smart');
}
