import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PathExt } from '@jupyterlab/coreutils';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { INotebookTracker } from '@jupyterlab/notebook';

import type { Turn } from '../../../core/host.js';
import type { Resolution } from '../../../core/resolve.js';
import type { RouteInfo } from '../../../core/wire.js';
import type { NotebookBinding } from '../binding.js';
import type { Headings } from '../headings.js';
import { Navigator } from '../navigator.js';
import type { CellRuns } from '../notebook/runs.js';
import { Around } from './around.js';
import { Files } from './files.js';
import { point } from './pointing.js';
import { Trail } from './trail.js';

export interface DestinationParts {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker | null;
  readonly fileBrowser: IDefaultFileBrowser | null;
  readonly headings: Headings;
  readonly runs: CellRuns;
  readonly binding: NotebookBinding;
}

/** Where one can go from a notebook, by name or by phrase, and going there. */
export class Destinations {
  readonly #parts: DestinationParts;
  readonly #around: Around;
  readonly #files: Files;
  readonly #trail: Trail;
  readonly #navigator: Navigator;

  constructor(parts: DestinationParts) {
    const { app, notebooks, fileBrowser, headings, binding } = parts;
    this.#parts = parts;
    this.#around = new Around(app, notebooks, headings);
    this.#trail = new Trail(app.shell, notebooks);
    this.#navigator = new Navigator(app, notebooks, headings);
    const folder = () => fileBrowser?.model.path ?? PathExt.dirname(binding.panel?.context.path ?? '');
    this.#files = new Files(app.serviceManager.contents, folder, () => performance.now());
  }

  /** Which of JupyterLab's commands are places. */
  set commands(ids: readonly string[]) {
    this.#around.commands = ids;
    this.#navigator.commands = ids;
  }

  list(): RouteInfo[] {
    const { headings, binding } = this.#parts;
    const own = binding.panel ? headings.of(binding.panel).map(({ route }) => route) : [];
    return [...own, ...this.#around.routes(binding.panel)];
  }

  files(): Promise<RouteInfo[]> {
    return this.#files.list();
  }

  point(target: string, turn: Turn): Promise<Resolution | null> {
    const { binding, headings, runs } = this.#parts;
    const looked = { headings, runs, trail: this.#trail, files: this.#files };
    return point(target, binding.panelOf(turn), binding.cellOf(turn), looked);
  }

  /** Answers where the person is then; what else is asked in the same sentence is meant there. */
  async go(route: RouteInfo, turn: Turn): Promise<string> {
    const { binding } = this.#parts;
    const from = this.#trail.here();
    try {
      const { where, panel } = await this.#navigator.go(route, binding.panelOf(turn));
      this.#trail.went(from, route);
      if (panel) {
        binding.move(turn, panel);
      }
      return where;
    } catch (error) {
      this.#trail.forget(route);
      throw error;
    }
  }
}
