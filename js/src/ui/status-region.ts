import { h } from './element.js';

/** A quick command passes through several states; one that does not last is not worth a word. */
const LASTING_MS = 700;

/** Tells a screen reader what the session is doing, once it does it for a moment. */
export function createStatusRegion() {
  const element = h('div', { class: 'navai-hidden', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = '';

  function say(text: string): void {
    const lasting = text.replace(/ \d+ %/, ''); // each percent would be read
    if (lasting !== latest) {
      latest = lasting;
      clearTimeout(timer);
      timer = setTimeout(() => {
        element.textContent = lasting;
      }, LASTING_MS);
    }
  }

  return { element, say, dispose: () => clearTimeout(timer) };
}
