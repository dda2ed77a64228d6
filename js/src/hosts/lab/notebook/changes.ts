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

/** What one turn did to a notebook, and the ids of the cells where the person was before and after. */
interface Told {
  readonly said: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Changes of notebooks by voice, each in the history of its notebook. */
export class Changes {
  readonly #histories = new WeakMap<YNotebook, TurnHistory>();
  readonly #told = new WeakMap<object, Told>();

  constructor(private readonly arrive: Arrive) {}

  /** Changes the cells at once; `edit` says what it did. */
  make(turn: Turn, place: Place, edit: () => Done): JsonValue {
    const before = this.#told.get(turn);
    const from = before ? before.from : place.shared.cells[place.index]?.id;
    const { say, at } = this.#historyOf(place).change(turn, edit);
    const to = at === undefined ? before?.to : place.shared.getCell(at).id;
    this.#told.set(turn, { said: [...(before?.said ?? []), say], from, to });
    this.#changed(place);
    if (at === undefined) {
      return { say };
    }
    renderText(place, at);
    void this.arrive(turn, place, at);
    return { say, cell: at + 1 };
  }

  /** Takes back the last turn; answers what that turn had said of it, or null when there was none. */
  undo(turn: Turn, place: Place): readonly string[] | null {
    const undone = this.#historyOf(place).undo();
    return undone && this.#back(turn, place, undone, 'from');
  }

  redo(turn: Turn, place: Place): readonly string[] | null {
    const redone = this.#historyOf(place).redo();
    return redone && this.#back(turn, place, redone, 'to');
  }

  /** The person is again where they were before that turn, or after it. */
  #back(turn: Turn, place: Place, done: object, end: 'from' | 'to'): readonly string[] {
    const told = this.#told.get(done);
    const index = place.shared.cells.findIndex(({ id }) => id === told?.[end]);
    this.#changed(place);
    if (index >= 0) {
      void this.arrive(turn, place, index);
    }
    return told?.said ?? [];
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
