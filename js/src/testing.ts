/** For tests of what is built on the session: a transport whose provider is played by the test. */

import { ScriptedRealtimeTransport } from '@openai/agents-realtime/testing';

import type { OwnLine } from './core/lines.js';

export { ScriptedRealtimeTransport };

/** The line over `transport`, to be answered by what is registered with `registerTransport`. */
export function scriptedLine(transport: ScriptedRealtimeTransport): OwnLine {
  return { transport, replaceSound: async () => {} };
}
