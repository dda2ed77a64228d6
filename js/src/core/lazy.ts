import { Signal } from './signal.js';

/** Something that is loaded when it is first asked for; after a failure the next who asks loads it again. */
export class Lazy<T> {
  readonly arrived = new Signal<T>();
  #value: T | null = null;
  #loading: Promise<T> | null = null;

  constructor(private readonly load: () => Promise<T>) {}

  /** What is there already. */
  get value(): T | null {
    return this.#value;
  }

  get(): Promise<T> {
    this.#loading ??= this.load().then(
      (value) => {
        this.#value = value;
        this.arrived.emit(value);
        return value;
      },
      (error) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }
}
