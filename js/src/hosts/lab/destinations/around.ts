import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PathExt } from '@jupyterlab/coreutils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';
import { placeWords } from '../../../core/place-words.js';
import type { RouteInfo } from '../../../core/wire.js';
import type { Headings } from '../headings.js';

const SIDES = ['left', 'right', 'down'];

/** Destinations around the notebook: open documents, side panels, and commands that the setting allows. */
export class Around {
  /** Ids of commands that only show something. */
  commands: readonly string[] = [];

  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly notebooks: INotebookTracker | null,
    private readonly headings: Headings,
  ) {}

  /** In the order in which equals are offered. */
  routes(bound: NotebookPanel | null): RouteInfo[] {
    return [...this.#documents(), ...this.#panels(), ...this.#commands(), ...this.#otherHeadings(bound)];
  }

  #documents(): RouteInfo[] {
    return this.#widgets('main').map((widget) => {
      const path = pathOf(widget);
      return route(widget.title.label, path ? `file:${path}` : `lab:${widget.id}`, placeWords.openDocument);
    });
  }

  #panels(): RouteInfo[] {
    return SIDES.flatMap((area) => this.#widgets(area)).map((widget) => {
      // The caption names the panel, and its shortcut in brackets.
      const name = (widget.title.caption || widget.title.label).replace(/\s*\(.*\)$/, '');
      return route(name, `lab:${widget.id}`, placeWords.sidePanel, placeWords.panelSynonyms[widget.id]);
    });
  }

  #commands(): RouteInfo[] {
    const { commands } = this.app;
    return this.commands
      .filter((id) => commands.hasCommand(id) && commands.isEnabled(id))
      .map((id) => route(commands.label(id).replace('…', ''), `lab:command:${id}`, placeWords.command));
  }

  #otherHeadings(bound: NotebookPanel | null): RouteInfo[] {
    const routes: RouteInfo[] = [];
    this.notebooks?.forEach((panel) => {
      if (panel !== bound && !panel.isDisposed) {
        const { path } = panel.context;
        const document = PathExt.basename(path, '.ipynb');
        for (const { route: heading } of this.headings.of(panel)) {
          const target = heading.path.startsWith('#') ? heading.path : `#${heading.path}`;
          routes.push(
            route(placeWords.headingOf(heading.name, document), `${path}${target}`, heading.description),
          );
        }
      }
    });
    return routes;
  }

  #widgets(area: string): Widget[] {
    return [...this.app.shell.widgets(area)].filter(({ title }) => title.label || title.caption);
  }
}

/** What a document widget shows; panels of other kinds have no context. */
function pathOf(widget: Widget): string | null {
  const { context } = widget as { context?: { path?: unknown } };
  return typeof context?.path === 'string' ? context.path : null;
}

function route(name: string, path: string, description: string, synonyms: readonly string[] = []): RouteInfo {
  return { name, path, description, synonyms: [...synonyms] };
}
