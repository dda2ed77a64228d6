import type { Cell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Tiding } from '../../../src/core/host.js';
import { Telling } from '../../../src/hosts/lab/notebook/reading/telling.js';
import { CellRuns, type EndedRun } from '../../../src/hosts/lab/notebook/runs.js';
import { RECORDED } from './cells.js';

/** A code cell that runs as JupyterLab's does: first it is scheduled, then its model changes. */
class RunningCell {
  readonly disposed = new Signal<this, void>(this);
  readonly model;
  isDisposed = false;

  constructor(type = 'code') {
    this.model = {
      type,
      executionState: 'idle',
      executionCount: null as number | null,
      stateChanged: new Signal<object, void>({}),
      outputs: { toJSON: () => this.outputs },
    };
  }

  outputs: readonly object[] = [];

  become(executionState: string, executionCount: number | null = null, outputs: readonly object[] = []): void {
    this.outputs = outputs;
    Object.assign(this.model, { executionState, executionCount });
    this.model.stateChanged.emit();
  }

  delete(): void {
    this.isDisposed = true;
    this.disposed.emit();
  }
}

let clock: number;
let runs: CellRuns;
let telling: Telling;
let tidings: Tiding[];
let ended: EndedRun[];
let cells: RunningCell[];
let notebook: Notebook;
let schedule: (...cells: RunningCell[]) => void;

beforeEach(() => {
  clock = 0;
  const scheduled = new Signal<object, { notebook: Notebook; cell: Cell }>({});
  runs = new CellRuns(scheduled, () => clock);
  telling = new Telling(runs, () => clock);
  tidings = [];
  ended = [];
  telling.tidings.on((tiding) => tidings.push(tiding));
  runs.ended.on((each) => ended.push(each));
  cells = [new RunningCell('markdown'), new RunningCell(), new RunningCell(), new RunningCell()];
  notebook = { widgets: cells } as unknown as Notebook;
  schedule = (...chosen) => {
    for (const each of chosen) {
      scheduled.emit({ notebook, cell: each as unknown as Cell });
      each.become('idle'); // JupyterLab clears what was there before
      each.become('running');
    }
  };
});

describe('the cells that run', () => {
  it('run one after another, each since the one before it ended', () => {
    schedule(cells[1], cells[2]);
    expect(runs.of(notebook).map(({ since }) => since)).toEqual([0, null]);
    clock = 3000;
    cells[1].become('idle', 1);
    expect(runs.of(notebook).map(({ since }) => since)).toEqual([3000]);
    clock = 5000;
    cells[2].become('idle', 2);
    expect(runs.of(notebook)).toEqual([]);
    expect(ended.map(({ seconds, outcome }) => [seconds, outcome])).toEqual([
      [3, 'done'],
      [2, 'done'],
    ]);
  });

  it('are none of text, and none twice', () => {
    schedule(cells[0], cells[1], cells[1]);
    expect(runs.of(notebook)).toHaveLength(1);
  });

  it('are over when they are deleted', () => {
    schedule(cells[1]);
    cells[1].delete();
    expect(runs.of(notebook)).toEqual([]);
    expect(runs.lastOf(notebook)?.outcome).toBe('cancelled');
  });
});

describe('whoever asked to be told', () => {
  it('hears when the cell is done', () => {
    schedule(cells[1]);
    telling.wish(notebook);
    clock = 83_000;
    cells[1].become('idle', 1);
    expect(tidings).toEqual([
      {
        text: 'Cell 2 is done after 1 minute and 23 seconds.',
        urgent: false,
        answers: 'notebook_tell_when_done',
      },
    ]);
  });

  it('hears of several cells once, at the end', () => {
    schedule(cells[1], cells[2]);
    telling.wish(notebook);
    cells[1].become('idle', 1);
    expect(tidings).toEqual([]);
    clock = 4000;
    cells[2].become('idle', 2);
    expect(tidings.map(({ text }) => text)).toEqual(['All 2 cells are done after 4 seconds.']);
  });

  it('hears at once of an error, and nothing of the cells that do not run because of it', () => {
    schedule(cells[1], cells[2], cells[3]);
    telling.wish(notebook);
    cells[1].become('idle', 1, RECORDED['error elsewhere'].outputs);
    cells[2].become('idle');
    cells[3].become('idle');
    expect(tidings.map(({ text, urgent }) => [text, urgent])).toEqual([
      ["Cell 2 failed: ValueError: invalid literal for int() with base 10: 'ten'.", true],
    ]);
  });

  it('hears of what runs when they ask, and of nothing after it', () => {
    expect(telling.wish(notebook)).toEqual([]);
    schedule(cells[1]);
    expect(telling.wish(notebook)).toHaveLength(1);
    telling.wish(notebook);
    cells[1].become('idle', 1);
    schedule(cells[2]);
    cells[2].become('idle', 2);
    expect(tidings).toHaveLength(1);
  });
});

describe('whoever did not ask', () => {
  it('is told of what failed or took long, for their screen reader alone', () => {
    schedule(cells[1], cells[2], cells[3]);
    clock = 1000;
    cells[1].become('idle', 1);
    clock = 4000;
    cells[2].become('idle', 2);
    cells[3].become('idle', 3, RECORDED.error.outputs);
    expect(tidings).toEqual([
      { text: 'Cell 3 is done after 3 seconds.', urgent: false, answers: null },
      { text: 'Cell 4 failed: ZeroDivisionError: division by zero.', urgent: true, answers: null },
    ]);
  });
});
