import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Cell } from '@jupyterlab/cells';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { placeWords } from '../../core/place-words.js';
import { fail } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import type { RouteInfo } from '../../core/wire.js';
import { flash } from './destinations/flash.js';
import { reveal } from './destinations/reveal.js';
import type { Headings } from './headings.js';

/** Where somebody arrived, in words, and the notebook, if it is in one. */
export interface Arrival {
  readonly where: string;
  readonly panel: NotebookPanel | null;
}

/**
 * Goes to route paths: `#Heading`, `file.ipynb#Heading`, `cell:<id>`, `file.ipynb#cell:<id>`, `file:<path>`,
 * `lab:<widget id>`, `lab:command:<id>`.
 */
export class Navigator {
  /** Ids of commands that a path may name: others could do anything. */
  commands: readonly string[] = [];

  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly notebooks: INotebookTracker | null,
    private readonly headings: Headings,
  ) {}

  async go(route: RouteInfo, panel: NotebookPanel | null): Promise<Arrival> {
    const { path } = route;
    const [, scheme, rest] = /^(file|lab:command|lab):(.+)$/.exec(path) ?? [];
    const [, document, place] = /^(?:(.*?\.ipynb)?#|(?=cell:))(.+)$/.exec(path) ?? [];
    if (scheme === 'file') {
      return { where: route.name, panel: await this.#open(rest, route) };
    }
    if (scheme) {
      await (scheme === 'lab' ? this.#activate(rest, route) : this.#run(rest, path));
      return { where: route.name, panel: null };
    }
    if (!place) {
      throw fail('path_unknown', problems.pathUnknown, path);
    }
    const target = document ? await this.#open(document, route) : panel;
    const cell = target && (await this.#find(place, target));
    return this.#show(target, cell ?? undefined, route, place.startsWith('cell:'));
  }

  async #find(place: string, panel: NotebookPanel): Promise<Cell | undefined> {
    return place.startsWith('cell:')
      ? panel.content.widgets.find((cell) => `cell:${cell.model.id}` === place)
      : this.headings.cellUnder(place, panel);
  }

  /** Makes the cell the active one, visible at the top, and shows it for a moment. */
  async #show(
    panel: NotebookPanel | null,
    cell: Cell | undefined,
    route: RouteInfo,
    isCell: boolean,
  ): Promise<Arrival> {
    const index = panel && cell ? panel.content.widgets.indexOf(cell) : -1;
    if (!panel || !cell || index < 0) {
      throw fail('destination_gone', problems.destinationGone, route.name);
    }
    if (!panel.isVisible) {
      this.app.shell.activateById(panel.id);
    }
    const { content } = panel;
    content.deselectAll();
    content.activeCellIndex = index;
    await reveal(content, index);
    if (!document.activeElement?.matches('input, textarea')) {
      content.activate(); // whoever types in the panel goes on typing there
    }
    flash(cell.node);
    return { where: isCell ? this.#nameOf(index, panel) : route.name, panel };
  }

  #nameOf(index: number, panel: NotebookPanel): string {
    const cells = panel.content.widgets;
    const above = this.headings.of(panel).filter(({ cell }) => cells.indexOf(cell) <= index);
    const name = placeWords.cell(index + 1);
    const heading = above.at(-1)?.route.name;
    return heading ? placeWords.under(name, heading) : name;
  }

  async #open(path: string, route: RouteInfo): Promise<NotebookPanel | null> {
    const shown = this.notebooks?.find(({ context }) => context.path === path);
    if (shown) {
      this.app.shell.activateById(shown.id); // Notebook 7 would open it once more, in a page of its own
      return shown;
    }
    const widget: unknown = await this.app.commands.execute('docmanager:open', { path });
    if (!widget) {
      throw fail('destination_gone', problems.destinationGone, route.name);
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
      throw fail('destination_gone', problems.destinationGone, route.name);
    }
    this.app.shell.activateById(id);
  }

  async #run(id: string, path: string): Promise<void> {
    if (!this.commands.includes(id) || !this.app.commands.hasCommand(id)) {
      throw fail('path_unknown', problems.pathUnknown, path);
    }
    await this.app.commands.execute(id);
  }
}
