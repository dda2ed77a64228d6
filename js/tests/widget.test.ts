// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { publish } from '../src/hosts/published.js';
import widget from '../src/widget.js';

const PUBLISHED = Symbol.for('navai.lab');

function model(height = 360, kernelId = 'k1', transport: string | null = null) {
  const traits = { height, kernel_id: kernelId, transport };
  return { get: (name: keyof typeof traits) => traits[name] as never };
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
});
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(1);

describe('the widget in a cell', () => {
  it('shows the session of the page, in the height that was asked for', async () => {
    const shown = published();
    const leave = await widget.render({ model: model(420), el: document.body });
    await settled();
    expect(shown).toEqual(['k1']);
    expect(document.body.textContent).toBe('panel');
    expect((document.body.firstElementChild as HTMLElement).style.height).toBe('420px');
    leave();
    expect(shown).toEqual([]);
  });

  it('asks for the transport that its notebook named', async () => {
    const shown = published();
    await widget.render({ model: model(360, 'k1', 'my-bridge'), el: document.body });
    await settled();
    expect(shown).toEqual(['k1 by my-bridge']);
  });

  it('waits for a page that is still starting', async () => {
    await widget.render({ model: model(), el: document.body });
    await vi.advanceTimersByTimeAsync(3000);
    expect(document.body.textContent).toBe('');
    published();
    await settled();
    expect(document.body.textContent).toBe('panel');
  });

  it('says where the panel is when the page has none', async () => {
    await widget.render({ model: model(), el: document.body });
    await vi.advanceTimersByTimeAsync(6000);
    expect(document.body.textContent).toMatch(/not available on this page.*JupyterLab or Notebook 7/);
  });

  it('stays away when its cell was cleared while it waited', async () => {
    const leave = await widget.render({ model: model(), el: document.body });
    leave();
    const shown = published();
    await settled();
    expect(shown).toEqual([]);
    expect(document.body.textContent).toBe('');
  });
});
