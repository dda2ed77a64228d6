import { describe, expect, it } from 'vitest';

import cases from '../../../tests/cases/catalogue.json';
import { search } from '../../src/core/search.js';
import { functionInfo } from '../parts.js';

const FUNCTIONS = cases.search.functions.map(({ name, description, takes }) =>
  functionInfo(name, { description, parameters: { type: 'object', properties: takes as never } }),
);

describe('search', () => {
  it.each(cases.search.cases)('$why: $query', ({ query, found }) => {
    expect(search(query, FUNCTIONS).map(({ name }) => name)).toEqual(found);
  });

  it('finds no more than wanted, and none of none', () => {
    expect(search('load the sales for 2023', FUNCTIONS, 1).map(({ name }) => name)).toEqual(['load_sales']);
    expect(search('load the sales', [])).toEqual([]);
  });
});
