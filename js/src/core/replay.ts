import type { RealtimeClientMessage } from '@openai/agents-realtime';

import type { CallRecord } from './calls.js';
import type { Entry } from './conversation.js';
import { toolWords } from './tool-words.js';

/** The last lines of the log that a new connection is told, and the characters that all of them may have. */
const MOST_ENTRIES = 80;
const MOST_CHARACTERS = 40_000;
/** A longer text is cut: a new connection needs to know what was meant, not every row of a table. */
const LONGEST_TEXT = 4_000;

/** The events that tell a new connection what was said and done, oldest first; none of them asks for a response. */
export function replayOf(entries: readonly Entry[]): RealtimeClientMessage[] {
  const events: RealtimeClientMessage[][] = [];
  let left = MOST_CHARACTERS;
  for (const entry of entries
    .filter((one) => one.kind !== 'note')
    .slice(-MOST_ENTRIES)
    .reverse()) {
    const told = eventsOf(entry);
    left -= JSON.stringify(told).length;
    if (left < 0) {
      break;
    }
    events.push(told);
  }
  return events.reverse().flat();
}

/** A call with its result, as if the model had just made it. */
export function callEvents({ key, name, arguments: args, outcome }: CallRecord): RealtimeClientMessage[] {
  const call_id = callIdOf(key);
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return [
    created({ type: 'function_call', call_id, name, arguments: text }),
    created({ type: 'function_call_output', call_id, output: cut(JSON.stringify(outcome?.output ?? {})) }),
  ];
}

/** Whether the person still waits for words: theirs were the last, or the result of a call was. */
export function awaitsAnswer(entries: readonly Entry[]): boolean {
  const last = entries.filter((entry) => entry.kind !== 'note' && !isEmpty(entry)).at(-1);
  if (last?.kind === 'call') {
    return last.record.outcome !== null && last.record.speak;
  }
  return last?.kind === 'said' && last.who === 'user';
}

/** The calls among `entries` whose result is still to come. */
export function unfinished(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === 'call' && !entry.record.outcome ? [entry.id] : []));
}

function eventsOf(entry: Entry): RealtimeClientMessage[] {
  if (entry.kind === 'call') {
    const { name, outcome, state } = entry.record;
    const news = state === 'approval' ? toolWords.stillWaiting(name) : toolWords.stillRunning(name);
    return outcome ? callEvents(entry.record) : [message('system', 'input_text', news)];
  }
  if (entry.kind === 'note' || isEmpty(entry)) {
    return [];
  }
  return entry.who === 'user'
    ? [message('user', 'input_text', entry.text)]
    : [message('assistant', 'output_text', entry.text)];
}

/** At most 32 characters, as the protocol allows; two sessions may have used the same id. */
function callIdOf(key: string): string {
  const [session, callId] = key.split('\n');
  return `${session.slice(0, 8)}_${callId.slice(-23)}`;
}

function isEmpty(entry: Entry): boolean {
  return entry.kind === 'said' && !entry.text.trim();
}

function message(role: string, type: string, text: string): RealtimeClientMessage {
  return created({ type: 'message', role, content: [{ type, text: cut(text) }] });
}

function created(item: object): RealtimeClientMessage {
  return { type: 'conversation.item.create', item };
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
