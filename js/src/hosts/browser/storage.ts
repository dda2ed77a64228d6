/** Null where the browser keeps nothing for this page: it is told to, or the page's frame is closed off. */
export function browserStorage(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return globalThis[kind];
  } catch {
    return null;
  }
}
