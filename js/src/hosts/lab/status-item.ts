import { Widget } from '@lumino/widgets';

import { entryWords } from '../../core/entry-words.js';
import type { Lazy } from '../../core/lazy.js';
import { button } from '../../ui/element.js';
import { statusText } from '../../ui/status.js';
import type { Voice } from './voice.js';

/** As the texts beside it. */
const PLAIN = 'background: none; border: 0; color: inherit; cursor: pointer; font: inherit;';

/** What the voice agent is doing, in the status bar; pressing it shows the panel. */
export class StatusItem extends Widget {
  constructor(voice: Lazy<Voice>, show: () => void) {
    const open = button({ class: 'jp-StatusBar-TextItem', style: PLAIN }, entryWords.statusOff, show);
    super({ node: open });
    voice.arrived.on(({ session }) => {
      const update = () => {
        const { state } = session;
        const running = session.calls.open.find((record) => record.state === 'running')?.name ?? '';
        const text = state.status === 'idle' ? entryWords.statusOff : statusText(state, running);
        if (open.textContent !== text) {
          open.textContent = text;
        }
      };
      session.store.changed.on(update);
      session.calls.changed.on(update);
      update();
    });
  }
}
