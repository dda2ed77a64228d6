import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { explain } from '../../../src/core/problem.js';
import { Messages } from '../../../src/hosts/widget/messages.js';
import { MemoryKernel } from './kernel.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function shown() {
  const kernel = new MemoryKernel();
  const messages = new Messages();
  messages.attach(kernel);
  return { kernel, messages };
}

describe('messages of a widget', () => {
  it('finds the answer to each request, whatever comes between', async () => {
    const { kernel, messages } = shown();
    const first = messages.ask({ type: 'list' }, 10);
    const second = messages.ask({ type: 'config' }, 10);
    const [one, two] = kernel.read.map(({ request_id }) => request_id);
    await vi.advanceTimersByTimeAsync(0);
    kernel.reply('of another page', { functions: 'theirs' });
    kernel.reply(two, { config: 'c' });
    kernel.reply(one, { functions: 'f' });
    expect((await first).functions).toBe('f');
    expect((await second).config).toBe('c');
  });

  it("rejects with the kernel's problem", async () => {
    const { kernel, messages } = shown();
    const problem = { ok: false, code: 'no_key', error: 'No key.', why: '', fix: '' };
    kernel.answers.config = () => ({ problem });
    const error = await messages.ask({ type: 'config' }, 10).catch(explain);
    expect(error).toEqual(problem);
  });

  it('gives up after a time, and tells when the kernel reads what lay there', async () => {
    const { kernel, messages } = shown();
    let awake = 0;
    messages.awake.on(() => {
      awake += 1;
    });
    kernel.isBusy = true;
    const asked = messages.ask({ type: 'config' }, 10).catch(explain);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await asked).toMatchObject({
      code: 'server_slow',
      error: 'The kernel gave no answer within 10 seconds.',
    });
    expect(awake).toBe(0);
    kernel.free();
    await vi.advanceTimersByTimeAsync(0);
    expect(awake).toBe(1);
  });

  it('says at once that the kernel is gone, as the page knows it', async () => {
    const { kernel, messages } = shown();
    let silences = 0;
    messages.silent.on(() => {
      silences += 1;
    });
    kernel.send = () => {
      throw new Error('Cannot send');
    };
    const error = await messages.ask({ type: 'config' }, 10).catch(explain);
    expect(error).toMatchObject({ code: 'kernel_gone', fix: expect.stringContaining('Run the cells') });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(silences).toBe(0);
  });

  it('tells once that the kernel leaves requests unread, until it reads again', async () => {
    const { kernel, messages } = shown();
    let silences = 0;
    messages.silent.on(() => {
      silences += 1;
    });
    const ask = () => void messages.accepted({ type: 'config' }, 60);
    ask();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(silences).toBe(0);
    for (const expected of [1, 2]) {
      kernel.isBusy = true;
      ask();
      ask();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(silences).toBe(expected);
      kernel.free();
      await vi.advanceTimersByTimeAsync(0);
    }
  });

  it('asks by the widget that was shown last, and still hears the others', async () => {
    const { kernel: old, messages } = shown();
    const restarted = new MemoryKernel();
    messages.attach(restarted);
    messages.attach(restarted);
    const heard: unknown[] = [];
    messages.news.on((news) => heard.push(news));
    void messages.accepted({ type: 'config' }, 10);
    expect([old.kinds(), restarted.kinds()]).toEqual([[], ['config']]);
    old.publish({ type: 'catalogue', version: 1 });
    restarted.publish({ type: 'catalogue', version: 2 });
    expect(heard).toEqual([
      { type: 'catalogue', version: 1 },
      { type: 'catalogue', version: 2 },
    ]);
  });
});
