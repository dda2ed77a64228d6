import type { Connection } from './connection.js';
import { explainConnection, type Line, type Way } from './line.js';
import type { SessionParts } from './parts.js';
import type { Readiness } from './readiness.js';
import type { Step } from './state.js';
import type { FrontendConfig } from './wire.js';

/** One wish for a connection; aborting `signal` takes it back. */
export interface Wish {
  readonly config: FrontendConfig;
  readonly stream: MediaStream;
  readonly speaker: HTMLAudioElement;
  readonly signal: AbortSignal;
  /** What is being done for it now. */
  tell(step: Step): void;
  /** The way before led nowhere; `next` is tried now. */
  detour(next: Way, why: string): void;
}

export interface Dialled {
  readonly connection: Connection;
  readonly way: Way;
}

export type MakeConnection = (config: FrontendConfig, line: Line) => Connection;

/** Where our own relay is, below the page's server. */
const RELAY = 'navai/realtime/calls';
/** Refusals of a provider that may take an offer all the same, if it comes with a client secret. */
const WANTS_SECRET: ReadonlySet<string> = new Set([
  'key_refused',
  'provider_answer',
  'provider_route',
  'session_refused',
]);

/** Opens connections: a line by one way after the other, the key that it needs, and a session on it. */
export class Dialler {
  /** The provider takes offers that our server posts, as far as is known. */
  #relays = true;

  constructor(
    private readonly parts: Pick<SessionParts, 'lines' | 'ways' | 'source'>,
    private readonly readiness: Readiness,
    private readonly make: MakeConnection,
  ) {}

  /** A connection that stands, and its way; rejects when there is none to be had, or once nobody wants it. */
  async dial(wish: Wish): Promise<Dialled> {
    const made: Connection[] = [];
    const way = await this.parts.ways.first(wish.config, {
      wanted: () => !wish.signal.aborted,
      connect: async (way) => void made.push(await this.#connect(way, wish)),
      detour: wish.detour,
    });
    return { connection: made[0], way };
  }

  /** Whoever has no secret yet is sooner there by the relay: it takes one round trip, and a secret another. */
  async #connect(way: Way, wish: Wish): Promise<Connection> {
    const { config, signal } = wish;
    if (way !== 'webrtc' || !config.mints_secrets || !this.#relays || this.readiness.hasSecret) {
      return this.#open(way, wish, config);
    }
    try {
      return await this.#open(way, wish, { ...config, mints_secrets: false, calls_url: RELAY });
    } catch (error) {
      if (signal.aborted || !WANTS_SECRET.has(explainConnection(error).code)) {
        throw error;
      }
      this.#relays = false;
      return this.#open(way, wish, config);
    }
  }

  async #open(way: Way, { stream, speaker, signal, tell }: Wish, config: FrontendConfig): Promise<Connection> {
    const { source, lines } = this.parts;
    const line = lines.open(way, stream, speaker);
    const connection = this.make(config, line);
    const hangUp = () => connection.close();
    signal.addEventListener('abort', hangUp);
    try {
      tell({ kind: 'secret' });
      const key = await this.readiness.key(config, line);
      signal.throwIfAborted();
      tell({ kind: 'connection' });
      const url = line.endpoint === 'calls' ? source.callsUrl(config) : source.socketUrl(config);
      await connection.connect(key, url);
      signal.throwIfAborted();
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      signal.removeEventListener('abort', hangUp);
    }
  }
}
