import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { messages } from './messages.js';

const LOCALES = '../navai_jupyter/locale';

const needed = messages();
const english = new Set(needed.map(({ text }) => text));

describe.each(readdirSync(LOCALES))('the catalogue of %s', (locale) => {
  const file = `${LOCALES}/${locale}/LC_MESSAGES/navai_jupyter.json`;
  const { '': facts, ...catalogue } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;

  test('says what it is, as JupyterLab needs it', () => {
    expect(facts).toMatchObject({ domain: 'navai_jupyter', language: locale.replace('_', '-') });
    expect(facts).toHaveProperty('plural_forms');
  });

  test('has every text', () => {
    expect(needed.filter(({ text }) => !catalogue[text]?.every(Boolean))).toEqual([]);
  });

  test('has no text that is gone', () => {
    expect(Object.keys(catalogue).filter((text) => !english.has(text))).toEqual([]);
  });

  test('has the same values in each text, and a plural where English has one', () => {
    const wrong = needed.filter(({ text, plural }) => {
      const forms = catalogue[text] ?? [];
      return forms.length > 1 !== (plural !== null) || places(...forms) !== places(text, plural ?? '');
    });
    expect(wrong).toEqual([]);
  });
});

function places(...texts: string[]): string {
  return [...new Set(texts.join(' ').match(/%\d/g))].sort().join(' ');
}
