import { firstWords } from '../core/first-words.js';
import { recipient } from '../core/recipient.js';
import type { VoiceSession } from '../core/session.js';
import { type SessionState, voiceState } from '../core/state.js';
import { words } from '../core/words.js';
import { batch } from './batch.js';
import { type Render, renderPlain } from './call-card.js';
import { approvalCard, consentCard, handoverCard, problemCard, resumeCard } from './cards.js';
import { createComposer } from './composer.js';
import { createDevices } from './devices.js';
import { h } from './element.js';
import { createFirstRun } from './first-run.js';
import { createHead } from './head.js';
import { createDestinations, createFunctions } from './lists.js';
import { attachLiveRegion } from './live-region.js';
import { createLog } from './log.js';
import { createNotebookPicker } from './notebook-picker.js';
import { addStyle } from './style.js';
import { createTabs } from './tabs.js';

export interface PanelOptions {
  /** How the host shows a function's result. */
  readonly render?: Render;
}

const TWICE_MS = 1000;

/** Show the session in `el`; any number of panels may show the same one. Answers the function that removes it. */
export function mountPanel(el: HTMLElement, session: VoiceSession, options: PanelOptions = {}): () => void {
  addStyle(el.ownerDocument);
  const devices = createDevices(session);
  const head = createHead(session, devices.toggle);
  const log = createLog(session, options.render ?? renderPlain);
  const functions = createFunctions(session);
  const destinations = createDestinations(session);
  const composer = createComposer(session);
  const picker = createNotebookPicker(session.host.notebooks);
  const firstRun = createFirstRun(session, composer.focus);
  const cards = h('div', { class: 'navai-cards' });
  const { list, panels } = createTabs([
    { name: words.conversation, element: log.element },
    { name: words.functions, element: functions.element },
    { name: words.destinations, element: destinations.element },
  ]);
  const views = h('div', { class: 'navai-views' }, ...panels);
  const root = h(
    'section',
    { class: 'navai', 'aria-label': regionName(el.ownerDocument) },
    head.element,
    picker.element,
    devices.element,
    firstRun.element,
    list,
    views,
    cards,
    composer.element,
  );

  let shown = '';
  /** Where the person was before a question took the focus. */
  let returnTo: HTMLElement | null = null;
  function updateCards(state: SessionState): void {
    const asking = session.calls.open.find((record) => record.state === 'approval');
    const problem = state.problem ?? (state.status === 'connecting' ? null : state.blocked);
    const asked = state.asksConsent && state.config ? recipient(state.config) : null;
    const { handover } = state;
    const resumable = state.resumable && !state.elsewhere && !handover;
    const now = JSON.stringify([asking?.key, asked, problem, resumable, handover]);
    if (now === shown) {
      return; // drawing a card again would take the focus from its buttons
    }
    shown = now;
    const focused = root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    const wasAnswering = cards.contains(focused);
    cards.replaceChildren(
      ...(problem ? [problemCard(problem, session, composer.focus)] : []),
      ...(resumable ? [resumeCard(session)] : []),
      ...(handover ? [handoverCard(handover, session)] : []),
      ...(asked ? [consentCard(asked, session)] : []),
      ...(asking ? [approvalCard(asking, session)] : []),
    );
    const question = cards.querySelector<HTMLElement>('[role=dialog], [role=group]');
    session.announcer.say(question?.textContent ?? '', true, 'question');
    if (question?.getAttribute('role') === 'dialog' && focused) {
      returnTo = wasAnswering ? returnTo : focused;
      question.focus();
    } else if (wasAnswering) {
      (returnTo ?? composer).focus();
      returnTo = null;
    }
  }

  function mark(state: SessionState): void {
    root.dataset.navaiStatus = state.status;
    root.dataset.navaiVoice = voiceState(state);
  }

  function draw(): void {
    head.update(session.state);
    devices.update(session.state);
    composer.update(session.state);
    firstRun.update(session.state);
    updateCards(session.state);
    log.update();
  }

  let escapedAt = Number.NEGATIVE_INFINITY;
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      return;
    }
    const twice = event.timeStamp - escapedAt < TWICE_MS;
    escapedAt = event.timeStamp;
    event.stopPropagation();
    if (twice) {
      session.stop();
    } else {
      session.interrupt();
    }
  });

  const drawing = batch(draw);
  const disposers = [
    session.store.changed.on((state) => {
      mark(state);
      drawing.request();
    }),
    session.calls.changed.on(drawing.request),
    session.conversation.changed.on(drawing.request),
    drawing.dispose,
    attachLiveRegion(session),
    head.dispose,
    picker.dispose,
    devices.dispose,
    firstRun.dispose,
    log.dispose,
    functions.dispose,
    destinations.dispose,
  ];
  mark(session.state);
  draw();
  el.append(root);
  session.prepare();
  return () => {
    for (const dispose of disposers) {
      dispose();
    }
    root.remove();
  };
}

/** Landmarks of one page are told apart by their names: a panel beside another has a number. */
function regionName(document: Document): string {
  const taken = new Set(
    [...document.querySelectorAll('.navai')].map((panel) => panel.getAttribute('aria-label')),
  );
  let name: string = firstWords.region;
  for (let number = 2; taken.has(name); number += 1) {
    name = `${firstWords.region} ${number}`;
  }
  return name;
}
