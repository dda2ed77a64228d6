import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ask } from '../../src/core/asking.js';
import type { Asked } from '../../src/core/calls.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import type { CallProgress } from '../../src/core/wire.js';
import { MemoryChannel } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ASKED: Asked = {
  request: {
    function_name: 'add',
    payload: { a: 2, b: 3 },
    kernel_id: 'k1',
    session_id: 's',
    call_id: 'c',
    instance: 'first',
  },
  seconds: 60,
  silent: false,
};

/** A channel whose answer gets lost so often, though the request arrived. */
function losing(times: number, code = 'server_gone') {
  const channel = new MemoryChannel();
  const answer = channel.execute.bind(channel);
  let left = times;
  channel.execute = async (request) => {
    const result = await answer(request);
    if (left-- > 0) {
      throw fail(code, problems.serverGone);
    }
    return result;
  };
  return channel;
}

const context = () => ({ signal: new AbortController().signal, asks: () => {}, tells: () => {} });

it('asks for the very same call again when its answer was lost', async () => {
  const channel = losing(2);
  const outcome = ask(channel, ASKED, context());
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await outcome).output.result).toBe(5);
  expect(channel.executed).toEqual([ASKED.request, ASKED.request, ASKED.request]);
});

it('gives up when the call’s time is over', async () => {
  const outcome = ask(losing(Number.POSITIVE_INFINITY), ASKED, context()).catch((error) => error.problem.code);
  await vi.advanceTimersByTimeAsync(80_000);
  expect(await outcome).toBe('server_gone');
});

it('listens anew to a call that takes long, for its whole time', async () => {
  const channel = new MemoryChannel();
  const waits: number[] = [];
  channel.execute = (_request: unknown, seconds = 0) => {
    waits.push(seconds);
    return new Promise((_, reject) => {
      setTimeout(() => reject(fail('server_slow', problems.serverSlow, seconds)), seconds * 1_000);
    });
  };
  const outcome = ask(channel, { ...ASKED, seconds: 40 }, context()).catch((error) => error.problem.code);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(await outcome).toBe('server_slow');
  expect(waits).toEqual([15, 15, 10, 1]);
});

describe('a call that was stopped', () => {
  async function stopped(found: boolean) {
    const channel = new MemoryChannel();
    const answer = channel.execute.bind(channel);
    let ends = false;
    channel.execute = async (request, seconds = 0) => {
      const result = await answer(request);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
      if (!ends) {
        throw fail('server_slow', problems.serverSlow, seconds);
      }
      return result;
    };
    channel.cancel = async () => ({ ok: true, found, stopped: false });
    const stop = new AbortController();
    const outcome = ask(channel, ASKED, { signal: stop.signal, asks: () => {}, tells: () => {} }).catch(
      (error) => error,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    stop.abort('cancelled');
    await vi.advanceTimersByTimeAsync(20_000);
    ends = true;
    await vi.advanceTimersByTimeAsync(20_000);
    return { outcome: await outcome, channel };
  }

  it('is listened to until its work ends', async () => {
    const { outcome, channel } = await stopped(true);
    expect(outcome.output.result).toBe(5);
    expect(channel.executed).toHaveLength(2);
  });

  it('is not asked for again where it never arrived', async () => {
    const { outcome, channel } = await stopped(false);
    expect(outcome.problem.code).toBe('server_slow');
    expect(channel.executed).toHaveLength(1);
  });
});

it('takes any answer of the server for one', async () => {
  const channel = losing(1, 'refused');
  await expect(ask(channel, ASKED, context())).rejects.toMatchObject({ problem: { code: 'refused' } });
  expect(channel.executed).toHaveLength(1);
});

describe('a call that cannot tell how far it is', () => {
  const progress = { fraction: 0.4, text: 'reading', ahead: null, printed: '' };

  function slow() {
    const answer = async (): Promise<CallProgress> => progress;
    const channel = Object.assign(new MemoryChannel(), { asked: 0, answer });
    return Object.assign(channel, {
      progressOf: () => {
        channel.asked++;
        return channel.answer();
      },
    });
  }

  async function asked(channel: MemoryChannel, silent = true) {
    const tells = vi.fn();
    const request = { ...ASKED.request, function_name: 'slow' };
    const outcome = ask(channel, { ...ASKED, request, silent }, { ...context(), tells });
    await vi.advanceTimersByTimeAsync(3_500);
    return { tells, outcome };
  }

  it('is asked now and then, until it ends, and tells what is new', async () => {
    const channel = slow();
    const { tells, outcome } = await asked(channel);
    expect(tells).toHaveBeenCalledExactlyOnceWith(progress);
    expect(channel.asked).toBe(3);
    channel.finish(5);
    await outcome;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(channel.asked).toBe(3);
  });

  it('says how many it waits for in a kernel that does one thing at a time', async () => {
    const channel = slow();
    channel.answer = async () => ({ fraction: null, text: '', printed: '', ahead: 3 });
    const { tells } = await asked(channel);
    expect(tells.mock.lastCall?.[0].ahead).toBe(3);
  });

  it('tells nothing while nothing is known', async () => {
    const channel = slow();
    channel.answer = async () => ({ fraction: null, text: '', printed: '', ahead: null });
    expect((await asked(channel)).tells).not.toHaveBeenCalled();
  });

  it('goes on when nobody answers', async () => {
    const channel = slow();
    channel.answer = () => Promise.reject(fail('server_gone', problems.serverGone));
    const { tells, outcome } = await asked(channel);
    expect(tells).not.toHaveBeenCalled();
    channel.finish(5);
    expect((await outcome).ok).toBe(true);
  });

  it('is not asked where the kernel tells by itself', async () => {
    const channel = slow();
    await asked(channel, false);
    expect(channel.asked).toBe(0);
  });
});
