import { OpenAIRealtimeWebRTC } from '@openai/agents-realtime';

import type { OpenLine } from './line.js';
import { fail, type ProblemError } from './problem.js';
import { problems } from './problem-words.js';
import { Signal } from './signal.js';

/** A machine with a network finds its first address within a fraction of this. */
const ADDRESS_MS = 1_500;
/** Media flows within a fraction of this where it can flow at all. */
const MEDIA_MS = 3_000;
/** A browser holds back less sound than this against a network that stumbles. */
const HELD_BACK_MS = 600;

/** WebRTC through the SDK, watched for a place where no media can flow: its own connection would wait for ever. */
export const openWebRtc: OpenLine = (mediaStream, audioElement) => {
  if (typeof RTCPeerConnection === 'undefined') {
    throw fail('no_webrtc', problems.noWebRtc);
  }
  let giveUp: (reason: ProblemError) => void = () => {};
  const hopeless = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  hopeless.catch(() => undefined); // only whoever still connects cares
  let senders: () => RTCRtpSender[] = () => [];
  let voices: () => MediaStreamTrack[] = () => [];
  const transport = new OpenAIRealtimeWebRTC({
    mediaStream,
    audioElement,
    changePeerConnection: (peer) => {
      senders = () => peer.getSenders();
      voices = () => peer.getReceivers().map(({ track }) => track);
      whenIsolated(peer, () => giveUp(fail('loopback_only', problems.loopbackOnly)));
      whenBlocked(peer, () => giveUp(fail('no_media', problems.noMedia)));
      return peer;
    },
  });
  const hush = hushing(() => voices());
  transport.on('*', ({ type }) => hush(type));
  return {
    transport,
    endpoint: 'calls',
    hopeless,
    playing: new Signal(), // the provider tells by its own events
    replaceSound: async (stream) => {
      await Promise.all(senders().map((sender) => sender.replaceTrack(stream.getAudioTracks()[0])));
    },
    close: () => undefined, // the transport closes its connection
  };
};

/** Silences the agent's `voices` once the provider has cut them: what the browser holds back is not to be heard either. */
export function hushing(voices: () => readonly MediaStreamTrack[]): (eventType: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = (on: boolean) => {
    clearTimeout(timer);
    for (const voice of voices()) {
      voice.enabled = on;
    }
  };
  return (eventType) => {
    if (eventType === 'output_audio_buffer.cleared') {
      hear(false);
      timer = setTimeout(() => hear(true), HELD_BACK_MS);
    } else if (eventType === 'output_audio_buffer.started') {
      hear(true);
    }
  };
}

/** Calls back when `peer` finds no address to be reached at; with loopback alone Chromium gathers without end. */
function whenIsolated(peer: RTCPeerConnection, isolated: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  peer.addEventListener('icegatheringstatechange', () => {
    timer ??= setTimeout(isolated, ADDRESS_MS);
  });
  peer.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.candidate) {
      clearTimeout(timer);
    }
  });
}

/**
 * Calls back when both sides have agreed and still nothing flows, as behind a firewall that drops UDP. What answered
 * even once is slow, and not blocked.
 */
export function whenBlocked(peer: RTCPeerConnection, blocked: () => void): void {
  const look = async () => {
    if (peer.connectionState !== 'connected' && !(await hasAnswered(peer))) {
      blocked();
    }
  };
  peer.addEventListener('signalingstatechange', () => {
    if (peer.signalingState === 'stable') {
      setTimeout(look, MEDIA_MS);
    }
  });
  peer.addEventListener('connectionstatechange', () => peer.connectionState === 'failed' && blocked());
}

/** Whether any packet of the other side has come. */
async function hasAnswered(peer: RTCPeerConnection): Promise<boolean> {
  const reports = [...(await peer.getStats()).values()];
  return reports.some(
    ({ responsesReceived = 0, requestsReceived = 0 }) => responsesReceived + requestsReceived > 0,
  );
}
