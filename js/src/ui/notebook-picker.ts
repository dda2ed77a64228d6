import type { Choice } from '../core/host.js';
import { panelWords } from '../core/panel-words.js';
import { h } from './element.js';
import { createSelect } from './select.js';

/** Which notebook the agent acts on; shown where there is another to choose. */
export function createNotebookPicker(notebooks: Choice | undefined) {
  const element = h('div', { class: 'navai-choices', hidden: true });
  if (!notebooks) {
    return { element, dispose: () => {} };
  }
  const empty = { option: panelWords.noNotebook, hint: panelWords.noNotebook };
  const select = createSelect(panelWords.notebook, notebooks, empty);
  element.append(select.element);
  const update = () => {
    element.hidden = notebooks.list.length < 2;
  };
  update();
  const deaf = notebooks.changed.on(update);
  const dispose = () => {
    deaf();
    select.dispose();
  };
  return { element, dispose };
}
