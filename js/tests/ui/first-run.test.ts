// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { mountPanel } from '../../src/ui/panel.js';
import { drawn, get, mountSession } from './mounted.js';

let unmount = () => {};
/** What the browser tells of the card while its microphone is open: whether it is in view. */
let tellSeen = (_: boolean) => {};

beforeEach(() => {
  document.body.replaceChildren();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(hear: (entries: { isIntersecting: boolean }[]) => void) {
        tellSeen = (isIntersecting) => hear([{ isIntersecting }]);
      }
      observe(): void {
        tellSeen(true);
      }
      disconnect(): void {
        tellSeen = () => {};
      }
    },
  );
});
afterEach(() => unmount());

async function mounted() {
  const all = await mountSession();
  unmount = all.unmount;
  return all;
}

const card = () => get('group', 'How this works');

describe('the first-run card', () => {
  it('explains in three lines, and stays away once it was read', async () => {
    const { session } = await mounted();
    expect(card().hidden).toBe(false);
    expect(card().querySelectorAll(':scope > p')).toHaveLength(3);
    get('button', 'Got it').click();
    expect(card().hidden).toBe(true);
    expect(document.activeElement).toBe(get('textbox', 'Type a message'));
    expect(session.introduction.done).toBe(true);
  });

  it('is gone for good once the person has begun', async () => {
    const { session } = await mounted();
    await session.start();
    await drawn();
    expect(card().hidden).toBe(true);
    session.stop();
    await drawn();
    expect(card().hidden).toBe(true);
  });

  it('checks the microphone, shows its level, and closes it when asked to', async () => {
    const { media } = await mounted();
    get('button', 'Check the microphone').click();
    await vi.waitFor(() => expect(card().textContent).toContain('Say something: listening to Desk.'));
    expect(card().querySelector<HTMLElement>('[role=meter]')?.hidden).toBe(false);
    get('button', 'Stop the check').click();
    expect(media.sounds).toMatchObject([{ kind: 'microphone', closed: true }]);
    get('button', 'Check the microphone');
  });

  it('says what is wrong with the microphone, and what to do', async () => {
    const { media } = await mounted();
    media.refuses = fail('microphone_blocked', problems.microphoneBlocked);
    get('button', 'Check the microphone').click();
    await vi.waitFor(() => expect(card().textContent).toContain('Allow it in the address bar'));
  });

  it('lets go of the microphone when it is folded away', async () => {
    const { media } = await mounted();
    get('button', 'Check the microphone').click();
    await vi.waitFor(() => get('button', 'Stop the check'));
    await vi.waitFor(() => expect(media.sounds).toHaveLength(1));
    tellSeen(false);
    expect(media.sounds).toMatchObject([{ closed: true }]);
    get('button', 'Check the microphone');
  });

  it('is shown by the newest of several panels, and read in all of them once it was read in one', async () => {
    const { session } = await mounted();
    const cards = () => [...document.querySelectorAll<HTMLElement>('[aria-label="How this works"]')];
    const shown = () => cards().map(({ hidden }) => !hidden);
    const unmountSecond = mountPanel(document.body, session);
    expect(shown()).toEqual([false, true]);
    unmountSecond();
    expect(shown()).toEqual([true]);
    const unmountThird = mountPanel(document.body, session);
    cards()[1].querySelector<HTMLElement>('.navai-actions button:last-child')?.click();
    expect(shown()).toEqual([false, false]);
    unmountThird();
    expect(shown()).toEqual([false]);
  });

  it('lets go of the microphone when a session begins', async () => {
    const { session, media } = await mounted();
    get('button', 'Check the microphone').click();
    await vi.waitFor(() => expect(media.sounds).toHaveLength(1));
    await session.start();
    await drawn();
    expect(media.sounds.map(({ closed }) => closed)).toEqual([true, false]);
  });
});
