import type { Entry } from '../core/conversation.js';
import { exampleSentences } from '../core/examples.js';
import type { Kept } from '../core/keeping.js';
import { localisedError } from '../core/localised.js';
import type { VoiceSession } from '../core/session.js';
import { spoken, words } from '../core/words.js';
import { callCard, type Render } from './call-card.js';
import { button, h } from './element.js';

/** Pixels from the bottom within which the log follows what comes. */
const NEAR = 48;

function isAtEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement, near: number): boolean {
  return scrollHeight - scrollTop - clientHeight <= near;
}

/** Two cards of one call in the same state. */
function isAlike(before: HTMLElement, line: HTMLElement): boolean {
  return before.className === line.className && before.childElementCount === line.childElementCount;
}

/** The button beside them stays: a call that tells of itself many times a second must be there for a whole click. */
function replaceDetails(before: HTMLElement, line: HTMLElement): void {
  const [old, next] = [before, line].map((each) => each.querySelector('details') as HTMLDetailsElement);
  const isFocused = old.querySelector('summary')?.matches(':focus') ?? false;
  const scrolled = [...old.querySelectorAll('pre')].map((text) => (isAtEnd(text, 1) ? null : text.scrollTop));
  next.open = old.open;
  old.replaceWith(next);
  next.querySelectorAll('pre').forEach((text, index) => {
    text.scrollTop = scrolled[index] ?? text.scrollHeight; // what was read to its end goes on with what is printed
  });
  if (isFocused) {
    next.querySelector('summary')?.focus({ preventScroll: true });
  }
}

/** The conversation, newest at the bottom; sentences to try until something is said. */
export function createLog(session: VoiceSession, render: Render) {
  const lines = new Map<string, HTMLElement>();
  const waiting = new Map<string, Entry>();
  const hints = h('div', { class: 'navai-hints' });
  // Partial captions would be read again and again: the live region of the session speaks instead.
  const element = h(
    'div',
    { role: 'log', 'aria-label': words.conversation, 'aria-live': 'off', tabindex: '0' },
    hints,
  );

  let atEnd = true;
  element.addEventListener('scroll', () => {
    atEnd = isAtEnd(element, NEAR);
  });

  /** Show what came since the last time, and stay at the end, also when a card below has taken room. */
  function update(): void {
    waiting.forEach(show);
    waiting.clear();
    hints.hidden = conversation.entries.some(({ kind }) => kind !== 'note');
    if (atEnd) {
      element.scrollTop = element.scrollHeight;
    }
  }

  function show(entry: Entry): void {
    const line = draw(entry);
    const before = lines.get(entry.id);
    if (!before) {
      element.append(line);
    } else if (entry.kind === 'call' && isAlike(before, line)) {
      replaceDetails(before, line);
      return;
    } else {
      const open = before.querySelector('details')?.open ?? false;
      before.replaceWith(line);
      line.querySelector('details')?.toggleAttribute('open', open);
    }
    lines.set(entry.id, line);
  }

  const { host, conversation } = session;
  const keep =
    host.keep && ((kept: Kept) => host.keep?.(kept).catch((error) => conversation.note(localisedError(error))));

  function draw(entry: Entry): HTMLElement {
    switch (entry.kind) {
      case 'said': {
        const who = entry.who === 'user' ? words.you : words.agent;
        const state = entry.final ? '' : ' navai-partial';
        const line = h(
          'div',
          { class: `navai-said navai-${entry.who}${state}` },
          h('span', { class: 'navai-who' }, who),
          h('span', {}, entry.text),
        );
        line.hidden = entry.text === '';
        return line;
      }
      case 'call':
        return callCard(entry.record, render, { cancel: () => session.calls.cancel(entry.id), keep });
      case 'note':
        return h('div', { class: 'navai-note' }, entry.text);
    }
  }

  /** Three sentences that would work here and now; pressing one sends it. */
  function updateHints(): void {
    const { destinations, functions } = session.catalogue;
    const sentences = [...exampleSentences(destinations, functions).slice(0, 2), spoken.tryHelp];
    hints.replaceChildren(
      h('div', { class: 'navai-small' }, words.tryThese),
      ...sentences.map((text) =>
        button({ class: 'navai-hint' }, `“${text}”`, () => void session.sendText(text)),
      ),
    );
  }

  for (const entry of session.conversation.entries) {
    waiting.set(entry.id, entry);
  }
  update();
  updateHints();
  const disposers = [
    session.catalogue.changed.on(updateHints),
    session.conversation.changed.on((entry) => {
      waiting.set(entry.id, entry);
    }),
  ];
  return {
    element,
    update,
    dispose: () => {
      for (const dispose of disposers) {
        dispose();
      }
    },
  };
}
