import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { hushing, whenBlocked } from '../../src/core/webrtc.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Both sides agreed; `pair` counts what came from the other. */
class AgreedPeer extends EventTarget {
  signalingState = 'stable';
  connectionState = 'connecting';
  pair = { type: 'candidate-pair', requestsReceived: 0, responsesReceived: 0 };

  async getStats() {
    return new Map<string, object>([
      ['codec', { type: 'codec' }],
      ['pair', this.pair],
    ]);
  }
}

function watched() {
  const peer = new AgreedPeer();
  const blocked = vi.fn();
  whenBlocked(peer as unknown as RTCPeerConnection, blocked);
  peer.dispatchEvent(new Event('signalingstatechange'));
  return { peer, blocked };
}

describe('a peer connection', () => {
  it('is blocked when nothing comes after both sides agreed', async () => {
    const { blocked } = watched();
    await vi.advanceTimersByTimeAsync(2_900);
    expect(blocked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(blocked).toHaveBeenCalledOnce();
  });

  it('is slow when something came, and not blocked', async () => {
    const { peer, blocked } = watched();
    peer.pair.responsesReceived = 1;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(blocked).not.toHaveBeenCalled();
  });

  it('is blocked as soon as the browser says so', async () => {
    const { peer, blocked } = watched();
    peer.connectionState = 'failed';
    peer.dispatchEvent(new Event('connectionstatechange'));
    expect(blocked).toHaveBeenCalledOnce();
  });
});

describe('a voice that the provider has cut', () => {
  function listening() {
    const voice = { enabled: true };
    const hush = hushing(() => [voice as MediaStreamTrack]);
    hush('output_audio_buffer.started');
    return { voice, hush };
  }

  it('is heard no more, whatever the browser holds back of it', () => {
    const { voice, hush } = listening();
    hush('input_audio_buffer.speech_started');
    expect(voice.enabled).toBe(true);
    hush('output_audio_buffer.cleared');
    expect(voice.enabled).toBe(false);
  });

  it('is heard again with the next answer', () => {
    const { voice, hush } = listening();
    hush('output_audio_buffer.cleared');
    hush('output_audio_buffer.started');
    expect(voice.enabled).toBe(true);
  });

  it('is heard again from a provider that announces no answer', () => {
    const { voice, hush } = listening();
    hush('output_audio_buffer.cleared');
    vi.advanceTimersByTime(1000);
    expect(voice.enabled).toBe(true);
  });
});
