import { words } from '../core/words.js';
import { h } from './element.js';

let made = 0;

/** Tabs as screen readers know them: arrow keys move between them, Tab goes into the view. */
export function createTabs(views: readonly { readonly name: string; readonly element: HTMLElement }[]) {
  const id = `navai-tabs-${++made}`;
  const tabs = views.map(({ name }, index) =>
    h(
      'button',
      { type: 'button', role: 'tab', id: `${id}-${index}`, 'aria-controls': `${id}-view-${index}` },
      name,
    ),
  );
  const panels = views.map(({ element }, index) =>
    h(
      'div',
      {
        role: 'tabpanel',
        id: `${id}-view-${index}`,
        'aria-labelledby': `${id}-${index}`,
        class: 'navai-view',
        // It scrolls, and without this only a pointer could, unless what is in it can have the focus itself.
        tabindex: element.hasAttribute('tabindex') ? undefined : '0',
      },
      element,
    ),
  );

  function select(chosen: number): void {
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
  }

  const list = h('div', { role: 'tablist', 'aria-label': words.views, class: 'navai-tabs' }, ...tabs);
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => select(index));
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const at = tabs.indexOf(document.activeElement as HTMLButtonElement);
      const next = (at + step + tabs.length) % tabs.length;
      select(next);
      tabs[next].focus();
    }
  });
  select(0);
  return { list, panels };
}
