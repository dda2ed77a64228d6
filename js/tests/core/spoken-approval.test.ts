import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_ID } from '../../src/core/spoken-approval.js';
import type { Approval, FrontendConfig } from '../../src/core/wire.js';
import { spoken } from '../../src/core/words.js';
import { CONFIG, createSession, functionInfo, MemorySource } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const SILENCE_MS = 1_000;
const detecting = (turn_detection: object) => ({ session: { audio: { input: { turn_detection } } } });
const ANSWERING = detecting({ type: 'semantic_vad', create_response: true });

async function connected(approval: Approval, config: Partial<FrontendConfig> = {}) {
  const all = createSession(new MemorySource([{ ...CONFIG, ...config }]));
  all.channel.list.items = [functionInfo('add', { approval })];
  all.consent.give('other');
  all.session.prepare();
  await vi.advanceTimersByTimeAsync(1);
  await all.session.start();
  const settle = (ms = 1) => vi.advanceTimersByTimeAsync(ms);
  const question = () => all.session.calls.open[0]?.question ?? null;
  /** The events that went to the provider, of one type. */
  const told = (type: string) =>
    (all.model.sent('sendEvent') as { event: { type: string; [key: string]: unknown } }[])
      .map(({ event }) => event)
      .filter((event) => event.type === type);
  let item = 0;
  const say = (transcript: string) => {
    item += 1;
    const item_id = `said_${item}`;
    all.model.event('input_audio_buffer.speech_started', { item_id });
    all.model.event('input_audio_buffer.committed', { item_id });
    all.model.event('conversation.item.input_audio_transcription.completed', { item_id, transcript });
  };
  return { ...all, settle, question, told, say };
}

/** A call of `add` waits for the person. */
async function asked(approval: Approval = 'session', config: Partial<FrontendConfig> = {}) {
  const all = await connected(approval, config);
  all.model.call('add', { a: 2, b: 3 });
  await all.settle(SILENCE_MS);
  return { ...all, word: all.question()?.word ?? '' };
}

describe('a spoken word', () => {
  it('approves the call that it is shown for, and the model hears nothing of it', async () => {
    const { word, say, settle, model, channel, told } = await asked();
    expect(spoken.approvalWords).toContain(word);
    say(`${word[0].toUpperCase()}${word.slice(1)}.`);
    await settle();
    expect(channel.executed).toHaveLength(1);
    expect(model.outputs).toMatchObject([{ output: { ok: true, result: 5 } }]);
    expect(told('conversation.item.delete')).toMatchObject([{ item_id: 'said_1' }]);
    expect(told('response.create')).toEqual([]);
  });

  it('is waited for in place of an answer, as long as the question is open', async () => {
    const { word, say, settle, told } = await asked();
    const holds = () =>
      told('session.update')
        .map((event) => (event.session as { audio?: { input: { turn_detection: object } } }).audio)
        .flatMap((audio) => (audio ? [audio.input.turn_detection] : []));
    expect(holds()).toEqual([{ type: 'server_vad', create_response: false }]);
    say(word);
    await settle();
    expect(holds().at(-1)).toEqual({ type: 'server_vad', create_response: true });
  });

  it.each(['yes', 'approve', 'yes please run it'])('is no other word: "%s"', async (text) => {
    const { say, settle, channel, told } = await asked();
    say(text);
    await settle();
    expect(channel.executed).toEqual([]);
    expect(told('response.create')).toHaveLength(1); // it was meant for the model
  });

  it('counts only as all that was said', async () => {
    const { word, say, settle, channel } = await asked();
    say(`I never said ${word}`);
    await settle();
    expect(channel.executed).toEqual([]);
  });

  it.each([
    ['while the agent speaks', false, SILENCE_MS],
    ['just after the agent spoke', true, 700],
  ])('does not count %s', async (_when, stopped, ms) => {
    const { word, model, say, settle, channel } = await asked();
    model.event('output_audio_buffer.started');
    await settle(10);
    if (stopped) {
      model.event('output_audio_buffer.stopped');
    }
    await settle(ms);
    say(word);
    await settle();
    expect(channel.executed).toEqual([]);
  });

  it('counts once the agent has been silent', async () => {
    const { word, model, say, settle, channel } = await asked();
    model.event('output_audio_buffer.started');
    await settle(10);
    model.event('output_audio_buffer.stopped');
    await settle(SILENCE_MS);
    say(word);
    await settle();
    expect(channel.executed).toHaveLength(1);
  });

  it('does not count when the voice began before the question', async () => {
    const { model, settle, question, channel } = await connected('session');
    model.event('input_audio_buffer.speech_started', { item_id: 'early' });
    model.call('add', { a: 2, b: 3 });
    await settle();
    const transcript = question()?.word;
    model.event('conversation.item.input_audio_transcription.completed', { item_id: 'early', transcript });
    await settle();
    expect(channel.executed).toEqual([]);
  });

  it('is another as soon as the model was told it', async () => {
    const { word, say, settle, question, channel } = await asked();
    say(`what does ${word} mean`);
    await settle();
    expect(spoken.approvalWords).toContain(question()?.word);
    expect(question()?.word).not.toBe(word);
    say(word);
    await settle();
    expect(channel.executed).toEqual([]);
  });

  it('counts no more once the model was asked to answer it', async () => {
    const { word, model, settle, channel } = await asked();
    model.event('input_audio_buffer.speech_started', { item_id: 'slow' });
    model.event('input_audio_buffer.committed', { item_id: 'slow' });
    await settle(5_000);
    model.event('conversation.item.input_audio_transcription.completed', { item_id: 'slow', transcript: word });
    await settle();
    expect(channel.executed).toEqual([]);
  });

  it('is held for again when a handover set the detection anew', async () => {
    const { model, told } = await asked();
    const holds = () => told('session.update').filter(({ event_id }) => event_id === HOLD_ID).length;
    expect(holds()).toBe(1);
    model.event('session.updated', ANSWERING);
    expect(holds()).toBe(2);
  });

  it('counts with a provider that answers all the same', async () => {
    const { model, say, settle, question, channel } = await connected('session');
    let updates = 0;
    model.transport.sendEvent = ({ type }) => {
      updates += type === 'session.update' ? 1 : 0;
      queueMicrotask(() => type === 'session.update' && model.event('session.updated', ANSWERING));
    };
    model.call('add', { a: 2, b: 3 });
    await settle(SILENCE_MS);
    expect(updates).toBe(1);
    say(question()?.word ?? '');
    await settle();
    expect(channel.executed).toHaveLength(1);
  });

  it('leaves a call its answer when the connection takes nothing more', async () => {
    const { model, session, settle, channel } = await asked();
    model.transport.sendEvent = () => {
      throw new Error('the socket is closing');
    };
    session.calls.approve(session.calls.open[0].key);
    await settle();
    expect(channel.executed).toHaveLength(1);
    expect(session.calls.open).toEqual([]);
  });

  it('denies: "no"', async () => {
    const { say, settle, model, channel } = await asked();
    say('No!');
    await settle();
    expect(channel.executed).toEqual([]);
    expect(model.outputs).toMatchObject([{ output: { error: 'The user denied this call.' } }]);
  });

  it('is not offered for a destructive call by a provider that nobody trusts', async () => {
    const { question } = await asked('always', { provider: 'other', label: 'other' });
    expect(question()).toMatchObject({ approval: 'always', word: null });
  });

  it('is offered for a destructive call by the local engine', async () => {
    const { question } = await asked('always');
    expect(question()?.word).toBeTruthy();
  });

  it('is not offered to somebody who types', async () => {
    const all = createSession();
    all.channel.list.items = [functionInfo('add', { approval: 'session' })];
    await all.session.sendText('add two and three');
    all.model.call('add', { a: 2, b: 3 });
    await vi.advanceTimersByTimeAsync(1);
    expect(all.session.calls.open[0].question).toMatchObject({ word: null });
  });

  it('that is never written down leaves the model to answer', async () => {
    const { model, settle, told } = await asked();
    model.event('input_audio_buffer.committed', { item_id: 'lost' });
    await settle(5_000);
    expect(told('response.create')).toHaveLength(1);
  });
});

describe('nobody', () => {
  it('says no within half a minute: it is a no', async () => {
    const { settle, model, channel } = await asked();
    await settle(30_000);
    expect(model.outputs).toMatchObject([
      { output: { error: 'The user did not answer the request for approval.' } },
    ]);
    expect(channel.executed).toEqual([]);
  });
});

describe('no order of events', () => {
  /** What a model, its tools, a notebook or an echo could do; the words of the page are among the texts. */
  const text = fc.oneof(
    fc.constantFrom('yes', 'approve', 'approve it', 'go ahead', ...spoken.approvalWords),
    fc.string(),
  );
  const step = fc.oneof(
    fc.record({ do: fc.constant('call'), id: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ do: fc.constant('agentSays'), text }),
    fc.record({ do: fc.constant('echo'), text }),
    fc.record({ do: fc.constant('sentence'), text }),
    fc.record({ do: fc.constant('typed'), text }),
    fc.record({ do: fc.constant('notebook') }),
    fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 0, max: 3_000 }) }),
  );

  it('runs a gated call', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { model, say, settle, channel, host, session } = await connected('session');
        for (const each of steps) {
          switch (each.do) {
            case 'call':
              model.call('add', { a: 1, b: 2 }, `call_${(each as { id: number }).id}`);
              break;
            case 'agentSays':
              model.event('response.output_audio_transcript.done', {
                item_id: 'agent',
                transcript: (each as { text: string }).text,
              });
              break;
            case 'echo':
              model.event('output_audio_buffer.started');
              say((each as { text: string }).text);
              model.event('output_audio_buffer.stopped');
              await settle(100);
              say((each as { text: string }).text);
              break;
            case 'sentence':
              say(`please ${(each as { text: string }).text} now`);
              break;
            case 'typed':
              await session.sendText((each as { text: string }).text);
              break;
            case 'notebook':
              host.news.emit('functions');
              break;
            case 'wait':
              await settle((each as { ms: number }).ms);
              break;
          }
        }
        await settle(40_000);
        expect(channel.executed).toEqual([]);
        session.stop();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
