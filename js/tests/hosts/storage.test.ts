// @vitest-environment jsdom

import { afterEach, expect, it, vi } from 'vitest';

import { BrowserDevices } from '../../src/hosts/browser/devices.js';
import { browserStorage } from '../../src/hosts/browser/storage.js';

afterEach(() => vi.restoreAllMocks());

it('is none where the browser keeps nothing', () => {
  expect(browserStorage('localStorage')).toBe(localStorage);
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('Access is denied.', 'SecurityError');
  });
  expect(browserStorage('localStorage')).toBeNull();
});

it('may be full when a microphone is chosen, which then holds for this page', () => {
  const full = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const microphones = new BrowserDevices('audioinput', { getItem: () => null, setItem: full } as never);
  microphones.choose('desk');
  expect(microphones.chosen).toBe('desk');
});
