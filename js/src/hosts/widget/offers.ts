import type { Messages } from './messages.js';

/** What the addresses of offers begin with that a kernel relays; the kernel's id follows. */
export const OFFERS = 'navai-kernel:offers/';

const SECONDS = 40;
const kernels = new Map<string, Messages>();

/** Have `fetch` send offers for this kernel by its widget's messages. */
export function relayOffers(kernelId: string, messages: Messages): void {
  kernels.set(OFFERS + encodeURIComponent(kernelId), messages);
}

/**
 * Takes the place of the browser's `fetch` in the widget's bundle (esbuild injects it): the SDK posts its offer to an
 * address, and on a page without our server there is none that would relay it.
 */
export async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const messages = kernels.get(String(input));
  if (!messages) {
    return globalThis.fetch(input, init);
  }
  const { answer } = await messages.ask({ type: 'offer', sdp: String(init?.body) }, SECONDS);
  const headers = {
    'Content-Type': 'application/sdp',
    Location: `/calls/${encodeURIComponent(answer?.call_id ?? '')}`,
  };
  return new Response(answer?.sdp, { status: 201, headers });
}
