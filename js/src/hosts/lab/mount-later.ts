import { firstProblems, firstWords } from '../../core/first-words.js';
import type { Lazy } from '../../core/lazy.js';
import { h } from '../../ui/element.js';
import { notice } from '../../ui/notice.js';
import type { Voice } from './voice.js';

/** Show the panel in `el` once its code is there; until then, and when it does not come, `el` says so. */
export function mountLater(el: HTMLElement, voice: Lazy<Voice>): () => void {
  let unmount = () => {};
  const mount = (loaded: Voice) => {
    el.replaceChildren();
    unmount = loaded.mount(el);
  };
  if (voice.value) {
    mount(voice.value);
    return () => unmount();
  }
  const unlisten = voice.arrived.on(mount);
  const load = () => {
    el.replaceChildren(h('p', { role: 'status', style: 'padding: 12px' }, firstWords.loading));
    voice.get().catch(() => el.replaceChildren(notice(firstProblems.panelNotLoaded, load)));
  };
  load();
  return () => {
    unlisten();
    unmount();
    el.replaceChildren();
  };
}
