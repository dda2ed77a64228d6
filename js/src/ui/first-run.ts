import { localisedProblem } from '../core/localised.js';
import type { CheckState } from '../core/microphone-check.js';
import { panelWords } from '../core/panel-words.js';
import { sentenceOf } from '../core/problem.js';
import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { button, h } from './element.js';
import { createLevel } from './level.js';

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
    check.stop();
    introduction.finish();
    update(session.state);
    goOn();
  });
  const element = h(
    'div',
    { class: 'navai-card', role: 'group', 'aria-label': panelWords.firstRun },
    ...panelWords.firstLines.map((line) => h('p', {}, line)),
    h('div', { class: 'navai-check' }, level.element, result),
    h('div', { class: 'navai-actions' }, again, dismiss),
  );

  function show(state: CheckState): void {
    const text = resultOf(state);
    result.textContent = text;
    result.hidden = text === '';
    again.textContent = isOpen(state) ? panelWords.stopCheck : panelWords.checkMicrophone;
    level.run(state.kind === 'listening');
    session.announcer.say(text, true, 'check');
  }

  function update({ status }: SessionState): void {
    if (status === 'connected') {
      introduction.finish();
    }
    const wanted = status === 'idle' && !introduction.done;
    if (!wanted && !element.hidden) {
      check.stop();
    }
    element.hidden = !wanted;
  }

  show(check.state);
  const deaf = check.changed.on(show);
  const dispose = () => {
    deaf();
    level.run(false);
    check.stop();
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
