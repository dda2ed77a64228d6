import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { button, ICONS, icon } from './element.js';

/** The round button that starts voice by `start`, and ends it. */
export function createOrb(session: VoiceSession, start: () => void) {
  const element = button({ class: 'navai-orb' }, '', () => {
    if (isOn(session.state)) {
      session.stop();
    } else {
      start();
    }
  });
  for (const intent of ['pointerenter', 'focus', 'pointerdown']) {
    element.addEventListener(intent, () => session.warm());
  }

  function update(state: SessionState): void {
    const on = isOn(state);
    element.setAttribute('aria-label', on ? words.stop : words.start);
    element.setAttribute('aria-pressed', String(on));
    element.title = on ? words.stop : words.start;
    element.replaceChildren(icon(iconOf(state)));
  }

  return { element, update };
}

function isOn({ status }: SessionState): boolean {
  return status === 'connecting' || status === 'connected';
}

function iconOf(state: SessionState): string {
  switch (state.status) {
    case 'idle':
      return state.blocked ? ICONS.warning : ICONS.microphone;
    case 'connecting':
      return ICONS.dots;
    case 'connected':
      return ICONS.stop;
    case 'error':
      return ICONS.warning;
  }
}
