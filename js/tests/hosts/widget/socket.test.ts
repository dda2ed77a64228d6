// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Messages } from '../../../src/hosts/widget/messages.js';
import { KernelSocket } from '../../../src/hosts/widget/socket.js';
import { MemoryKernel } from './kernel.js';

const SOUND = '{"type":"input_audio_buffer.append","audio":"AAAA"}';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function opened(kernel = new MemoryKernel()) {
  const messages = new Messages();
  messages.attach(kernel);
  const socket = new KernelSocket(messages);
  const events: string[] = [];
  for (const type of ['open', 'message', 'close']) {
    socket.addEventListener(type, (event) =>
      events.push([type, (event as MessageEvent).data].filter(Boolean).join(' ')),
    );
  }
  await vi.advanceTimersByTimeAsync(0);
  const id = kernel.read[0]?.socket_id as string;
  return { kernel, socket, events, id };
}

describe('a socket through the kernel', () => {
  it('opens when the kernel has read that it should, and carries text both ways', async () => {
    const { kernel, socket, events, id } = await opened();
    expect(events).toEqual(['open']);
    socket.send('{"type":"response.create"}');
    expect(kernel.read[1]).toMatchObject({
      type: 'socket_send',
      socket_id: id,
      texts: ['{"type":"response.create"}'],
    });
    kernel.publish({ type: 'socket', socket_id: id, text: 'hello', closed: null });
    kernel.publish({ type: 'socket', socket_id: 'of another page', text: 'theirs', closed: null });
    expect(events).toEqual(['open', 'message hello']);
  });

  it('gathers sound, in order with all else, and knows how much the kernel has not read', async () => {
    const { kernel, socket } = await opened();
    socket.send(SOUND);
    socket.send(SOUND);
    expect(kernel.kinds()).toEqual(['socket_open']);
    await vi.advanceTimersByTimeAsync(100);
    expect(kernel.read[1].texts).toEqual([SOUND, SOUND]);
    kernel.isBusy = true;
    socket.send(SOUND);
    socket.send('typed');
    expect(socket.bufferedAmount).toBe(SOUND.length + 'typed'.length);
    kernel.free();
    await vi.advanceTimersByTimeAsync(100);
    expect(kernel.read[2].texts).toEqual([SOUND, 'typed']);
    expect(socket.bufferedAmount).toBe(0);
  });

  it('ends with the provider, or when the page closes it, and sends nothing more', async () => {
    const { kernel, socket, events, id } = await opened();
    kernel.publish({ type: 'socket', socket_id: id, text: null, closed: 'The hour is over.' });
    expect(events).toEqual(['open', 'close']);
    const again = await opened(kernel);
    again.socket.close();
    expect(kernel.kinds()).toEqual(['socket_open', 'socket_open', 'socket_close']);
    socket.send('typed');
    again.socket.send('typed');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kernel.kinds()).toEqual(['socket_open', 'socket_open', 'socket_close']);
  });

  it('says why there is none where the kernel does not answer', async () => {
    const kernel = new MemoryKernel();
    kernel.isBusy = true;
    const { events } = await opened(kernel);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(events[0]).toContain('The kernel gave no answer within 15 seconds.');
    expect(events[1]).toBe('close');
    kernel.free(); // it reads now what it was sent, and must not hold a session for nobody
    expect(kernel.kinds()).toEqual(['socket_open', 'socket_close']);
  });

  it('shows the kernel from time to time that the page is still there', async () => {
    const { kernel } = await opened();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kernel.read.slice(1).map(({ texts }) => texts)).toEqual([[], [], []]);
  });
});
