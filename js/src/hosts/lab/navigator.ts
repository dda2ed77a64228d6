import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { fail } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import type { RouteInfo } from '../../core/wire.js';
import type { Headings } from './headings.js';

/** Goes to route paths: `#Heading`, `file.ipynb#Heading`, `cell:<id>`, `file:<path>`, `lab:<widget id>`. */
export class Navigator {
  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly notebooks: INotebookTracker | null,
    private readonly headings: Headings,
  ) {}

  async go(route: RouteInfo, panel: NotebookPanel | null): Promise<void> {
    const { path } = route;
    const [, scheme, rest] = /^(cell|file|lab):(.+)$/.exec(path) ?? [];
    const [, document, heading] = /^(.*?\.ipynb)?#(.+)$/.exec(path) ?? [];
    if (scheme === 'cell') {
      await this.#show(
        panel,
        panel?.content.widgets.find((cell) => cell.model.id === rest),
        route,
      );
    } else if (scheme === 'file') {
      await this.#open(rest, route);
    } else if (scheme === 'lab' && !rest.startsWith('command:')) {
      this.#activate(rest, route);
    } else if (heading) {
      const target = document ? await this.#open(document, route) : panel;
      await this.#show(target, target ? await this.headings.cellUnder(heading, target) : undefined, route);
    } else {
      throw fail('path_unknown', problems.pathUnknown(path));
    }
  }

  /** Makes the cell the active one, visible at the top. */
  async #show(panel: NotebookPanel | null, cell: Cell | undefined, route: RouteInfo): Promise<void> {
    const index = panel && cell ? panel.content.widgets.indexOf(cell) : -1;
    if (!panel || index < 0) {
      throw fail('destination_gone', problems.destinationGone(route.name));
    }
    if (!panel.isVisible) {
      this.app.shell.activateById(panel.id);
    }
    const { content } = panel;
    content.deselectAll();
    content.activeCellIndex = index;
    await content.scrollToItem(index, 'start');
    if (!document.activeElement?.matches('input, textarea')) {
      content.activate(); // whoever types in the panel goes on typing there
    }
  }

  async #open(path: string, route: RouteInfo): Promise<NotebookPanel | null> {
    const widget: unknown = await this.app.commands.execute('docmanager:open', { path });
    if (!widget) {
      throw fail('destination_gone', problems.destinationGone(route.name));
    }
    const panel = this.notebooks?.find((each) => each === widget);
    await panel?.revealed;
    await panel?.context.ready;
    return panel ?? null;
  }

  #activate(id: string, route: RouteInfo): void {
    const areas = ['main', 'left', 'right', 'down'];
    const known = areas.some((area) => [...this.app.shell.widgets(area)].some((widget) => widget.id === id));
    if (!known) {
      throw fail('destination_gone', problems.destinationGone(route.name));
    }
    this.app.shell.activateById(id);
  }
}
