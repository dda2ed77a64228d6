import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { expect, it } from 'vitest';

import { NotebookBinding } from '../../src/hosts/lab/binding.js';
import { OpenNotebooks } from '../../src/hosts/lab/open-notebooks.js';

function notebook(id: string) {
  const context = { path: `${id}.ipynb`, pathChanged: new Signal<object, void>({}) };
  return {
    id,
    context,
    isDisposed: false,
    content: { activeCell: null },
    sessionContext: { session: null, kernelChanged: new Signal<object, void>({}) },
    disposed: new Signal<object, void>({}),
  };
}

it('offers the open notebooks, follows what becomes of them, and binds to the one that is chosen', () => {
  const panels = [notebook('a'), notebook('b')];
  const tracker = {
    currentWidget: panels[0],
    currentChanged: new Signal<object, void>({}),
    widgetAdded: new Signal<object, NotebookPanel>({}),
    forEach: (look: (panel: object) => void) => panels.forEach(look),
  } as unknown as INotebookTracker;
  const binding = new NotebookBinding(tracker, () => 'listening');
  const notebooks = new OpenNotebooks(tracker, binding);
  let changes = 0;
  notebooks.changed.on(() => {
    changes += 1;
  });
  expect([notebooks.list, notebooks.current]).toEqual([
    [
      { id: 'a', name: 'a.ipynb' },
      { id: 'b', name: 'b.ipynb' },
    ],
    'a',
  ]);

  notebooks.choose('b');
  expect([notebooks.current, binding.panel?.id, changes]).toEqual(['b', 'b', 1]);

  panels[0].context.path = 'renamed.ipynb';
  panels[0].context.pathChanged.emit();
  expect([notebooks.list[0].name, changes]).toEqual(['renamed.ipynb', 2]);

  panels[0].isDisposed = true;
  panels[0].disposed.emit();
  expect([notebooks.list.map(({ id }) => id), changes]).toEqual([['b'], 3]);
});
