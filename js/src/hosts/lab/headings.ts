import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ITableOfContentsRegistry, ITableOfContentsTracker, TableOfContents } from '@jupyterlab/toc';

import { outline } from '../../core/outline.js';
import type { RouteInfo } from '../../core/wire.js';

export interface Heading {
  readonly route: RouteInfo;
  readonly cell: Cell;
  readonly level: number;
}

const OPENING_MS = 2_000;

type NotebookHeading = TableOfContents.IHeading & { cellRef?: Cell };

/** A notebook's headings as JupyterLab's own table of contents sees them. */
export class Headings {
  readonly #models = new WeakMap<NotebookPanel, TableOfContents.Model>();

  constructor(
    private readonly registry: ITableOfContentsRegistry | null,
    private readonly tracker: ITableOfContentsTracker | null,
  ) {}

  /** Headings in document order, each with the cell that holds it. */
  of(panel: NotebookPanel): Heading[] {
    const headings = (this.#model(panel)?.headings ?? []).flatMap(
      ({ text, level, cellRef: cell }: NotebookHeading) =>
        text.trim() && cell ? [{ name: text.trim(), level, cellId: cell.model.id, cell }] : [],
    );
    return outline(headings).map((route, n) => ({ route, cell: headings[n].cell, level: headings[n].level }));
  }

  /** The cell under a heading; a notebook that was just opened gets a moment to find its headings. */
  async cellUnder(name: string, panel: NotebookPanel): Promise<Cell | undefined> {
    const find = () => this.of(panel).find(({ route }) => route.name === name)?.cell;
    if (!find()) {
      await new Promise<void>((resolve) => {
        const unwatch = this.watch(panel, () => find() && done());
        const timer = setTimeout(() => done(), OPENING_MS);
        const done = () => {
          clearTimeout(timer);
          unwatch();
          resolve();
        };
      });
    }
    return find();
  }

  /** Calls back when the headings of `panel` changed; answers the function that ends it. */
  watch(panel: NotebookPanel, changed: () => void): () => void {
    const model = this.#model(panel);
    model?.headingsChanged.connect(changed);
    return () => model?.headingsChanged.disconnect(changed);
  }

  /** The table of contents' own model where it has one: a second would undo its numbering. */
  #model(panel: NotebookPanel): TableOfContents.Model | null {
    if (panel.isDisposed) {
      return null;
    }
    const model = this.tracker?.get(panel) ?? this.#models.get(panel) ?? this.registry?.getModel(panel);
    if (!model) {
      return null;
    }
    this.#models.set(panel, model);
    return model;
  }
}
