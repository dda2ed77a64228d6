// @vitest-environment jsdom

import { afterEach, expect, it, vi } from 'vitest';

import { mountPanel } from '../../src/ui/panel.js';
import { createSession } from '../parts.js';
import { MemoryBrowser } from '../tabs.js';
import { drawn, get } from './mounted.js';

let unmount = () => {};

afterEach(() => unmount());

/** A panel, while voice runs in another tab. */
async function mounted() {
  const browser = new MemoryBrowser();
  const other = await browser.open().floor.take({ document: 'other.ipynb', yield: vi.fn(() => '') }, false);
  const all = createSession(undefined, { floor: browser.open().floor });
  unmount = mountPanel(document.body, all.session);
  await drawn();
  return { ...all, other };
}

const TITLE = 'Voice runs in another tab: other.ipynb';

it('says where voice runs, asks by a dialog when it is started, and starts when it is used here', async () => {
  const { session } = await mounted();
  expect(get('region', 'Voice agent').textContent).toContain(TITLE);
  get('button', 'Start voice').focus();
  get('button', 'Start voice').click();
  await vi.waitFor(() => expect(document.activeElement).toBe(get('dialog', TITLE)));
  expect(session.state.status).toBe('idle');
  get('button', 'Use it here').click();
  await vi.waitFor(() => expect(session.state.status).toBe('connected'));
  await drawn();
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

it('leaves it to the other tab, and to that tab to end', async () => {
  const { session, other } = await mounted();
  get('button', 'Start voice').click();
  await vi.waitFor(() => get('dialog', TITLE));
  get('button', 'Not now').click();
  await drawn();
  expect(document.querySelector('[role=dialog]')).toBeNull();
  other?.release();
  await vi.waitFor(() => expect(session.state.elsewhere).toBeNull());
  await drawn();
  expect(get('region', 'Voice agent').textContent).not.toContain(TITLE);
});
