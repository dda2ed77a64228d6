const KEY = 'navai.introduced';

/** Whether this browser has shown the panel's first-run card to the end. */
export class Introduction {
  #done: boolean;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null) {
    this.#done = storage?.getItem(KEY) === 'yes';
  }

  get done(): boolean {
    return this.#done;
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
  }
}
