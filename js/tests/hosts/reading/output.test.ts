// @vitest-environment jsdom

import { describe, expect, it } from 'vitest';

import { isCode, spokenOutputs } from '../../../src/hosts/lab/notebook/reading/outputs.js';
import { notebookOf } from './cells.js';

/** What is said of the output of the last of these cells. */
function said(...cells: string[]): string {
  const all = notebookOf(...cells).cells;
  const last = all[all.length - 1];
  return isCode(last) ? spokenOutputs(last, all) : '';
}

describe('an output sounds like this:', () => {
  it.each([
    ['table', 'A table with 2 rows and 2 columns: year, sales. The first row: year 2023, sales 10.5.'],
    ['long table', 'A table with 100 rows and 2 columns: year, sales. The first row: year 2000, sales 0.'],
    ['named index', 'A table with 2 rows and 1 column: sales. The first row: sales 1.'],
    [
      'levels',
      'A table with 2 rows and 2 columns: sales min, sales max. The first row: sales min 1, sales max 1.',
    ],
    ['styled', 'A table with 2 rows and 1 column: year. The first row: year 2023.'],
    ['series', '0 1; 1 2; 2 3; Name: sales, dtype: int64.'],
    ['scalar', '42.'],
    ['text', 'the results.'],
    ['array', '3 values: 3, 1, 2.'],
    ['matrix', '2 by 2 values, from -4 to 3.'],
    ['long array', '10000 by 3 values, beginning with 0, 1, 2, 3.'],
    ['list', '200 values, from 0 to 199.'],
    ['printed', 'training; done.'],
    ['printed long', '30 lines. The first: epoch 1 of 30. The last: epoch 30 of 30.'],
    ['bar', '3 of 3.'],
    ['warned', 'A warning. UserWarning: mind the gap.'],
    ['figure', 'A figure titled Rise: 1 line; x from 1 to 2; y from 3 at 1 to 4 at 2.'],
    ['picture', 'A picture, 3 by 2 pixels.'],
    ['markdown', 'Done. See all of it.'],
    ['page', 'Hello there.'],
    ['both', 'before. 2.'],
    ['nothing', ''],
  ])('%s', (name, words) => expect(said(`>${name}`)).toBe(words));

  it('a figure without a description has a size', () => {
    const cell = notebookOf('>figure').cells[0];
    if (isCode(cell)) {
      const [shown] = cell.getOutputs();
      cell.setOutputs([{ ...shown, metadata: {} }]);
      expect(spokenOutputs(cell, [cell])).toMatch(/^A figure, \d+ by \d+ pixels\.$/);
    }
  });
});

describe('an error says what, and where in the own code:', () => {
  it.each([
    ['error', 'ZeroDivisionError: division by zero. It happened in this cell, line 2: total divided by 0.'],
    ['error in a library', "KeyError: 'b'. It happened in this cell, line 2: frame at “b”."],
    [
      'error of syntax',
      'SyntaxError: invalid syntax. It happened in this cell, line 1: total equals equals 2.',
    ],
    [
      'error with many words',
      'ValueError: first line second line. It happened in this cell, line 1: raise ValueError of “first line\\nsecond line”.',
    ],
    ['interrupted', 'KeyboardInterrupt. It happened in this cell, line 1: raise KeyboardInterrupt.'],
  ])('%s', (name, words) => expect(said(`>${name}`)).toBe(words));

  it('in a function of another cell', () => {
    expect(said('# Report', '>helper', '>error elsewhere')).toBe(
      "ValueError: invalid literal for int() with base 10: 'ten'. " +
        'It happened in cell 2, line 2: number equals int of text. It was called from this cell, line 2.',
    );
  });
});
