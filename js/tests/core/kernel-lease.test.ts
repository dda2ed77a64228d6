import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { LeaseAsked } from '../../src/core/backend.js';
import { fail } from '../../src/core/problem.js';
import { Signal } from '../../src/core/signal.js';
import type { LeaseState } from '../../src/core/wire.js';
import { createSession, functionInfo, MemoryChannel, MemoryHost, NOTEBOOK } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const moment = () => vi.advanceTimersByTimeAsync(1);

/** Two browsers see it; whom it names is the document of a browser. */
class MemoryKernels {
  readonly holders = new Map<string, string>();
  readonly asked: string[] = [];

  channel() {
    return Object.assign(new MemoryChannel(), { lease: (asked: LeaseAsked) => this.#lease(asked) });
  }

  async #lease({ kernelId, holder, act }: LeaseAsked): Promise<LeaseState> {
    this.asked.push(`${holder} ${act} ${kernelId}`);
    const held = this.holders.get(kernelId) ?? holder;
    if (act === 'release') {
      this.holders.delete(kernelId);
    } else if (act === 'take' || held === holder) {
      this.holders.set(kernelId, holder);
    }
    const now = this.holders.get(kernelId) ?? '';
    return { held: now === holder, holder: now };
  }
}

function browser(kernels: MemoryKernels, document: string) {
  const host = new MemoryHost();
  host.binding = { ...NOTEBOOK, document };
  const channel = kernels.channel();
  const made = createSession(undefined, { channel, host });
  const { conversation } = made.session;
  const notes = () => conversation.entries.map((entry) => ('text' in entry ? entry.text : ''));
  return { ...made, host, channel, notes };
}

/** What it told the agent in writing. */
function texts({ model, transports }: ReturnType<typeof browser>) {
  return transports.length > 0 ? model.sent('sendMessage') : [];
}

describe('a session', () => {
  it('keeps the lease of its kernel until it ends', async () => {
    const kernels = new MemoryKernels();
    const { session } = browser(kernels, 'a.ipynb');
    await session.start();
    await vi.advanceTimersByTimeAsync(11_000);
    session.stop();
    await moment();
    expect(kernels.asked).toEqual([
      'a.ipynb renew k1',
      'a.ipynb renew k1',
      'a.ipynb renew k1',
      'a.ipynb release k1',
    ]);
    expect(kernels.holders.size).toBe(0);
  });

  it('asks before it acts where another browser does, and takes over', async () => {
    const kernels = new MemoryKernels();
    const [first, second] = [browser(kernels, 'a.ipynb'), browser(kernels, 'b.ipynb')];
    await first.session.start();
    await second.session.start();
    await moment();
    const there = { place: 'browser', document: 'a.ipynb' };
    expect(second.session.state).toMatchObject({ status: 'idle', handover: there });
    expect(second.notes()).toEqual([]); // it never was here

    await second.session.takeOver();
    expect(second.session.state).toMatchObject({ status: 'connected', handover: null });
    expect(second.notes()).toContain('Voice came here. What was said elsewhere is not known here.');
    await vi.advanceTimersByTimeAsync(5_000);
    const here = { place: 'browser', document: 'b.ipynb' };
    expect(first.session.state).toMatchObject({ status: 'idle', handover: here });
    expect(first.notes()).toContain('Voice went to another browser: b.ipynb.');
  });

  it('keeps what was typed until it may act', async () => {
    const kernels = new MemoryKernels();
    const [first, second] = [browser(kernels, 'a.ipynb'), browser(kernels, 'b.ipynb')];
    await first.session.start();
    await moment();
    void second.session.sendText('Add two and three.');
    await moment();
    expect(second.session.state).toMatchObject({ status: 'idle', handover: { document: 'a.ipynb' } });
    expect(texts(second)).toEqual([]);
    await second.session.takeOver();
    await moment();
    expect(texts(second)).toHaveLength(1);

    void first.session.sendText('Add four and five.'); // it has not been told yet
    await moment();
    expect(first.session.state).toMatchObject({ status: 'idle', handover: { document: 'b.ipynb' } });
    expect(texts(first)).toEqual([]);
  });

  it('changes nothing in the notebook once another browser acts', async () => {
    const kernels = new MemoryKernels();
    const ran: unknown[] = [];
    const page = browser(kernels, 'a.ipynb');
    const info = functionInfo('notebook_edit', { source: 'page' });
    page.host.own = [{ info, risk: 'change', run: async (args) => ran.push(args) }];
    await page.session.start();
    await moment();
    page.model.call('notebook_edit', { a: 1, b: 2 });
    await moment();
    kernels.holders.set('k1', 'b.ipynb');
    page.model.call('notebook_edit', { a: 3, b: 4 }, 'call_1');
    await moment();
    expect(ran).toEqual([{ a: 1, b: 2 }]);
    expect(page.session.state).toMatchObject({ status: 'idle', handover: { document: 'b.ipynb' } });
  });

  it('changes the notebook although its kernel cannot say who acts', async () => {
    const lease = () => new Promise<LeaseState>(() => {});
    const host = new MemoryHost();
    const ran: unknown[] = [];
    const info = functionInfo('notebook_edit', { source: 'page' });
    host.own = [{ info, risk: 'change', run: async (args) => ran.push(args) }];
    const channel = Object.assign(new MemoryChannel(), { lease });
    const { session, model } = createSession(undefined, { channel, host });
    await session.start();
    model.call('notebook_edit', { a: 1, b: 2 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ran).toHaveLength(1);
  });

  it('insists until the kernel has heard it', async () => {
    const kernels = new MemoryKernels();
    kernels.holders.set('k1', 'a.ipynb');
    const { session, channel } = browser(kernels, 'b.ipynb');
    vi.spyOn(channel, 'lease').mockRejectedValueOnce(new Error('silent'));
    await session.takeOver();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(kernels.holders.get('k1')).toBe('b.ipynb');
    kernels.holders.set('k1', 'a.ipynb');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.state).toMatchObject({ status: 'idle', handover: { document: 'a.ipynb' } });
  });

  it('learns by a call that is refused that another browser acts now', async () => {
    const kernels = new MemoryKernels();
    const channel = Object.assign(kernels.channel(), { leased: new Signal<void>() });
    const { session } = createSession(undefined, { channel });
    await session.start();
    await moment();
    kernels.holders.set('k1', 'b.ipynb');
    channel.leased.emit();
    await moment();
    const there = { place: 'browser', document: 'b.ipynb' };
    expect(session.state).toMatchObject({ status: 'idle', handover: there });
    channel.leased.emit(); // nobody asks any more
    expect(kernels.asked.at(-1)).toMatch(/release/);
  });

  it('goes on in a notebook in whose kernel another one acts, and says so once', async () => {
    const kernels = new MemoryKernels();
    const { session, host, notes } = browser(kernels, 'a.ipynb');
    kernels.holders.set('k2', 'b.ipynb');
    await session.start();
    host.binding = { ...NOTEBOOK, document: 'a.ipynb', kernelId: 'k2' };
    host.news.emit('binding');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(kernels.holders).toEqual(new Map([['k2', 'b.ipynb']]));
    expect(session.state.status).toBe('connected');
    const told = notes().filter((text) => text.startsWith("Another browser's voice"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('(b.ipynb)');

    kernels.holders.delete('k2'); // it is free: from now on it is this session's
    await vi.advanceTimersByTimeAsync(5_000);
    kernels.holders.set('k2', 'b.ipynb');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.state).toMatchObject({ status: 'idle', handover: { document: 'b.ipynb' } });
  });

  it('leaves a kernel without our extension alone until that is loaded', async () => {
    const kernels = new MemoryKernels();
    const channel = kernels.channel();
    const notLoaded = fail('not_loaded', ['The extension is not loaded.', '', '']);
    const lease = vi.spyOn(channel, 'lease').mockRejectedValueOnce(notLoaded);
    const { session, host } = createSession(undefined, { channel });
    await session.start();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(lease).toHaveBeenCalledOnce();
    host.news.emit('destinations');
    expect(lease).toHaveBeenCalledOnce();
    host.news.emit('functions');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(kernels.holders.size).toBe(1);
    expect(session.state.status).toBe('connected');
  });

  it('is not ended by an answer to the one before', async () => {
    const answers: ((state: LeaseState) => void)[] = [];
    const lease = () => new Promise<LeaseState>((resolve) => void answers.push(resolve));
    const { session } = createSession(undefined, { channel: Object.assign(new MemoryChannel(), { lease }) });
    await session.start();
    session.stop();
    await session.takeOver();
    answers[0]({ held: false, holder: 'b.ipynb' });
    await moment();
    expect(session.state.status).toBe('connected');
    answers.at(-1)?.({ held: false, holder: 'b.ipynb' });
    await moment();
    expect(session.state.status).toBe('idle');
  });

  it('goes on when the kernel cannot say who acts', async () => {
    const channel = Object.assign(new MemoryChannel(), {
      lease: () => Promise.reject(new Error('not loaded')),
    });
    const { session } = createSession(undefined, { channel });
    await session.start();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(session.state.status).toBe('connected');
  });
});
