import { describe, expect, it, vi } from 'vitest';

import { createSession } from '../parts.js';

const DONE = { text: 'Cell 5 is done after 40 seconds.', urgent: false, answers: 'notebook_tell_when_done' };

type Sent = { event?: { type: string; item?: { type: string; output?: string; name?: string } } };

async function connected() {
  const all = createSession();
  await all.session.start();
  const events = () => (all.model.sent('sendEvent') as Sent[]).map(({ event }) => event);
  const told = () => events().filter((event) => event?.item?.output?.includes(DONE.text));
  const asked = () => events().filter((event) => event?.type === 'response.create');
  return { ...all, events, told, asked };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('news that the person asked for', () => {
  it('are told to the model as the answer of their function, and it is asked to speak', async () => {
    const { host, session, events, told, asked } = await connected();
    host.tidings.emit(DONE);
    await vi.waitFor(() => expect(asked()).toHaveLength(1), 3000);
    expect(told()).toHaveLength(1);
    expect(events().some((event) => event?.item?.name === DONE.answers)).toBe(true);
    expect(session.conversation.entries.at(-1)).toMatchObject({ kind: 'call', record: { name: DONE.answers } });
  });

  it('wait while the person speaks, and while the agent answers', async () => {
    const { host, model, told, asked } = await connected();
    model.event('input_audio_buffer.speech_started');
    host.tidings.emit(DONE);
    await pause(1000);
    expect(told()).toEqual([]);
    model.event('input_audio_buffer.speech_stopped');
    await pause(300);
    model.event('response.created', { response: { id: 'r' } });
    await pause(1000);
    expect(told()).toEqual([]);
    model.event('response.done');
    await vi.waitFor(() => expect(asked()).toHaveLength(1), 3000);
  });

  it('are a line of the log where nobody is connected', () => {
    const { host, session } = createSession();
    host.tidings.emit(DONE);
    expect(session.conversation.entries).toMatchObject([{ kind: 'note', text: DONE.text }]);
  });

  it('are spoken after a lost connection is back', async () => {
    const { host, session, transports, network, told } = await connected();
    network.down = new Error('Failed to fetch');
    transports[0].emit('connection_change', 'disconnected');
    await vi.waitFor(() => expect(session.state.status).toBe('connecting'));
    host.tidings.emit(DONE);
    await pause(1000);
    network.down = null;
    session.retry();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'), 5000);
    await vi.waitFor(() => expect(told()).toHaveLength(1), 5000);
  });
});

describe('news that nobody asked for', () => {
  it('are announced, and neither spoken nor kept', async () => {
    const { host, session, told } = await connected();
    const announced: string[] = [];
    session.announcer.said.on((text) => announced.push(text));
    host.tidings.emit({ ...DONE, answers: null });
    await vi.waitFor(() => expect(announced).toEqual([DONE.text]));
    await pause(1000);
    expect(told()).toEqual([]);
    expect(session.conversation.entries).toEqual([]);
  });
});
