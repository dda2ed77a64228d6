import { describe, expect, it } from 'vitest';

import { exampleSentences } from '../../src/core/examples.js';
import { functionInfo, route } from '../parts.js';

describe('example sentences', () => {
  it('name a heading and a function of the notebook before what every page has', () => {
    const places = [
      route('Introduction'),
      route('Results'),
      route('Show Left Sidebar', { path: 'lab:command:left' }),
    ];
    const own = ['notebook_save', 'notebook_read_cell'].map((name) => functionInfo(name, { source: 'page' }));
    expect(exampleSentences(places, [...own, functionInfo('add')])).toEqual([
      'go to Results',
      'add with a 2 and b 3',
      'read this cell',
    ]);
  });

  it('take what there is', () => {
    expect(exampleSentences([route('data.csv', { path: 'file:data.csv' })], [])).toEqual(['go to data.csv']);
    expect(exampleSentences([], [])).toEqual([]);
  });
});
