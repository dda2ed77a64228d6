/** Undo by spoken turn over JupyterLab's real shared models. */

import { YNotebook } from '@jupyter/ydoc';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import {
  type CellType,
  changeType,
  deleteCells,
  duplicateCell,
  insertCell,
  mergeCells,
  moveCell,
  splitCell,
} from '../../../src/hosts/lab/notebook/edits.js';
import { TurnHistory } from '../../../src/hosts/lab/notebook/history.js';
import { patchSource } from '../../../src/hosts/lab/notebook/patch.js';

const SOURCES = ['# Report', 'x = 1\ny = 2', 'print(x)', 'Some words.'];
const TYPES: CellType[] = ['markdown', 'code', 'code', 'markdown'];

function notebookOf(sources = SOURCES): YNotebook {
  const cells = sources.map((source, at) => ({
    id: `cell-${at}`,
    cell_type: TYPES[at % TYPES.length],
    source,
    metadata: { at },
  }));
  const notebook = YNotebook.create({ data: { cells } as never });
  notebook.clearUndoHistory();
  return notebook;
}

/** What undo promises to bring back. */
function cells(notebook: YNotebook) {
  return notebook.cells.map(({ id, cell_type, source, metadata }) => ({ id, cell_type, source, metadata }));
}

// The shared models warn of each cell that they make.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

describe('undo', () => {
  it('takes back all that one turn changed, and redo does it again', () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    const [first, second] = [{}, {}];
    history.change(first, () => insertCell(notebook, 1, 'code', 'z = 3'));
    history.change(first, () => moveCell(notebook, 1, 3));
    history.change(second, () => deleteCells(notebook, 0, 1));
    const after = cells(notebook);

    expect(history.undo()).toBe(second);
    expect(notebook.cells).toHaveLength(5);
    expect(history.undo()).toBe(first);
    expect(cells(notebook)).toEqual(cells(notebookOf()));
    expect(history.undo()).toBeNull();

    expect(history.redo()).toBe(first);
    expect(history.redo()).toBe(second);
    expect(cells(notebook)).toEqual(after);
    expect(history.redo()).toBeNull();
  });

  it("leaves the person's own edits, also in a cell that was moved since", () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    history.change({}, () => moveCell(notebook, 1, 3));
    notebook.getCell(3).updateSource(0, 0, 'import os\n');
    history.undo();
    expect(notebook.getCell(1).source).toBe('import os\nx = 1\ny = 2');
    history.redo();
    expect(notebook.getCell(3).source).toBe('import os\nx = 1\ny = 2');
  });

  it('keeps a cell of ours that the person wrote in', () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    history.change({}, () => insertCell(notebook, 4, 'code', 'z = 3'));
    notebook.getCell(4).updateSource(5, 5, '0');
    history.undo();
    expect(notebook.getCell(4).source).toBe('z = 30');
  });

  it('brings back no cell that the person deleted', () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    history.change({}, () => changeType(notebook, 1, 'raw'));
    notebook.deleteCell(1);
    history.undo();
    expect(notebook.cells.map(({ id }) => id)).toEqual(['cell-0', 'cell-2', 'cell-3']);
  });

  it('takes away all of a text of ours that came back and was written into', () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    history.change({}, () => mergeCells(notebook, 0, 1));
    history.change({}, () => changeType(notebook, 0, 'raw'));
    notebook.getCell(0).updateSource(9, 9, '!');
    while (history.undo()) {}
    expect(notebook.cells.map(({ source }) => source)).toEqual(['# Report!', ...SOURCES.slice(1)]);
  });

  it('puts a text back behind one that came back and was written into', () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    history.change({}, () => splitCell(notebook, 1, 3));
    history.change({}, () => changeType(notebook, 1, 'raw'));
    notebook.getCell(1).updateSource(1, 1, '!');
    while (history.undo()) {}
    expect(notebook.getCell(1).source).toBe('x! = 1\ny = 2');
  });

  it('passes over a turn with nothing left to undo', () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    const [first, second] = [{}, {}];
    history.change(first, () => insertCell(notebook, 0, 'raw', 'top'));
    history.change(second, () => patchSource(notebook.getCell(2) as never, 'x = 5'));
    notebook.deleteCell(2);
    expect(history.undo()).toBe(first);
    expect(notebook.cells).toHaveLength(3);
  });

  it("is not the person's undo, nor the other way round", () => {
    const notebook = notebookOf();
    const history = new TurnHistory(notebook);
    notebook.getCell(0).updateSource(0, 0, '#');
    history.change({}, () => insertCell(notebook, 4, 'code', 'z = 3'));
    notebook.undo();
    expect(cells(notebook).map(({ source }) => source)).toEqual([...SOURCES, 'z = 3']);
  });
});

/** Each does something to whatever cell a number falls on. */
const ours: { [name: string]: (notebook: YNotebook, index: number, number: number) => void } = {
  insert: (notebook, index, number) => insertCell(notebook, index, TYPES[number % 4], `new ${number}`),
  remove: (notebook, index) => deleteCells(notebook, index, index + 1),
  removeAll: (notebook) => deleteCells(notebook, 0, notebook.cells.length),
  move: (notebook, index, number) => moveCell(notebook, index, number % notebook.cells.length),
  retype: (notebook, index, number) => changeType(notebook, index, TYPES[number % 4]),
  duplicate: (notebook, index) => duplicateCell(notebook, index),
  merge: (notebook, index) => notebook.cells.length > 1 && mergeCells(notebook, index, index === 0 ? 1 : -1),
  split: (notebook, index, number) =>
    splitCell(notebook, index, number % (notebook.getCell(index).source.length + 1)),
  replace: (notebook, index, number) =>
    patchSource(notebook.getCell(index) as never, SOURCES[number % SOURCES.length]),
  append: (notebook, index, number) =>
    patchSource(notebook.getCell(index) as never, `${notebook.getCell(index).source}\nline ${number}`),
};

/** Each mark is one character that nothing else writes. */
const FIRST_MARK = 0x2200;
const MARKS = /[\u2200-\u22ff]/g;

type Act = { who: string; index: number; number: number; sameTurn: boolean };

const acts = fc.array(
  fc.record<Act>({
    who: fc.constantFrom(...Object.keys(ours), 'types', 'types', 'tags', 'untags', 'deletes', 'adds'),
    index: fc.nat(20),
    number: fc.nat(40),
    sameTurn: fc.boolean(),
  }),
  { maxLength: 25 },
);

/** Does the person's edit in both notebooks; where a mark stands in a text that we changed is not defined. */
function person(act: Act, at: number, notebook: YNotebook, alone: YNotebook): void {
  const both = alone.cells.filter(({ id }) => notebook.cells.some((cell) => cell.id === id));
  const chosen = both[act.index % both.length];
  if (act.who === 'adds') {
    const cell = { id: `own-${at}`, cell_type: 'code', source: '', metadata: {} } as const;
    notebook.insertCell(0, cell); // beside a cell that we moved its place would not be defined
    alone.insertCell(0, cell);
  } else if (chosen) {
    for (const each of [notebook, alone]) {
      const index = each.cells.findIndex(({ id }) => id === chosen.id);
      const cell = each.getCell(index);
      if (act.who === 'types') {
        const place = act.number % (cell.source.length + 1);
        cell.updateSource(place, place, String.fromCharCode(FIRST_MARK + at));
      } else if (act.who === 'tags') {
        cell.setMetadata('own', at as never);
      } else if (act.who === 'untags') {
        cell.deleteMetadata('own');
      } else {
        each.deleteCell(index);
      }
    }
  }
}

function comparable(notebook: YNotebook) {
  return cells(notebook).map(({ source, ...cell }) => ({
    ...cell,
    source: source.replace(MARKS, ''),
    marks: (source.match(MARKS) ?? []).sort().join(''),
  }));
}

/** Both notebooks after `sequence` in one of them, all of ours undone, and the person's part of it in the other. */
function undone(sequence: readonly Act[]): [YNotebook, YNotebook] {
  const notebook = notebookOf();
  const alone = notebookOf();
  const history = new TurnHistory(notebook);
  let turn = {};
  sequence.forEach((act, at) => {
    const edit = ours[act.who];
    if (!edit) {
      person(act, at, notebook, alone);
    } else if (notebook.cells.length > 0) {
      turn = act.sameTurn ? turn : {};
      history.change(turn, () => edit(notebook, act.index % notebook.cells.length, act.number));
    }
  });
  while (history.undo()) {}
  return [notebook, alone];
}

describe('whatever is edited by voice and by hand', () => {
  it('undo of all turns leaves the cells as if only the person had edited', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const [notebook, alone] = undone(sequence);
        expect(comparable(notebook)).toEqual(comparable(alone));
      }),
      { numRuns: 300 },
    );
  });

  it('redo after undo gives the cells of before', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const notebook = notebookOf();
        const alone = notebookOf();
        const history = new TurnHistory(notebook);
        sequence.forEach((act, at) => {
          const edit = ours[act.who];
          if (!edit) {
            person(act, at, notebook, alone);
          } else if (notebook.cells.length > 0) {
            history.change({}, () => edit(notebook, act.index % notebook.cells.length, act.number));
          }
        });
        const before = comparable(notebook);
        while (history.undo()) {}
        while (history.redo()) {}
        expect(comparable(notebook)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('a text that was replaced, moved to another type, and typed into twice', () => {
    const act = (who: string, number: number) => ({ who, index: 2, number, sameTurn: false });
    const [notebook, alone] = undone([act('replace', 0), act('retype', 0), act('types', 0), act('types', 2)]);
    expect(comparable(notebook)).toEqual(comparable(alone));
  });
});
