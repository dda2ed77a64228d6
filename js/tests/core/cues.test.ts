import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Cues } from '../../src/core/cues.js';
import { createSession, functionInfo } from '../parts.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => vi.useRealTimers());

async function listening() {
  const all = createSession();
  const { session, channel } = all;
  channel.list.items.push(functionInfo('delete_rows', { approval: 'always' }));
  const played: string[] = [];
  const { store, calls } = session;
  const cues = new Cues({ store, calls, play: (cue) => played.push(cue) });
  await session.start();
  const heard = () => played.splice(0).join(' ');
  return { ...all, cues, heard };
}

/** Lets what was promised happen; no time passes for the timers. */
const settle = async () => {
  for (let turns = 0; turns < 20; turns += 1) {
    await Promise.resolve();
  }
};

describe('a sound tells', () => {
  it('when the microphone is heard, and when it is heard again', async () => {
    const { session, heard } = await listening();
    expect(heard()).toBe('listening');
    await session.mute(true);
    expect(heard()).toBe('');
    await session.mute(false);
    expect(heard()).toBe('listening');
  });

  it('of work that takes a while, and of its end', async () => {
    const { model, channel, heard } = await listening();
    heard();
    model.call('slow', {});
    await settle();
    vi.advanceTimersByTime(500);
    expect(heard()).toBe('');
    vi.advanceTimersByTime(500);
    expect(heard()).toBe('working');
    channel.finish(1);
    await settle();
    expect(heard()).toBe('done');
  });

  it('nothing of work that is done at once', async () => {
    const { model, heard } = await listening();
    heard();
    model.call('add', { a: 2, b: 3 });
    await settle();
    vi.advanceTimersByTime(5000);
    expect(heard()).toBe('');
  });

  it('of what fails, and of a question', async () => {
    const { model, heard } = await listening();
    heard();
    model.call('nowhere', {});
    await settle();
    expect(heard()).toBe('error');
    model.call('delete_rows', {}, 'c2');
    await settle();
    expect(heard()).toBe('approval');
  });

  it('nothing while somebody speaks; a question is heard after it', async () => {
    const { model, channel, heard } = await listening();
    heard();
    model.event('output_audio_buffer.started');
    model.call('slow', {});
    await settle();
    vi.advanceTimersByTime(5000);
    channel.finish(1);
    model.call('delete_rows', {}, 'c2');
    await settle();
    model.event('output_audio_buffer.stopped');
    expect(heard()).toMatch(/^(done )?approval$/);
  });

  it('nothing at all to whoever turned it off', async () => {
    const { cues, model, heard } = await listening();
    heard();
    cues.on = false;
    model.call('nowhere', {});
    await settle();
    expect(heard()).toBe('');
  });
});
