import { describe, expect, it, vi } from 'vitest';

import { Messages } from '../../../src/hosts/widget/messages.js';
import { fetch, relayOffers } from '../../../src/hosts/widget/offers.js';
import { KernelSource } from '../../../src/hosts/widget/source.js';
import { CONFIG } from '../../parts.js';
import { MemoryKernel } from './kernel.js';

describe('an offer on a page without our server', () => {
  it('goes through the kernel of its widget, and names the call', async () => {
    const kernel = new MemoryKernel();
    kernel.answers.offer = ({ sdp }) => ({ answer: { sdp: `answer to ${sdp}`, call_id: 'rtc 1' } });
    const messages = new Messages();
    messages.attach(kernel);
    relayOffers('k1', messages);
    const url = new KernelSource(messages, 'k1').callsUrl(CONFIG);
    const response = await fetch(new URL(url), { method: 'POST', body: 'v=0' });
    expect(await response.text()).toBe('answer to v=0');
    const location = response.headers.get('Location') ?? '';
    expect(decodeURIComponent(location.split('/').at(-1) ?? '')).toBe('rtc 1');
  });

  it('goes straight to a provider that mints secrets, as does everything else', async () => {
    const direct = 'https://api.example.test/v1/realtime/calls';
    const source = new KernelSource(new Messages(), 'k1');
    expect(source.callsUrl({ ...CONFIG, mints_secrets: true, calls_url: direct })).toBe(direct);
    const browser = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('theirs'));
    expect(await (await fetch(direct)).text()).toBe('theirs');
    browser.mockRestore();
  });
});
