import { afterEach, expect, test } from 'vitest';

import { bundleOf, translateWith } from '../../src/core/translation.js';
import { translatedSchema } from '../../src/hosts/lab/translations.js';

afterEach(() => translateWith(bundleOf({})));

test('what a settings page shows is translated, and nothing that is set', () => {
  translateWith(bundleOf({ Voice: ['Voz'], '%1 is a value.': ['%1 es un valor.'] }));
  const schema = {
    title: 'Voice',
    properties: {
      kind: { title: 'Voice', description: '%1 is a value.', default: 'Voice', enum: ['Voice'] },
      way: { oneOf: [{ const: 'Voice', title: 'Voice' }] },
    },
  };
  expect(translatedSchema(schema)).toEqual({
    title: 'Voz',
    properties: {
      kind: { title: 'Voz', description: '%1 es un valor.', default: 'Voice', enum: ['Voice'] },
      way: { oneOf: [{ const: 'Voice', title: 'Voz' }] },
    },
  });
});
