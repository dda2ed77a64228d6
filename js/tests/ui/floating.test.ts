// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { mountFloating } from '../../src/ui/floating.js';
import { createSession, functionInfo } from '../parts.js';
import { MemoryBrowser } from '../tabs.js';
import { drawn, get } from './mounted.js';

let unmount = () => {};

beforeEach(() => document.body.replaceChildren());
afterEach(() => unmount());

async function floating(change: Parameters<typeof createSession>[1] = {}) {
  const all = createSession(undefined, change);
  all.channel.list.items = [functionInfo('delete_rows', { approval: 'always' })];
  const openPanel = vi.fn();
  unmount = mountFloating(all.session, 'bottom-left', { start: () => void all.session.start(), openPanel });
  await vi.waitFor(() => expect(all.session.state.config).not.toBeNull());
  await drawn();
  return { ...all, openPanel, root: get('region', 'Floating voice button') };
}

describe('the floating button', () => {
  it('starts and stops voice, says how it is, and goes', async () => {
    const { session, root } = await floating();
    expect([root.className, root.textContent]).toEqual([
      'navai navai-floating navai-bottom-left',
      'Ready — press and speak',
    ]);
    get('button', 'Start voice').click();
    await vi.waitFor(() => expect(session.state.status).toBe('connected'));
    await drawn();
    expect([root.dataset.navaiStatus, root.textContent]).toEqual(['connected', 'Listening']);
    expect(root.querySelector<HTMLElement>('[role=meter]')?.hidden).toBe(false);
    get('button', 'Stop voice').click();
    await drawn();
    expect(root.dataset.navaiStatus).toBe('idle');
    unmount();
    expect(document.querySelector('.navai')).toBeNull();
  });

  it('opens the panel when it is asked to, and when the person is asked something', async () => {
    const { session, model, openPanel } = await floating();
    get('button', 'Open the voice panel').click();
    expect(openPanel).toHaveBeenCalledTimes(1);
    await session.start();
    model.call('delete_rows', { a: 1 });
    await vi.waitFor(() => expect(openPanel).toHaveBeenCalledTimes(2));
    await drawn();
    expect(openPanel).toHaveBeenCalledTimes(2);
  });

  it('opens the panel when voice runs in another tab, which is asked there', async () => {
    const browser = new MemoryBrowser();
    await browser.open().floor.take({ document: 'other.ipynb', yield: vi.fn(() => '') }, false);
    const { session, openPanel } = await floating({ floor: browser.open().floor });
    expect(openPanel).not.toHaveBeenCalled();
    get('button', 'Start voice').click();
    await vi.waitFor(() => expect(session.state.handover).not.toBeNull());
    await drawn();
    expect(openPanel).toHaveBeenCalledTimes(1);
  });
});
