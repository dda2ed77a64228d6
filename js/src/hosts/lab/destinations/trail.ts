import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';

import { placeWords } from '../../../core/place-words.js';
import type { RouteInfo } from '../../../core/wire.js';

const REMEMBERED = 50;

/** Where the person was before each time they went somewhere, in any document of this page. */
export class Trail {
  #steps: RouteInfo[] = [];

  constructor(
    private readonly shell: JupyterFrontEnd.IShell,
    private readonly notebooks: INotebookTracker | null,
  ) {}

  /** The place to go back to. */
  get last(): RouteInfo | undefined {
    return this.#steps.at(-1);
  }

  /** Where the person is now, to be remembered once they have left. */
  here(): RouteInfo | null {
    const { currentWidget } = this.shell;
    const panel = this.notebooks?.find((each) => each === currentWidget);
    const at = panel?.content.activeCellIndex ?? -1;
    if (panel && at >= 0) {
      const { path } = panel.context;
      const id = panel.content.widgets[at].model.id;
      return step(placeWords.cellOf(at + 1, panel.title.label), `${path}#cell:${id}`);
    }
    return currentWidget ? step(currentWidget.title.label, `lab:${currentWidget.id}`) : null;
  }

  /** The person went from one place to another; going to where they came from takes that step back. */
  went(from: RouteInfo | null, to: RouteInfo): void {
    if (to.path === this.last?.path) {
      this.#steps.pop();
    } else if (from && from.path !== to.path) {
      this.#steps = [...this.#steps, from].slice(-REMEMBERED);
    }
  }

  /** A place that is gone is nowhere to go back to. */
  forget(route: RouteInfo): void {
    this.#steps = this.#steps.filter(({ path }) => path !== route.path);
  }
}

function step(name: string, path: string): RouteInfo {
  return { name, path, description: '', synonyms: [] };
}
