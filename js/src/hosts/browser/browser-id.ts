import { randomId } from '../../core/ids.js';

const KEY = 'navai.browser';

/** The same for all tabs of this browser: among them the floor decides. */
export function browserId(storage: Storage | null): string {
  const fresh = randomId();
  try {
    const id = storage?.getItem(KEY) ?? fresh;
    storage?.setItem(KEY, id);
    return id;
  } catch {
    return fresh; // a full or closed storage: until the page is loaded again
  }
}
