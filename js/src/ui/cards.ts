import type { CallRecord } from '../core/calls.js';
import { firstWords } from '../core/first-words.js';
import type { Holder } from '../core/floor.js';
import { localisedProblem } from '../core/localised.js';
import { panelWords } from '../core/panel-words.js';
import type { Recipient } from '../core/recipient.js';
import type { VoiceSession } from '../core/session.js';
import type { Problem } from '../core/wire.js';
import { words } from '../core/words.js';
import { button, h } from './element.js';
import { callText } from './format.js';

/** Problems that typing gets around. */
const TYPING_HELPS = new Set([
  'insecure_page',
  'microphone_blocked',
  'microphone_missing',
  'microphone_busy',
  'microphone_gone',
]);

/** Problems that another setting gets around. */
const SETTINGS_HELP = new Set(['settings_refused', 'unknown_transport', 'loopback_only', 'no_media']);

/** What happened, why, what to do, and the buttons that do it. */
export function problemCard(problem: Problem, session: VoiceSession, type: () => void): HTMLElement {
  const { host } = session;
  const [error, why, fix] = localisedProblem(problem);
  const again = () => void (session.state.problem ? session.retry() : session.prepare());
  const copy = button({ class: 'navai-action' }, words.copyDetails, () => {
    const details = JSON.stringify({ ...problem, browser: navigator.userAgent }, null, 2);
    void navigator.clipboard?.writeText(details).then(() => {
      copy.textContent = words.copied;
    });
  });
  return h(
    'div',
    { class: 'navai-card navai-problem', role: 'alert' },
    h('strong', {}, error),
    why ? h('p', {}, why) : null,
    fix ? h('p', {}, fix) : null,
    h(
      'div',
      { class: 'navai-actions' },
      TYPING_HELPS.has(problem.code) ? button({ class: 'navai-action' }, words.typeInstead, type) : null,
      SETTINGS_HELP.has(problem.code) && host.openSettings
        ? button({ class: 'navai-action' }, panelWords.openSettings, () => host.openSettings?.())
        : null,
      button({ class: 'navai-action' }, firstWords.tryAgain, again),
      copy,
    ),
  );
}

/** A click that follows the card so soon was meant for what was there before it. */
const SETTLE_MS = 500;

export function approvalCard(record: CallRecord, session: VoiceSession): HTMLElement {
  let settled = false;
  /** Keys, whose `detail` is 0, always decide; of the pointer neither an early press nor a double click's second. */
  const choice = (kind: string, label: string, decide: () => void) =>
    button({ class: kind }, label, ({ detail }) => {
      if (detail === 0 || (detail === 1 && settled)) {
        decide();
      }
    });
  const actions = h(
    'div',
    { class: 'navai-actions navai-settling' },
    choice('navai-action navai-primary', words.approve, () => session.calls.approve(record.key)),
    record.question?.notebook
      ? choice('navai-action', words.approveAlways, () => session.calls.approveAlways(record.key))
      : null,
    choice('navai-action', words.deny, () => session.calls.deny(record.key)),
  );
  setTimeout(() => {
    settled = true;
    actions.classList.remove('navai-settling');
  }, SETTLE_MS);
  return h(
    'div',
    { class: 'navai-card navai-approval', role: 'dialog', 'aria-label': words.approvalTitle, tabindex: '-1' },
    h('strong', {}, words.approvalAsk(record.name)),
    h('pre', {}, callText(record.name, record.arguments)),
    record.question?.word ? h('p', {}, words.approvalHow(record.question.word)) : null,
    actions,
  );
}

export function consentCard({ name, asText }: Recipient, session: VoiceSession): HTMLElement {
  const title = words.consentTitle(asText);
  return h(
    'div',
    { class: 'navai-card navai-approval', role: 'dialog', 'aria-label': title, tabindex: '-1' },
    h('strong', {}, title),
    h('p', {}, words.consentText(name, asText)),
    h(
      'div',
      { class: 'navai-actions' },
      button({ class: 'navai-action navai-primary' }, words.consentAllow, () => void session.consent(true)),
      button({ class: 'navai-action' }, words.consentDeny, () => void session.consent(false)),
    ),
  );
}

/** Somebody else was first, or took over: whether to act here instead. */
export function handoverCard({ place, document }: Holder, session: VoiceSession): HTMLElement {
  const inTab = place === 'tab';
  const title = inTab ? words.voiceInTab(document) : words.voiceInBrowser(document);
  return h(
    'div',
    { class: 'navai-card navai-approval', role: 'dialog', 'aria-label': title, tabindex: '-1' },
    h('strong', {}, title),
    h('p', {}, inTab ? words.handoverText : words.handoverAnewText),
    h(
      'div',
      { class: 'navai-actions' },
      button({ class: 'navai-action navai-primary' }, words.useHere, () => void session.takeOver()),
      button({ class: 'navai-action' }, words.consentDeny, () => session.giveUp()),
    ),
  );
}

export function resumeCard(session: VoiceSession): HTMLElement {
  return h(
    'div',
    { class: 'navai-card', role: 'group', 'aria-label': words.resumeTitle },
    h('strong', {}, words.resumeTitle),
    h('p', {}, words.resumeText),
    h(
      'div',
      { class: 'navai-actions' },
      button({ class: 'navai-action navai-primary' }, words.resume, () => void session.start()),
      button({ class: 'navai-action' }, words.startAnew, () => void session.startAnew()),
    ),
  );
}
