/** Every call gets exactly one output, whatever the model does: the guarded transport, the SDK and the dispatcher as one. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { CallRecord } from '../../src/core/calls.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { bundleOf, translateWith } from '../../src/core/translation.js';
import type { Approval } from '../../src/core/wire.js';
import { createSession, functionInfo } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function connected(approval: Approval = 'never') {
  const all = createSession();
  all.channel.list.items = [functionInfo('add', { approval }), functionInfo('slow', { timeout: 10 })];
  all.session.prepare();
  await vi.advanceTimersByTimeAsync(1);
  await all.session.start();
  const cards = () =>
    all.session.conversation.entries.flatMap((entry) =>
      entry.kind === 'call' ? [entry.record as CallRecord] : [],
    );
  const settle = () => vi.advanceTimersByTimeAsync(1);
  return { ...all, cards, settle };
}

describe('the guarded transport', () => {
  it('answers an unknown name, with the names there are', async () => {
    const { model, settle, cards } = await connected();
    model.call('format_disk', {});
    await settle();
    expect(model.outputs).toMatchObject([
      {
        callId: 'call_0',
        output: { ok: false, error: 'Unknown or disallowed function.' },
        startResponse: true,
      },
    ]);
    expect(model.outputs[0].output.available_functions).toContain('add');
    expect(cards()).toMatchObject([{ name: 'format_disk', state: 'failed' }]);
  });

  it.each(['{"a": 2,', '[2, 3]', '"two"'])('answers arguments that are no JSON object: %s', async (args) => {
    const { model, settle, channel } = await connected();
    model.call('add', args);
    await settle();
    expect(model.outputs).toMatchObject([{ output: { ok: false, function_name: 'add' }, startResponse: true }]);
    expect(channel.executed).toHaveLength(0);
  });

  it('takes no arguments for an empty object', async () => {
    const { model, settle } = await connected();
    model.call('voice_status', '');
    await settle();
    expect(model.outputs).toMatchObject([{ output: { ok: true, document: 'report.ipynb' } }]);
  });

  it('runs a repeated call once and answers it once', async () => {
    const { model, settle, channel } = await connected();
    model.call('add', { a: 2, b: 3 });
    model.call('add', { a: 2, b: 3 });
    await settle();
    model.call('add', { a: 2, b: 3 });
    await settle();
    expect(channel.executed).toHaveLength(1);
    expect(model.outputs).toHaveLength(1);
  });

  it('answers a call id that comes back with other arguments', async () => {
    const { model, settle, channel } = await connected();
    model.call('add', { a: 2, b: 3 });
    model.call('add', { a: 20, b: 30 });
    await settle();
    expect(channel.executed).toHaveLength(1);
    expect(model.outputs.map(({ output }) => output.ok).sort()).toEqual([false, true]);
  });
});

describe('the dispatcher', () => {
  it('answers a result, and shows it with its time', async () => {
    const { model, settle, cards, channel } = await connected();
    model.call('add', { a: 2, b: 3 });
    await settle();
    const answer = { ok: true, function_name: 'add', source: 'kernel', result: 5 };
    expect(model.outputs).toEqual([{ callId: 'call_0', output: answer, startResponse: true }]);
    expect(cards()).toMatchObject([{ name: 'add', arguments: { a: 2, b: 3 }, state: 'done' }]);
    expect(cards()[0].ms).toBeGreaterThanOrEqual(0);
    expect(channel.executed).toMatchObject([{ payload: { a: 2, b: 3 }, kernel_id: 'k1', call_id: 'call_0' }]);
  });

  it('calls a function as it is by now, also where the model need not be told', async () => {
    const { model, session, channel, settle, cards } = await connected();
    channel.list = {
      ...channel.list,
      items: [functionInfo('add', { instance: 'second', approval: 'always' })],
    };
    await session.catalogue.refresh();
    model.call('add', { a: 2, b: 3 });
    await settle();
    expect(cards()).toMatchObject([{ state: 'approval' }]);
    session.calls.approve(session.calls.open[0].key);
    await settle();
    expect(channel.executed).toMatchObject([{ instance: 'second' }]);
  });

  it('runs execute_app_function under the name and the rules of what it calls', async () => {
    const { model, settle, cards } = await connected('always');
    model.call('execute_app_function', { function_name: ' ADD ', payload: { a: 1, b: 1 } });
    await settle();
    expect(cards()).toMatchObject([{ name: 'add', arguments: { a: 1, b: 1 }, state: 'approval' }]);
  });

  it('answers when the person denies', async () => {
    const { model, session, settle, channel } = await connected('always');
    model.call('add', { a: 2, b: 3 });
    await settle();
    expect(model.outputs).toHaveLength(0);
    session.calls.deny(session.calls.open[0].key);
    await settle();
    expect(model.outputs).toMatchObject([{ output: { ok: false, error: 'The user denied this call.' } }]);
    expect(channel.executed).toHaveLength(0);
  });

  it.each([
    ['approve', [true, true]],
    ['deny', [false, false]],
  ] as const)('asks once for two calls that one answer of a session serves: %s', async (act, oks) => {
    const { model, session, settle, cards } = await connected('session');
    model.call('add', { a: 1, b: 1 }, 'first');
    model.call('add', { a: 2, b: 2 }, 'second');
    await settle();
    expect(cards().map(({ state, question }) => [state, question !== null])).toEqual([
      ['approval', true],
      ['approval', false],
    ]);
    session.calls[act](session.calls.open[0].key);
    await settle();
    expect(model.outputs.map(({ output }) => output.ok)).toEqual(oks);
  });

  it('asks for each call where each has to be approved', async () => {
    const { model, session, settle, channel } = await connected('always');
    model.call('add', { a: 1, b: 1 }, 'first');
    model.call('add', { a: 2, b: 2 }, 'second');
    await settle();
    session.calls.approve(session.calls.open[0].key);
    await settle();
    expect([channel.executed.length, session.calls.open[0].question?.approval]).toEqual([1, 'always']);
  });

  it('runs what the person approved', async () => {
    const { model, session, settle } = await connected('always');
    model.call('add', { a: 2, b: 3 });
    await settle();
    session.calls.approve(session.calls.open[0].key);
    await settle();
    expect(model.outputs).toMatchObject([{ output: { ok: true, result: 5 } }]);
  });

  it('asks once in a session where once is enough', async () => {
    const { model, session, settle } = await connected('session');
    model.call('add', { a: 2, b: 3 });
    await settle();
    session.calls.approve(session.calls.open[0].key);
    await settle();
    model.call('add', { a: 4, b: 5 }, 'call_1');
    await settle();
    expect(model.outputs.map(({ output }) => output.result)).toEqual([5, 9]);
  });

  it.each([
    ['of another kernel', { instance: 'second' }, {}],
    ['that was approved when each call had to be', {}, { approval: 'always' as const }],
  ])('asks anew for a function of the same name %s', async (_, now, before) => {
    const { model, session, settle, channel } = await connected('session');
    const add = functionInfo('add', { approval: 'session' });
    channel.list = { ...channel.list, items: [{ ...add, ...before }] };
    await session.catalogue.refresh();
    const call = (callId: string) => {
      model.call('execute_app_function', { function_name: 'add', payload: { a: 2, b: 3 } }, callId);
      return settle();
    };
    await call('call_0');
    session.calls.approve(session.calls.open[0].key);
    await settle();
    channel.list = { ...channel.list, items: [{ ...add, ...now }] };
    await session.catalogue.refresh();
    await call('call_1');
    expect(session.calls.open).toMatchObject([{ name: 'add', state: 'approval' }]);
    expect(channel.executed).toHaveLength(1);
  });

  it('answers when nobody decides', async () => {
    const { model } = await connected('always');
    model.call('add', { a: 2, b: 3 });
    await vi.advanceTimersByTimeAsync(121_000);
    expect(model.outputs).toMatchObject([
      { output: { ok: false, error: expect.stringContaining('did not answer') } },
    ]);
  });

  it('answers a stopped call at once and drops its late result', async () => {
    const { model, session, settle, channel, cards } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await settle();
    session.calls.cancel(session.calls.open[0].key);
    await settle();
    expect(model.outputs).toMatchObject([{ output: { ok: false, error: 'The user stopped this call.' } }]);
    expect(channel.cancelled).toMatchObject([{ call_id: 'call_0', kernel_id: 'k1' }]);
    expect(cards()).toMatchObject([{ state: 'cancelled', finishing: true }]);

    channel.finish(42);
    await settle();
    expect(model.outputs).toHaveLength(1);
    expect(cards()).toMatchObject([{ state: 'cancelled', finishing: false }]);
  });

  it('does not run what was stopped in the moment of its approval', async () => {
    const { model, session, settle, channel } = await connected('always');
    model.call('add', { a: 2, b: 3 });
    await settle();
    const [{ key }] = session.calls.open;
    session.calls.approve(key);
    session.calls.cancel(key);
    await settle();
    expect(channel.executed).toEqual([]);
    expect(model.outputs).toMatchObject([{ output: { ok: false, error: 'The user stopped this call.' } }]);
  });

  it('stops nothing that has ended', async () => {
    const { model, session, settle, cards } = await connected();
    model.call('add', { a: 2, b: 3 });
    await settle();
    const [{ key }] = cards();
    session.calls.cancel(key);
    expect(cards()).toMatchObject([{ state: 'done', finishing: false }]);
  });

  it('answers a call that runs out of time', async () => {
    const { model, cards } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await vi.advanceTimersByTimeAsync(16_000);
    expect(model.outputs).toMatchObject([{ output: { ok: false, error: 'No result within 15 seconds.' } }]);
    expect(cards()).toMatchObject([{ state: 'timeout' }]);
  });

  it('answers in English, and knows for the person why, whatever the language of the page', async () => {
    const { model, settle, channel, cards } = await connected();
    translateWith({ ...bundleOf({}), __: () => 'en otra lengua' });
    channel.execute = () => Promise.reject(fail('refused', problems.refused, 403));
    model.call('add', { a: 2, b: 3 });
    await settle();
    translateWith(bundleOf({}));
    expect(model.outputs).toMatchObject([
      { output: { details: expect.stringMatching(/^The Jupyter server refused the request\. .* 403: /) } },
    ]);
    expect(cards()).toMatchObject([{ outcome: { problem: { code: 'refused' } } }]);
  });

  it('answers when the way to the kernel fails', async () => {
    const { model, settle, channel } = await connected();
    channel.execute = () => Promise.reject(new Error('socket closed'));
    model.call('add', { a: 2, b: 3 });
    await settle();
    expect(model.outputs).toMatchObject([
      {
        output: {
          ok: false,
          error: 'Function execution failed.',
          details: expect.stringContaining('socket closed'),
        },
      },
    ]);
  });

  it('says that there is no kernel', async () => {
    const { model, settle, host } = await connected();
    host.binding = null;
    model.event('input_audio_buffer.speech_started');
    model.call('add', { a: 2, b: 3 });
    await settle();
    expect(model.outputs[0].output.details).toMatch(/no kernel/);
  });

  it('keeps still after a function that should not be spoken of', async () => {
    const { model, settle, session, channel } = await connected();
    channel.list = { ...channel.list, items: [functionInfo('add', { speak: false })] };
    await session.catalogue.refresh();
    model.call('execute_app_function', { function_name: 'add', payload: { a: 1, b: 2 } });
    await settle();
    expect(model.outputs).toMatchObject([{ output: { result: 3 }, startResponse: false }]);
  });
});
