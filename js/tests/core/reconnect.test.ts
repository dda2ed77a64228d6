import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { GIVE_UP_MS } from '../../src/core/persevere.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { CONFIG, createSession, functionInfo, type Model, NOTEBOOK } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Time for what takes none in memory. */
const moment = () => vi.advanceTimersByTimeAsync(1);

async function connected(functions = [functionInfo('add'), functionInfo('slow')]) {
  const all = createSession();
  all.channel.list = { ...all.channel.list, items: functions };
  await all.session.start();
  await moment();
  expect(all.session.state.status).toBe('connected');
  const notes = () =>
    all.session.conversation.entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []));
  return { ...all, notes };
}

/** What a connection was told of the time before it, one line each. */
function told(model: Model): string[] {
  const events = model.sent('sendEvent').map((call) => (call as { event: Record<string, never> }).event);
  return events.flatMap(({ type, item = {} }) => {
    const { role, content, name, arguments: args, output } = item as Record<string, never>;
    const text = (content as { text: string }[] | undefined)?.[0].text;
    return type === 'conversation.item.create'
      ? [role ? `${role}: ${text}` : name ? `${name}(${args})` : `= ${output}`]
      : [];
  });
}

const responses = (model: Model) =>
  model
    .sent('sendEvent')
    .filter((call) => (call as { event: { type: string } }).event.type === 'response.create').length;

function say(model: Model, id: string, user: string, agent: string): void {
  model.event('input_audio_buffer.committed', { item_id: id });
  model.event('conversation.item.input_audio_transcription.completed', { item_id: id, transcript: user });
  model.event('response.output_audio_transcript.done', { item_id: `${id}-answer`, transcript: agent });
}

describe('a connection that is lost', () => {
  it('is made again, by itself, with a word in the log', async () => {
    const { session, model, notes, transports } = await connected();
    model.transport.disconnect();
    expect(session.state).toMatchObject({ status: 'connecting', step: { kind: 'reconnecting', tries: 1 } });
    await moment();
    expect(session.state).toMatchObject({ status: 'connected', problem: null, microphone: true });
    expect(transports).toHaveLength(2);
    expect(notes()).toEqual(['The connection was lost and is back after less than a second.']);
  });

  it('tells the new one what was said and done, and asks for no response', async () => {
    const { model } = await connected();
    say(model, 'i1', 'Add two and three.', 'One moment.');
    model.call('add', { a: 2, b: 3 });
    await moment();
    model.event('response.output_audio_transcript.done', { item_id: 'i2', transcript: 'The result is 5.' });
    model.transport.disconnect();
    await moment();
    expect(told(model)).toEqual([
      'user: Add two and three.',
      'assistant: One moment.',
      'add({"a":2,"b":3})',
      '= {"ok":true,"function_name":"add","source":"kernel","result":5}',
      'assistant: The result is 5.',
    ]);
    expect(responses(model)).toBe(0);
  });

  it('is heard by the new one only once that knows the history', async () => {
    const { model, media, opened } = await connected();
    say(model, 'i1', 'Hello.', 'Hello.');
    model.transport.disconnect();
    await moment();
    const [microphone, silence] = media.sounds;
    expect([microphone.kind, silence.kind]).toEqual(['microphone', 'silence']);
    expect(opened[1].streams.map((stream) => stream.getAudioTracks()[0])).toEqual([
      silence.track,
      microphone.track,
    ]);
    expect([microphone.closed, silence.closed]).toEqual([false, true]);
  });

  it('gets the answer that the person still waits for', async () => {
    const { session, model } = await connected();
    await session.sendText('go to results');
    model.transport.disconnect();
    await moment();
    expect(told(model)).toEqual(['user: go to results']);
    expect(responses(model)).toBe(1);
  });

  it('takes no half sentence for a wish', async () => {
    const { model } = await connected();
    model.event('conversation.item.input_audio_transcription.delta', { item_id: 'i1', delta: 'Delete the' });
    model.transport.disconnect();
    await moment();
    expect(told(model)).toEqual([]);
    expect(responses(model)).toBe(0);
  });

  it('is not taken for made when it is lost while it learns the history', async () => {
    const { session, model, opened, transports } = await connected();
    say(model, 'i1', 'Hello.', 'Hello.');
    const push = opened.push.bind(opened);
    opened.push = (line) => {
      if (opened.length === 1) {
        line.replaceSound = async () => transports[1].disconnect();
      }
      return push(line);
    };
    model.transport.disconnect();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(transports).toHaveLength(3);
    expect(session.state.status).toBe('connected');
    expect(model.transport.status).toBe('connected');
  });

  it('has the functions that were registered while the new one learnt', async () => {
    const { session, model, opened, channel } = await connected();
    say(model, 'i1', 'Hello.', 'Hello.');
    let hear = () => {};
    const push = opened.push.bind(opened);
    opened.push = (line) => {
      line.replaceSound = () =>
        new Promise((resolve) => {
          hear = resolve;
        });
      return push(line);
    };
    model.transport.disconnect();
    await moment();
    channel.list = { ...channel.list, items: [functionInfo('forecast')] };
    await session.catalogue.refresh();
    await moment();
    hear();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.state.status).toBe('connected');
    expect(model.config.tools.map(({ name }) => name)).toContain('forecast');
  });

  it('keeps the microphone muted', async () => {
    const { session, model, media } = await connected();
    await session.mute(true);
    model.transport.disconnect();
    await moment();
    expect(session.state).toMatchObject({ status: 'connected', muted: true });
    expect(media.sounds[0].track.enabled).toBe(false);
  });

  it('sends what was typed meanwhile, once', async () => {
    const { session, model, network } = await connected();
    network.down = fail('server_gone', problems.serverGone);
    model.transport.disconnect();
    await moment();
    await session.sendText('go to results');
    network.down = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(model.sent('sendMessage')).toMatchObject([{ message: 'go to results' }]);
    expect(told(model)).toEqual([]);
  });

  it('is not made again when the person stopped meanwhile', async () => {
    const { session, model, transports, media, network } = await connected();
    network.down = fail('server_gone', problems.serverGone);
    model.transport.disconnect();
    await moment();
    session.stop();
    network.down = null;
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS);
    expect(session.state.status).toBe('idle');
    expect(transports.every((transport) => transport.status === 'disconnected')).toBe(true);
    expect(media.sounds.every((sound) => sound.closed)).toBe(true);
  });

  it('is not made again when the person stopped before the server said where to', async () => {
    const { session, model, transports, source } = await connected();
    let answer = () => {};
    source.config = () =>
      new Promise((resolve) => {
        answer = () => resolve(CONFIG);
      });
    model.transport.disconnect();
    await moment();
    session.stop();
    answer();
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS);
    expect(session.state).toMatchObject({ status: 'idle', step: null });
    expect(transports).toHaveLength(1);
  });

  it('names the crash of the engine', async () => {
    const { model, source, notes } = await connected();
    const crash = 'A fault in native code ended its process (segmentation fault).';
    source.configs = [{ ...CONFIG, engine: { state: 'ready', progress: 1, detail: '', crashes: 1, crash } }];
    model.transport.disconnect();
    await moment();
    expect(notes()).toEqual([`The local engine crashed and was started again. ${crash}`]);
  });

  it('that reached its age is renewed in the same way', async () => {
    const { session, model } = await connected();
    const error = { code: 'session_expired', message: 'Your session hit the maximum duration of 60 minutes.' };
    model.transport.emit('error', { type: 'error', error: { type: 'error', error } });
    await moment();
    expect(session.state).toMatchObject({ status: 'connected', problem: null });
  });
});

describe('a network that stays away', () => {
  async function lost() {
    const all = await connected();
    say(all.model, 'i1', 'Hello.', 'Hello.');
    all.network.down = fail('server_gone', problems.serverGone);
    all.model.transport.disconnect();
    await moment();
    return all;
  }

  it('is tried again, more and more seldom, and explained after a few times', async () => {
    const { session, transports } = await lost();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(transports.length).toBeGreaterThanOrEqual(6);
    expect(transports.length).toBeLessThanOrEqual(12);
    expect(session.state).toMatchObject({ status: 'connecting', problem: { code: 'server_gone' } });
  });

  it('is all the time told to be one that is tried again', async () => {
    const { session, source } = await lost();
    source.config = () => Promise.reject(fail('server_gone', problems.serverGone));
    for (let seconds = 0; seconds < 30; seconds += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(session.state).toMatchObject({ status: 'connecting', step: { kind: 'reconnecting' } });
    }
  });

  it('is used the moment that it is back', async () => {
    const { session, network, online } = await lost();
    await vi.advanceTimersByTimeAsync(20_000);
    network.down = null;
    online.emit();
    await moment();
    expect(session.state.status).toBe('connected');
  });

  it('is given up after some minutes, and Try again knows the history', async () => {
    const { session, model, network, media } = await lost();
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS + 10_000);
    expect(session.state).toMatchObject({ status: 'error', problem: { code: 'server_gone' } });
    expect(media.sounds.every((sound) => sound.closed)).toBe(true);
    network.down = null;
    await session.retry();
    await moment();
    expect(session.state).toMatchObject({ status: 'connected', microphone: true });
    expect(told(model)).toEqual(['user: Hello.', 'assistant: Hello.']);
  });

  it('is not given up for what it was before it came back', async () => {
    const { session, model, network } = await lost();
    for (let losses = 0; losses < 10; losses += 1) {
      await vi.advanceTimersByTimeAsync(3_000);
      network.down = null;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(session.state.status).toBe('connected');
      await vi.advanceTimersByTimeAsync(10_000);
      network.down = fail('server_gone', problems.serverGone);
      model.transport.disconnect();
      await moment();
      expect(session.state.status).toBe('connecting');
    }
  });

  it('is given up where each connection is lost at once', async () => {
    const { session, model, transports, network } = await lost();
    network.down = null;
    const end = Date.now() + 3 * GIVE_UP_MS;
    while (session.state.status !== 'error' && Date.now() < end) {
      await vi.advanceTimersByTimeAsync(100);
      if (session.state.status === 'connected') {
        model.transport.disconnect();
      }
    }
    expect(session.state.status).toBe('error');
    expect(transports.length).toBeLessThan(40);
  });

  it('is not tried again for what trying does not mend', async () => {
    const { session, network, transports } = await lost();
    network.down = fail('key_refused', ['The provider refused the key.', '', '']);
    await vi.advanceTimersByTimeAsync(GIVE_UP_MS);
    expect(session.state).toMatchObject({ status: 'error', problem: { code: 'key_refused' } });
    expect(transports.length).toBeLessThan(5);
  });
});

describe('a call during the loss', () => {
  it('goes on, runs once, and its result is told to the new connection', async () => {
    const { model, channel } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await moment();
    model.transport.disconnect();
    await moment();
    expect(told(model)).toEqual(['system: slow was called and is still running; its result will follow.']);
    channel.finish('done');
    await moment();
    expect(told(model).slice(1)).toEqual([
      'slow({"a":0,"b":0})',
      '= {"ok":true,"function_name":"slow","source":"kernel","result":"done"}',
    ]);
    expect(responses(model)).toBe(1);
    expect(channel.executed).toHaveLength(1);
  });

  it('finds another connection for its result where the new one takes it no more', async () => {
    const { session, model, channel, transports } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await moment();
    model.transport.disconnect();
    await moment();
    model.transport.sendEvent = () => {
      throw new Error('The data channel is not open.');
    };
    channel.finish('done');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.state.status).toBe('connected');
    expect(transports).toHaveLength(3);
    expect(told(model)[1]).toContain('"result":"done"');
  });

  it('that ended before the new connection stands is part of its history, and said', async () => {
    const { model, channel, network } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await moment();
    network.down = fail('server_gone', problems.serverGone);
    model.transport.disconnect();
    await moment();
    channel.finish('done');
    await moment();
    network.down = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told(model)).toHaveLength(2);
    expect(responses(model)).toBe(1);
  });

  it('that waits for approval keeps its card', async () => {
    const { session, model, channel } = await connected([functionInfo('add', { approval: 'always' })]);
    model.call('add', { a: 2, b: 3 });
    await moment();
    model.transport.disconnect();
    await moment();
    const [card] = session.calls.open;
    expect(card.state).toBe('approval');
    expect(told(model)).toEqual([
      "system: add was called and waits for the user's approval; its result will follow.",
    ]);
    session.calls.approve(card.key);
    await moment();
    expect(channel.executed).toHaveLength(1);
    expect(told(model)).toContain('add({"a":2,"b":3})');
  });

  it('acts where the person was when they spoke', async () => {
    const { session, model, channel, host } = await connected();
    model.event('input_audio_buffer.speech_started');
    say(model, 'i1', 'Add two and three.', '');
    host.binding = { ...NOTEBOOK, kernelId: 'k2' };
    model.transport.disconnect();
    await moment();
    model.event('response.created', { response: { id: 'resp_1' } });
    model.call('add', { a: 2, b: 3 });
    await moment();
    await session.sendText('add one and two');
    model.event('response.created', { response: { id: 'resp_2' } });
    model.call('add', { a: 1, b: 2 }, 'call_1', 'resp_2');
    await moment();
    expect(channel.executed.map(({ kernel_id }) => kernel_id)).toEqual(['k1', 'k2']);
  });

  it('may have the same call id as one before', async () => {
    const { model, channel } = await connected();
    model.call('add', { a: 1, b: 2 });
    await moment();
    model.transport.disconnect();
    await moment();
    model.call('add', { a: 3, b: 4 });
    await moment();
    expect(model.outputs.map(({ output }) => output.result)).toEqual([7]);
    expect(channel.executed[0].session_id).not.toBe(channel.executed[1].session_id);
  });
});
