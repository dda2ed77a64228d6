import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import { explainConnection } from '../../src/core/line.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import type { SessionState } from '../../src/core/state.js';
import { voiceState } from '../../src/core/state.js';
import { bundleOf, translateWith } from '../../src/core/translation.js';
import { CONFIG, createSession, functionInfo, MemorySource, NOTEBOOK } from '../parts.js';

async function connected() {
  const all = createSession();
  all.session.prepare();
  await vi.waitFor(() => expect(all.session.catalogue.functions).toHaveLength(2));
  await all.session.start();
  expect(all.session.state.status).toBe('connected');
  return all;
}

describe('a connection', () => {
  it('says each step, then listens', async () => {
    const { session } = createSession();
    const seen: SessionState[] = [];
    session.store.changed.on((state) => seen.push(state));
    await session.start();
    expect(seen.map((state) => state.step?.kind).filter(Boolean)).toEqual(
      expect.arrayContaining(['microphone', 'connection']),
    );
    expect(voiceState(session.state)).toBe('listening');
  });

  it('knows the functions from its first moment, also when nobody looked before', async () => {
    const { session, model } = createSession();
    await session.start();
    expect(model.config.tools.map((tool) => tool.name)).toContain('add');
  });

  it('gives the model its tools, our instructions and no tracing', async () => {
    const { model } = await connected();
    const { tools, instructions, ...config } = model.config;
    expect(tools.map((tool) => tool.name)).toEqual([
      'navigate_to',
      'execute_app_function',
      'voice_stop_call',
      'voice_status',
      'voice_help',
      'add',
      'slow',
    ]);
    expect(instructions).toMatch(/^You are a helpful assistant\.\n\nYou help a person/);
    expect(config).toMatchObject({ tracing: null, voice: 'marin', model: 'navai-local' });
  });

  it.each([
    ['local', true],
    ['custom', true],
    ['openai', false],
  ])(
    'gives the functions of the page a tool each where our own engine may listen: %s',
    async (provider, each) => {
      const source = new MemorySource([{ ...CONFIG, provider }]);
      const { session, host, model } = createSession(source);
      host.own = [
        { info: functionInfo('notebook_save', { source: 'page' }), risk: 'read', run: async () => null },
      ];
      await session.start();
      expect(model.config.tools.some(({ name }) => name === 'notebook_save')).toBe(each);
    },
  );

  it('starts once, however often it is asked to', async () => {
    const { session, transports } = createSession();
    await Promise.all([session.start(), session.start()]);
    await session.start();
    expect(transports).toHaveLength(1);
  });

  it('closes the microphone when it is stopped', async () => {
    const { session, media, model } = await connected();
    session.stop();
    expect(session.state).toMatchObject({ status: 'idle', microphone: false });
    expect(media.sounds).toMatchObject([{ kind: 'microphone', closed: true }]);
    expect(model.transport.status).toBe('disconnected');
  });

  it('is not wanted any more when it was stopped while the microphone was asked for', async () => {
    const { session, media, transports } = createSession();
    const starting = session.start();
    session.stop();
    await starting;
    expect(session.state.status).toBe('idle');
    expect(transports.every((transport) => transport.status === 'disconnected')).toBe(true);
    expect(media.sounds.every((sound) => sound.closed)).toBe(true);
  });

  it('that was silent for too long is ended with the reason', async () => {
    const { session, model } = await connected();
    const error = { code: 'session_idle', message: 'Nothing was said or typed for 30 minutes.' };
    model.transport.emit('error', { type: 'error', error: { type: 'error', error } });
    expect(session.state).toMatchObject({ status: 'error', problem: { code: 'session_idle' } });
  });

  it('switches the track itself off when it is muted', async () => {
    const { session, media } = await connected();
    await session.mute(true);
    expect(media.sounds[0].track.enabled).toBe(false);
    await session.mute(false);
    expect(media.sounds[0].track.enabled).toBe(true);
  });

  it('says why the microphone cannot be used', async () => {
    const { session, media } = createSession();
    media.refuses = fail('microphone_blocked', problems.microphoneBlocked);
    await session.start();
    expect(session.state).toMatchObject({ status: 'error', problem: { code: 'microphone_blocked' } });
  });

  it('reads our server’s problem out of the SDK’s error', () => {
    const problem = { ok: false, code: 'engine', error: 'The engine is missing.', why: 'w', fix: 'f' };
    const line = new Error(`Realtime call request failed with status 503: ${JSON.stringify(problem)}`);
    expect(explainConnection(line)).toEqual(problem);
  });
});

describe('a machine on which no media flows', () => {
  const config = { ...CONFIG, websocket_url: '/navai/realtime' };
  const isolated = () => Promise.reject(fail('loopback_only', problems.loopbackOnly));

  it('is connected through the server, told why, and keeps its microphone', async () => {
    const { session, opened, media, model } = createSession(new MemorySource([config]), {}, isolated);
    await session.start();
    expect(session.state).toMatchObject({ status: 'connected', way: 'websocket', microphone: true });
    expect(opened.map((line) => line.way)).toEqual(['webrtc', 'websocket']);
    expect(media.sounds).toMatchObject([{ kind: 'microphone', closed: false }]);
    expect(session.conversation.entries).toMatchObject([
      { kind: 'note', text: expect.stringMatching(/WebSocket.*loopback/) },
    ]);
    expect(model.sent('connect')).toMatchObject([{ options: { url: 'ws://127.0.0.1/navai/realtime' } }]);
  });

  it('that was given up meanwhile is not connected another way', async () => {
    let fails: (reason: unknown) => void = () => {};
    const later = () =>
      new Promise<never>((_, reject) => {
        fails = reject;
      });
    const { session, opened } = createSession(new MemorySource([config]), {}, later);
    const starting = session.start();
    await vi.waitFor(() => expect(opened).toHaveLength(1));
    session.stop();
    fails(fail('no_media', problems.noMedia));
    await starting;
    expect(opened.map((line) => line.way)).toEqual(['webrtc']);
    expect(session.conversation.entries).toEqual([]);
    expect(session.state).toMatchObject({ status: 'idle', step: null });
  });

  it('hears from the player when the agent speaks', async () => {
    const { session, opened } = createSession(new MemorySource([config]), {}, isolated);
    await session.start();
    opened[1].playing.emit(true);
    expect(voiceState(session.state)).toBe('speaking');
    opened[1].playing.emit(false);
    expect(voiceState(session.state)).toBe('listening');
  });
});

describe('a connection error', () => {
  it('that we raised keeps its own words', () => {
    const error = fail('loopback_only', problems.loopbackOnly);
    expect(explainConnection(error)).toBe(error.problem);
  });

  it('of the provider keeps the status and what it said', () => {
    const error = new Error('Realtime call request failed with status 429: You exceeded your quota.');
    expect(explainConnection(error)).toMatchObject({ code: 'call_refused', why: 'You exceeded your quota.' });
  });

  it('of the network says that the server is gone', () => {
    expect(explainConnection(new TypeError('Failed to fetch')).code).toBe('server_gone');
  });
});

describe('before the click', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const loading = {
    ...CONFIG,
    engine: { state: 'loading', progress: 0.4, detail: '', crashes: 0, crash: '' } as const,
  };

  it('follows the engine until its models are loaded', async () => {
    const { session } = createSession(new MemorySource([loading, CONFIG]));
    const starting = session.start();
    await vi.advanceTimersByTimeAsync(1);
    expect(session.state).toMatchObject({ status: 'connecting', step: { kind: 'models', percent: 40 } });
    await vi.advanceTimersByTimeAsync(2000);
    await starting;
    expect(session.state.status).toBe('connected');
  });

  it('shows a problem of the server instead of a dead button', async () => {
    const { problem } = fail('engine', ['No engine.', 'Not installed.', 'Install it.']);
    const { session } = createSession(new MemorySource([{ ...CONFIG, problem }]));
    session.prepare();
    await vi.advanceTimersByTimeAsync(1);
    expect(session.state.blocked).toEqual(problem);
    await session.start();
    expect(session.state).toMatchObject({ status: 'error', problem });
  });

  it('fetches one secret per hover and uses it once', async () => {
    const { session, source } = createSession(new MemorySource([{ ...CONFIG, mints_secrets: true }]));
    session.prepare();
    await vi.advanceTimersByTimeAsync(1);
    for (const minted of [1, 2]) {
      session.warm();
      session.warm();
      await vi.advanceTimersByTimeAsync(1);
      await session.start();
      expect(source.minted).toBe(minted);
      session.stop();
    }
  });

  it('asks once before words leave the machine', async () => {
    const { session, consent } = createSession(new MemorySource([{ ...CONFIG, data_leaves_machine: true }]));
    await session.start();
    expect(session.state).toMatchObject({ status: 'idle', asksConsent: true });
    await session.consent(false);
    expect(session.state).toMatchObject({ status: 'idle', asksConsent: false });

    await session.start();
    await session.consent(true);
    expect(session.state.status).toBe('connected');
    expect(consent.providers).toContain('local engine');
  });
});

describe('typing', () => {
  it('connects without the microphone and sends what was typed', async () => {
    const { session, media, model } = createSession();
    await session.sendText('  go to results ');
    expect(media.sounds.map((sound) => sound.kind)).toEqual(['silence']);
    expect(model.sent('sendMessage')).toMatchObject([{ message: 'go to results' }]);
    expect(session.conversation.entries).toMatchObject([
      { kind: 'said', who: 'user', text: 'go to results', final: true },
    ]);
    expect(voiceState(session.state)).toBe('idle');
  });

  it('keeps the text when the connection fails and sends it with the next', async () => {
    const { session, source, model } = createSession(new MemorySource([new Error('down'), CONFIG]));
    await session.sendText('add two and three');
    expect(session.state.status).toBe('error');
    expect(session.conversation.entries).toMatchObject([{ text: 'add two and three', final: false }]);
    source.configs = [CONFIG];
    await session.retry();
    expect(model.sent('sendMessage')).toMatchObject([{ message: 'add two and three' }]);
  });

  it('opens the microphone when it is unmuted', async () => {
    const { session, media } = createSession();
    await session.sendText('hello');
    await session.mute(false);
    expect(media.sounds).toMatchObject([
      { kind: 'silence', closed: true },
      { kind: 'microphone', closed: false },
    ]);
    expect(voiceState(session.state)).toBe('listening');
  });
});

describe('a turn', () => {
  it('acts where the person was when they began to speak', async () => {
    const { session, model, host, channel } = await connected();
    model.event('input_audio_buffer.speech_started');
    model.event('response.created', { response: { id: 'resp_1' } });
    host.binding = { ...NOTEBOOK, sessionId: 's2', kernelId: 'k2' };
    model.event('input_audio_buffer.speech_started');
    model.call('add', { a: 2, b: 3 }, 'late', 'resp_1');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
    expect(channel.executed[0].kernel_id).toBe('k1');

    model.event('response.created', { response: { id: 'resp_2' } });
    model.call('add', { a: 2, b: 3 }, 'call_1', 'resp_2');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(2));
    expect(channel.executed[1].kernel_id).toBe('k2');
    session.stop();
  });

  it('can call the functions of the notebook it is bound to, and of no other', async () => {
    const { session, model, host, channel } = await connected();
    const { list } = channel;
    channel.functions = async (kernelId) =>
      kernelId === 'k2' ? { ...list, items: [functionInfo('load')] } : list;
    const offered = () =>
      model.config.tools.map((tool) => tool.name).filter((name) => /^(add|load)$/.test(name));
    expect(offered()).toEqual(['add']);
    host.binding = { ...NOTEBOOK, sessionId: 's2', kernelId: 'k2' };
    host.news.emit('binding');
    await vi.waitFor(() => expect(offered()).toEqual(['load']));
    expect(session.catalogue.functions.map(({ name }) => name)).toEqual(['load']);
    host.binding = NOTEBOOK;
    host.news.emit('binding');
    await vi.waitFor(() => expect(offered()).toEqual(['add']), 5_000); // told at most once a second
  });

  it('navigates and tells the path', async () => {
    const { model, host } = await connected();
    model.call('navigate_to', { target: 'the results section' });
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
    expect(model.outputs[0].output).toEqual({ ok: true, path: '#Results', name: 'Results', where: 'Results' });
    expect(host.visited.map(({ path }) => path)).toEqual(['#Results']);
  });

  it('tells of new functions, but never while the model answers', async () => {
    vi.useFakeTimers();
    try {
      const { model, host, channel } = await connected();
      channel.list = { ...channel.list, items: [functionInfo('multiply')], version: 2 };
      model.event('response.created', { response: { id: 'resp_1' } });
      host.news.emit('functions');
      await vi.advanceTimersByTimeAsync(3000);
      expect(model.sent('updateSessionConfig')).toHaveLength(0);
      model.event('response.done');
      await vi.advanceTimersByTimeAsync(2000);
      expect(model.config.tools.map((tool) => tool.name)).toContain('multiply');
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is typed knows a function that was defined a moment before', async () => {
    const { session, model, host, channel } = await connected();
    channel.list = { ...channel.list, items: [functionInfo('multiply')], version: 2 };
    host.news.emit('functions');
    await session.sendText('multiply two and three');
    const order = model.transport.calls
      .map((call) => call.method)
      .filter((name) => /update|sendMessage/.test(name));
    expect(order).toEqual(['updateSessionConfig', 'sendMessage']);
    expect(model.config.tools.map((tool) => tool.name)).toContain('multiply');
  });

  it('stops what runs when the model is told to', async () => {
    const { model, channel } = await connected();
    model.call('slow', { a: 0, b: 0 });
    model.call('voice_stop_call', {}, 'call_1');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(2));
    expect(channel.cancelled).toMatchObject([{ call_id: 'call_0' }]);
    expect(model.outputs.find(({ callId }) => callId === 'call_1')?.output).toEqual({
      ok: true,
      stopped: ['slow'],
      say: 'Stopped slow.',
    });
  });

  it('says that a kernel of one thing at a time runs on with what was stopped', async () => {
    const { model, channel, session } = await connected();
    channel.list.items = [functionInfo('slow', { queued: true })];
    await session.catalogue.refresh();
    model.call('slow', { a: 0, b: 0 });
    model.call('voice_stop_call', {}, 'call_1');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(2));
    const say = ({ output }: { output: { error?: unknown; say?: unknown } }) => output.error ?? output.say;
    expect(model.outputs.map(say).sort()).toEqual([
      'Stopped slow. What its kernel has begun runs to its end.',
      'The user stopped this call. If it has begun, it runs to its end: its kernel cannot stop it.',
    ]);
  });

  it('says where the person is and what they can say', async () => {
    const { model } = await connected();
    model.call('voice_status', {});
    model.call('voice_help', {}, 'call_1');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(2));
    expect(model.outputs.map(({ output }) => output.say)).toEqual([
      'You are in report.ipynb, with 2 functions and 2 destinations.',
      'You can say: go to Results, or: add with a 2 and b 3.',
    ]);
  });

  it('says how far a call is', async () => {
    const { model, host, session } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await vi.waitFor(() => expect(session.calls.open[0]?.asked).toBeTruthy());
    const { session_id = '', call_id = '' } = session.calls.open[0]?.asked?.request ?? {};
    const ids = { type: 'progress', instance: 'first', session_id, call_id } as const;
    host.progress.emit({ ...ids, fraction: 0.4, text: 'reading', printed: 'row 1\n' });
    model.call('voice_status', {}, 'call_1');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
    expect(model.outputs[0]?.output).toMatchObject({
      say: 'slow is at 40 percent, reading. You are in report.ipynb, with 2 functions and 2 destinations.',
      running: [{ name: 'slow', fraction: 0.4, text: 'reading', printed: 'row 1\n' }],
    });
  });

  it('says in English what waits, whatever language the page has', async () => {
    translateWith(bundleOf({ 'waits for the running cell': ['espera'] }));
    onTestFinished(() => translateWith(bundleOf({})));
    const { model, host, session } = await connected();
    model.call('slow', { a: 0, b: 0 });
    await vi.waitFor(() => expect(session.calls.open[0]?.asked).toBeTruthy());
    const { session_id = '', call_id = '' } = session.calls.open[0]?.asked?.request ?? {};
    const ids = { type: 'progress', instance: '', session_id, call_id } as const;
    host.progress.emit({ ...ids, fraction: null, text: '', printed: '', ahead: 1 });
    model.call('voice_status', {}, 'call_1');
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
    expect(model.outputs[0]?.output.say).toContain('slow waits for the running cell.');
  });

  it('tells the provider’s errors and goes on', async () => {
    const { session, model } = await connected();
    const error = { type: 'error', error: { code: 'invalid_event', message: 'Odd event.' } };
    model.transport.emit('error', { type: 'error', error });
    expect(session.state.status).toBe('connected');
    expect(session.conversation.entries).toMatchObject([
      { kind: 'note', text: expect.stringContaining('Odd event.') },
    ]);
  });
});
