import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MicrophoneCheck } from '../../src/core/microphone-check.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { MemoryMedia } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A check of a microphone that is as loud as `loudness` says. */
function checked(loudness: () => number) {
  const media = new MemoryMedia();
  const open = async () => ({ ...(await media.microphone()), level: loudness });
  return { check: new MicrophoneCheck({ microphone: open }), media };
}

describe('the check of the microphone', () => {
  it('hears a voice, says by which device, and closes it', async () => {
    let loudness = 0;
    const { check, media } = checked(() => loudness);
    await check.start();
    expect(check.state).toEqual({ kind: 'listening', device: 'Desk', heard: false });
    loudness = 0.5;
    expect(check.level()).toBe(0.5);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(check.state).toMatchObject({ kind: 'listening', heard: true });
    loudness = 0;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(check.state).toEqual({ kind: 'heard', device: 'Desk' });
    expect(media.sounds).toMatchObject([{ closed: true }]);
  });

  it('takes a knock for no voice, and says what to do', async () => {
    let ticks = 0;
    const { check, media } = checked(() => (++ticks < 4 ? 1 : 0.01));
    await check.start();
    await vi.advanceTimersByTimeAsync(7_000);
    expect(check.state).toMatchObject({ kind: 'failed', problem: { code: 'microphone_silent' } });
    expect(media.sounds[0].closed).toBe(true);
  });

  it('says why there is no microphone', async () => {
    const { check, media } = checked(() => 0);
    media.refuses = fail('microphone_blocked', problems.microphoneBlocked);
    await check.start();
    expect(check.state).toMatchObject({ kind: 'failed', problem: { code: 'microphone_blocked' } });
  });

  it('closes a microphone that opens after it was stopped', async () => {
    const { check, media } = checked(() => 1);
    const started = check.start();
    check.stop();
    await started;
    expect(check.state.kind).toBe('off');
    expect(media.sounds).toMatchObject([{ closed: true }]);
  });
});
