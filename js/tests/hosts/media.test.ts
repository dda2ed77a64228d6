// @vitest-environment jsdom

import { afterEach, describe, expect, it, vi } from 'vitest';

import { explain } from '../../src/core/problem.js';
import { BrowserMedia } from '../../src/hosts/browser/media.js';

afterEach(() => vi.unstubAllGlobals());

async function problemOf(mediaDevices: object | undefined): Promise<string> {
  vi.stubGlobal('navigator', { mediaDevices });
  return new BrowserMedia(null).microphone().then(
    () => 'none',
    (error) => explain(error).code,
  );
}

describe('a microphone that cannot be used', () => {
  it.each([
    ['NotAllowedError', 'microphone_blocked'],
    ['NotFoundError', 'microphone_missing'],
    ['NotReadableError', 'microphone_busy'],
  ])('for %s is %s', async (name, code) => {
    const getUserMedia = () => Promise.reject(new DOMException('', name));
    expect(await problemOf({ getUserMedia })).toBe(code);
  });

  it('is not there at all on an insecure page', async () => {
    expect(await problemOf(undefined)).toBe('insecure_page');
  });
});
