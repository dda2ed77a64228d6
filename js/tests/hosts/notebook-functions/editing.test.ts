/** The functions that edit, over JupyterLab's real shared model and the few parts of a panel that they use. */

import { YNotebook } from '@jupyter/ydoc';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Turn } from '../../../src/core/host.js';
import { arrangingFunctions } from '../../../src/hosts/lab/notebook/arranging.js';
import { Changes } from '../../../src/hosts/lab/notebook/changes.js';
import { clearingFunctions } from '../../../src/hosts/lab/notebook/clearing.js';
import type { NotebookParts } from '../../../src/hosts/lab/notebook/functions.js';
import type { Place } from '../../../src/hosts/lab/notebook/place.js';
import { splittingFunctions } from '../../../src/hosts/lab/notebook/splitting.js';
import { taggingFunctions } from '../../../src/hosts/lab/notebook/tagging.js';
import { undoingFunctions } from '../../../src/hosts/lab/notebook/undoing.js';
import { writingFunctions } from '../../../src/hosts/lab/notebook/writing.js';

const CELLS = [
  { id: 'a', cell_type: 'markdown', source: '# Report', metadata: {} },
  { id: 'b', cell_type: 'code', source: 'x = 1\ny = 2', metadata: {} },
  { id: 'c', cell_type: 'code', source: 'x + y', metadata: { editable: false, deletable: false } },
];

/** A notebook in which the person is at the second cell. */
function setUp() {
  const shared = YNotebook.create({ data: { cells: CELLS } as never });
  const model = { dirty: false, deletedCells: [] as string[] };
  let at = 1;
  const running = new Set<string>();
  const notebook = {
    get widgets() {
      return shared.cells.map(({ id, cell_type }) => ({
        model: { type: cell_type, executionState: running.has(id) ? 'running' : 'idle' },
        editor: null,
      }));
    },
  };
  const count = () => shared.cells.map(({ id }) => id);
  let counted = count();
  const place = () => ({ panel: { model }, notebook, shared, index: at, counted }) as unknown as Place;
  const changes = new Changes(async (_turn, _place, index) => {
    at = index;
  });
  const parts = { placeOf: place, changes } as unknown as NotebookParts;
  const functions = [
    ...writingFunctions(parts),
    ...arrangingFunctions(parts),
    ...splittingFunctions(parts),
    ...clearingFunctions(parts),
    ...taggingFunctions(parts),
    ...undoingFunctions(parts),
  ];
  const nextTurn = (): Turn => {
    counted = count();
    return { binding: null, cellId: null };
  };
  /** Each call is a turn of its own, unless it is said to belong to one. */
  const call = async (name: string, args = {}, turn = nextTurn()) => {
    const found = functions.find(({ info }) => info.name === name);
    const result = (await found?.run(args, turn, new AbortController().signal)) as { say: string };
    return result.say;
  };
  return {
    call,
    nextTurn,
    model,
    running,
    shared,
    sources: () => shared.cells.map(({ source }) => source),
    at: () => at,
  };
}

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

describe('a cell is', () => {
  it.each<[string, object, string, string[], number]>([
    ['notebook_insert_cell', {}, 'Inserted code cell 3.', ['# Report', 'x = 1\ny = 2', '', 'x + y'], 2],
    [
      'notebook_insert_cell',
      { position: 'above', kind: 'raw', source: 'z equals 1' },
      'Inserted raw cell 2.',
      ['# Report', 'z equals 1', 'x = 1\ny = 2', 'x + y'],
      1,
    ],
    [
      'notebook_insert_cell',
      { position: 'end', source: 'z equals 1' },
      'Inserted code cell 4.',
      ['# Report', 'x = 1\ny = 2', 'x + y', 'z = 1'],
      3,
    ],
    [
      'notebook_insert_cell',
      { number: 1, position: 'above' },
      'Inserted code cell 1.',
      ['', '# Report', 'x = 1\ny = 2', 'x + y'],
      0,
    ],
    [
      'notebook_replace_cell',
      { source: 'x equals 3' },
      'Cell 2 has a new source.',
      ['# Report', 'x = 3', 'x + y'],
      1,
    ],
    [
      'notebook_append_line',
      { line: 'z equals 3' },
      'Added a line to cell 2.',
      ['# Report', 'x = 1\ny = 2\nz = 3', 'x + y'],
      1,
    ],
    [
      'notebook_replace',
      { old: 'equals', new: 'double equals' },
      'Replaced it 2 times in cell 2.',
      ['# Report', 'x == 1\ny == 2', 'x + y'],
      1,
    ],
    ['notebook_delete_cell', {}, 'Deleted cell 2.', ['# Report', 'x + y'], 1],
    [
      'notebook_duplicate_cell',
      { number: 1 },
      'Copied cell 1 to cell 2.',
      ['# Report', '# Report', 'x = 1\ny = 2', 'x + y'],
      1,
    ],
    [
      'notebook_move_cell',
      { direction: 'down' },
      'Moved cell 2 to 3.',
      ['# Report', 'x + y', 'x = 1\ny = 2'],
      2,
    ],
    [
      'notebook_move_cell',
      { number: 3, direction: 'top' },
      'Moved cell 3 to 1.',
      ['x + y', '# Report', 'x = 1\ny = 2'],
      0,
    ],
    [
      'notebook_merge_cells',
      { direction: 'above' },
      'Merged cells 1 and 2 into cell 1.',
      ['# Report\n\nx = 1\ny = 2', 'x + y'],
      0,
    ],
    [
      'notebook_split_cell',
      { line: 2 },
      'Split cell 2 into cells 2 and 3.',
      ['# Report', 'x = 1', 'y = 2', 'x + y'],
      2,
    ],
  ])('changed by %s %j', async (name, args, say, sources, at) => {
    const notebook = setUp();
    expect(await notebook.call(name, args)).toBe(say);
    expect(notebook.sources()).toEqual(sources);
    expect(notebook.at()).toBe(at);
    expect(notebook.model.dirty).toBe(true);

    expect(await notebook.call('voice_undo')).toBe(`Undone: ${say}`);
    expect(notebook.shared.cells.map(({ id, source }) => [id, source])).toEqual(
      CELLS.map(({ id, source }) => [id, source]),
    );
    expect(notebook.at()).toBe(1);
    expect(await notebook.call('notebook_redo')).toBe(`Done again: ${say}`);
    expect(notebook.sources()).toEqual(sources);
  });

  it('the last one deleted, and the one above is the active one', async () => {
    const notebook = setUp();
    notebook.shared.getCell(2).deleteMetadata('deletable');
    await notebook.call('notebook_delete_cell', { which: 'last' });
    expect(notebook.at()).toBe(1);
  });

  it('given another type, with its id and its tags', async () => {
    const notebook = setUp();
    expect(await notebook.call('notebook_tag_cell', { tag: 'slow part' })).toBe(
      'Cell 2 has the tag slow-part.',
    );
    expect(await notebook.call('notebook_change_cell', { kind: 'raw' })).toBe('Cell 2 is raw now.');
    expect(notebook.shared.getCell(1).toJSON()).toMatchObject({
      id: 'b',
      cell_type: 'raw',
      metadata: { tags: ['slow-part'] },
    });
    expect(await notebook.call('notebook_change_cell', { kind: 'raw' })).toBe('Cell 2 is raw already.');
    expect(await notebook.call('voice_undo', { count: 9 })).toContain('Undone: Cell 2 is raw now.');
    expect(notebook.shared.getCell(1).toJSON()).toMatchObject({ cell_type: 'code', metadata: {} });
  });
});

describe('nothing is changed', () => {
  it.each<[string, object, string]>([
    ['notebook_replace_cell', { number: 3, source: '' }, 'Cell 3 is protected.'],
    ['notebook_delete_cell', { number: 3 }, 'Cell 3 is protected.'],
    ['notebook_delete_all_cells', {}, 'Cell 3 is protected.'],
    ['notebook_merge_cells', { direction: 'below' }, 'Cell 3 is protected.'],
    ['notebook_merge_cells', { number: 1, direction: 'above' }, 'There is no cell above cell 1.'],
    ['notebook_merge_cells', { number: 1, direction: 'previous' }, 'There is no cell above cell 1.'],
    ['notebook_merge_cells', { direction: 'next' }, 'Cell 3 is protected.'],
    ['notebook_move_cell', { number: 3, direction: 'down' }, 'There is no cell below cell 3.'],
    ['notebook_replace', { old: 'q', new: '' }, '"q" is not in cell 2.'],
    ['notebook_replace', { old: '', new: '' }, 'The text to replace is empty.'],
    ['notebook_split_cell', {}, 'Cell 2 cannot be split there.'],
    ['notebook_split_cell', { line: 9 }, 'Cell 2 cannot be split there.'],
  ])('by %s %j, and it says why', async (name, args, error) => {
    const notebook = setUp();
    await expect(notebook.call(name, args)).rejects.toThrow(error);
    expect(notebook.sources()).toEqual(CELLS.map(({ source }) => source));
  });

  it('of where a running cell is', async () => {
    const notebook = setUp();
    notebook.running.add('b');
    for (const [name, args] of [
      ['notebook_move_cell', { direction: 'down' }],
      ['notebook_change_cell', { kind: 'raw' }],
    ] as const) {
      await expect(notebook.call(name, args)).rejects.toThrow('Cell 2 is running.');
    }
  });
});

it('means the numbers as they were spoken, and undoes all of one sentence at once', async () => {
  const { call, nextTurn, sources } = setUp();
  await call('notebook_insert_cell', { position: 'end', source: 'last' });
  const turn = nextTurn();
  expect(await call('notebook_delete_cell', { number: 1 }, turn)).toBe('Deleted cell 1.');
  expect(await call('notebook_delete_cell', { number: 2 }, turn)).toBe('Deleted cell 2.');
  expect(sources()).toEqual(['x + y', 'last']);
  await call('voice_undo');
  expect(sources()).toEqual(['# Report', 'x = 1\ny = 2', 'x + y', 'last']);
});
