import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import type { Choice } from '../../core/host.js';
import { Signal } from '../../core/signal.js';
import type { NotebookBinding } from './binding.js';

/** The notebooks that are open, as the panel offers them; choosing one binds the session to it. */
export class OpenNotebooks implements Choice {
  readonly changed = new Signal<void>();

  constructor(
    private readonly tracker: INotebookTracker | null,
    private readonly binding: NotebookBinding,
  ) {
    for (const panel of this.panels) {
      this.#follow(panel);
    }
    tracker?.widgetAdded.connect((_, panel) => this.#follow(panel));
    binding.changed.on(() => this.changed.emit());
  }

  get panels(): NotebookPanel[] {
    const panels: NotebookPanel[] = [];
    this.tracker?.forEach((panel) => {
      panels.push(panel);
    });
    return panels.filter((panel) => !panel.isDisposed);
  }

  get list(): Choice['list'] {
    return this.panels.map(({ id, context }) => ({ id, name: context.path }));
  }

  get current(): string {
    return this.binding.panel?.id ?? '';
  }

  choose(id: string): void {
    const panel = this.panels.find((each) => each.id === id);
    if (panel) {
      this.binding.pick(panel);
    }
  }

  #follow(panel: NotebookPanel): void {
    const changed = () => this.changed.emit();
    panel.context.pathChanged.connect(changed);
    panel.disposed.connect(changed);
    changed();
  }
}
