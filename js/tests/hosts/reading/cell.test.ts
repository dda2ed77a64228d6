import { describe, expect, it } from 'vitest';

import { findText } from '../../../src/hosts/lab/notebook/reading/find.js';
import { spokenCell } from '../../../src/hosts/lab/notebook/reading/spoken-cell.js';
import { spokenCode } from '../../../src/hosts/lab/notebook/reading/spoken-code.js';
import { sectionAt, sectionsOf } from '../../../src/hosts/lab/notebook/sections.js';
import { notebookOf } from './cells.js';

describe('a line of code sounds like this:', () => {
  it.each([
    ['df = pd.read_csv("sales.csv")', 'df equals pd dot read csv of “sales.csv”'],
    ['for n in range(3):', 'for n in range of 3'],
    ['if x[0] >= -1 and not done():', 'if x at 0 is at least minus 1 and not done'],
    ['def add(a: int, b: int = 2) -> int:', 'def add of a int, b int equals 2 returns int'],
    ["print(f'{total:.2f}')  # in euros", 'print of f “{total:.2f}” comment in euros'],
    ['@navai.function', 'at navai dot function'],
    ['%load_ext navai_jupyter', 'percent load ext navai jupyter'],
    ['größe **= 2', 'größe to the power of equals 2'],
    ['{"a": [1, 2]}', '“a” 1, 2'],
  ])('%s', (code, words) => expect(spokenCode(code)).toBe(words));
});

describe('a cell', () => {
  const read = (source: string) => spokenCell(notebookOf(source).cells[0], 4);

  it('of code is read line by line', () => {
    expect(read('import pandas as pd\n\nx = 1')).toBe(
      'Cell 4, 2 lines of code. import pandas as pd. x equals 1.',
    );
  });

  it('that is long says how much is left', () => {
    expect(read(Array(20).fill('x = 1').join('\n'))).toMatch(
      /^Cell 4, 20 lines of code\. .*and 8 more lines\.$/,
    );
  });

  it('of markdown is read without its marks', () => {
    expect(read('# Model *training*\n\n- see [the paper](http://x)\n- `fit` it!\n\n| a | b |\n|---|---|')).toBe(
      'Cell 4, text. Model training. see the paper. fit it! a b.',
    );
  });

  it('without a word is empty', () => {
    expect(read(' \n')).toBe('Cell 4 is empty.');
  });
});

describe('sections', () => {
  const cells = notebookOf(
    '# Report\n\nby us',
    'x = 1',
    '## Data ##\n```\n# no heading\n```\n### Raw',
    'y = 2',
    '## Results',
  ).cells;

  it('reach to the next heading of their level', () => {
    expect(sectionsOf(cells)).toEqual([
      { name: 'Report', level: 1, start: 0, end: 5 },
      { name: 'Data', level: 2, start: 2, end: 4 },
      { name: 'Raw', level: 3, start: 2, end: 4 },
      { name: 'Results', level: 2, start: 4, end: 5 },
    ]);
  });

  it('hold the cells below their heading', () => {
    expect([0, 1, 3, 4].map((index) => sectionAt(cells, index)?.name)).toEqual([
      'Report',
      'Report',
      'Raw',
      'Results',
    ]);
    expect(sectionAt(notebookOf('x').cells, 0)).toBeUndefined();
  });
});

describe('a text is found', () => {
  it('in sources and in outputs, whatever the case, and not in markup or pictures', () => {
    const { cells } = notebookOf('# About SALES', '>table', '>figure', '>error', 'sales = 1\nprint(sales)');
    expect(findText(cells, 'sales').map(({ cell, where, line }) => [cell, where, line])).toEqual([
      [1, 'source', 1],
      [2, 'source', 1],
      [2, 'output', 1],
      [5, 'source', 1],
      [5, 'source', 2],
    ]);
    expect(findText(cells, 'zerodivision')).toMatchObject([{ cell: 4, where: 'output' }]);
    expect(findText(cells, 'iVBOR')).toEqual([]);
  });
});
