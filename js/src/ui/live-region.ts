import type { VoiceSession } from '../core/session.js';
import { announceSession } from './announcing.js';
import { h } from './element.js';

interface Region {
  panels: number;
  remove(): void;
}

const regions = new WeakMap<VoiceSession, Region>();

/**
 * The one live region of a session, however many panels show it: outside of all of them, for a panel that is
 * folded away is silent. Answers the function to be called when a panel goes.
 */
export function attachLiveRegion(session: VoiceSession): () => void {
  const region = regions.get(session) ?? open(session);
  region.panels += 1;
  regions.set(session, region);
  return () => {
    region.panels -= 1;
    if (region.panels === 0) {
      region.remove();
      regions.delete(session);
    }
  };
}

function open(session: VoiceSession): Region {
  const element = h('div', { class: 'navai-hidden navai-live', role: 'status' });
  document.body.append(element);
  // A new element each time: the same words twice are two announcements.
  const silence = session.announcer.said.on((text) => element.replaceChildren(h('div', {}, text)));
  const ignore = announceSession(session);
  return {
    panels: 0,
    remove: () => {
      silence();
      ignore();
      element.remove();
    },
  };
}
