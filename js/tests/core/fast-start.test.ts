import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Sound } from '../../src/core/host.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { CONFIG, createSession, MemoryMedia, MemorySource } from '../parts.js';

const SLOW_MS = 400;
const CALLS = 'https://api.example.com/v1/realtime/calls';
const RELAY = 'http://127.0.0.1/navai/realtime/calls';
const MINTING = { ...CONFIG, mints_secrets: true, calls_url: CALLS };

/** A device that takes its time to open, as most do; or a person who thinks about the browser's question. */
class SlowMedia extends MemoryMedia {
  override async microphone(): Promise<Sound> {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    return super.microphone();
  }
}

class CountingSource extends MemorySource {
  asked = 0;

  override async config() {
    this.asked += 1;
    return super.config();
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the microphone', () => {
  it('is opened while the connection is made, and heard as soon as it is there', async () => {
    const media = new SlowMedia();
    const { session, model, opened } = createSession(new MemorySource(), { media });
    void session.start();
    await vi.advanceTimersByTimeAsync(SLOW_MS / 2);
    expect(model.sent('connect')).toHaveLength(1);
    expect(session.state).toMatchObject({ status: 'connecting', step: { kind: 'microphone' } });
    await vi.advanceTimersByTimeAsync(SLOW_MS);
    expect(session.state).toMatchObject({ status: 'connected', microphone: true });
    expect(media.sounds).toMatchObject([
      { kind: 'silence', closed: true },
      { kind: 'microphone', closed: false },
    ]);
    expect(opened[0].streams.at(-1)?.getAudioTracks()).toEqual([media.sounds[1].track]);
  });

  it('that is refused closes the connection made beside it', async () => {
    const media = new SlowMedia();
    media.refuses = fail('microphone_blocked', problems.microphoneBlocked);
    const { session, model } = createSession(new MemorySource(), { media });
    void session.start();
    await vi.advanceTimersByTimeAsync(2 * SLOW_MS);
    expect(session.state).toMatchObject({ status: 'error', problem: { code: 'microphone_blocked' } });
    expect(model.sent('close')).toHaveLength(1);
    expect(media.sounds.every((sound) => sound.closed)).toBe(true);
  });

  it('that nobody waits for any more keeps no connection open', async () => {
    const { session, transports } = createSession(new MemorySource(), { media: new SlowMedia() });
    void session.start();
    await vi.advanceTimersByTimeAsync(SLOW_MS / 2);
    expect(transports.map(({ status }) => status)).toEqual(['connected']);
    session.stop();
    await vi.advanceTimersByTimeAsync(1);
    expect(transports.map(({ status }) => status)).toEqual(['disconnected']);
  });
});

describe('a hand on the button', () => {
  async function shown(config = MINTING) {
    const source = new CountingSource([config]);
    const { session, transports, network } = createSession(source);
    const offers = () =>
      transports.map(
        ({ calls }) => (calls[0] as unknown as { options: { url: string } } | undefined)?.options.url,
      );
    session.prepare();
    await vi.advanceTimersByTimeAsync(60_000);
    return { source, session, network, offers };
  }

  const refusal = (code: string, status: number) =>
    new Error(
      `Realtime call request failed with status ${status}: ${JSON.stringify({ ok: false, code, error: code, why: '', fix: '' })}`,
    );

  it('asks ahead for all that the click would', async () => {
    const { source, session, offers } = await shown();
    session.warm();
    await vi.advanceTimersByTimeAsync(300);
    session.warm();
    expect(source).toMatchObject({ asked: 2, minted: 1, approached: 1 });
    await session.start();
    expect(source).toMatchObject({ asked: 2, minted: 1, approached: 1 });
    expect(offers()).toEqual([CALLS]);
  });

  it('is not needed: without a secret the server posts the offer', async () => {
    const { source, session, offers } = await shown();
    await session.start();
    expect(session.state.status).toBe('connected');
    expect(source).toMatchObject({ asked: 2, minted: 0 });
    expect(offers()).toEqual([RELAY]);
    session.stop();
    expect(source.hungUp).toEqual(['rtc_1']);
  });

  it.each([
    ['provider_route', 404],
    ['key_refused', 401],
    ['session_refused', 400],
  ])('changes nothing for a provider that takes offers with a secret only: %s', async (code, status) => {
    const { source, session, network, offers } = await shown();
    network.wantsSecret = refusal(code, status);
    await session.start();
    expect(session.state).toMatchObject({ status: 'connected', problem: null });
    expect(source.minted).toBe(1);
    expect(offers()).toEqual([undefined, CALLS]);
    session.stop();
    await session.start();
    expect(offers()).toEqual([undefined, CALLS, CALLS]);
  });

  it('does not make a provider say twice that there is nothing left to pay with', async () => {
    const { source, session, network } = await shown();
    network.wantsSecret = refusal('quota', 429);
    await session.start();
    expect(session.state).toMatchObject({ status: 'error', problem: { code: 'quota' } });
    expect(source.minted).toBe(0);
  });

  it('asks nothing of a provider that the person has not agreed to', async () => {
    const { source, session } = await shown({ ...MINTING, data_leaves_machine: true });
    session.warm();
    await session.start();
    expect(session.state.asksConsent).toBe(true);
    expect(source).toMatchObject({ minted: 0, approached: 0 });
  });
});
