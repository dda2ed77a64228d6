/** Small notebooks at the seams of JupyterLab: what the adapters read and call of panels, cells and models. */

import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { ITableOfContentsRegistry } from '@jupyterlab/toc';
import { Signal } from '@lumino/signaling';

export interface MemoryCell {
  readonly model: { readonly id: string };
  readonly node: { animate(): void };
  flashed: number;
}

export interface MemoryHeading {
  readonly text: string;
  readonly level: number;
  readonly cellRef?: MemoryCell;
}

const BOX = { top: 0, bottom: 100 };

export function cell(id: string): MemoryCell {
  const made = { model: { id }, flashed: 0 };
  const animate = () => {
    made.flashed += 1;
  };
  return Object.assign(made, { node: { animate, isConnected: true, getBoundingClientRect: () => BOX } });
}

/** A table of contents whose headings can change. */
export class MemoryContents {
  readonly headingsChanged = new Signal<this, void>(this);
  constructor(public headings: MemoryHeading[]) {}

  become(headings: MemoryHeading[]): void {
    this.headings = headings;
    this.headingsChanged.emit();
  }

  registry(): ITableOfContentsRegistry {
    return { getModel: () => this } as unknown as ITableOfContentsRegistry;
  }
}

/** A notebook panel of these cells that notes where it was scrolled to. */
export class MemoryPanel {
  readonly isDisposed = false;
  readonly revealed = Promise.resolve();
  readonly context = { path: 'report.ipynb', ready: Promise.resolve() };
  readonly scrolled: [number, string | undefined][] = [];
  readonly content;
  isVisible = true;

  constructor(
    readonly id: string,
    cells: MemoryCell[],
  ) {
    this.content = {
      widgets: cells,
      node: { getBoundingClientRect: () => BOX },
      activeCellIndex: 0,
      focused: false,
      deselectAll: () => {},
      scrollToItem: async (index: number, align?: string) => void this.scrolled.push([index, align]),
      activate: () => {
        this.content.focused = true;
      },
    };
  }

  get asPanel(): NotebookPanel {
    return this as unknown as NotebookPanel;
  }
}

/** The part of a kernel connection that news come through. */
export class MemoryKernel {
  readonly info = Promise.resolve({});
  readonly made: MemoryComm[] = [];
  #target: ((comm: MemoryComm) => void) | null = null;

  constructor(private readonly openBefore: string[] = []) {}

  registerCommTarget(_name: string, opened: (comm: MemoryComm) => void): void {
    this.#target = opened;
  }

  async requestCommInfo() {
    const comms = Object.fromEntries(this.openBefore.map((id) => [id, { target_name: 'navai.events' }]));
    return { content: { status: 'ok', comms } };
  }

  hasComm(id: string): boolean {
    return this.made.some((comm) => comm.id === id);
  }

  createComm(_name: string, id: string): MemoryComm {
    const comm: MemoryComm = { id, onMsg: () => {} };
    this.made.push(comm);
    return comm;
  }

  /** The kernel opens the comm, as `%load_ext navai_jupyter` does. */
  open(id: string): MemoryComm {
    const comm = this.createComm('navai.events', id);
    this.#target?.(comm);
    return comm;
  }
}

export interface MemoryComm {
  readonly id: string;
  onMsg: (message: { content: { data: object } }) => void;
}

/** A tracker of one notebook with its kernel. */
export function trackerOf(kernel: MemoryKernel) {
  const sessionContext = {
    session: { kernel },
    kernelChanged: new Signal<object, { newValue: MemoryKernel | null }>({}),
    statusChanged: new Signal<object, string>({}),
  };
  const panel = { sessionContext };
  const tracker = {
    forEach: (each: (panel: object) => void) => each(panel),
    widgetAdded: new Signal<object, object>({}),
  };
  return { panel, sessionContext, tracker: tracker as unknown as INotebookTracker };
}
