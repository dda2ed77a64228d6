import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createSession } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const MINUTE = 60_000;

async function connected() {
  const all = createSession();
  all.session.idleMinutes = 0;
  await all.session.start();
  await vi.advanceTimersByTimeAsync(1);
  all.model.event('response.output_audio_transcript.done', { item_id: 'i1', transcript: 'Hello.' });
  return all;
}

describe('a session near its end', () => {
  it('is taken over by a new one that knows the history, and nobody notices', async () => {
    const { session, transports, opened, media } = await connected();
    const seen: string[] = [];
    session.store.changed.on(({ status }) => seen.push(status));
    await vi.advanceTimersByTimeAsync(54 * MINUTE);
    expect(transports).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(transports.map(({ status }) => status)).toEqual(['disconnected', 'connected']);
    expect(new Set(seen)).toEqual(new Set(['connected']));
    expect(opened[1].streams.at(-1)?.getAudioTracks()[0]).toBe(media.sounds[0].track);
    expect(media.sounds[0].closed).toBe(false);
    const items = transports[1].calls.filter((call) => call.method === 'sendEvent');
    expect(JSON.stringify(items)).toContain('Hello.');
    expect(session.conversation.entries).toHaveLength(1);
  });

  it('is left alone while somebody speaks', async () => {
    const { model, transports } = await connected();
    model.event('input_audio_buffer.speech_started');
    await vi.advanceTimersByTimeAsync(57 * MINUTE);
    expect(transports).toHaveLength(1);
    model.event('input_audio_buffer.speech_stopped');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(transports).toHaveLength(2);
  });

  it('keeps its sound when somebody speaks while the new one connects', async () => {
    const { session, model, transports, opened, media } = await connected();
    const [old] = transports;
    const quiet = media.silence.bind(media);
    media.silence = () => {
      old.emit('*', { type: 'input_audio_buffer.speech_started' });
      return quiet();
    };
    await vi.advanceTimersByTimeAsync(55 * MINUTE + 5_000);
    expect(transports.map(({ status }) => status)).toEqual(['connected', 'disconnected']);
    expect(opened[1].streams.map((stream) => stream.getAudioTracks()[0])).not.toContain(media.sounds[0].track);
    expect(session.state.status).toBe('connected');
    expect(model.transport).not.toBe(old);
  });

  /** The new one is about to hear the person; `hear` lets it. */
  async function takingOver() {
    const all = await connected();
    let hear = () => {};
    const push = all.opened.push.bind(all.opened);
    all.opened.push = (line) => {
      if (all.opened.length === 1) {
        line.replaceSound = async (stream) => {
          line.streams.push(stream);
          await new Promise<void>((resolve) => {
            hear = resolve;
          });
        };
      }
      return push(line);
    };
    await vi.advanceTimersByTimeAsync(55 * MINUTE + 5_000);
    expect(all.opened[1].streams).toHaveLength(2);
    const letHear = async () => {
      hear();
      await vi.advanceTimersByTimeAsync(1);
    };
    return { ...all, letHear };
  }

  it('has no successor when the person stops in that moment', async () => {
    const { session, transports, letHear } = await takingOver();
    session.stop();
    await letHear();
    expect(transports.map(({ status }) => status)).toEqual(['disconnected', 'disconnected']);
    expect(session.state.status).toBe('idle');
  });

  it('has one successor when it is lost in that moment', async () => {
    const { session, transports, letHear } = await takingOver();
    transports[0].disconnect();
    await vi.advanceTimersByTimeAsync(1);
    await letHear();
    expect(transports.map(({ status }) => status)).toEqual(['disconnected', 'disconnected', 'connected']);
    expect(session.state.status).toBe('connected');
  });

  it('hands over the microphone that the person takes in that moment', async () => {
    const { session, opened, media, letHear } = await takingOver();
    await session.useMicrophone('headset');
    await letHear();
    await letHear();
    const heard = opened[1].streams.map((stream) => stream.getAudioTracks()[0]);
    expect(heard.at(-1)).toBe(media.sounds.at(-1)?.track);
    expect(session.state.status).toBe('connected');
  });

  it('is tried again when the provider does not answer, and ends in a reconnect', async () => {
    const { session, transports, source, model } = await connected();
    const { callsUrl } = source;
    source.callsUrl = () => {
      throw new Error('Failed to fetch');
    };
    await vi.advanceTimersByTimeAsync(57 * MINUTE);
    expect(transports.length).toBeGreaterThan(3);
    expect(session.state.status).toBe('connected');
    source.callsUrl = callsUrl;
    const error = { code: 'session_expired', message: 'Your session hit the maximum duration of 60 minutes.' };
    transports[0].emit('error', { type: 'error', error: { type: 'error', error } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(model.transport.status).toBe('connected');
  });

  it('ends when the provider says', async () => {
    const all = createSession();
    all.network.expiresAt = Date.now() / 1_000 + 60;
    await all.session.start();
    await vi.advanceTimersByTimeAsync(57_000);
    expect(all.transports).toHaveLength(2);
  });
});
