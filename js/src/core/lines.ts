import type { Line, OpenLine, Way } from './line.js';
import { fail } from './problem.js';
import { problems } from './problem-words.js';
import { Signal } from './signal.js';
import { words } from './words.js';

/** What a user's transport has to bring; the rest has a default. */
export type OwnLine = Pick<Line, 'transport' | 'replaceSound'> & Partial<Line>;

export type OpenOwnLine = (...page: Parameters<OpenLine>) => OwnLine;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const RESERVED: readonly Way[] = ['auto', 'webrtc', 'websocket'];

/** The transports of a page by name: the built-in ones, and what users register. */
export class Lines {
  readonly #own = new Map<Way, OpenOwnLine>();

  constructor(public builtIn: { readonly [way: Way]: OpenLine } = {}) {}

  get names(): Way[] {
    return [...Object.keys(this.builtIn), ...this.#own.keys()];
  }

  /** Offer `open` under `name`; answers the function that takes it back. Raises a `TypeError` for a name in use. */
  register(name: Way, open: OpenOwnLine): () => void {
    if (!NAME.test(name) || RESERVED.includes(name) || this.#own.has(name)) {
      throw new TypeError(words.badTransportName(name, [...RESERVED, ...this.#own.keys()]));
    }
    this.#own.set(name, open);
    return () => this.#own.delete(name);
  }

  open(way: Way, ...page: Parameters<OpenLine>): Line {
    const own = this.#own.get(way);
    if (own) {
      return { endpoint: 'calls', hopeless: never(), playing: new Signal(), close: () => {}, ...own(...page) };
    }
    if (!Object.hasOwn(this.builtIn, way)) {
      throw fail('unknown_transport', problems.unknownTransport, way, ['auto', ...this.names].join(', '));
    }
    return this.builtIn[way](...page);
  }
}

/** An own transport tells by its `connect` that it cannot. */
function never(): Promise<never> {
  return new Promise(() => {});
}
