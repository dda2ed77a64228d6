// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { publish } from '../src/hosts/published.js';
import type { WidgetModel } from '../src/hosts/widget/model.js';
import createWidget from '../src/widget.js';
import { MemoryKernel } from './hosts/widget/kernel.js';

const PUBLISHED = Symbol.for('navai.lab');
const MODULE = Symbol.for('navai.widget');

function model(height = 360, kernelId = 'k1', transport: string | null = null) {
  return new MemoryKernel({ height, kernel_id: kernelId, transport });
}

/** A first view of a widget. */
function show(view: { model: MemoryKernel; el: HTMLElement }) {
  const { initialize, render } = createWidget();
  initialize(view);
  return render(view);
}

/** A page's session that notes which kernels it was shown for, and by which transport it would be started. */
function published() {
  const shown: string[] = [];
  const mount = (el: HTMLElement, kernelId: string, transport: () => string | null) => {
    shown.push([kernelId, transport()].filter(Boolean).join(' by '));
    el.append('panel');
    return () => {
      shown.pop();
      el.replaceChildren();
    };
  };
  publish({ mount, registerTransport: () => () => {} });
  return shown;
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.replaceChildren();
  Reflect.deleteProperty(globalThis, PUBLISHED);
  Reflect.deleteProperty(globalThis, MODULE);
});
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(1);

describe('the widget in a cell', () => {
  it('keeps plain keys from the notebook, and leaves chords to JupyterLab', async () => {
    published();
    const leave = await show({ model: model(), el: document.body });
    const orb = document.createElement('button');
    document.body.firstElementChild?.append(orb);
    const press = (target: HTMLElement, init: KeyboardEventInit) => {
      target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
      return target.hasAttribute('data-lm-suppress-shortcuts');
    };
    expect(press(orb, { key: 'd' })).toBe(true);
    expect(press(orb, { key: 'C', ctrlKey: true, shiftKey: true })).toBe(false);
    expect(press(document.body, { key: 'd' })).toBe(false);
    leave();
  });

  it('shows the session of the page, in the height that was asked for', async () => {
    const shown = published();
    const leave = await show({ model: model(420), el: document.body });
    await settled();
    expect(shown).toEqual(['k1']);
    expect(document.body.textContent).toBe('panel');
    expect((document.body.firstElementChild as HTMLElement).style.height).toBe('420px');
    leave();
    expect(shown).toEqual([]);
  });

  it('asks for the transport that its notebook named', async () => {
    const shown = published();
    await show({ model: model(360, 'k1', 'my-bridge'), el: document.body });
    await settled();
    expect(shown).toEqual(['k1 by my-bridge']);
  });

  it('waits for a page that is still starting', async () => {
    await show({ model: model(), el: document.body });
    await vi.advanceTimersByTimeAsync(3000);
    expect(document.body.textContent).toBe('');
    published();
    await settled();
    expect(document.body.textContent).toBe('panel');
  });

  it('brings the session where the page has none', async () => {
    const mountWidget = (el: HTMLElement, shown: WidgetModel) => {
      el.append(`own panel of ${shown.get('kernel_id')}`);
      return () => el.replaceChildren();
    };
    Reflect.set(globalThis, MODULE, { mountWidget });
    const leave = await show({ model: model(), el: document.body });
    await vi.advanceTimersByTimeAsync(6000);
    expect(document.body.textContent).toBe('own panel of k1');
    leave();
    expect(document.body.textContent).toBe('');
  });

  it('waits for none on a page that has long been open', async () => {
    Reflect.set(globalThis, MODULE, { mountWidget: (el: HTMLElement) => el.append('own panel') });
    await vi.advanceTimersByTimeAsync(30_000);
    await show({ model: model(), el: document.body });
    await settled();
    expect(document.body.textContent).toBe('own panel');
  });

  it('says that it waits for a busy kernel, and what is wrong when that has no panel', async () => {
    const kernel = model();
    kernel.isBusy = true;
    const problem = { ok: false, code: 'protocol', error: 'Not understood.', why: '', fix: 'Install.' };
    kernel.answers.module = () => ({ problem });
    await show({ model: kernel, el: document.body });
    await vi.advanceTimersByTimeAsync(5500);
    expect(document.body.textContent).toBe('Loading…');
    await vi.advanceTimersByTimeAsync(2000);
    expect(document.body.textContent).toBe('Waiting for the kernel: it runs a cell, or it was restarted.');
    kernel.free();
    await settled();
    expect(document.body.textContent).toMatch(/Not understood.*Install.*Try again/);
  });

  it('says so in the language of the page', async () => {
    document.documentElement.lang = 'es';
    vi.resetModules(); // the script reads it once
    const spanish = (await import('../src/widget.js')).default();
    const kernel = model();
    kernel.isBusy = true;
    spanish.initialize({ model: kernel });
    await spanish.render({ model: kernel, el: document.body });
    await vi.advanceTimersByTimeAsync(5500);
    expect(document.body.textContent).toBe('Cargando…');
    await vi.advanceTimersByTimeAsync(910_000);
    expect(document.body.textContent).toMatch(/^El núcleo no respondió en 900 segundos.*Reintentar$/);
    document.documentElement.lang = '';
  });

  it('stays away when its cell was cleared while it waited', async () => {
    const leave = await show({ model: model(), el: document.body });
    leave();
    const shown = published();
    await settled();
    expect(shown).toEqual([]);
    expect(document.body.textContent).toBe('');
  });
});
