import { problems } from './core/problem-words.js';
import { findPublished } from './hosts/published.js';
import { notice } from './ui/notice.js';

/** What anywidget hands over; only what is used here. */
interface RenderProps {
  readonly model: {
    get(name: 'height'): number;
    get(name: 'kernel_id'): string;
    get(name: 'transport'): string | null;
  };
  readonly el: HTMLElement;
}

/** How long JupyterLab may take to start its extensions before the page is taken to have none. */
const WAIT_MS = 5_000;

/** A view of the page's session in a cell. It holds no state of its own and sends the kernel nothing. */
async function render({ model, el }: RenderProps): Promise<() => void> {
  const gone = new AbortController();
  const frame = document.createElement('div');
  Object.assign(frame.style, {
    height: `${model.get('height')}px`,
    minHeight: '240px',
    resize: 'vertical',
    overflow: 'hidden',
    border: '1px solid var(--jp-border-color2, #ddd)',
  });
  el.append(frame);
  let unmount = () => {};
  void findPublished(WAIT_MS, gone.signal).then((published) => {
    if (gone.signal.aborted) {
      return;
    }
    if (published) {
      unmount = published.mount(frame, model.get('kernel_id'), () => model.get('transport'));
    } else {
      frame.append(notice(problems.noLab()));
    }
  });
  return () => {
    gone.abort();
    unmount();
  };
}

export default { render };
