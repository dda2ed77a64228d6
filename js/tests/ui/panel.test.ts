// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { mountPanel } from '../../src/ui/panel.js';
import { CONFIG, functionInfo, MemorySource, route } from '../parts.js';
import { drawn, get, mountSession } from './mounted.js';

let unmount = () => {};

beforeEach(() => {
  document.body.replaceChildren();
});

afterEach(() => unmount());

async function mounted(...parts: Parameters<typeof mountSession>) {
  const all = await mountSession(...parts);
  unmount = all.unmount;
  return all;
}

describe('the names people type', () => {
  it('are all there', async () => {
    const { session } = await mounted();
    const root = get('region', 'Voice agent');
    expect(root.dataset).toMatchObject({ navaiStatus: 'idle', navaiVoice: 'idle' });
    for (const [role, name] of [
      ['button', 'Start voice'],
      ['textbox', 'Type a message'],
      ['button', 'Send'],
      ['log', 'Conversation'],
      ['list', 'Functions'],
      ['list', 'Destinations'],
      ['tab', 'Conversation'],
      ['tab', 'Functions'],
      ['tab', 'Destinations'],
    ]) {
      get(role, name);
    }
    await session.start();
    expect(root.dataset).toMatchObject({ navaiStatus: 'connected', navaiVoice: 'listening' });
    await drawn();
    get('button', 'Stop voice');
    get('button', 'Mute microphone').click();
    await drawn();
    get('button', 'Unmute microphone');
    expect(root.dataset.navaiVoice).toBe('idle');
  });
});

describe('the conversation', () => {
  it('begins with sentences that work here', async () => {
    const { model } = await mounted();
    expect(get('log', 'Conversation').textContent).toMatch(
      /go to Results.*add with a 2 and b 3.*what can I say/,
    );
    get('button', '“go to Results”').click();
    await vi.waitFor(() => expect(model.sent('sendMessage')).toHaveLength(1));
  });

  it('still offers them beside news, and no more once something was said', async () => {
    const { session, model } = await mounted();
    session.conversation.note('Now in report.ipynb.');
    await drawn();
    session.catalogue.changed.emit();
    get('button', '“go to Results”');
    expect(document.querySelector<HTMLElement>('.navai-hints')?.hidden).toBe(false);
    await session.start();
    model.event('response.output_audio_transcript.done', { item_id: 'a', transcript: 'Hello.' });
    await drawn();
    expect(document.querySelector<HTMLElement>('.navai-hints')?.hidden).toBe(true);
  });

  it('shows what was typed, the call with its result, and the reply', async () => {
    const { model, session } = await mounted();
    const box = get('textbox', 'Type a message') as HTMLInputElement;
    box.value = 'add two and three';
    get('button', 'Send').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
    model.call('add', { a: 2, b: 3 });
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
    model.event('response.output_audio_transcript.done', { item_id: 'a', transcript: 'The result is 5.' });
    await drawn();
    const log = get('log', 'Conversation').textContent;
    expect(log).toMatch(/Youadd two and three.*add\(a=2, b=3\) → 5 ✓ \d+ ms.*AgentThe result is 5\./s);
    expect(box.value).toBe('');
  });

  it('shows how far a call is while it runs', async () => {
    const { model, session, host, channel } = await mounted();
    await session.start();
    model.call('slow', {});
    await vi.waitFor(() => expect(channel.executed).toHaveLength(1));
    const { session_id = '', call_id = '' } = channel.executed[0];
    const news = { type: 'progress', instance: 'i', session_id, call_id } as const;
    host.progress.emit({ ...news, fraction: 0.4, text: 'reading', printed: '' });
    await drawn();
    expect(document.querySelector('progress')).toMatchObject({ value: 0.4, ariaLabel: 'reading' });
    expect(get('log', 'Conversation').textContent).toContain('reading 40 %');
    channel.finish(1);
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
    await drawn();
    expect(document.querySelector('progress')).toBeNull();
  });

  it('shows what a call prints while it runs, beside a button that stays to be pressed', async () => {
    const { model, session, host, channel } = await mounted();
    await session.start();
    model.call('slow', {});
    await vi.waitFor(() => expect(channel.executed).toHaveLength(1));
    await drawn();
    const { session_id = '', call_id = '' } = channel.executed[0];
    const news = { type: 'progress', instance: 'i', session_id, call_id, fraction: null, text: '' } as const;
    const stop = get('button', 'Stop this call');
    (document.querySelector('.navai-call summary') as HTMLElement).focus();
    host.progress.emit({ ...news, printed: 'row 1\nrow 2\n' });
    await drawn();
    const log = get('log', 'Conversation');
    expect(log.querySelector('.navai-progress')?.textContent).toBe('row 2');
    expect([...log.querySelectorAll('pre')].at(-1)?.textContent).toBe('row 1\nrow 2\n');
    expect([stop.isConnected, document.activeElement?.localName]).toEqual([true, 'summary']);
    const read = [...log.querySelectorAll('pre')].at(-1) as HTMLElement;
    Object.defineProperty(read, 'scrollHeight', { value: 500 });
    read.scrollTop = 40;
    host.progress.emit({ ...news, printed: 'row 1\nrow 2\nrow 3\n' });
    await drawn();
    expect([read.isConnected, [...log.querySelectorAll('pre')].at(-1)?.scrollTop]).toEqual([false, 40]);
    stop.click();
    await drawn();
    expect(stop.isConnected).toBe(false);
  });

  it('shows markup that is spoken or returned as text', async () => {
    const { model, session } = await mounted();
    await session.start();
    model.event('response.output_audio_transcript.done', {
      item_id: 'a',
      transcript: '<img src=x onerror=alert(1)>',
    });
    await drawn();
    expect(get('log', 'Conversation').textContent).toContain('<img');
    expect(get('log', 'Conversation').querySelector('img')).toBeNull();
  });

  it('asks for approval with buttons, and Deny answers the model', async () => {
    const { model, session } = await mounted(undefined, ({ channel }) => {
      channel.list.items = [functionInfo('delete_rows', { approval: 'always' })];
    });
    await session.start();
    model.call('delete_rows', { a: 1 });
    await vi.waitFor(() => get('dialog', 'Approve function call'));
    get('button', 'Approve');
    get('button', 'Deny').click();
    await vi.waitFor(() => expect(model.outputs[0].output.ok).toBe(false));
    await drawn();
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });
});

describe('an approval card', () => {
  async function asked(before: () => void = () => {}) {
    const all = await mounted(undefined, ({ channel }) => {
      channel.list.items = [functionInfo('delete_rows', { approval: 'always' })];
    });
    await all.session.start();
    before();
    all.model.call('delete_rows', { a: 1 });
    all.model.call('delete_rows', { a: 2 }, 'call_1');
    await vi.waitFor(() => get('dialog', 'Approve function call'));
    const waiting = () => all.session.calls.open.filter(({ state }) => state === 'approval').length;
    return { ...all, waiting };
  }
  const press = (detail: number) =>
    get('button', 'Approve').dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
  /** Until the card that is shown takes a click of the pointer. */
  const settled = () => vi.waitFor(() => expect(document.querySelector('.navai-settling')).toBeNull(), 2000);

  it('takes no click that was under way when it came', async () => {
    const { waiting } = await asked();
    press(1);
    await drawn();
    expect(waiting()).toBe(2);
    await settled();
    press(1);
    await vi.waitFor(() => expect(waiting()).toBe(1));
  });

  it('takes no second click of two for the next call', async () => {
    const { waiting } = await asked();
    await settled();
    press(1);
    await drawn();
    await settled();
    press(2);
    await drawn();
    expect(waiting()).toBe(1);
  });

  it('has the focus while it asks, and gives it back', async () => {
    const { session } = await asked(() => get('textbox', 'Type a message').focus());
    for (const waiting of [2, 1]) {
      await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('dialog'));
      expect(session.calls.open).toHaveLength(waiting);
      const deny = get('button', 'Deny');
      deny.focus();
      deny.click();
      await drawn();
    }
    expect(document.activeElement).toBe(get('textbox', 'Type a message'));
  });

  it('takes a key at once', async () => {
    const { model } = await asked();
    press(0);
    await vi.waitFor(() => expect(model.outputs).toHaveLength(1));
  });
});

describe('the lists', () => {
  it('name functions with their parameters and destinations that can be gone to', async () => {
    const { host } = await mounted();
    expect(get('list', 'Functions').textContent).toContain('add(a, b)');
    get('button', 'Results').click();
    await vi.waitFor(() => expect(host.visited).toMatchObject([{ path: '#Results' }]));
  });

  it('name what the person made before what every notebook has', async () => {
    const { host, session } = await mounted();
    const info = functionInfo('a_page_function', { source: 'page' });
    host.own = [{ info, risk: 'read', run: async () => null }];
    await session.catalogue.refresh();
    const names = [...get('list', 'Functions').querySelectorAll('code')].map((each) => each.textContent);
    expect(names.at(-1)).toBe('a_page_function(a, b)');
  });

  it('can be searched where they are long', async () => {
    const { channel, session } = await mounted();
    expect(get('textbox', 'Search functions').hidden).toBe(true);
    channel.list = {
      ...channel.list,
      items: Array.from({ length: 500 }, (_, index) => functionInfo(`function_${index}`)),
    };
    channel.list.items.push(functionInfo('tune_piano'));
    await session.catalogue.refresh();
    const search = get('textbox', 'Search functions') as HTMLInputElement;
    expect([search.hidden, get('list', 'Functions').children.length]).toEqual([false, 501]);
    search.value = 'piano';
    search.dispatchEvent(new Event('input'));
    expect(get('list', 'Functions').textContent).toBe('tune_piano(a, b)');
  });

  it('say what to do when they are empty', async () => {
    await mounted(undefined, ({ channel, host }) => {
      channel.list.items = [];
      host.places = [];
    });
    expect(document.body.textContent).toContain('@navai.function');
    expect(document.body.textContent).toContain('Open a notebook with headings');
  });

  it('take a kernel without the extension for an empty one, and say what keeps a kernel from answering', async () => {
    const { channel, session } = await mounted(undefined, ({ channel }) => {
      const { problem } = fail('not_loaded', ['Cannot be reached.', 'Not loaded.', 'Run %load_ext.']);
      channel.list = { ...channel.list, items: [], problem };
    });
    expect(document.body.textContent).not.toContain('Cannot be reached.');
    expect(document.body.textContent).toContain('@navai.function');

    channel.functions = () => Promise.reject(fail('no_answer', ['No answer.', 'It starts.', 'Wait a moment.']));
    await session.catalogue.refresh();
    expect(document.body.textContent).toContain('No answer. It starts. Wait a moment.');
    expect(document.body.textContent).not.toContain('@navai.function');
  });

  it('follow the notebook', async () => {
    const { host } = await mounted();
    host.places = [route('Outlook')];
    host.news.emit('destinations');
    expect(get('list', 'Destinations').textContent).toContain('Outlook');
  });
});

describe('problems', () => {
  it('have three parts, and typing where that helps', async () => {
    const { session, media } = await mounted();
    media.refuses = fail('microphone_blocked', problems.microphoneBlocked);
    await session.start();
    await drawn();
    const alert = document.querySelector('[role=alert]');
    expect(alert?.textContent).toMatch(/microphone is blocked.*refused it.*Allow it in the address bar/);
    get('button', 'Copy details');
    get('button', 'Type instead').click();
    expect(document.activeElement).toBe(get('textbox', 'Type a message'));

    media.refuses = null;
    get('button', 'Try again').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
    await drawn();
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  it('of the server are shown before anything is pressed', async () => {
    const { problem } = fail('key', ['The key was refused.', 'It is wrong.', 'Set another.']);
    await mounted(new MemorySource([{ ...CONFIG, problem }]));
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The key was refused.');
  });
});

describe('the settings', () => {
  it('are opened from the head, and from a problem that another setting gets around', async () => {
    const { problem } = fail('unknown_transport', problems.unknownTransport, 'ether', 'auto');
    const openSettings = vi.fn();
    await mounted(new MemorySource([{ ...CONFIG, problem }]), ({ host }) => {
      host.openSettings = openSettings;
    });
    get('button', 'Settings of the voice agent').click();
    get('button', 'Open settings').click();
    expect(openSettings).toHaveBeenCalledTimes(2);
  });

  it('have no button where there are none', async () => {
    await mounted();
    expect(document.querySelector('[aria-label="Settings of the voice agent"]')).toBeNull();
  });
});

describe('sound devices', () => {
  it('are listed behind a button, and the one picked is used', async () => {
    const { session, media } = await mounted();
    const toggle = get('button', 'Sound devices');
    const select = document.querySelector('select') as HTMLSelectElement;
    const folded = document.getElementById(toggle.getAttribute('aria-controls') ?? '') as HTMLElement;
    expect([folded.hidden, toggle.getAttribute('aria-expanded')]).toEqual([true, 'false']);
    toggle.click();
    expect([folded.hidden, toggle.getAttribute('aria-expanded')]).toEqual([false, 'true']);
    expect(select.labels?.[0].textContent).toMatch(/^Microphone/);
    expect([...select.options].map((option) => option.textContent)).toEqual(['Desk', 'Headset']);
    await session.start();
    select.value = 'headset';
    select.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(media.sounds[1]?.track.label).toBe('Headset'));
  });

  it('show by themselves when the microphone is gone', async () => {
    const { session, media } = await mounted();
    await session.start();
    media.microphones.list = [];
    media.sounds[0].track.dispatchEvent(new Event('ended'));
    await vi.waitFor(() => expect(session.state.problem?.code).toBe('microphone_gone'));
    await drawn();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('"Desk" was unplugged');
    expect(get('button', 'Sound devices').getAttribute('aria-expanded')).toBe('true');
    get('button', 'Type instead');
  });
});

describe('a screen reader', () => {
  it('is told that a conversation can be resumed', async () => {
    const { session } = await mounted();
    session.store.set({ resumable: true });
    const region = document.querySelector('[role=status]');
    await vi.waitFor(() => expect(region?.textContent).toContain('Resume the conversation?'));
  });

  it('is told what lasts, and not what passes', async () => {
    const { session, model } = await mounted();
    const told: string[] = [];
    const region = document.querySelector('[role=status]') as HTMLElement;
    new MutationObserver(() => told.push(region.textContent ?? '')).observe(region, { childList: true });
    await session.start();
    await vi.waitFor(() => expect(told.at(-1)).toBe('Listening'), 2000);
    model.event('response.created', { response: { id: 'r' } });
    await drawn();
    model.event('response.done');
    await drawn();
    expect(told.at(-1)).toBe('Listening');
    model.event('input_audio_buffer.speech_started');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(told.at(-1)).toBe('Listening');
    model.event('input_audio_buffer.speech_stopped');
    model.event('response.created', { response: { id: 'r' } });
    await vi.waitFor(() => expect(told.at(-1)).toBe('Thinking…'), 2000);
  });
});

describe('a conversation that was left', () => {
  it('is resumed, or begun anew, by a button', async () => {
    const { session, model } = await mounted();
    const leave = async () => {
      await session.start();
      model.event('response.output_audio_transcript.done', { item_id: 'i1', transcript: 'Hello.' });
      session.leave();
      await drawn();
      return get('group', 'Resume the conversation?');
    };
    const card = await leave();
    expect(card.textContent).toContain('The agent is told what was said and done above.');
    get('button', 'Resume').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
    expect(JSON.stringify(model.sent('sendEvent'))).toContain('Hello.');
    await leave();
    get('button', 'Start anew').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
    expect(JSON.stringify(model.sent('sendEvent'))).not.toContain('Hello.');
  });
});

describe('a connection that is lost', () => {
  it('is told in the status, and no card comes while it may come back at once', async () => {
    const { session, model, network } = await mounted();
    await session.start();
    network.down = fail('server_gone', problems.serverGone);
    model.transport.disconnect();
    await drawn();
    expect(document.querySelector('.navai-status')?.textContent).toMatch(/^Reconnecting/);
    expect(document.querySelector('[role=alert]')).toBeNull();
    network.down = null;
    await vi.waitFor(() => expect(session.state.status).toBe('connected'), 3000);
  });
});

describe('consent', () => {
  it('is asked once, where words leave the machine', async () => {
    const away = { ...CONFIG, label: 'api.openai.com', data_leaves_machine: true };
    const { session } = await mounted(new MemorySource([away]));
    expect(document.body.textContent).toContain('sent to api.openai.com');
    get('button', 'Start voice').click();
    await vi.waitFor(() => get('dialog', 'Your voice leaves this machine'));
    get('button', 'Allow and continue').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
  });

  it('says that words leave the machine where the engine thinks elsewhere, and voice does not', async () => {
    const away = { ...CONFIG, chat: 'gpu.test', data_leaves_machine: true };
    const { session } = await mounted(new MemorySource([away]));
    expect(document.body.textContent).toContain('local engine · chat model on gpu.test');
    expect(document.body.textContent).toContain('heard on this machine, sent as text to gpu.test');
    get('button', 'Start voice').click();
    const dialog = await vi.waitFor(() => get('dialog', 'Your words leave this machine'));
    expect(dialog.textContent).toContain('Your voice stays here.');
    get('button', 'Allow and continue').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
  });

  it('is not asked where the engine thinks on this machine', async () => {
    const { session } = await mounted(new MemorySource([{ ...CONFIG, chat: '127.0.0.1' }]));
    expect(document.body.textContent).toContain('stays on this machine');
    get('button', 'Start voice').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
  });
});

describe('the keyboard', () => {
  it('sends with Enter, but not while a word is being composed', async () => {
    const { session } = await mounted();
    const box = get('textbox', 'Type a message') as HTMLInputElement;
    box.value = 'go to results';
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }));
    expect(session.conversation.entries).toHaveLength(0);
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(session.conversation.entries).toMatchObject([{ text: 'go to results' }]);
  });

  const pressEscape = (timeStamp: number) => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    Object.defineProperty(event, 'timeStamp', { value: timeStamp });
    get('textbox', 'Type a message').dispatchEvent(event);
  };

  it('stops the agent speaking with Escape, and the session with two', async () => {
    const { session, model } = await mounted();
    await session.start();
    pressEscape(5000);
    expect(model.sent('interrupt')).toHaveLength(1);
    expect(session.state.status).toBe('connected');
    pressEscape(5400);
    expect(session.state.status).toBe('idle');
  });

  it('moves between tabs with arrows', async () => {
    await mounted();
    const first = get('tab', 'Conversation');
    first.focus();
    first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(document.activeElement).toBe(get('tab', 'Functions'));
    expect(get('tab', 'Functions').getAttribute('aria-selected')).toBe('true');
  });
});

it('two panels show one session, and leaving one leaves the other', async () => {
  const { session } = await mounted();
  const second = document.body.appendChild(document.createElement('div'));
  const leave = mountPanel(second, session);
  await session.start();
  const states = [...document.querySelectorAll<HTMLElement>('.navai')].map((root) => root.dataset.navaiStatus);
  expect(states).toEqual(['connected', 'connected']);
  expect(get('region', 'Voice agent 2')).toBe(second.firstChild);
  leave();
  session.stop();
  expect(get('region', 'Voice agent').dataset.navaiStatus).toBe('idle');
});
