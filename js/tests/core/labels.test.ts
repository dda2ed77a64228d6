import { afterEach, expect, it } from 'vitest';

import { panelWords } from '../../src/core/panel-words.js';
import { bundleOf, relabel, translateWith } from '../../src/core/translation.js';
import { words } from '../../src/core/words.js';

afterEach(() => {
  relabel({});
  translateWith(bundleOf({}));
});

it('labels of a person stand in the place of ours, also in another language', () => {
  translateWith(bundleOf({ 'Start voice': ['Iniciar la voz'], 'Stop voice': ['Detener la voz'] }));
  relabel({ 'Start voice': 'Talk', 'I hear you by %1.': '%1 works.', constructor: 'no text of ours' });
  expect([words.start, words.stop]).toEqual(['Talk', 'Detener la voz']);
  expect(panelWords.heard('Desk')).toBe('Desk works.');
});
