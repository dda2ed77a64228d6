import { panelWords } from '../core/panel-words.js';
import type { VoiceSession } from '../core/session.js';
import { type SessionState, voiceState } from '../core/state.js';
import { batch } from './batch.js';
import { button, h, ICONS, icon } from './element.js';
import { createLevel } from './level.js';
import { attachLiveRegion } from './live-region.js';
import { createOrb } from './orb.js';
import { statusText } from './status.js';
import { addStyle } from './style.js';

export type Corner = 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';

export interface FloatingActions {
  start(): void;
  /** Show the panel: the person asks for it, or is asked something that only the panel shows. */
  openPanel(): void;
}

/** The orb in a corner of the page, with what the session does beside it. Answers the function that removes it. */
export function mountFloating(
  session: VoiceSession,
  corner: Corner,
  { start, openPanel }: FloatingActions,
): () => void {
  addStyle(document);
  const orb = createOrb(session, start);
  const status = h('span', { class: 'navai-floating-status' });
  const open = button(
    { class: 'navai-flat', 'aria-label': panelWords.openPanel, title: panelWords.openPanel },
    icon(ICONS.panel),
    openPanel,
  );
  const root = h(
    'section',
    { class: `navai navai-floating navai-${corner}`, 'aria-label': panelWords.floating },
    h('div', { class: 'navai-floating-more' }, status, open),
    orb.element,
  );
  const level = createLevel(() => session.level(), root);
  status.append(level.element);

  let asked = isAsked(session);
  function draw(): void {
    const { state } = session;
    root.dataset.navaiStatus = state.status;
    root.dataset.navaiVoice = voiceState(state);
    orb.update(state);
    const running = session.calls.open.find((record) => record.state === 'running');
    status.replaceChildren(statusText(state, running?.name ?? ''), level.element);
    level.run(state.microphone && !state.muted);
    const asks = isAsked(session);
    if (asks && !asked) {
      openPanel();
    }
    asked = asks;
  }

  const drawing = batch(draw);
  const disposers = [
    session.store.changed.on(drawing.request),
    session.calls.changed.on(drawing.request),
    drawing.dispose,
    attachLiveRegion(session),
    () => level.run(false),
  ];
  draw();
  document.body.append(root);
  session.prepare();
  return () => {
    for (const dispose of disposers) {
      dispose();
    }
    root.remove();
  };
}

/** Something waits for the person that is shown in the panel alone. */
function isAsked({ state, calls }: VoiceSession): boolean {
  const { asksConsent, problem, handover }: SessionState = state;
  const isQuestion = asksConsent || problem !== null || handover !== null;
  return isQuestion || calls.open.some((record) => record.state === 'approval');
}
