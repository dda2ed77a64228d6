import { describe, expect, it } from 'vitest';

import { Headings } from '../../src/hosts/lab/headings.js';
import { cell, MemoryContents, type MemoryHeading, MemoryPanel } from './notebook.js';

const [first, second, third] = ['a', 'b', 'c'].map(cell);

function headingsOf(headings: MemoryHeading[]) {
  const contents = new MemoryContents(headings);
  const panel = new MemoryPanel('p', [first, second, third]).asPanel;
  return { contents, panel, headings: new Headings(contents.registry(), null) };
}

describe('the headings of a notebook', () => {
  it('are destinations that name what is above them', () => {
    const { headings, panel } = headingsOf([
      { text: 'Report', level: 1, cellRef: first },
      { text: ' Data ', level: 2, cellRef: second },
      { text: 'Results', level: 1, cellRef: third },
    ]);
    expect(headings.of(panel).map(({ route }) => [route.name, route.path, route.description])).toEqual([
      ['Report', '#Report', ''],
      ['Data', '#Data', 'Report'],
      ['Results', '#Results', ''],
    ]);
  });

  it('of one name are told apart by their cells', () => {
    const { headings, panel } = headingsOf([
      { text: 'Results', level: 2, cellRef: first },
      { text: 'Results', level: 2, cellRef: third },
    ]);
    expect(headings.of(panel).map(({ route }) => route.path)).toEqual(['#Results', 'cell:c']);
  });

  it('without a text or a cell are none', () => {
    const { headings, panel } = headingsOf([
      { text: '  ', level: 1, cellRef: first },
      { text: 'Output', level: 1 },
    ]);
    expect(headings.of(panel)).toEqual([]);
  });

  it('are waited for while a notebook opens', async () => {
    const { headings, panel, contents } = headingsOf([]);
    const found = headings.cellUnder('Results', panel);
    contents.become([{ text: 'Introduction', level: 1, cellRef: first }]);
    contents.become([{ text: 'Results', level: 1, cellRef: third }]);
    expect(await found).toBe(third);
  });

  it('are watched until nobody wants to know', () => {
    const { headings, panel, contents } = headingsOf([]);
    let changes = 0;
    const unwatch = headings.watch(panel, () => {
      changes += 1;
    });
    contents.become([]);
    unwatch();
    contents.become([]);
    expect(changes).toBe(1);
  });

  it('are none where JupyterLab has no table of contents', () => {
    const { panel } = headingsOf([]);
    expect(new Headings(null, null).of(panel)).toEqual([]);
  });
});
