// @vitest-environment jsdom

import { YNotebook } from '@jupyter/ydoc';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { expect, it } from 'vitest';

import { keepAsCell } from '../../src/hosts/lab/keep.js';

const KEPT = { kernelId: 'k1', source: 'navai.results["c"]', outputs: [{ 'text/plain': '3' }] };

function notebook(kernelId: string) {
  const sharedModel = new YNotebook();
  sharedModel.insertCells(0, [
    { cell_type: 'code', source: 'a' },
    { cell_type: 'code', source: 'b' },
  ]);
  const content = { activeCellIndex: 0, scrollToItem: async () => {} };
  const panel = { content, model: { sharedModel }, sessionContext: { session: { kernel: { id: kernelId } } } };
  const find = (test: (each: object) => boolean) => [panel].find(test);
  return { sharedModel, content, tracker: { find } as unknown as INotebookTracker };
}

it('puts the cell below the active one, with its output, and makes it active', async () => {
  const { sharedModel, content, tracker } = notebook('k1');
  await keepAsCell(tracker, KEPT);
  expect(sharedModel.cells.map((cell) => cell.getSource())).toEqual(['a', 'navai.results["c"]', 'b']);
  expect(sharedModel.toJSON().cells[1]).toMatchObject({
    outputs: [{ output_type: 'display_data', data: { 'text/plain': '3' } }],
  });
  expect(content.activeCellIndex).toBe(1);
});

it('is undone by the undo of the person', async () => {
  const { sharedModel, tracker } = notebook('k1');
  sharedModel.clearUndoHistory();
  await keepAsCell(tracker, KEPT);
  sharedModel.undo();
  expect(sharedModel.cells.map((cell) => cell.getSource())).toEqual(['a', 'b']);
});

it('says so when the notebook is gone', async () => {
  const { tracker } = notebook('another');
  await expect(keepAsCell(tracker, KEPT)).rejects.toThrow('There is no notebook to keep this in.');
});
