import { afterEach, expect, it, vi } from 'vitest';

import { startOnOpen } from '../../src/hosts/lab/start-on-open.js';

function page(visibilityState: string, query: () => Promise<{ state: string }>) {
  vi.stubGlobal('document', { visibilityState });
  vi.stubGlobal('navigator', { permissions: { query } });
}

const allowed = async () => ({ state: 'granted' });

afterEach(() => vi.unstubAllGlobals());

it('starts once the page is there', async () => {
  page('visible', allowed);
  const start = vi.fn(async () => {});
  let open = () => {};
  const started = startOnOpen(new Promise<void>((resolve) => (open = resolve)), start);
  await Promise.resolve();
  expect(start).not.toHaveBeenCalled();
  open();
  await started;
  expect(start).toHaveBeenCalledOnce();
});

it.each<[string, string, () => Promise<{ state: string }>]>([
  ['nobody looks at the page', 'hidden', allowed],
  ['the browser would ask', 'visible', async () => ({ state: 'prompt' })],
  ['the browser does not tell', 'visible', () => Promise.reject(new TypeError('microphone'))],
])('does not start when %s', async (_, visibility, query) => {
  page(visibility, query);
  const start = vi.fn(async () => {});
  await startOnOpen(Promise.resolve(), start);
  expect(start).not.toHaveBeenCalled();
});
