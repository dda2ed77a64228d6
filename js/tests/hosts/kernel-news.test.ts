import { describe, expect, it, vi } from 'vitest';

import { KernelNews } from '../../src/hosts/lab/kernel-news.js';
import { MemoryKernel, trackerOf } from './notebook.js';

function follow(kernel: MemoryKernel) {
  const all = trackerOf(kernel);
  const told: object[] = [];
  new KernelNews(all.tracker).changed.on((panel) => told.push(panel));
  return { ...all, told };
}

const CATALOGUE = { content: { data: { type: 'catalogue', instance: 'i', version: 1 } } };

describe('news of a kernel', () => {
  it('come when it opens the comm, and with each message', () => {
    const kernel = new MemoryKernel();
    const { told, panel } = follow(kernel);
    const comm = kernel.open('c1');
    comm.onMsg(CATALOGUE);
    expect(told).toEqual([panel, panel]);
  });

  it('may be how far a call is, which changes no functions', () => {
    const kernel = new MemoryKernel();
    const news = new KernelNews(trackerOf(kernel).tracker);
    const told: object[] = [];
    news.changed.on((panel) => told.push(panel));
    const progress: object[] = [];
    news.progress.on((one) => progress.push(one));
    const data = {
      type: 'progress',
      instance: 'i',
      session_id: 's',
      call_id: 'c',
      fraction: 0.4,
      text: 'reading',
    };
    kernel.open('c1').onMsg({ content: { data } });
    expect(progress).toEqual([data]);
    expect(told).toHaveLength(1); // that the comm was opened
  });

  it('come through a comm that was opened before the page was loaded', async () => {
    const kernel = new MemoryKernel(['old']);
    const { told } = follow(kernel);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    kernel.made[0].onMsg(CATALOGUE);
    expect(told).toHaveLength(2);
  });

  it('come from the kernel that takes its place', () => {
    const { told, sessionContext } = follow(new MemoryKernel());
    const next = new MemoryKernel();
    sessionContext.kernelChanged.emit({ newValue: next });
    next.open('c2');
    expect(told).toHaveLength(1);
  });

  it.each(['restarting', 'autorestarting'])('are that its functions are gone while it is %s', (status) => {
    const { told, sessionContext } = follow(new MemoryKernel());
    sessionContext.statusChanged.emit('busy');
    expect(told).toHaveLength(0);
    sessionContext.statusChanged.emit(status);
    expect(told).toHaveLength(1);
  });

  it('come from a notebook that is opened later', () => {
    const { tracker } = follow(new MemoryKernel());
    const kernel = new MemoryKernel();
    const other = trackerOf(kernel);
    const news = new KernelNews(tracker);
    const told: object[] = [];
    news.changed.on((panel) => told.push(panel));
    (tracker.widgetAdded as unknown as { emit(panel: object): void }).emit(other.panel);
    kernel.open('c3');
    expect(told).toEqual([other.panel]);
  });
});
