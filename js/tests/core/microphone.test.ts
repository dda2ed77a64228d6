import { describe, expect, it, vi } from 'vitest';

import { NO_CHOICES } from '../../src/core/choices.js';
import { createSession } from '../parts.js';

/** A session by voice; `sent` are the names of the microphones that its line was given, in order. */
async function talking() {
  const all = createSession();
  await all.session.start();
  const sent: string[] = [];
  all.opened[0].replaceSound = async (stream) => {
    sent.push(stream.getAudioTracks()[0].label);
  };
  const unplug = (id: string, sound: number) => {
    all.media.microphones.unplug(id);
    all.media.sounds[sound].track.dispatchEvent(new Event('ended'));
  };
  return { ...all, sent, unplug };
}

describe('a microphone', () => {
  it('is exchanged for the one that the person picks, muted as it was', async () => {
    const { session, media, sent } = await talking();
    await session.mute(true);
    await session.useMicrophone('headset');
    expect(sent).toEqual(['Headset']);
    expect(media.sounds).toMatchObject([{ closed: true }, { closed: false, track: { enabled: false } }]);
    await session.mute(false);
    expect(media.sounds[1].track.enabled).toBe(true);
  });

  it('that is picked before the start is the one that is opened', async () => {
    const { session, media } = createSession();
    await session.useMicrophone('headset');
    expect(media.sounds).toEqual([]);
    await session.start();
    expect(media.sounds[0].track.label).toBe('Headset');
  });

  it('that is unplugged gives way to another, and the person is told', async () => {
    const { session, sent, unplug } = await talking();
    unplug('desk', 0);
    await vi.waitFor(() => expect(sent).toEqual(['Headset']));
    expect(session.state).toMatchObject({ status: 'connected', microphone: true, problem: null });
    expect(session.conversation.entries).toMatchObject([
      { kind: 'note', text: expect.stringMatching(/"Desk" is gone.*"Headset"/) },
    ]);
  });

  it('that comes back is muted where a person talks by a key', async () => {
    const { session, media, unplug } = await talking();
    session.choices = { ...NO_CHOICES, pushToTalk: true };
    unplug('desk', 0);
    unplug('headset', 0);
    await vi.waitFor(() => expect(session.state.problem?.code).toBe('microphone_gone'));
    media.microphones.list = [{ id: 'new', name: 'New' }];
    await session.useMicrophone('new');
    expect(session.state).toMatchObject({ microphone: true, muted: true });
    expect(media.sounds.at(-1)?.track.enabled).toBe(false);
    await session.mute(false);
    expect(media.sounds.at(-1)?.track.enabled).toBe(true);
  });

  it('that was the last leaves typing, and may come back', async () => {
    const { session, media, sent, unplug, model } = await talking();
    unplug('desk', 0);
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    unplug('headset', 1);
    await vi.waitFor(() => expect(session.state.problem?.code).toBe('microphone_gone'));
    expect(session.state).toMatchObject({ status: 'connected', microphone: false });
    expect(session.state.problem?.why).toContain('"Headset"');
    await session.sendText('hello');
    expect(model.sent('sendMessage')).toHaveLength(1);

    media.microphones.list = [{ id: 'new', name: 'New' }];
    await session.useMicrophone('new');
    expect(session.state).toMatchObject({ microphone: true, problem: null });
    expect(sent).toEqual(['Headset', '', 'New']);
  });

  it('that is unplugged in a session that ends then is not missed', async () => {
    const { session, opened, unplug } = await talking();
    const refusals: ((why: Error) => void)[] = [];
    opened[0].replaceSound = () => new Promise((_, reject) => void refusals.push(reject));
    unplug('desk', 0);
    await vi.waitFor(() => expect(refusals).toHaveLength(1));
    session.stop();
    refusals[0](new Error('The connection is closed.'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(session.state).toMatchObject({ status: 'idle', problem: null });
  });

  it('that was closed by us is not missed', async () => {
    const { session, media, sent } = await talking();
    session.stop();
    media.sounds[0].track.dispatchEvent(new Event('ended'));
    expect(session.state).toMatchObject({ status: 'idle', problem: null });
    expect(sent).toEqual([]);
  });
});
