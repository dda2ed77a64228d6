// @vitest-environment jsdom

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Headings } from '../../src/hosts/lab/headings.js';
import { Navigator } from '../../src/hosts/lab/navigator.js';
import { route } from '../parts.js';
import { cell, MemoryContents, MemoryPanel } from './notebook.js';

let isStill = false;
vi.stubGlobal('matchMedia', () => ({ matches: isStill }));

function setUp() {
  const cells = ['a', 'b', 'c'].map(cell);
  const contents = new MemoryContents([{ text: 'Results', level: 1, cellRef: cells[2] }]);
  const panel = new MemoryPanel('report', cells);
  const activated: string[] = [];
  const opened: string[] = [];
  const files: { [path: string]: object | undefined } = { 'other.ipynb': panel, 'data.csv': { id: 'csv' } };
  const app = {
    shell: {
      activateById: (id: string) => activated.push(id),
      widgets: (area: string) => (area === 'left' ? [{ id: 'filebrowser' }] : []),
    },
    commands: {
      hasCommand: (id: string) => id !== 'gone',
      execute: async (command: string, args?: { path: string }) => {
        opened.push(args?.path ?? command);
        return files[args?.path ?? ''];
      },
    },
  };
  const notebooks = { find: (test: (each: object) => boolean) => [panel].find(test) };
  const navigator = new Navigator(
    app as unknown as JupyterFrontEnd,
    notebooks as unknown as INotebookTracker,
    new Headings(contents.registry(), null),
  );
  const go = (path: string, name = path) => navigator.go(route(name, { path }), panel.asPanel);
  return { go, navigator, panel, cells, activated, opened };
}

beforeEach(() => {
  document.body.replaceChildren();
  isStill = false;
});

describe('going to', () => {
  it('a heading makes its cell the active one, at the top and with the focus', async () => {
    const { go, panel } = setUp();
    await go('#Results', 'Results');
    expect(panel.content.activeCellIndex).toBe(2);
    expect(panel.scrolled).toEqual([[2, 'start']]);
    expect(panel.content.focused).toBe(true);
  });

  it('a cell needs no heading; it is told by its number and by what it is under', async () => {
    const { go, panel } = setUp();
    expect((await go('cell:b')).where).toBe('Cell 2');
    expect((await go('cell:c')).where).toBe('Cell 3, under Results');
    expect(panel.scrolled).toEqual([
      [1, 'start'],
      [2, 'start'],
    ]);
  });

  it('a cell shows it for a moment, but not to whoever wants no motion', async () => {
    const { go, cells } = setUp();
    await go('cell:b');
    isStill = true;
    await go('cell:c');
    expect(cells.map(({ flashed }) => flashed)).toEqual([0, 1, 0]);
  });

  it('a place leaves whoever types where they type', async () => {
    const { go, panel } = setUp();
    document.body.appendChild(document.createElement('input')).focus();
    await go('cell:b');
    expect(panel.content.focused).toBe(false);
  });

  it('a notebook behind another tab brings it to the front', async () => {
    const { go, panel, activated } = setUp();
    panel.isVisible = false;
    await go('cell:a');
    expect(activated).toEqual(['report']);
  });

  it('a heading of another notebook opens it', async () => {
    const { go, panel, opened } = setUp();
    await go('other.ipynb#Results', 'Results');
    expect(opened).toEqual(['other.ipynb']);
    expect(panel.scrolled).toEqual([[2, 'start']]);
  });

  it('a cell of another notebook opens it', async () => {
    const { go, panel, opened } = setUp();
    await go('other.ipynb#cell:b');
    expect(opened).toEqual(['other.ipynb']);
    expect(panel.scrolled).toEqual([[1, 'start']]);
  });

  it('a cell of a notebook that is open opens nothing', async () => {
    const { go, panel, opened, activated } = setUp();
    await go('report.ipynb#cell:b');
    expect([opened, activated, panel.scrolled]).toEqual([[], ['report'], [[1, 'start']]]);
  });

  it('a file opens it', async () => {
    const { go, opened } = setUp();
    await go('file:data.csv');
    expect(opened).toEqual(['data.csv']);
  });

  it('a panel of JupyterLab shows it', async () => {
    const { go, activated } = setUp();
    await go('lab:filebrowser');
    expect(activated).toEqual(['filebrowser']);
  });
});

describe('going nowhere', () => {
  it.each(['cell:gone', 'lab:gone', 'file:gone.csv', 'gone.ipynb#Results', 'data.csv#Results'])(
    'to %s does nothing and says so',
    async (path) => {
      const { go, panel, activated } = setUp();
      const code = path === 'data.csv#Results' ? 'path_unknown' : 'destination_gone';
      await expect(go(path)).rejects.toMatchObject({ problem: { code } });
      expect([panel.scrolled, activated]).toEqual([[], []]);
    },
  );

  it.each(['docmanager:delete', 'gone'])('with a command that is not allowed or not there: %s', async (id) => {
    const { go, navigator, opened } = setUp();
    navigator.commands = ['launcher:create', 'gone'];
    await go('lab:command:launcher:create');
    expect(opened).toEqual(['launcher:create']);
    await expect(go(`lab:command:${id}`)).rejects.toMatchObject({
      problem: { code: 'path_unknown' },
    });
  });

  it('without a notebook', async () => {
    const { navigator } = setUp();
    await expect(navigator.go(route('Results'), null)).rejects.toMatchObject({
      problem: { code: 'destination_gone', error: '"Results" is not there any more.' },
    });
  });
});
