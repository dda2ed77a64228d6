import type { RouteInfo } from '../../core/wire.js';

/** JupyterLab and its kin put a sign behind a heading that links to it. */
const ANCHOR = /\s*¶$/;

/** The headings that this page shows, ours left out; how many a page shows is its own affair. */
export function headingsOf(page: Document): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const element of page.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6')) {
    const name = (element.textContent ?? '').trim().replace(ANCHOR, '');
    if (name && !found.has(name) && isShown(element)) {
      found.set(name, element);
    }
  }
  return found;
}

/** A side panel that is folded away has headings too. */
function isShown(element: HTMLElement): boolean {
  return !element.closest('.navai') && element.checkVisibility();
}

export function routesTo(headings: Map<string, HTMLElement>): RouteInfo[] {
  return [...headings.keys()].map((name) => ({ name, path: `#${name}`, description: '', synonyms: [] }));
}
