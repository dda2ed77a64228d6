import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { LeaseAsked } from '../../src/core/backend.js';
import { fail } from '../../src/core/problem.js';
import { Signal } from '../../src/core/signal.js';
import type { LeaseState } from '../../src/core/wire.js';
import { createSession, MemoryChannel, MemoryHost, NOTEBOOK } from '../parts.js';

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
  const { session } = createSession(undefined, { channel: kernels.channel(), host });
  return {
    session,
    host,
    notes: () => session.conversation.entries.map((entry) => ('text' in entry ? entry.text : '')),
  };
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

    await second.session.takeOver();
    expect(second.session.state).toMatchObject({ status: 'connected', handover: null });
    expect(second.notes()).toContain('Voice came here. What was said elsewhere is not known here.');
    await vi.advanceTimersByTimeAsync(5_000);
    const here = { place: 'browser', document: 'b.ipynb' };
    expect(first.session.state).toMatchObject({ status: 'idle', handover: here });
    expect(first.notes()).toContain('Voice went to another browser: b.ipynb.');
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
