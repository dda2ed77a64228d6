import type { YNotebook } from '@jupyter/ydoc';
import type { MarkdownCell } from '@jupyterlab/cells';

import type { Turn } from '../../../core/host.js';
import type { JsonValue } from '../../../core/wire.js';
import { TurnHistory } from './history.js';
import type { Arrive, Place } from './place.js';

/** What a change did. */
export interface Done {
  /** One sentence for the person. */
  readonly say: string;
  /** The index of the cell that the person is at then. */
  readonly at?: number;
}

/** Changes of notebooks by voice, each in the history of its notebook. */
export class Changes {
  readonly #histories = new WeakMap<YNotebook, TurnHistory>();
  readonly #said = new WeakMap<object, string[]>();

  constructor(private readonly arrive: Arrive) {}

  /** Changes the cells at once; `edit` says what it did. */
  make(turn: Turn, place: Place, edit: () => Done): JsonValue {
    const { say, at } = this.#historyOf(place).change(turn, edit);
    this.#said.set(turn, [...(this.#said.get(turn) ?? []), say]);
    this.#changed(place);
    if (at === undefined) {
      return { say };
    }
    renderText(place, at);
    this.arrive(turn, place, at);
    return { say, cell: at + 1 };
  }

  /** What the undone turn had changed, in its own words; null when there was none. */
  undo(place: Place): readonly string[] | null {
    return this.#told(place, this.#historyOf(place).undo());
  }

  redo(place: Place): readonly string[] | null {
    return this.#told(place, this.#historyOf(place).redo());
  }

  #told(place: Place, turn: object | null): readonly string[] | null {
    if (turn) {
      this.#changed(place);
    }
    return turn && (this.#said.get(turn) ?? []);
  }

  #changed({ panel }: Place): void {
    if (panel.model) {
      panel.model.dirty = true;
    }
  }

  #historyOf({ shared }: Place): TurnHistory {
    const history = this.#histories.get(shared) ?? new TurnHistory(shared);
    this.#histories.set(shared, history);
    return history;
  }
}

/** Nobody types in a cell that was changed by voice: its text is shown as it is read. */
function renderText({ notebook, shared }: Place, at: number): void {
  const cell = notebook.widgets[at];
  if (cell.model.type === 'markdown') {
    (cell as MarkdownCell).rendered = shared.getCell(at).getSource().trim() !== '';
  }
}
