import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { explain } from '../../../src/core/problem.js';
import { KernelChannel } from '../../../src/hosts/widget/channel.js';
import { Messages } from '../../../src/hosts/widget/messages.js';
import { MemoryKernel } from './kernel.js';

const call = (call_id: string) => ({ function_name: 'add', payload: { a: 2 }, session_id: 's', call_id });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function connected() {
  const kernel = new MemoryKernel();
  kernel.answers = {
    list: () => ({ functions: { items: [], version: 3 } }),
    execute: ({ call }) => ({ result: { ok: true, result: (call as { call_id: string }).call_id } }),
    cancel: () => ({ cancelled: { ok: true, found: true, stopped: false } }),
  };
  const messages = new Messages();
  messages.attach(kernel);
  const channel = new KernelChannel(messages);
  const told: [string, number | null][] = [];
  channel.progress.on(({ call_id, ahead = null }) => told.push([call_id, ahead]));
  return { kernel, channel, told };
}

describe('the functions of a widget', () => {
  it('are listed, run and stopped by messages', async () => {
    const { kernel, channel } = connected();
    expect((await channel.functions()).version).toBe(3);
    expect(await channel.execute(call('c'), 60)).toMatchObject({ ok: true, result: 'c' });
    expect((await channel.cancel({ session_id: 's', call_id: 'c' })).found).toBe(true);
    expect(kernel.kinds()).toEqual(['list', 'execute', 'cancel']);
  });

  it('are called at once by a kernel that reads messages beside a cell', async () => {
    const { kernel, channel, told } = connected();
    await channel.execute(call('first'), 60); // by this the kernel is known
    kernel.isBusy = true;
    void channel.execute(call('second'), 60);
    kernel.free();
    await vi.advanceTimersByTimeAsync(0);
    expect(kernel.kinds()).toEqual(['execute', 'execute']);
    expect(told).toEqual([]);
  });

  it('wait for the running cell, say so with their place in line, and run once', async () => {
    const { kernel, channel, told } = connected();
    kernel.waits = true;
    kernel.isBusy = true;
    const first = channel.execute(call('first'), 60);
    const second = channel.execute(call('second'), 60);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told).toEqual([
      ['first', 1],
      ['second', 2],
    ]);
    kernel.free();
    expect(await Promise.all([first, second])).toMatchObject([{ result: 'first' }, { result: 'second' }]);
    expect(told.slice(2).sort()).toEqual([
      ['first', null],
      ['second', null],
    ]);
    expect(kernel.kinds()).toEqual(['execute', 'execute']);
  });

  it('never run when they are stopped while they wait', async () => {
    const { kernel, channel } = connected();
    kernel.waits = true;
    kernel.isBusy = true;
    const waiting = channel.execute(call('c'), 60).catch(explain);
    const stopped = await channel.cancel({ session_id: 's', call_id: 'c' });
    expect(stopped).toEqual({ ok: true, found: true, stopped: true });
    expect(await waiting).toMatchObject({ code: 'taken_back' });
    kernel.free();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kernel.kinds()).toEqual([]);
  });

  it('never run when nobody waits for them any more', async () => {
    const { kernel, channel } = connected();
    kernel.isBusy = true;
    const given = channel.execute(call('c'), 15).catch(explain);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await given).toMatchObject({ code: 'server_slow' }); // which the caller takes for: ask again
    kernel.free();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kernel.kinds()).toEqual([]);
  });
});
