import type { OpenAIRealtimeWebSocket } from '@openai/agents-realtime';
import { describe, expect, it } from 'vitest';

import type { Playback, RawAudio } from '../../src/core/raw-audio.js';
import { Signal } from '../../src/core/signal.js';
import { webSocketLine } from '../../src/core/websocket.js';

/** The page's socket, and what the server at its other end does. */
class PageSocket extends EventTarget {
  readonly bufferedAmount = 0;
  readonly sent: { type: string; [field: string]: unknown }[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {}

  open(): void {
    this.dispatchEvent(new Event('open'));
  }

  tell(event: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ event_id: 'event', ...event }) }));
  }

  end(): void {
    this.dispatchEvent(new Event('error'));
    this.dispatchEvent(new Event('close'));
  }
}

function dial() {
  const socket = new PageSocket();
  const played: string[] = [];
  const playback: Playback = {
    playing: new Signal<boolean>(),
    play: (responseId) => played.push(responseId),
    heard: () => 0,
    overhear: () => {},
    clear: () => played.push('silence'),
    close: () => {},
  };
  const audio: RawAudio = { capture: async () => () => {}, playback: async () => playback };
  const line = webSocketLine(audio, () => socket as unknown as WebSocket)(
    {} as MediaStream,
    {} as HTMLAudioElement,
  );
  const transport = line.transport as OpenAIRealtimeWebSocket;
  transport.on('error', () => {}); // the SDK's session listens here
  const url = 'ws://127.0.0.1/navai/realtime';
  const connecting = transport.connect({ apiKey: 'ek_relay', url, initialSessionConfig: {} });
  let connected = false;
  connecting.then(
    () => {
      connected = true;
    },
    () => undefined,
  );
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { socket, line, transport, played, settled, isConnected: () => connected };
}

const REFUSAL = { ok: false, code: 'provider_unreachable', error: 'No way.', why: '', fix: '' };

describe('a socket through the server', () => {
  it('is connected when the provider answers, not when the server does', async () => {
    const { socket, settled, isConnected } = dial();
    await settled();
    socket.open();
    await settled();
    expect(isConnected()).toBe(false);
    socket.tell({ type: 'session.created', session: {} });
    await settled();
    expect(isConnected()).toBe(true);
  });

  it('that the server cannot lead on is given up with its words', async () => {
    const { socket, line, settled, isConnected } = dial();
    await settled();
    socket.open();
    socket.tell({ type: 'error', error: { message: 'No way.' }, problem: REFUSAL });
    await expect(line.hopeless).rejects.toMatchObject({ problem: REFUSAL });
    expect(isConnected()).toBe(false);
  });

  it('that does not open is the server’s absence', async () => {
    const { socket, line, settled } = dial();
    await settled();
    socket.end();
    await expect(line.hopeless).rejects.toMatchObject({ problem: { code: 'server_gone' } });
  });

  it('plays nothing of a response after it was interrupted', async () => {
    const { socket, transport, played, settled } = dial();
    await settled();
    socket.open();
    socket.tell({ type: 'session.created', session: {} });
    await settled();
    const say = (id: string) =>
      socket.tell({
        type: 'response.output_audio.delta',
        response_id: id,
        item_id: `item_${id}`,
        output_index: 0,
        content_index: 0,
        delta: 'AAA=',
      });
    say('first');
    await settled();
    transport.interrupt();
    say('first');
    say('second');
    await settled();
    expect(played).toEqual(['first', 'silence', 'second']);
  });
});
