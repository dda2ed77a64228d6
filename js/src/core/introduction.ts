import { Signal } from './signal.js';

const KEY = 'navai.introduced';

/** What the first-run card tells: once in a browser, and in one of the views that a page may have. */
export class Introduction {
  /** It was read, or another view has it to show. */
  readonly changed = new Signal<void>();
  /** Who could show it, the newest last. */
  readonly #views: object[] = [];
  #done: boolean;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null) {
    this.#done = storage?.getItem(KEY) === 'yes';
  }

  get done(): boolean {
    return this.#done;
  }

  /** Whether it is for this view to show: the newest is where the person looks. */
  isFor(view: object): boolean {
    return !this.#done && this.#views.at(-1) === view;
  }

  /** A view comes, and takes it over from those before; answers the function to be called when it goes. */
  join(view: object): () => void {
    this.#views.push(view);
    this.changed.emit();
    return () => {
      this.#views.splice(this.#views.indexOf(view), 1);
      this.changed.emit();
    };
  }

  finish(): void {
    if (this.#done) {
      return;
    }
    this.#done = true;
    try {
      this.storage?.setItem(KEY, 'yes');
    } catch {
      // Full, or closed: it is shown again when the page is loaded anew.
    }
    this.changed.emit();
  }
}
