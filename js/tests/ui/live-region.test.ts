// @vitest-environment jsdom

import { afterEach, describe, expect, it, vi } from 'vitest';

import { mountPanel } from '../../src/ui/panel.js';
import { createSession, functionInfo } from '../parts.js';

afterEach(() => document.body.replaceChildren());

const regions = () => [...document.querySelectorAll('[role=status]')];
const spoken = () => regions()[0].textContent;

describe('the live region', () => {
  it('is one for all panels of a session, and goes with the last', () => {
    const { session } = createSession();
    const unmount = [1, 2].map(() => mountPanel(document.body, session));
    expect(regions()).toHaveLength(1);
    unmount[0]();
    expect(regions()).toHaveLength(1);
    unmount[1]();
    expect(regions()).toHaveLength(0);
  });

  it('tells of a call that failed, and of one of which the agent says nothing', async () => {
    const { session, model, channel } = createSession();
    channel.list.items = [functionInfo('quietly', { speak: false }), functionInfo('add')];
    const unmount = mountPanel(document.body, session);
    await session.start();
    model.call('quietly', {});
    await vi.waitFor(() => expect(spoken()).toMatch(/^quietly: /), 3000);
    model.call('nowhere', {}, 'c2');
    await vi.waitFor(() => expect(spoken()).toMatch(/^nowhere: Unknown or disallowed function/), 3000);
    unmount();
  });

  it('repeats the words of the agent only for whoever wants to read them', async () => {
    const { session, model } = createSession();
    const unmount = mountPanel(document.body, session);
    await session.start();
    const say = (item_id: string, transcript: string) =>
      model.event('response.output_audio_transcript.done', { item_id, transcript });
    say('a', 'Heard only.');
    session.announcesAnswers = true;
    say('b', 'Read too.');
    await vi.waitFor(() => expect(spoken()).toContain('Read too.'), 3000);
    expect(spoken()).not.toContain('Heard only.');
    unmount();
  });
});
