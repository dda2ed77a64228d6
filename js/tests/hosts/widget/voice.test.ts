// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { mountWidget } from '../../../src/hosts/widget/voice.js';
import { CONFIG } from '../../parts.js';
import { MemoryKernel } from './kernel.js';

/** Of the provider behind a kernel: what it was sent by the page's socket. */
type Event = { type: string; [field: string]: unknown };

let kernels = 0;

/** A kernel of its own, whose provider greets and takes whatever a page says. */
function talkingKernel() {
  kernels += 1;
  const kernel = new MemoryKernel({ height: 360, kernel_id: `k${kernels}`, transport: 'kernel' });
  const sent: Event[] = [];
  const say = (socket_id: unknown, event: Event) =>
    queueMicrotask(() =>
      kernel.publish({ type: 'socket', socket_id, text: JSON.stringify(event), closed: null }),
    );
  kernel.answers = {
    config: () => ({ config: { ...CONFIG, websocket_url: 'navai/realtime' } }),
    list: () => ({ functions: { items: [], warnings: [], routes: [], agents: [], version: 1, problem: null } }),
    socket_open: ({ socket_id }) => {
      say(socket_id, { type: 'session.created', event_id: 'e', session: { type: 'realtime' } });
      return {};
    },
    socket_send: ({ socket_id, texts }) => {
      for (const event of (texts as string[]).map((text) => JSON.parse(text) as Event)) {
        sent.push(event);
        if (event.type === 'session.update') {
          say(socket_id, { type: 'session.updated', event_id: 'e', session: event.session });
        }
      }
      return {};
    },
  };
  return { kernel, sent };
}

function show(kernel: MemoryKernel) {
  const el = document.body.appendChild(document.createElement('div'));
  const leave = mountWidget(el, kernel);
  const region = el.querySelector('section') as HTMLElement;
  const type = (text: string) => {
    const box = region.querySelector('[aria-label="Type a message"]') as HTMLInputElement;
    box.value = text;
    box.form?.requestSubmit();
  };
  return { region, type, leave, status: () => region.dataset.navaiStatus };
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.replaceChildren();
  // A page that has no sound: it plays nothing, and its streams are silent.
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockRejectedValue(new Error('no sound'));
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running';
      createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => [new EventTarget()] } });
      close = async () => {};
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const settled = () => vi.advanceTimersByTimeAsync(500);

describe('a session that a widget brings', () => {
  it('takes typed turns through the kernel on a page without sound', async () => {
    const { kernel, sent } = talkingKernel();
    const { type, status } = show(kernel);
    await settled();
    type('add two and three');
    await settled();
    expect(status()).toBe('connected');
    expect(JSON.stringify(sent.find((event) => event.type === 'conversation.item.create'))).toContain(
      'add two and three',
    );
    expect(sent.map((event) => event.type)).toContain('response.create');
  });

  it('says that it waits for a kernel that runs a cell, and goes on after it', async () => {
    const { kernel, sent } = talkingKernel();
    const { region, type } = show(kernel);
    type('hello');
    await settled();
    kernel.isBusy = true;
    type('add two and three');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(region.textContent).toContain('The kernel does not answer now. If it runs a cell');
    expect(JSON.stringify(sent)).not.toContain('add two and three');
    kernel.free();
    await settled();
    const typed = sent.filter((event) => JSON.stringify(event).includes('add two and three'));
    expect(typed).toHaveLength(1);
  });

  it('is the same in all widgets of a kernel, and hangs up when none shows it any more', async () => {
    const { kernel } = talkingKernel();
    const first = show(kernel);
    const second = show(kernel);
    first.type('hello');
    await settled();
    expect([first.status(), second.status()]).toEqual(['connected', 'connected']);
    first.leave();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(second.status()).toBe('connected');
    second.leave();
    const again = show(kernel); // its cell was run again
    await vi.advanceTimersByTimeAsync(20_000);
    expect(again.status()).toBe('connected');
    again.leave();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(kernel.kinds().at(-1)).toBe('socket_close');
  });

  it('ends when that of another notebook of the page begins', async () => {
    const one = show(talkingKernel().kernel);
    const other = show(talkingKernel().kernel);
    one.type('hello');
    await settled();
    other.type('hello');
    await settled();
    expect([one.status(), other.status()]).toEqual(['idle', 'connected']);
  });
});
