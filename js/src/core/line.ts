import type { RealtimeTransportLayer } from '@openai/agents-realtime';

import { explain, fail, ProblemError, parseObject, readProblem } from './problem.js';
import { problems } from './problem-words.js';
import type { Signal } from './signal.js';
import type { Problem } from './wire.js';

const CONNECT_SECONDS = 20;

/** The name of a transport: `webrtc`, `websocket`, or one that a user registered. */
export type Way = string;

/** A way for sound and events to the provider, not yet connected. */
export interface Line {
  readonly transport: RealtimeTransportLayer;
  /** What it is connected to: where SDP offers go, with a client secret, or our server's socket, without. */
  readonly endpoint: 'calls' | 'socket';
  /** Rejects as soon as it is known that this line can never connect. */
  readonly hopeless: Promise<never>;
  /** Whether the agent is being heard, on a line whose provider cannot know. */
  readonly playing: Signal<boolean>;
  /** Send this stream's audio from now on; the caller closes the old one. */
  replaceSound(stream: MediaStream): Promise<void>;
  /** Let go of what the transport itself does not close. */
  close(): void;
}

export type OpenLine = (stream: MediaStream, speaker: HTMLAudioElement) => Line;

/** The SDK's connection errors in three parts; its SDP errors hold the status and our server's answer. */
export function explainConnection(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  const message = error instanceof Error ? error.message : '';
  const refused = /request failed with status (\d+)(?:: ?(.*))?$/s.exec(message);
  if (!refused) {
    return /fetch|network|load failed/i.test(message)
      ? fail('server_gone', problems.serverGone).problem
      : explain(error);
  }
  const [, status, body = ''] = refused;
  return readProblem(body) ?? callRefusal(status, body).problem;
}

function callRefusal(status: string, body: string): ProblemError {
  const told = parseObject(body)?.message;
  const said = typeof told === 'string' ? told : body;
  return said
    ? fail('call_refused', problems.callRefused, said)
    : fail('call_refused', problems.callRefusedSilently, status);
}

/** `work`, given up after `CONNECT_SECONDS`: a peer connection without a route never fails by itself. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = fail('no_connection', problems.noConnection, CONNECT_SECONDS);
    timer = setTimeout(() => reject(reason), CONNECT_SECONDS * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
