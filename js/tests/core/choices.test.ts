import { afterEach, describe, expect, it, vi } from 'vitest';

import { type Choices, NO_CHOICES, wishesOf } from '../../src/core/choices.js';
import { CONFIG, createSession, MemorySource } from '../parts.js';

afterEach(() => vi.useRealTimers());

async function started(choices: Partial<Choices>, source = new MemorySource()) {
  const all = createSession(source);
  all.session.choices = { ...NO_CHOICES, ...choices };
  await all.session.start();
  const sent = () =>
    all.model.sent('sendEvent').map((call) => (call as { event: { type: string } }).event.type);
  return { ...all, sent };
}

const configured = (model: { config: object }) =>
  model.config as { audio?: { input?: object; output?: object } };

describe('what a person chooses', () => {
  it('is asked of the server where it is said', () => {
    const choices = { ...NO_CHOICES, voice: ' cedar ', language: 'Spanish' };
    expect(wishesOf(choices)).toEqual({ voice: 'cedar', language: 'Spanish' });
    expect(wishesOf(NO_CHOICES)).toEqual({});
  });

  it('is asked anew when it changes, and not before', async () => {
    const { session, source } = createSession();
    const config = vi.spyOn(source, 'config');
    session.prepare();
    await vi.waitFor(() => expect(session.state.config).not.toBeNull());
    config.mockClear();
    session.choices = { ...NO_CHOICES, pushToTalk: true };
    expect(config).not.toHaveBeenCalled();
    session.choices = { ...NO_CHOICES, voice: 'cedar' };
    await vi.waitFor(() => expect(config).toHaveBeenCalledOnce());
    expect(source.wishes).toEqual({ voice: 'cedar' });
  });

  it('is not kept from being asked by what went wrong with the choice before', async () => {
    const { session, source } = createSession();
    let refuse = () => {};
    const refused = new Promise<never>((_, reject) => {
      refuse = () => reject(new Error('No such model.'));
    });
    vi.spyOn(source, 'config').mockReturnValueOnce(refused);
    session.prepare();
    session.choices = { ...NO_CHOICES, model: 'better' };
    refuse();
    await vi.waitFor(() => expect(session.state.config).not.toBeNull());
    expect(session.state.blocked).toBeNull();
  });

  it('leaves turn detection to the provider, or says it', async () => {
    const { model } = await started({});
    expect(configured(model).audio?.input).toBeUndefined();
    const semantic = await started({ turnDetection: 'semantic_vad', eagerness: 'low' });
    expect(configured(semantic.model).audio).toMatchObject({
      input: { turnDetection: { type: 'semantic_vad', eagerness: 'low' } },
      output: { voice: 'marin' },
    });
  });

  it('begins muted for push to talk', async () => {
    const { session, media, sent } = await started({ pushToTalk: true });
    expect(session.state).toMatchObject({ microphone: true, muted: true });
    expect(media.sounds[0].track.enabled).toBe(false);
    await session.mute(false);
    expect(media.sounds[0].track.enabled).toBe(true);
    expect(sent()).not.toContain('input_audio_buffer.clear'); // the provider finds the end by itself
  });

  it('ends a turn by hand without turn detection', async () => {
    const { session, model, sent, host } = await started({ turnDetection: 'none' });
    expect(configured(model).audio?.input).toMatchObject({ turnDetection: null });
    expect(session.state.muted).toBe(true);
    await session.mute(false);
    await session.mute(true);
    expect(sent()).toEqual(['input_audio_buffer.clear']); // a touch says nothing

    const begun = host.binding;
    await session.mute(false);
    host.binding = { sessionId: 's2', kernelId: 'k2', document: 'other.ipynb' };
    await new Promise((resolve) => setTimeout(resolve, 350));
    await session.mute(true);
    expect(sent().slice(1)).toEqual([
      'input_audio_buffer.clear',
      'input_audio_buffer.commit',
      'response.create',
    ]);
    model.call('navigate_to', { target: 'Results' });
    await vi.waitFor(() => expect(host.visited).toHaveLength(1));
    expect(host.visited[0].turn.binding).toBe(begun);
  });

  it('ends a turn by hand also after a loss, and is not interrupted by a renewal', async () => {
    vi.useFakeTimers();
    const { session, model, sent, transports } = await started({ turnDetection: 'none' });
    session.idleMinutes = 0;
    await session.mute(false);
    model.transport.disconnect();
    await vi.advanceTimersByTimeAsync(400);
    expect([session.state.status, transports.length]).toEqual(['connected', 2]);
    await session.mute(true);
    expect(sent().slice(-2)).toEqual(['input_audio_buffer.commit', 'response.create']);

    await session.mute(false);
    await vi.advanceTimersByTimeAsync(57 * 60_000);
    expect(transports).toHaveLength(2);
    await session.mute(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(transports).toHaveLength(3);
  });

  it('is told where the provider passes over it', async () => {
    const source = new MemorySource([{ ...CONFIG, warnings: ['The local engine speaks with its own voice.'] }]);
    const { session } = await started({ voice: 'cedar' }, source);
    expect(session.conversation.entries).toMatchObject([
      { text: 'The local engine speaks with its own voice.' },
    ]);
  });

  it('ends the attempt with the reason where the provider refuses it', async () => {
    const { session, network } = createSession();
    session.choices = { ...NO_CHOICES, voice: 'nobody' };
    network.fault = { code: 'invalid_value', message: 'No such voice.', param: 'session.audio.output.voice' };
    await session.start();
    expect(session.state).toMatchObject({
      status: 'error',
      problem: { code: 'settings_refused', why: 'No such voice.' },
    });
  });
});
