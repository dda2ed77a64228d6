// @vitest-environment jsdom
// @vitest-environment-options { "url": "http://localhost/" }

import { beforeEach, expect, test } from 'vitest';

import { StoredConsent } from '../../src/hosts/browser/consent.js';

beforeEach(() => localStorage.clear());

test('consent is kept for one provider', () => {
  new StoredConsent(localStorage).give('api.openai.com');
  const later = new StoredConsent(localStorage);
  expect(later.given('api.openai.com')).toBe(true);
  expect(later.given('elsewhere.example')).toBe(false);
});

test('an unreadable store means to ask again', () => {
  localStorage.setItem('navai.consent', '{');
  expect(new StoredConsent(localStorage).given('api.openai.com')).toBe(false);
});

test('a store that is full keeps nobody from going on', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  } as unknown as Storage;
  const consent = new StoredConsent(full);
  consent.give('api.openai.com');
  expect(consent.given('api.openai.com')).toBe(true);
});
