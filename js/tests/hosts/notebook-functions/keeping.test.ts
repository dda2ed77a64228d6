/** A result becomes a cell by voice, over JupyterLab's real shared model. */

import { YNotebook } from '@jupyter/ydoc';
import { expect, it } from 'vitest';

import type { CallRecord, Outcome } from '../../../src/core/calls.js';
import type { Turn } from '../../../src/core/host.js';
import { Changes } from '../../../src/hosts/lab/notebook/changes.js';
import type { NotebookParts } from '../../../src/hosts/lab/notebook/functions.js';
import { keepingFunctions } from '../../../src/hosts/lab/notebook/keeping.js';
import type { Place } from '../../../src/hosts/lab/notebook/place.js';

const DONE: Outcome = { ok: true, output: { result: 3 }, display: { 'text/plain': '3' } };
const FAILED: Outcome = { ok: false, output: { error: 'no' } };

function called(name: string, outcome: Outcome, kernel_id: string | null): CallRecord {
  const request = { function_name: name, payload: {}, kernel_id, session_id: 's', call_id: `${name}-1` };
  return { name, arguments: { a: 2 }, outcome, asked: { request, seconds: 9 } } as unknown as CallRecord;
}

/** A notebook of two cells with the kernel `k1`, in which the person is at the first one. */
function setUp(...calls: CallRecord[]) {
  const cells = ['a', 'b'].map((source) => ({ cell_type: 'code', source, metadata: {} }));
  const shared = YNotebook.create({ data: { cells } as never });
  const panel = { model: {}, sessionContext: { session: { kernel: { id: 'k1' } } } };
  const notebook = { widgets: [0, 1, 2].map(() => ({ model: { type: 'code' } })) };
  const place = { panel, notebook, shared, index: 0 } as unknown as Place;
  const changes = new Changes(async () => {});
  const [keep] = keepingFunctions({
    placeOf: () => place,
    changes,
    calls: () => calls,
  } as unknown as NotebookParts);
  const turn: Turn = { binding: null, cellId: null };
  return {
    shared,
    sources: () => shared.cells.map(({ source }) => source),
    keep: () => keep.run({}, turn, new AbortController().signal),
    undo: () => changes.undo(turn, place),
  };
}

it('keeps the last result that the kernel of the notebook has, and undo takes it back', async () => {
  const { shared, sources, keep, undo } = setUp(
    called('old', DONE, 'k1'),
    called('load_sales', DONE, 'k1'),
    called('failed', FAILED, 'k1'),
    called('elsewhere', DONE, 'k2'),
    called('on_the_server', DONE, null),
  );
  expect(await keep()).toEqual({ say: 'Kept the result of load sales as cell 2.', cell: 2 });
  expect(sources()).toEqual([
    'a',
    'import navai_jupyter as navai\n\nnavai.results["load_sales-1"]  # load_sales(a=2)',
    'b',
  ]);
  expect(shared.toJSON().cells[1]).toMatchObject({
    outputs: [{ output_type: 'display_data', data: { 'text/plain': '3' } }],
  });
  undo();
  expect(sources()).toEqual(['a', 'b']);
});

it('says what to do where there is no result', async () => {
  const { keep } = setUp(called('failed', FAILED, 'k1'));
  await expect(keep()).rejects.toThrow('There is no result to keep.');
});
