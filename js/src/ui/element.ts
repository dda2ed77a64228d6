type Child = Node | string | null;

/** An element with its attributes and children; `null` children are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: { readonly [name: string]: string | boolean | undefined } = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(
  attributes: { readonly [name: string]: string | boolean | undefined },
  label: Node | string,
  press: (event: MouseEvent) => void,
): HTMLButtonElement {
  const element = h('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', press);
  return element;
}

/** A drawing of 24 × 24 in the colour of the text around it; hidden from screen readers, names are on the buttons. */
export function icon(path: string): HTMLElement {
  const holder = h('span', { class: 'navai-icon', 'aria-hidden': 'true' });
  holder.innerHTML = `<svg viewBox="0 0 24 24" fill="currentColor"><path d="${path}"/></svg>`;
  return holder;
}

export const ICONS = {
  microphone:
    'M12 15a4 4 0 0 0 4-4V6a4 4 0 1 0-8 0v5a4 4 0 0 0 4 4Zm7-4h-2a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.92V21h2v-3.08A7 7 0 0 0 19 11Z',
  muted:
    'M3.3 2 2 3.3l6 6V11a4 4 0 0 0 5.9 3.5l1.5 1.5A6 6 0 0 1 12 17a5 5 0 0 1-5-6H5a7 7 0 0 0 6 6.92V21h2v-3.08a7 7 0 0 0 3.8-1.5l3.9 3.9 1.3-1.3L3.3 2ZM16 6a4 4 0 0 0-7.7-1.5L16 12.2V6Zm1 5a5 5 0 0 1-.4 2l1.5 1.5A7 7 0 0 0 19 11h-2Z',
  stop: 'M7 7h10v10H7z',
  sliders:
    'M5 4h2v5H5zm0 12h2v4H5zM3 11h6v3H3zm8-7h2v9h-2zm0 16h2v-1h-2zM9 15h6v3H9zm8-11h2v2h-2zm0 8h2v8h-2zM15 8h6v3h-6z',
  settings:
    'M10.4 5.0L10.4 2.1L13.6 2.1L13.6 5.0L15.8 5.9L17.9 3.9L20.1 6.1L18.1 8.2L19.0 10.4L21.9 10.4L21.9 13.6L19.0 13.6L18.1 15.8L20.1 17.9L17.9 20.1L15.8 18.1L13.6 19.0L13.6 21.9L10.4 21.9L10.4 19.0L8.2 18.1L6.1 20.1L3.9 17.9L5.9 15.8L5.0 13.6L2.1 13.6L2.1 10.4L5.0 10.4L5.9 8.2L3.9 6.1L6.1 3.9L8.2 5.9ZM12 8.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 0 0 0-6.8Z',
  panel: 'M3 5h18v14H3zm2 2v10h8V7z',
  send: 'M3 20.5 21.5 12 3 3.5v6.6L15 12 3 13.9v6.6Z',
  warning: 'M11 6h2v8h-2zm0 10h2v2h-2z',
  dots: 'M5 10h3v3H5zm5.5 0h3v3h-3zm5.5 0h3v3h-3z',
} as const;
