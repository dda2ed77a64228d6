import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import spanish from '../../../navai_jupyter/locale/es_ES/LC_MESSAGES/navai_jupyter.json';
import { localised, localisedError } from '../../src/core/localised.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { serverTexts } from '../../src/core/server-words.js';
import { bundleOf, type Catalogue, fill, translateWith } from '../../src/core/translation.js';

const { '': _, ...CATALOGUE } = spanish as Catalogue;
const VALUES = ['report.ipynb', '42', 'x86'];

beforeEach(() => translateWith(bundleOf(CATALOGUE)));
afterEach(() => translateWith(bundleOf({})));

describe('a problem', () => {
  const error = fail('server_slow', problems.serverSlow, 15);

  test('is English for the model, whatever the language of the page', () => {
    expect(error.message).toMatch(/^The Jupyter server gave no answer within 15 seconds\. It is busy/);
  });

  test('is in the language of the page for the person', () => {
    expect(localisedError(error)).toMatch(/^El servidor de Jupyter no respondió en 15 segundos\. Está ocupado/);
  });

  test('that nobody foresaw keeps its own message', () => {
    expect(localisedError(new Error('x is not a function'))).toContain('. x is not a function ');
  });
});

describe('a sentence of the server', () => {
  test('is looked up with its values', () => {
    expect(localised('api.openai.com answered 401: Incorrect API key provided.')).toBe(
      'api.openai.com respondió 401: Incorrect API key provided.',
    );
  });

  test('may hold another', () => {
    expect(
      localised('It answered with status 403: User is not authorized to execute on resource: kernels.'),
    ).toBe('Respondió con el estado 403: El usuario no está autorizado a ejecutar en el recurso: kernels.');
  });

  test('may have nothing in a place', () => {
    expect(localised('Voice in another browser acts in this kernel; the function did not run.')).toBe(
      'La voz de otro navegador actúa en este núcleo; la función no se ejecutó.',
    );
  });

  test('that is not known stays as it is, with what looks like a place', () => {
    expect(localised('Disk full at 100%1.')).toBe('Disk full at 100%1.');
    expect(localised('')).toBe('');
  });
});

test('no text is taken for another', () => {
  const known = [...Object.values(problems).flat(), ...serverTexts].filter((text) => text in CATALOGUE);
  const inSpanish = (text: string) => fill((CATALOGUE[text] as readonly string[])[0], VALUES);
  expect(known.map((text) => localised(fill(text, VALUES)))).toEqual(known.map(inSpanish));
});
