import { afterEach, expect, it } from 'vitest';

import { panelWords } from '../../src/core/panel-words.js';
import { bundleOf, offerLabels, relabel, translateWith } from '../../src/core/translation.js';
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

it('a place for a value that a text does not have stays as it was written', () => {
  relabel({ 'I hear you by %1.': 'By %1, %2.' });
  expect(panelWords.heard('Desk')).toBe('By Desk, %2.');
});

it('labels take the place of either form of a text with a count', () => {
  relabel({ 'Hung up: nothing was said or done for %1 minutes.': 'Gone after %1 min.' });
  expect([words.hungUp(1), words.hungUp(5)]).toEqual([
    'Hung up: nothing was said or done for a minute.',
    'Gone after 5 min.',
  ]);
});

it("a person's labels go before those that a notebook asks for", () => {
  offerLabels({ 'Stop voice': 'Hush', Send: 'Off it goes' });
  relabel({ 'Stop voice': 'Enough' });
  expect([words.stop, words.send]).toEqual(['Enough', 'Off it goes']);
});
