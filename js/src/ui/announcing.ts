import type { CallRecord } from '../core/calls.js';
import type { Entry } from '../core/conversation.js';
import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { resultText } from './format.js';
import { statusText } from './status.js';

/** A quick command passes through several states; one that does not last is not worth a word. */
const LASTING_MS = 700;

/** Has the session's announcer tell states, news and what calls did; answers the function that ends it. */
export function announceSession(session: VoiceSession): () => void {
  const { announcer, store, calls, conversation } = session;
  const status = lastingStatus(session);
  const disposers = [
    status.dispose,
    store.changed.on((state) => {
      announcer.hold(isSomebodySpeaking(state));
      status.update(state);
    }),
    calls.changed.on((record) => announcer.say(callNews(record), record.state !== 'done', record.key)),
    conversation.changed.on((entry) => announcer.say(entryNews(entry, session))),
  ];
  status.update(session.state);
  return () => {
    for (const dispose of disposers) {
      dispose();
    }
  };
}

function isSomebodySpeaking({ status, activity }: SessionState): boolean {
  return status === 'connected' && (activity === 'hearing' || activity === 'speaking');
}

/** Calls of which the agent says nothing by itself, or that came to nothing. */
function callNews({ name, state, speak, outcome, finishing }: CallRecord): string {
  if (!outcome || finishing || (state === 'done' && speak)) {
    return '';
  }
  const text = resultText(outcome) || words.state[state];
  return `${name.replaceAll('_', ' ')}: ${text}`;
}

/** The agent's words are heard; they are announced to whoever asked for them in writing. */
function entryNews(entry: Entry, session: VoiceSession): string {
  if (entry.kind === 'note') {
    return entry.text;
  }
  const isAnswer = entry.kind === 'said' && entry.who === 'agent' && entry.final;
  return isAnswer && session.announcesAnswers ? entry.text : '';
}

function lastingStatus(session: VoiceSession) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = '';

  function update(state: SessionState): void {
    if (isSomebodySpeaking(state)) {
      return; // they are heard themselves
    }
    const running = session.calls.open.find((record) => record.state === 'running');
    const text = statusText(state, running?.name ?? '').replace(/ \d+ %/, ''); // each percent would be read
    if (text !== latest) {
      latest = text;
      clearTimeout(timer);
      timer = setTimeout(() => session.announcer.say(text, false, 'status'), LASTING_MS);
    }
  }

  return { update, dispose: () => clearTimeout(timer) };
}
