// @vitest-environment jsdom

import { afterEach, describe, expect, it, vi } from 'vitest';

import { explain } from '../../src/core/problem.js';
import { BrowserMedia } from '../../src/hosts/browser/media.js';

afterEach(() => vi.unstubAllGlobals());

class SilentContext {
  createAnalyser = () => ({});
  createMediaStreamSource = () => ({ connect: () => {} });
}

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

  it('that was chosen but is not there gives way to another', async () => {
    const track = { getSettings: () => ({ deviceId: 'other' }) };
    const stream = { getAudioTracks: () => [track] };
    const asked: unknown[] = [];
    const getUserMedia = async ({ audio }: { audio: MediaTrackConstraints }) => {
      asked.push(audio.deviceId);
      if (audio.deviceId) {
        throw new DOMException('', 'OverconstrainedError');
      }
      return stream;
    };
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [] } });
    vi.stubGlobal('AudioContext', SilentContext);
    const media = new BrowserMedia(null);
    media.microphones.choose('unplugged');
    expect((await media.microphone()).stream).toBe(stream);
    expect(asked).toEqual([{ exact: 'unplugged' }, undefined]);
  });

  it('is closed where its sound cannot be measured', async () => {
    const track = { getSettings: () => ({}), stop: vi.fn() };
    const stream = { getAudioTracks: () => [track], getTracks: () => [track] };
    vi.stubGlobal('AudioContext', undefined);
    const mediaDevices = { getUserMedia: async () => stream, enumerateDevices: async () => [] };
    expect(await problemOf(mediaDevices)).toBe('microphone_busy');
    expect(track.stop).toHaveBeenCalledOnce();
  });

  it('is not there at all on an insecure page', async () => {
    expect(await problemOf(undefined)).toBe('insecure_page');
  });
});
