import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SessionParts } from '../../src/core/parts.js';
import { createSession, functionInfo, type Model } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const moment = () => vi.advanceTimersByTimeAsync(1);

/** A tab's storage, which outlives its pages. */
class Tab {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

/** The page is loaded, and its panel shown. */
async function load(tab: Tab, real: Partial<SessionParts> = {}) {
  const all = createSession(undefined, { tab, ...real });
  all.session.prepare();
  await moment();
  const log = () =>
    all.session.conversation.entries.map((entry) =>
      entry.kind === 'call' ? `${entry.record.name}: ${entry.record.state}` : entry.text,
    );
  return { ...all, log };
}

async function talked(tab: Tab) {
  const page = await load(tab);
  await page.session.start();
  page.model.event('conversation.item.input_audio_transcription.completed', {
    item_id: 'i1',
    transcript: 'Add two and three.',
  });
  page.model.call('add', { a: 2, b: 3 });
  await moment();
  page.model.event('response.output_audio_transcript.done', { item_id: 'i2', transcript: 'Five.' });
  return page;
}

function told(model: Model): string[] {
  return model.sent('sendEvent').flatMap((call) => {
    const { type, item } = (call as { event: { type: string; item?: { role?: string; name?: string } } }).event;
    return type === 'conversation.item.create' ? [item?.role ?? item?.name ?? 'output'] : [];
  });
}

describe('a page that is loaded again', () => {
  it('shows the log and offers to resume', async () => {
    const tab = new Tab();
    const before = await talked(tab);
    before.session.leave();
    const after = await load(tab);
    expect(after.session.state).toMatchObject({ status: 'idle', resumable: true });
    expect(after.log()).toEqual([
      'Add two and three.',
      'add: done',
      'Five.',
      'The page was left and loaded again.',
    ]);
    await after.session.start();
    await moment();
    expect(after.session.state).toMatchObject({ status: 'connected', resumable: false });
    expect(told(after.model)).toEqual(['user', 'add', 'output', 'assistant']);
  });

  it('can begin anew, and then the agent knows nothing', async () => {
    const tab = new Tab();
    (await talked(tab)).session.leave();
    const after = await load(tab);
    await after.session.startAnew();
    await moment();
    expect(told(after.model)).toEqual([]);
  });

  it('knows also what a page said that died without a word', async () => {
    const tab = new Tab();
    await talked(tab);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await load(tab)).session.state.resumable).toBe(true);
  });

  it('has nothing to resume after voice was stopped', async () => {
    const tab = new Tab();
    (await talked(tab)).session.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tab.items.size).toBe(0);
    expect((await load(tab)).session.state.resumable).toBe(false);
  });

  it('has nothing to resume after half an hour', async () => {
    const tab = new Tab();
    (await talked(tab)).session.leave();
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    expect((await load(tab)).session.state.resumable).toBe(false);
  });

  it('grows no younger by being loaded, and tells of it once', async () => {
    const tab = new Tab();
    const news = (log: string[]) => log.filter((line) => line === 'The page was left and loaded again.');
    (await talked(tab)).session.leave();
    for (let minutes = 0; minutes < 30; minutes += 10) {
      const page = await load(tab);
      expect(page.session.state.resumable).toBe(true);
      await page.session.start();
      page.session.leave();
      expect(news(page.log())).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(10 * 60_000 + 1);
    }
    expect((await load(tab)).session.state.resumable).toBe(false);
  });

  it('has nothing to resume where nothing was said', async () => {
    const tab = new Tab();
    const page = await load(tab);
    await page.session.start();
    page.session.conversation.note('The local engine is slow.');
    page.session.leave();
    expect(page.session.state.resumable).toBe(false);
    expect(tab.items.size).toBe(0);
    expect((await load(tab)).session.state.resumable).toBe(false);
  });

  it('has nothing to resume from another server', async () => {
    const tab = new Tab();
    (await talked(tab)).session.leave();
    expect((await load(tab, { server: 'http://127.0.0.1:8889/' })).session.state.resumable).toBe(false);
    expect((await load(tab)).session.state.resumable).toBe(true);
  });

  it('tells the provider to hang up', async () => {
    const page = await talked(new Tab());
    page.session.leave();
    expect(page.source.hungUp).toEqual(['rtc_1']);
  });

  it('keeps no pictures: a tab has room for little', async () => {
    const tab = new Tab();
    const page = await load(tab);
    await page.session.start();
    const answer = page.channel.execute.bind(page.channel);
    page.channel.execute = async (request) => ({
      ...(await answer(request)),
      display: { 'image/png': 'x'.repeat(1_000) },
    });
    page.model.call('add', { a: 2, b: 3 });
    await moment();
    expect([...tab.items.values()].join()).toContain('"result":5');
    expect([...tab.items.values()].join()).not.toContain('xxx');
  });
});

describe('a call under which the page is loaded again', () => {
  it('is asked about, under its own key, and never made anew', async () => {
    const tab = new Tab();
    const before = await load(tab);
    await before.session.start();
    before.model.call('slow', { a: 0, b: 0 });
    await moment();
    before.session.leave();

    const after = await load(tab, { channel: before.channel });
    expect(after.log()).toContain('slow: running');
    const [first, again] = before.channel.executed;
    expect(again).toEqual(first);
    expect(first.instance).toBe('first');
    await after.session.start();
    await moment();
    before.channel.finish('done');
    await moment();
    expect(after.log()).toContain('slow: done');
    expect(told(after.model)).toEqual(['system', 'slow', 'output']);
  });

  it('that was stopped is not shown as one whose work still ends', async () => {
    const tab = new Tab();
    const { session, model } = await load(tab);
    await session.start();
    model.call('slow', { a: 0, b: 0 });
    await moment();
    session.calls.cancel(session.calls.open[0].key);
    session.leave();
    const [call] = (await load(tab)).session.conversation.entries;
    expect(call).toMatchObject({ kind: 'call', record: { state: 'cancelled', finishing: false } });
  });

  it('is lost when only this page could do it', async () => {
    const tab = new Tab();
    const before = await load(tab);
    await before.session.start();
    before.host.navigate = () => new Promise(() => {});
    before.model.call('navigate_to', { target: 'Results' });
    await moment();
    before.session.leave();
    const after = await load(tab);
    expect(after.log()).toContain('navigate_to: failed');
    expect(after.host.visited).toEqual([]);
  });

  it('waits for no approval any more', async () => {
    const tab = new Tab();
    const before = createSession(undefined, { tab });
    before.channel.list = { ...before.channel.list, items: [functionInfo('add', { approval: 'always' })] };
    await before.session.start();
    before.model.call('add', { a: 2, b: 3 });
    await moment();
    const after = await load(tab);
    expect(after.session.calls.open).toEqual([]);
    expect(after.channel.executed).toEqual([]);
  });
});

describe('a session in which nothing happens', () => {
  const MINUTE = 60_000;

  it('is hung up, says so, and can be resumed', async () => {
    const { session, log, media } = await talked(new Tab());
    await vi.advanceTimersByTimeAsync(14 * MINUTE);
    expect(session.state.status).toBe('connected');
    await vi.advanceTimersByTimeAsync(1.1 * MINUTE);
    expect(session.state).toMatchObject({ status: 'idle', resumable: true });
    expect(log().at(-1)).toBe('Hung up: nothing was said or done for 15 minutes.');
    expect(media.sounds.every((sound) => sound.closed)).toBe(true);
  });

  it('is kept as long as the person wants', async () => {
    const { session } = await talked(new Tab());
    session.idleMinutes = 0;
    await vi.advanceTimersByTimeAsync(50 * MINUTE);
    expect(session.state.status).toBe('connected');
    session.idleMinutes = 1;
    await vi.advanceTimersByTimeAsync(1.1 * MINUTE);
    expect(session.state.status).toBe('idle');
  });

  it('is kept while a call runs', async () => {
    const { session, model, channel } = await talked(new Tab());
    channel.list = { ...channel.list, items: [functionInfo('slow', { timeout: 24 * 3_600 })] };
    await session.catalogue.refresh();
    await vi.advanceTimersByTimeAsync(2_000);
    model.call('slow', { a: 0, b: 0 }, 'call_1', 'resp_2');
    await vi.advanceTimersByTimeAsync(40 * MINUTE);
    expect(session.state.status).toBe('connected');
    channel.finish('done');
    await vi.advanceTimersByTimeAsync(31 * MINUTE);
    expect(session.state.status).toBe('idle');
  });
});
