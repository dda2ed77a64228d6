import { OpenAIRealtimeWebRTC, type RealtimeTransportLayer } from '@openai/agents-realtime';

import { explain, fail, ProblemError, parseObject, readProblem } from './problem.js';
import type { Problem } from './wire.js';
import { problems } from './words.js';

const CONNECT_SECONDS = 20;
/** A machine with a network finds its first address within a fraction of this. */
const ADDRESS_MS = 3_000;

/** A way for sound and events to the provider, not yet connected. */
export interface Line {
  readonly transport: RealtimeTransportLayer;
  /** Rejects as soon as it is known that this line can never connect. */
  readonly hopeless: Promise<never>;
  /** Send this stream's audio from now on; the caller closes the old one. */
  replaceSound(stream: MediaStream): Promise<void>;
}

export type OpenLine = (stream: MediaStream, speaker: HTMLAudioElement) => Line;

/** WebRTC through the SDK, watched for a machine that has no network interface but loopback. */
export const openWebRtc: OpenLine = (mediaStream, audioElement) => {
  if (typeof RTCPeerConnection === 'undefined') {
    throw fail('no_webrtc', problems.noWebRtc());
  }
  let giveUp: (reason: ProblemError) => void = () => {};
  const hopeless = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  let senders: () => RTCRtpSender[] = () => [];
  const transport = new OpenAIRealtimeWebRTC({
    mediaStream,
    audioElement,
    changePeerConnection: (peer) => {
      senders = () => peer.getSenders();
      whenIsolated(peer, () => giveUp(fail('loopback_only', problems.loopbackOnly())));
      return peer;
    },
  });
  hopeless.catch(() => undefined); // only whoever still connects cares
  const replaceSound = async (stream: MediaStream) => {
    await Promise.all(senders().map((sender) => sender.replaceTrack(stream.getAudioTracks()[0])));
  };
  return { transport, hopeless, replaceSound };
};

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

/** The SDK's connection errors in three parts; its SDP errors hold the status and our server's answer. */
export function explainConnection(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  const message = error instanceof Error ? error.message : '';
  const refused = /request failed with status (\d+)(?:: ?(.*))?$/s.exec(message);
  if (!refused) {
    return /fetch|network|load failed/i.test(message)
      ? fail('server_gone', problems.serverGone()).problem
      : explain(error);
  }
  const [, status, body = ''] = refused;
  const said = parseObject(body)?.message;
  return (
    readProblem(body) ??
    fail('call_refused', problems.callRefused(Number(status), typeof said === 'string' ? said : body)).problem
  );
}

/** `work`, given up after `CONNECT_SECONDS`: a peer connection without a route never fails by itself. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = fail('no_connection', problems.noConnection(CONNECT_SECONDS));
    timer = setTimeout(() => reject(reason), CONNECT_SECONDS * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
