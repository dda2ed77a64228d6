import { describe, expect, it } from 'vitest';

import { written } from '../../src/core/dictation.js';

describe('dictated code', () => {
  it.each([
    ['x equals 3', 'x = 3'],
    ['x equals y plus 1', 'x = y + 1'],
    ['x equals x times 2 new line y equals 4', 'x = x * 2\ny = 4'],
    ['print open paren x close paren', 'print(x)'],
    [
      'total equals df open bracket quote price quote close bracket dot sum open paren close paren',
      'total = df["price"].sum()',
    ],
    ['if x double equals 3 colon new line', 'if x == 3:'],
    ['for i in range open paren 3 comma 5 close paren colon', 'for i in range(3, 5):'],
    ['my underscore name equals 1', 'my_name = 1'],
    ['x Equals 3', 'x = 3'],
    ['Wind equals twelve', 'wind = 12'],
    ['y equals twenty five plus X', 'y = 25 + x'],
    ['Rain equals True', 'rain = True'],
    ['print open paren quote Hello quote close paren', 'print("Hello")'],
  ])('%s', (said, code) => {
    expect(written(said)).toBe(code);
  });

  it('has the capitals of the notebook', () => {
    const names = new Set(['Model', 'customers']);
    expect(written('Model equals Customers dot First', names)).toBe('Model = customers.first');
    expect(written('Customers', names)).toBe('customers');
    expect(written('Model', names)).toBe('Model');
    expect(written('Other', names)).toBe('Other');
  });

  it.each(['x = 3', 'print("a dot b")', 'import pandas', '# it equals that', 'equality', ''])(
    'that is written already stays: %s',
    (code) => {
      expect(written(code)).toBe(code);
    },
  );
});
