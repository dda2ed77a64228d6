/** A panel on a session of memory parts, and its elements as a screen reader finds them. */

import { expect, vi } from 'vitest';

import { mountPanel } from '../../src/ui/panel.js';
import { createSession, MemorySource } from '../parts.js';

export async function mountSession(
  source = new MemorySource(),
  change: (all: ReturnType<typeof createSession>) => void = () => {},
) {
  const all = createSession(source);
  change(all);
  const unmount = mountPanel(document.body, all.session);
  await vi.waitFor(() => expect(all.session.state.config ?? all.session.state.blocked).not.toBeNull());
  await all.session.catalogue.refresh();
  await drawn();
  return { ...all, unmount };
}

/** Changes are drawn together, a moment after they came. */
export const drawn = () => new Promise((resolve) => setTimeout(resolve, 80));

/** The element with this role and accessible name. */
export function get(role: string, name: string): HTMLElement {
  const tags: Record<string, string> = {
    button: 'button:not([role])',
    combobox: 'select',
    list: 'ul',
    region: 'section',
    textbox: 'input',
  };
  const all = [...document.querySelectorAll<HTMLElement>(`[role=${role}], ${tags[role] ?? 'never'}`)];
  const found = all.filter((each) => nameOf(each) === name);
  expect(found, `${role} "${name}"`).toHaveLength(1);
  return found[0];
}

function nameOf(element: HTMLElement): string | null {
  const label = element.closest('label')?.querySelector('span')?.textContent;
  return element.getAttribute('aria-label') ?? label ?? element.textContent;
}
