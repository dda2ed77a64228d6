import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Holder, Speaker } from '../../src/core/floor.js';
import { BrowserFloor, browserFloor } from '../../src/hosts/browser/floor.js';
import { createSession, MemoryHost, NOTEBOOK } from '../parts.js';
import { MemoryBrowser, type Tab } from '../tabs.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const moment = () => vi.advanceTimersByTimeAsync(1);

function speaker(document: string, yielded: Holder[] = []): Speaker {
  return {
    document,
    yield: (to) => {
      yielded.push(to);
      return `the words of ${document}`;
    },
  };
}

/** Two tabs; the first has the floor. */
async function twoTabs() {
  const browser = new MemoryBrowser();
  const [first, second] = [browser.open(), browser.open()];
  const yielded: Holder[] = [];
  const hold = await first.floor.take(speaker('a.ipynb', yielded), false);
  await moment();
  return { browser, first, second, hold, yielded };
}

describe('the floor', () => {
  it('is known to tabs that are open and to those that come', async () => {
    const { browser, first, second, hold } = await twoTabs();
    const third = browser.open();
    await moment();
    const holder = { place: 'tab', document: 'a.ipynb' };
    expect([first, second, third].map(({ floor }) => floor.holder)).toEqual([null, holder, holder]);
    hold?.release();
    await moment();
    expect([first, second, third].map(({ floor }) => floor.holder)).toEqual([null, null, null]);
  });

  it('is not given while another tab has it', async () => {
    const { second, hold } = await twoTabs();
    expect(await second.floor.take(speaker('b.ipynb'), false)).toBeNull();
    hold?.release();
    expect(await second.floor.take(speaker('b.ipynb'), false)).not.toBeNull();
  });

  it('is handed over with the conversation when a tab insists', async () => {
    const { first, second, hold, yielded } = await twoTabs();
    const taken = await second.floor.take(speaker('b.ipynb'), true);
    await moment();
    expect(taken?.conversation).toBe('the words of a.ipynb');
    expect(yielded).toEqual([{ place: 'tab', document: 'b.ipynb' }]);
    expect(first.floor.holder).toEqual({ place: 'tab', document: 'b.ipynb' });
    hold?.release(); // it has nothing left to release
    expect(await first.floor.take(speaker('a.ipynb'), false)).toBeNull();
  });

  it('is taken from a tab that hangs', async () => {
    const { first, second, yielded } = await twoTabs();
    const { onmessage } = first.bus;
    first.bus.onmessage = null;
    const taking = second.floor.take(speaker('b.ipynb'), true);
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await taking)?.conversation).toBeNull();
    first.bus.onmessage = onmessage;
    await moment();
    expect(yielded).toHaveLength(1); // the lock itself told it
  });

  it('is free when its tab is gone without a word', async () => {
    const { first, second } = await twoTabs();
    first.close();
    await moment();
    expect(second.floor.holder).toBeNull();
    expect(await second.floor.take(speaker('b.ipynb'), false)).not.toBeNull();
  });

  it('goes to one of two that insist, and to each when it asks again', async () => {
    const { browser, first, second } = await twoTabs();
    const third = browser.open();
    const lost: Holder[] = [];
    const both = [second, third].map(({ floor }, at) => floor.take(speaker(`${at}.ipynb`, lost), true));
    await vi.advanceTimersByTimeAsync(10_000);
    const holds = await Promise.all(both);
    expect(lost).toHaveLength(1);
    const handed = holds.map((hold) => hold?.conversation).sort();
    expect(handed).toEqual([expect.stringMatching(/words of \d/), 'the words of a.ipynb']);
    expect(first.floor.holder).not.toBeNull();
  });

  it('stays with whoever took it when somebody before lets go once more', async () => {
    const { first, second, hold } = await twoTabs();
    hold?.release();
    const yielded: Holder[] = [];
    await first.floor.take(speaker('c.ipynb', yielded), false);
    hold?.release();
    const taking = second.floor.take(speaker('b.ipynb'), true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await taking)?.conversation).toBe('the words of c.ipynb');
    expect(yielded).toHaveLength(1);
  });

  it('is had again at once by whoever lets go, and by whoever asks twice', async () => {
    const { first, second, hold } = await twoTabs();
    hold?.release();
    expect(await first.floor.take(speaker('a.ipynb'), false)).not.toBeNull();
    const twice = await Promise.all(['a', 'b'].map((name) => first.floor.take(speaker(name), false)));
    expect(twice).not.toContain(null);
    twice[0]?.release(); // the first of both is over
    expect(await second.floor.take(speaker('c.ipynb'), false)).toBeNull();
  });

  it('is open in a frame that may not lock', async () => {
    const { bus } = new MemoryBrowser().open();
    const request = () => Promise.reject(new DOMException('The origin is opaque.', 'SecurityError'));
    const floor = new BrowserFloor('floor', { request }, bus);
    expect(await floor.take(speaker('a.ipynb'), false)).not.toBeNull();
    expect(await floor.take(speaker('a.ipynb'), true)).not.toBeNull();
    expect(floor.holder).toBeNull();
  });

  it('has no guard on pages without Web Locks', async () => {
    vi.stubGlobal('navigator', {});
    expect(await browserFloor('s').take(speaker('a'), false)).not.toBeNull();
    expect(await browserFloor('s').take(speaker('b'), false)).not.toBeNull();
    vi.unstubAllGlobals();
  });
});

/** A page with a session of its own; its notebook is called like it. */
function load(tab: Tab, document: string) {
  const host = new MemoryHost();
  host.binding = { ...NOTEBOOK, document };
  const page = createSession(undefined, { floor: tab.floor, host });
  page.session.prepare();
  return { ...page, host, tab, notes: () => texts(page.session) };
}

type Page = ReturnType<typeof load>;

function texts(session: Page['session']): string[] {
  return session.conversation.entries.map((entry) =>
    entry.kind === 'call' ? `${entry.record.name}: ${entry.record.state}` : entry.text,
  );
}

/** Two pages, and a conversation in the first. */
async function talking() {
  const browser = new MemoryBrowser();
  const first = load(browser.open(), 'a.ipynb');
  const second = load(browser.open(), 'b.ipynb');
  await first.session.start();
  first.model.event('conversation.item.input_audio_transcription.completed', {
    item_id: 'i1',
    transcript: 'Add two and three.',
  });
  first.model.call('add', { a: 2, b: 3 });
  await moment();
  return { browser, first, second };
}

describe('a second tab', () => {
  it('knows who speaks, and asks before it dials', async () => {
    const { second } = await talking();
    const holder = { place: 'tab', document: 'a.ipynb' };
    expect(second.session.state).toMatchObject({ status: 'idle', elsewhere: holder, handover: null });
    await second.session.start();
    expect(second.session.state).toMatchObject({ status: 'idle', handover: holder });
    expect(second.opened).toEqual([]);
    expect(second.media.sounds).toEqual([]);
    second.session.giveUp();
    expect(second.session.state).toMatchObject({ status: 'idle', elsewhere: holder, handover: null });
  });

  it('takes voice over with what was said, and gives it back', async () => {
    const { first, second } = await talking();
    await second.session.start();
    await second.session.takeOver();
    await moment();
    expect(second.session.state).toMatchObject({ status: 'connected', elsewhere: null, handover: null });
    expect(second.notes()).toEqual(['Add two and three.', 'add: done', 'Voice came here from another tab.']);
    const there = { place: 'tab', document: 'b.ipynb' };
    expect(first.session.state).toMatchObject({ status: 'idle', elsewhere: there, handover: there });
    expect(first.notes().at(-1)).toBe('Voice went to another tab: b.ipynb.');
    expect(first.media.sounds.every(({ closed }) => closed)).toBe(true);

    second.model.call('add', { a: 4, b: 5 }, 'call_1');
    await moment();
    await first.session.takeOver();
    expect(first.session.state.status).toBe('connected');
    expect(second.session.state.status).toBe('idle');
    expect(first.notes().filter((text) => text === 'add: done')).toHaveLength(2);
    expect(first.channel.executed).toHaveLength(1); // what was done elsewhere is not done again
    const { sent } = first.session.conversation;
    expect(sent.filter(({ kind }) => kind !== 'note')).toHaveLength(3);
  });

  it('remembers what was said there as old as it is', async () => {
    const { browser, first } = await talking();
    first.session.idleMinutes = 0;
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    const kept: string[] = [];
    const tab = { getItem: () => kept.at(-1) ?? null, setItem: (_: string, text: string) => kept.push(text) };
    const real = { floor: browser.open().floor, tab: { ...tab, removeItem: () => {} } };
    const { session } = createSession(undefined, real);
    await session.takeOver();
    session.leave();
    expect(createSession(undefined, real).session.state.resumable).toBe(true);
    await vi.advanceTimersByTimeAsync(15 * 60_000);
    expect(createSession(undefined, real).session.state.resumable).toBe(false);
  });

  it('keeps what was typed until it may speak', async () => {
    const { second } = await talking();
    await second.session.sendText('add four and five');
    expect(second.session.state).toMatchObject({ status: 'idle', handover: { document: 'a.ipynb' } });
    await second.session.takeOver();
    await moment();
    expect(second.session.state.microphone).toBe(false);
    const typed = second.session.conversation.sent.filter((entry) => entry.kind === 'said').at(-1);
    expect(typed).toMatchObject({ text: 'add four and five', final: true });
  });

  it('need not ask any more once the other one ended', async () => {
    const { first, second } = await talking();
    await second.session.start();
    first.session.stop();
    await moment();
    expect(second.session.state).toMatchObject({ elsewhere: null, handover: null });
    await second.session.start();
    expect(second.session.state.status).toBe('connected');
  });

  it('is told the new name of a notebook that was renamed', async () => {
    const { first, second } = await talking();
    first.host.binding = { ...NOTEBOOK, document: 'renamed.ipynb' };
    first.host.news.emit('destinations');
    await moment();
    expect(second.session.state.elsewhere?.document).toBe('renamed.ipynb');
  });
});

/** Pseudo-random numbers that are the same each time. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it('never do two tabs act, whatever order they start, take over, stop, type, hang and close in', async () => {
  let most = 0;
  let handed = 0;
  for (let seed = 1; seed <= 10; seed += 1) {
    const next = random(seed);
    const browser = new MemoryBrowser();
    const pages: Page[] = [];
    const acting = () => pages.filter(({ session }) => session.state.status === 'connected');
    const open = () => {
      const page = load(browser.open(), `${pages.length}.ipynb`);
      page.session.store.changed.on(() => {
        most = Math.max(most, acting().length);
      });
      pages.push(page);
    };
    const acts: ((page: Page) => unknown)[] = [
      ({ session }) => session.start(),
      ({ session }) => session.takeOver(),
      ({ session }) => session.stop(),
      ({ session }) => session.sendText('hello'),
      ({ session }) => session.leave(),
      ({ tab: { bus } }) => {
        const { onmessage } = bus; // it hangs for a while
        bus.onmessage = null;
        setTimeout(() => {
          bus.onmessage = onmessage;
        }, 5_000);
      },
      (page) => {
        page.tab.close();
        pages.splice(pages.indexOf(page), 1);
        open();
      },
    ];
    for (let tab = 0; tab < 4; tab += 1) {
      open();
    }
    for (let step = 0; step < 30; step += 1) {
      acts[next(acts.length)](pages[next(pages.length)]);
      if (next(2) === 0) {
        await vi.advanceTimersByTimeAsync(next(3) * 20);
      }
    }
    await vi.advanceTimersByTimeAsync(10_000);
    handed += acting().length;
    // Whoever insists now is heard.
    const last = pages[next(pages.length)];
    void last.session.takeOver();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(acting()).toEqual([last]);
  }
  expect(most).toBe(1);
  expect(handed).toBeGreaterThan(0);
}, 30_000);
