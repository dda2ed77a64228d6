// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MemoryDevices } from '../parts.js';
import { get, mountSession } from './mounted.js';

let unmount = () => {};

beforeEach(() => document.body.replaceChildren());
afterEach(() => unmount());

const BOTH = [
  { id: 'a', name: 'report.ipynb' },
  { id: 'b', name: 'sales.ipynb' },
];

async function mounted(list: typeof BOTH) {
  const notebooks = new MemoryDevices(list);
  const all = await mountSession(undefined, ({ host }) => {
    host.notebooks = notebooks;
  });
  unmount = all.unmount;
  const select = get('combobox', 'Notebook') as HTMLSelectElement;
  const isShown = () => select.closest<HTMLElement>('.navai-choices')?.hidden === false;
  return { notebooks, select, isShown };
}

describe('the notebook picker', () => {
  it('shows the notebook that the agent acts on, and takes another', async () => {
    const { notebooks, select, isShown } = await mounted(BOTH);
    expect(isShown()).toBe(true);
    expect(select.selectedOptions[0].textContent).toBe('report.ipynb');
    select.value = 'b';
    select.dispatchEvent(new Event('change'));
    expect(notebooks.current).toBe('b');
    notebooks.choose('a');
    expect(select.value).toBe('a');
  });

  it('stays away where there is nothing to choose, and comes with the second notebook', async () => {
    const { notebooks, isShown } = await mounted(BOTH.slice(0, 1));
    expect(isShown()).toBe(false);
    notebooks.list = BOTH;
    notebooks.changed.emit();
    expect(isShown()).toBe(true);
  });
});
