import { afterEach, describe, expect, test } from 'vitest';

import { bundleFor, bundleOf, n, t, translated, translateWith } from '../../src/core/translation.js';

const SPANISH = bundleOf({
  '': { language: 'es-ES' },
  Stop: ['Parar'],
  'Running %1 in %2…': ['En %2 se ejecuta %1…'],
  'One cell of %2': ['Una celda de %2', '%1 celdas de %2'],
});

afterEach(() => translateWith(bundleOf({})));

describe('a text', () => {
  test('is English until a language is known', () => {
    expect(t('Stop')).toBe('Stop');
    expect(t('Running %1 in %2…', 'add', 'report')).toBe('Running add in report…');
  });

  test('is looked up, with its values where the language has them', () => {
    translateWith(SPANISH);
    expect(t('Running %1 in %2…', 'add', 'report')).toBe('En report se ejecuta add…');
  });

  test('keeps a value that looks like a place for another', () => {
    expect(t('Running %1 in %2…', '%2', 'report')).toBe('Running %2 in report…');
  });

  test('stays English where the catalogue lacks it', () => {
    translateWith(SPANISH);
    expect(t('Start')).toBe('Start');
  });

  test('has a plural', () => {
    const cells = (count: number) => n('One cell of %2', '%1 cells of %2', count, 'report');
    expect([cells(1), cells(3)]).toEqual(['One cell of report', '3 cells of report']);
    translateWith(SPANISH);
    expect([cells(1), cells(0)]).toEqual(['Una celda de report', '0 celdas de report']);
  });
});

test('the texts of an object follow a language that is known later', () => {
  const words = translated({
    stop: 'Stop',
    state: { done: 'Stop' } as Record<string, string | undefined>,
    lines: ['Stop', 'Start'],
    running: (name: string) => t('Running %1 in %2…', name, 'report'),
  });
  translateWith(SPANISH);
  expect(words.stop).toBe('Parar');
  expect(words.state.done).toBe('Parar');
  expect(words.state.other).toBeUndefined();
  expect(words.lines.map((line) => line)).toEqual(['Parar', 'Start']);
  expect(words.running('add')).toBe('En report se ejecuta add…');
});

test('a page is in its language, in a sister of it, or in English', () => {
  const mexican = { '': { language: 'es-MX' }, Stop: ['Alto'] };
  const european = { '': { language: 'es-ES' }, Stop: ['Parar'] };
  const stop = (language: string) => bundleFor(language, [mexican, european]).__('Stop');
  expect(stop('es-ES')).toBe('Parar');
  expect(stop('es-AR')).toBe('Alto');
  expect(stop('es')).toBe('Alto');
  expect(stop('fr-FR')).toBe('Stop');
});
