// @vitest-environment jsdom

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { beforeEach, describe, expect, it } from 'vitest';

import { Headings } from '../../src/hosts/lab/headings.js';
import { Navigator } from '../../src/hosts/lab/navigator.js';
import { route } from '../parts.js';
import { cell, MemoryContents, MemoryPanel } from './notebook.js';

const cells = ['a', 'b', 'c'].map(cell);

function setUp() {
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
      execute: async (_command: string, { path }: { path: string }) => {
        opened.push(path);
        return files[path];
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
  return { go, navigator, panel, activated, opened };
}

beforeEach(() => document.body.replaceChildren());

describe('going to', () => {
  it('a heading makes its cell the active one, at the top and with the focus', async () => {
    const { go, panel } = setUp();
    await go('#Results', 'Results');
    expect(panel.content.activeCellIndex).toBe(2);
    expect(panel.scrolled).toEqual([[2, 'start']]);
    expect(panel.content.focused).toBe(true);
  });

  it('a cell needs no heading', async () => {
    const { go, panel } = setUp();
    await go('cell:b');
    expect(panel.scrolled).toEqual([[1, 'start']]);
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

  it('with a command is refused: it could do anything', async () => {
    const { go } = setUp();
    await expect(go('lab:command:docmanager:delete')).rejects.toMatchObject({
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
