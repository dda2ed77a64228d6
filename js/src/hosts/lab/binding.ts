import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import type { Binding, Turn } from '../../core/host.js';
import { Signal } from '../../core/signal.js';
import type { Mood } from '../../core/state.js';

const FOCUS_MS = 1000;

/** Where a turn acts. */
interface Acting {
  readonly panel: NotebookPanel | null;
  /** "This cell". */
  readonly cellId: string | null;
  /** The ids of cells 1, 2, 3 …, whatever an earlier call of the same answer moved or deleted. */
  readonly counted: readonly string[];
}

/**
 * The notebook that the session acts on.
 *
 * It follows the focus: at once while there is no session, after a second while nobody speaks and no call runs,
 * and not at all when the setting says so.
 */
export class NotebookBinding {
  /** Another notebook, or none. */
  readonly changed = new Signal<void>();
  /** The same notebook with another kernel. */
  readonly kernelChanged = new Signal<void>();
  followsFocus = true;
  #panel: NotebookPanel | null = null;
  /** The person has named the notebook, which says more than where they press a button. */
  #isNamed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where each turn acts; the binding alone would not find a notebook without a kernel. */
  readonly #places = new WeakMap<Turn, Acting>();

  constructor(
    private readonly tracker: INotebookTracker | null,
    private readonly mood: () => Mood,
  ) {
    tracker?.currentChanged.connect(() => this.look());
    this.look();
  }

  get panel(): NotebookPanel | null {
    return this.#panel;
  }

  get binding(): Binding | null {
    const session = this.#panel?.sessionContext.session;
    if (!this.#panel || !session) {
      return null;
    }
    return {
      sessionId: session.id,
      kernelId: session.kernel?.id ?? null,
      document: this.#panel.context.path,
    };
  }

  freeze(): Turn {
    const turn = { binding: this.binding, cellId: activeId(this.#panel) };
    this.#places.set(turn, { panel: this.#panel, cellId: turn.cellId, counted: idsOf(this.#panel) });
    return turn;
  }

  /** The agent is about to answer: what it numbers are the cells as they are now. */
  count(turn: Turn): void {
    const acting = this.#places.get(turn);
    if (acting) {
      this.#places.set(turn, { ...acting, counted: idsOf(acting.panel) });
    }
  }

  /** The notebook of a frozen turn, unless it was closed; the present one when there was none. */
  panelOf(turn: Turn): NotebookPanel | null {
    const panel = this.#places.get(turn)?.panel ?? this.#panel;
    return panel?.isDisposed ? null : panel;
  }

  /** The cell that "this cell" means in a turn. */
  cellOf(turn: Turn): string | null {
    return this.#places.get(turn)?.cellId ?? turn.cellId;
  }

  /** The ids of the cells in the order in which a turn numbers them. */
  countedOf(turn: Turn): readonly string[] {
    return this.#places.get(turn)?.counted ?? idsOf(this.panelOf(turn));
  }

  /** A call of the turn itself went somewhere: what the same sentence asks next is meant there. */
  move(turn: Turn, panel: NotebookPanel, cellId: string | null = activeId(panel)): void {
    const acting = this.#places.get(turn);
    this.#places.set(turn, { panel, cellId, counted: acting?.panel === panel ? acting.counted : idsOf(panel) });
  }

  /** The person starts voice from a widget: its notebook is meant, unless they have named another. */
  pickKernel(kernelId: string): void {
    const panel = this.tracker?.find((each) => each.sessionContext.session?.kernel?.id === kernelId);
    if (panel && !this.#isNamed) {
      this.#bind(panel);
    }
  }

  /** The person starts voice: the notebook in front of them is meant. */
  pickCurrent(): void {
    const panel = this.tracker?.currentWidget;
    if (panel && !this.#isBehind(panel)) {
      this.#bind(panel);
    }
  }

  /** The person asks for this one, which holds until another comes to the front. */
  pick(panel: NotebookPanel): void {
    this.#bind(panel);
    this.#isNamed = true;
  }

  /** Follow the notebook in front, when that is another one now. */
  look(): void {
    clearTimeout(this.#timer);
    const panel = this.tracker?.currentWidget ?? null;
    if (panel === this.#panel) {
      return;
    }
    if (this.#isBehind(panel)) {
      this.#timer = setTimeout(() => this.look(), FOCUS_MS); // without the focus it comes to the front untold
    } else if (this.mood() === 'free' || !this.#panel || this.#panel.isDisposed) {
      this.#bind(panel);
    } else if (this.followsFocus) {
      this.#timer = setTimeout(() => (this.mood() === 'busy' ? this.look() : this.#bind(panel)), FOCUS_MS);
    }
  }

  /** The tracker's current one may be its newest only: opened, but the bound one is what the person sees. */
  #isBehind(panel: NotebookPanel | null): boolean {
    return panel?.isVisible === false && this.#panel?.isVisible === true;
  }

  #bind(panel: NotebookPanel | null): void {
    clearTimeout(this.#timer);
    if (panel === this.#panel) {
      return;
    }
    this.#panel?.sessionContext.kernelChanged.disconnect(this.#kernelChanged);
    this.#panel?.disposed.disconnect(this.#gone);
    this.#panel = panel;
    this.#isNamed = false;
    panel?.sessionContext.kernelChanged.connect(this.#kernelChanged);
    panel?.disposed.connect(this.#gone);
    this.changed.emit();
  }

  readonly #kernelChanged = () => this.kernelChanged.emit();

  readonly #gone = () => {
    this.#panel = null;
    this.#isNamed = false;
    this.look();
    if (!this.#panel) {
      this.changed.emit();
    }
  };
}

function idsOf(panel: NotebookPanel | null): readonly string[] {
  return panel?.model?.sharedModel.cells.map(({ id }) => id) ?? [];
}

function activeId(panel: NotebookPanel | null): string | null {
  return panel?.content.activeCell?.model.id ?? null;
}
