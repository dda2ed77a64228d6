import type { Labels } from '../core/translation.js';
import type { WaySetting } from '../core/ways.js';
import type { INavaiVoice } from './lab/token.js';

/** Where the page's one session is found by widgets in cells, and by scripts of the page. */
const PUBLISHED = Symbol.for('navai.lab');
/** Sent on `document` when the session was published. */
const READY_EVENT = 'navai:ready';

export interface Published extends Pick<INavaiVoice, 'registerTransport'> {
  /**
   * Show the session in a cell. When voice is started there, the notebook of `kernelId` is meant, and the `transport`
   * of that moment; null is what the settings say. `labels` are what the widget wants the page's texts to be.
   */
  mount(el: HTMLElement, kernelId: string, transport: () => WaySetting | null, labels?: Labels): () => void;
}

export function publish(published: Published): void {
  Object.defineProperty(globalThis, PUBLISHED, { value: published, configurable: true });
  document.dispatchEvent(new CustomEvent(READY_EVENT));
}

/** The published session, waited for up to `ms`; null when none comes. */
export function findPublished(ms: number, signal: AbortSignal): Promise<Published | null> {
  const now = () => (Reflect.get(globalThis, PUBLISHED) as Published | undefined) ?? null;
  if (now()) {
    return Promise.resolve(now());
  }
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      document.removeEventListener(READY_EVENT, done);
      resolve(now());
    };
    const timer = setTimeout(done, ms);
    document.addEventListener(READY_EVENT, done);
    signal.addEventListener('abort', done);
  });
}
