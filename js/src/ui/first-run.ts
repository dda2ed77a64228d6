import { localisedProblem } from '../core/localised.js';
import type { CheckState } from '../core/microphone-check.js';
import { panelWords } from '../core/panel-words.js';
import { sentenceOf } from '../core/problem.js';
import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { button, h } from './element.js';
import { createLevel } from './level.js';
import { whenUnseen } from './unseen.js';

/** What a person reads once in this browser, with a try of the microphone; it leaves when they begin, or send it away. */
export function createFirstRun(session: VoiceSession, goOn: () => void) {
  const { introduction, microphoneCheck: check } = session;
  const result = h('p', {});
  const level = createLevel(() => check.level());
  const again = button({ class: 'navai-action navai-primary' }, '', () => {
    if (isOpen(check.state)) {
      check.stop();
    } else {
      void check.start();
    }
  });
  const dismiss = button({ class: 'navai-action' }, panelWords.gotIt, () => {
    introduction.finish();
    goOn();
  });
  const element = h(
    'div',
    { class: 'navai-card', role: 'group', 'aria-label': panelWords.firstRun, hidden: true },
    ...panelWords.firstLines.map((line) => h('p', {}, line)),
    h('div', { class: 'navai-check' }, level.element, result),
    h('div', { class: 'navai-actions' }, again, dismiss),
  );

  let unwatch = () => {};
  function show(state: CheckState): void {
    if (element.hidden) {
      return; // the check is that of the panel which shows the card
    }
    const text = resultOf(state);
    result.textContent = text;
    result.hidden = text === '';
    again.textContent = isOpen(state) ? panelWords.stopCheck : panelWords.checkMicrophone;
    level.run(state.kind === 'listening');
    session.announcer.say(text, true, 'check');
    unwatch();
    unwatch = state.kind === 'listening' ? whenUnseen(element, () => check.stop()) : () => {};
  }

  function update({ status }: SessionState): void {
    if (status === 'connected') {
      introduction.finish();
    }
    const wanted = status === 'idle' && introduction.isFor(element);
    if (wanted === !element.hidden) {
      return;
    }
    if (!wanted) {
      check.stop();
    }
    element.hidden = !wanted;
    show(check.state);
  }

  const disposers = [
    check.changed.on(show),
    introduction.changed.on(() => update(session.state)),
    introduction.join(element),
  ];
  const dispose = () => {
    for (const dispose of disposers.reverse()) {
      dispose();
    }
  };
  return { element, update, dispose };
}

function isOpen({ kind }: CheckState): boolean {
  return kind === 'asking' || kind === 'listening';
}

function resultOf(state: CheckState): string {
  switch (state.kind) {
    case 'off':
      return '';
    case 'asking':
      return panelWords.askingMicrophone;
    case 'listening':
      return state.heard ? panelWords.heard(state.device) : panelWords.saySomething(state.device);
    case 'heard':
      return panelWords.heard(state.device);
    case 'failed': {
      return sentenceOf(localisedProblem(state.problem));
    }
  }
}
