// @vitest-environment jsdom

import { describe, expect, it, vi } from 'vitest';

import { Cues } from '../../src/core/cues.js';
import { Lazy } from '../../src/core/lazy.js';
import { mountLater } from '../../src/hosts/lab/mount-later.js';
import type { Voice } from '../../src/hosts/lab/voice.js';
import { createSession } from '../parts.js';

/** A voice whose panel is one word. */
function voice(): Voice {
  const { session } = createSession();
  const { store, calls } = session;
  const cues = new Cues({ store, calls, play: () => {} });
  const mount = (el: HTMLElement) => {
    el.append('panel');
    return () => el.replaceChildren();
  };
  return { session, cues, mount, float: () => () => {} };
}

function page(): HTMLElement {
  document.body.replaceChildren(document.createElement('div'));
  return document.body.firstElementChild as HTMLElement;
}

describe('a panel whose code comes later', () => {
  it('says that it is loading, then is there', async () => {
    const el = page();
    const unmount = mountLater(el, new Lazy(async () => voice()));
    expect(el.textContent).toBe('Loading…');
    await vi.waitFor(() => expect(el.textContent).toBe('panel'));
    unmount();
    expect(el.textContent).toBe('');
  });

  it('is there at once when its code is', async () => {
    const lazy = new Lazy(async () => voice());
    await lazy.get();
    const el = page();
    mountLater(el, lazy);
    expect(el.textContent).toBe('panel');
  });

  it('says what to do when its code does not come, and tries again', async () => {
    const el = page();
    const answers = [Promise.reject(new Error('Loading chunk 7 failed.')), Promise.resolve(voice())];
    mountLater(el, new Lazy(() => answers.shift() as Promise<Voice>));
    await vi.waitFor(() => expect(el.textContent).toContain('reload the page'));
    el.querySelector('button')?.click();
    await vi.waitFor(() => expect(el.textContent).toBe('panel'));
  });

  it('is not mounted where it was removed meanwhile', async () => {
    const el = page();
    const lazy = new Lazy(async () => voice());
    mountLater(el, lazy)();
    await lazy.get();
    expect(el.textContent).toBe('');
  });
});
