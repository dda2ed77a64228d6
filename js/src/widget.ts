import { firstWords } from './core/first-words.js';
import { explain } from './core/problem.js';
import { findPublished } from './hosts/published.js';
import type { WidgetModel } from './hosts/widget/model.js';
import { fetchModule, type VoiceModule } from './hosts/widget/module.js';
import './hosts/widget/page-language.js';
import { h } from './ui/element.js';
import { notice } from './ui/notice.js';

/** What anywidget hands over. */
interface RenderProps {
  readonly model: WidgetModel;
  readonly el: HTMLElement;
}

/** How long JupyterLab may take to start its extensions before the page is taken to have none. */
const WAIT_MS = 5_000;
/** A page that was opened so long ago has started them. */
const OPENED_MS = 20_000;
/** A kernel that does not answer so soon runs a cell. */
const BUSY_MS = 2_000;
/** Where the page keeps the code that one of its widgets got from a kernel. */
const MODULE: unique symbol = Symbol.for('navai.widget');

/** A view of the page's voice session in a cell; on a page that has none, the widget brings it. */
async function render(model: WidgetModel, el: HTMLElement): Promise<() => void> {
  const gone = new AbortController();
  const frame = document.createElement('div');
  Object.assign(frame.style, {
    height: `${model.get('height')}px`,
    minHeight: '240px',
    resize: 'vertical',
    overflow: 'hidden',
    border: '1px solid var(--jp-border-color2, #ddd)',
  });
  window.addEventListener('keydown', (event) => keepFromNotebook(event, frame), {
    capture: true,
    signal: gone.signal,
  });
  el.append(frame);
  let unmount = () => {};
  const bringOwn = async () => {
    frame.replaceChildren(h('p', { role: 'status', style: 'padding: 12px' }, firstWords.loading));
    const status = frame.firstElementChild as HTMLElement;
    const timer = setTimeout(() => {
      status.textContent = firstWords.kernelBusy;
    }, BUSY_MS);
    try {
      const { mountWidget } = await ownModule(model, gone.signal);
      gone.signal.throwIfAborted();
      frame.replaceChildren();
      unmount = mountWidget(frame, model);
    } catch (error) {
      if (!gone.signal.aborted) {
        const { error: what, why, fix } = explain(error);
        frame.replaceChildren(notice([what, why, fix], bringOwn));
      }
    } finally {
      clearTimeout(timer);
    }
  };
  const patience = performance.now() > OPENED_MS ? 0 : WAIT_MS;
  void findPublished(patience, gone.signal).then((published) => {
    if (gone.signal.aborted) {
      return;
    }
    if (published) {
      unmount = published.mount(
        frame,
        model.get('kernel_id'),
        () => model.get('transport'),
        model.get('labels'),
      );
    } else {
      void bringOwn();
    }
  });
  return () => {
    gone.abort();
    unmount();
  };
}

/**
 * Keep plain keys from the notebook around us, where "d d" deletes the cell; chords, as that of the command palette,
 * are left to it. JupyterLab hears keys before their target does, and looks only at what has the focus.
 */
function keepFromNotebook({ target, ctrlKey, metaKey, altKey }: KeyboardEvent, frame: HTMLElement): void {
  if (!(target instanceof HTMLElement) || !frame.contains(target) || target.matches('input, textarea')) {
    return;
  }
  if (ctrlKey || metaKey || altKey) {
    delete target.dataset.lmSuppressShortcuts;
  } else {
    target.dataset.lmSuppressShortcuts = 'true';
  }
}

/** The page's copy, or one from this widget's kernel. */
async function ownModule(model: WidgetModel, signal: AbortSignal): Promise<VoiceModule> {
  const page = globalThis as { [MODULE]?: VoiceModule };
  if (!page[MODULE]) {
    const module = await fetchModule(model, signal);
    page[MODULE] ??= module; // another widget may have been faster
  }
  return page[MODULE];
}

/** Called once for each widget. What a view is handed hears nothing after that view: the first lives on. */
export default () => {
  let widget: WidgetModel;
  return {
    initialize: ({ model }: Pick<RenderProps, 'model'>) => {
      widget = model;
    },
    render: ({ el }: RenderProps) => render(widget, el),
  };
};
