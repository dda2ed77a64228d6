/** Where the page's one session is found by widgets in cells. */
const PUBLISHED = Symbol.for('navai.lab');
/** Sent on `document` when the session was published. */
const READY_EVENT = 'navai:ready';

export interface Published {
  /** Show the session in a cell; the notebook of `kernelId` is meant when voice is started there. */
  mount(el: HTMLElement, kernelId: string): () => void;
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
