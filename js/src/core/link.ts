import type { Connection } from './connection.js';
import type { Entry } from './conversation.js';
import type { Dialled, Dialler } from './dialler.js';
import type { Media } from './host.js';
import type { Input } from './input.js';
import { explainConnection, type Way } from './line.js';
import { GIVE_UP_MS, persevere, Trouble } from './persevere.js';
import { fail } from './problem.js';
import { problems } from './problem-words.js';
import { Pulse } from './pulse.js';
import { Renewal } from './renewal.js';
import { awaitsAnswer, replayOf, unfinished } from './replay.js';
import { Signal } from './signal.js';
import type { Step } from './state.js';
import type { FrontendConfig, Problem } from './wire.js';

/** A connection that stood for so long was no accident: what comes then is a new loss. */
const STEADY_MS = 30_000;
/** After a longer absence nobody waits for an answer any more. */
const ANSWER_MS = 60_000;
/** A microphone that opens so soon is waited for; beside a slower one the connection is made with silence. */
const MICROPHONE_MS = 20;
/** A loss is explained when it was not healed at once. */
const QUIET_TRIES = 3;

/** Failures that trying again does not mend. */
const HOPELESS: ReadonlySet<string> = new Set([
  'engine',
  'engine_failed',
  'consent',
  'insecure_page',
  'key_refused',
  'no_routes',
  'no_webrtc',
  'provider_route',
  'quota',
  'refused',
  'settings_refused',
  'unknown_transport',
]);

export interface LinkParts {
  readonly dialler: Dialler;
  readonly input: Input;
  readonly media: Media;
  /** The browser has a network again. */
  readonly online: Signal<void>;
  /** The config of a provider that can be connected to now. */
  ready(): Promise<FrontendConfig>;
  /** What a new connection has to know. */
  history(): readonly Entry[];
  /** No call runs or waits. */
  isIdle(): boolean;
  /** The way before led nowhere; `next` is tried now. */
  detour(next: Way, why: string): void;
}

export type Phase =
  | { readonly kind: 'dialling'; readonly step: Step }
  | { readonly kind: 'live'; readonly live: Live; readonly healed: Healed | null }
  | { readonly kind: 'healing'; readonly tries: number; readonly problem: Problem | null }
  | { readonly kind: 'over'; readonly problem: Problem };

export interface Live extends Dialled {
  readonly config: FrontendConfig;
  /** Calls of earlier connections that this one was told to be running still. */
  readonly carried: readonly string[];
  /** What the connection knows of the time before it. */
  readonly told: readonly Entry[];
}

/** A loss that was mended: how long it took, and what the connection before it was. */
export interface Healed {
  readonly ms: number;
  readonly before: FrontendConfig;
  /** The person still waits for an answer. */
  readonly owed: boolean;
}

/**
 * The one connection that a session has, kept alive until `signal` ends it:
 *
 *     open ─► dialling ─► live ◄──────────┐
 *                 │        │ └─ renewed ──┤
 *                 │        └─► healing ───┘
 *                 ▼                 ▼
 *              rejects            over
 */
export class Link {
  readonly phase = new Signal<Phase>();
  readonly #hurry = new Signal<void>();
  #live: Live | null = null;
  /** See whether what is live does live. */
  #check: () => void = () => {};
  #since = 0;
  #trouble = new Trouble();
  #end: () => void = () => {};

  constructor(
    private readonly parts: LinkParts,
    private readonly speaker: HTMLAudioElement,
    private readonly signal: AbortSignal,
  ) {
    const deaf = parts.online.on(() => this.hurry());
    signal.addEventListener('abort', () => {
      deaf();
      this.#leave();
    });
  }

  get connection(): Connection | null {
    return this.#live?.connection ?? null;
  }

  /** The first connection; rejects when there is none to be had. */
  async open(config: FrontendConfig): Promise<void> {
    const tell = (step: Step) => this.#tell({ kind: 'dialling', step });
    this.#enter(await this.#dial(config, tell), null);
  }

  /** Something changed: wait no longer for the next try, and see whether what seems to stand does. */
  hurry(): void {
    this.#hurry.emit();
    this.#check();
  }

  /** The connection is of no use any more: find another. */
  lose(connection: Connection): void {
    const live = this.#live;
    if (live && live.connection === connection) {
      this.#leave();
      void this.#heal(live.config);
    }
  }

  /** Whoever ended this is told nothing of it any more. */
  #tell(phase: Phase): void {
    if (!this.signal.aborted) {
      this.phase.emit(phase);
    }
  }

  #enter(live: Live, healed: Healed | null): void {
    const { connection } = live;
    if (this.signal.aborted) {
      connection.close();
      return;
    }
    const pulse = new Pulse({ ask: () => connection.ask(), dead: () => this.lose(connection) });
    const renewal = new Renewal(connection.expiresAt, {
      isQuiet: () => connection.isQuiet && this.parts.isIdle(),
      renew: () => this.#renew(live),
    });
    const deaf = connection.event.on(() => pulse.beat());
    connection.lost.on(() => this.lose(connection));
    this.#live = live;
    this.#since = Date.now();
    this.#check = () => pulse.check();
    this.#end = () => {
      deaf();
      pulse.stop();
      renewal.stop();
      connection.close();
    };
    this.#tell({ kind: 'live', live, healed });
  }

  #leave(): void {
    this.#live = null;
    this.#check = () => {};
    this.#end();
    this.#end = () => {};
  }

  async #heal(before: FrontendConfig): Promise<void> {
    const { parts, signal } = this;
    const lostAt = Date.now();
    if (lostAt - this.#since > STEADY_MS) {
      this.#trouble = new Trouble();
    } else if (this.#trouble.ms > GIVE_UP_MS) {
      this.#tell({ kind: 'over', problem: fail('connection_lost', problems.connectionLost).problem });
      return;
    }
    let problem: Problem | null = null;
    this.#tell({ kind: 'healing', tries: this.#trouble.tries + 1, problem });
    const attempt = async (tries: number) => {
      const tell = () => this.#tell({ kind: 'healing', tries, problem });
      tell();
      try {
        return await this.#dial(await parts.ready(), tell);
      } catch (error) {
        problem = tries < QUIET_TRIES ? null : explainConnection(error);
        tell(); // over what a failed question for the config has shown
        throw error;
      }
    };
    const hopeless = (error: unknown) => HOPELESS.has(explainConnection(error).code);
    try {
      const live = await persevere(attempt, this.#trouble, { signal, hurry: this.#hurry, hopeless });
      const ms = Date.now() - lostAt;
      this.#enter(live, { ms, before, owed: ms < ANSWER_MS && awaitsAnswer(live.told) });
    } catch (error) {
      this.#tell({ kind: 'over', problem: explainConnection(error) });
    }
  }

  /** Open a second connection beside the first, and let it take over if nobody spoke meanwhile. */
  async #renew(old: Live): Promise<boolean> {
    const { parts, speaker } = this;
    const heard = speaker.srcObject;
    let next: Live | null = null;
    try {
      next = await this.#dial(await parts.ready(), () => {}, true);
      if (this.#mayFollow(next, old)) {
        await this.#hear(next.connection, null);
        next.connection.assertOpen();
      }
      if (this.#mayFollow(next, old)) {
        this.#leave();
        this.#enter(next, null);
        return true;
      }
      next.connection.close();
      return false;
    } catch {
      next?.connection.close();
      return false; // there is time for another try; when it is over, the loss is healed
    } finally {
      if (this.#live === old) {
        speaker.srcObject = heard;
      }
    }
  }

  /** `old` still stands, and nothing was said or done that `next` does not know. */
  #mayFollow(next: Live, old: Live): boolean {
    const isKnown = next.told.at(-1) === this.parts.history().at(-1);
    return this.#live === old && old.connection.isQuiet && isKnown;
  }

  /** Let it hear the person, who may take another microphone meanwhile; `sent` is what it hears now. */
  async #hear(connection: Connection, sent: MediaStream | null): Promise<void> {
    const { input } = this.parts;
    for (let heard = sent; heard !== input.stream; ) {
      heard = input.stream;
      await connection.replaceSound(heard);
    }
  }

  /** A connection that knows the history; only then it hears, unless another one `beside` it does. */
  async #dial(config: FrontendConfig, tell: (step: Step) => void, beside = false): Promise<Live> {
    const { dialler, input, media, history, detour } = this.parts;
    const { speaker, signal } = this;
    signal.throwIfAborted();
    const told = history();
    const events = replayOf(told);
    await Promise.race([input.opened, new Promise((resolve) => setTimeout(resolve, MICROPHONE_MS))]);
    signal.throwIfAborted();
    const hush = beside || events.length > 0 || !input.isOpen ? media.silence() : null;
    try {
      const { stream } = hush ?? input;
      const dialled = await dialler.dial({ config, stream, speaker, signal, tell, detour });
      const { connection } = dialled;
      const hangUp = () => connection.close();
      signal.addEventListener('abort', hangUp);
      try {
        signal.throwIfAborted();
        if (events.length > 0) {
          await connection.replay(events);
        }
        await input.opened;
        if (!beside) {
          await this.#hear(connection, stream);
        }
        signal.throwIfAborted();
        connection.assertOpen(); // it may have been lost while it learnt
      } catch (error) {
        connection.close();
        throw error;
      } finally {
        signal.removeEventListener('abort', hangUp);
      }
      return { ...dialled, config, told, carried: unfinished(told) };
    } finally {
      hush?.close();
    }
  }
}
