import type { CallRecord } from './calls.js';
import type { Connection } from './connection.js';
import { callEvents } from './replay.js';

/** Calls that outlived the connection they came by: the one that stands now is told their results. */
export class Carried {
  #keys = new Set<string>();
  #connection: Connection | null = null;

  constructor(
    private readonly find: (key: string) => CallRecord | undefined,
    /** It takes no more: the next connection will know the result from its history. */
    private readonly lose: (connection: Connection) => void,
  ) {}

  /** `connection` stands, and knows that the calls of these keys are running. */
  over(connection: Connection, keys: readonly string[]): void {
    this.#keys = new Set(keys);
    this.#connection = connection;
    for (const key of keys) {
      this.settled(this.find(key)); // it may have ended while the connection was dialled
    }
  }

  /** A call changed; if it is one of these and has ended, its result is told. */
  settled(record: CallRecord | undefined): void {
    const connection = this.#connection;
    if (!connection || !record?.outcome || !this.#keys.delete(record.key)) {
      return;
    }
    try {
      connection.tell(callEvents(record));
      if (record.speak) {
        connection.respond();
      }
    } catch {
      this.lose(connection);
    }
  }

  /** The connection is lost: the next one is told anew. */
  drop(): void {
    this.#keys.clear();
    this.#connection = null;
  }
}
