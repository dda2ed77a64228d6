import type { Announcer } from './announcer.js';
import { Carried } from './carried.js';
import type { Catalogue } from './catalogue.js';
import { type Choices, NO_CHOICES, startsMuted } from './choices.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import type { Conversation } from './conversation.js';
import { Dialler } from './dialler.js';
import type { Dispatcher } from './dispatcher.js';
import type { Holder } from './floor.js';
import { Idle } from './idle.js';
import { Input } from './input.js';
import { explainConnection, type Way } from './line.js';
import { type Healed, Link, type LinkParts, type Live, type Phase } from './link.js';
import { Microphone } from './microphone.js';
import type { SessionParts } from './parts.js';
import { fail } from './problem.js';
import { problems } from './problem-words.js';
import type { Readiness } from './readiness.js';
import { needsConsent } from './recipient.js';
import type { SavedConversation } from './saved.js';
import { liveNotes, shown } from './shown.js';
import type { SessionState, Store } from './state.js';
import { HeldElsewhere, Tenure } from './tenure.js';
import { Tidings } from './tidings.js';
import type { FrontendConfig, Problem } from './wire.js';
import { words } from './words.js';

export interface Surroundings {
  readonly parts: SessionParts;
  readonly store: Store;
  readonly readiness: Readiness;
  readonly conversation: Conversation;
  readonly saved: SavedConversation;
  readonly catalogue: Catalogue;
  readonly calls: Dispatcher;
  readonly announcer: Announcer;
}

/** A session from the click to its end: the sound, the link to the provider, and what the state says of both. */
export class Life {
  readonly input: Input;
  readonly microphone: Microphone;
  readonly idle: Idle;
  /** Providers whose transcripts are believed. */
  trusted: readonly string[] = ['local'];
  choices: Choices = NO_CHOICES;
  readonly connections: Connections;
  readonly #carried: Carried;
  readonly #tidings: Tidings;
  readonly #tenure: Tenure;
  readonly #linkParts: LinkParts;
  #link: Link | null = null;
  /** Aborted when what is under way is no longer wanted. */
  #attempt = new AbortController();

  constructor(private readonly around: Surroundings) {
    const { parts, store, readiness, conversation, saved, catalogue, calls, announcer } = around;
    const { media, online } = parts;
    this.input = new Input(media);
    this.microphone = new Microphone({
      media,
      input: this.input,
      store,
      note: (text) => conversation.note(text),
      send: async (stream) => {
        this.#attempt.signal.throwIfAborted();
        await this.connection?.replaceSound(stream);
      },
      startsMuted: () => startsMuted(this.choices),
    });
    this.idle = new Idle(
      () => calls.open.length > 0 || !this.connection?.isQuiet,
      (minutes) => {
        conversation.note(words.hungUp(minutes));
        this.pause();
      },
    );
    this.#carried = new Carried(
      (key) => calls.find(key),
      (connection) => this.#link?.lose(connection),
    );
    this.connections = new Connections({
      parts,
      input: this.input,
      calls,
      catalogue,
      conversation,
      choices: () => this.choices,
      isHeard: () => store.state.microphone,
      isTrusted: ({ provider }) => this.trusted.includes(provider),
      mayAct: () => this.#tenure.mayAct(),
    });
    this.#linkParts = {
      dialler: new Dialler(parts, readiness, (config, line) => this.connections.make(config, line)),
      input: this.input,
      media,
      online,
      ready: async () => {
        const config = await readiness.ready();
        if (needsConsent(config, parts.consent)) {
          throw fail('consent', problems.otherProvider);
        }
        return config;
      },
      history: () => conversation.sent,
      isIdle: () => calls.open.length === 0,
      detour: (next: Way, why: string) => conversation.note(words.otherWay(next, why)),
    };
    this.#tidings = new Tidings({
      conversation,
      announcer,
      connection: () => this.connection,
      isOn: () => store.state.status === 'connected' || store.state.status === 'connecting',
      isIdle: () => calls.open.length === 0,
      lose: (connection) => this.#link?.lose(connection),
    });
    this.#tenure = new Tenure({ parts, saved, conversation });
    this.#tenure.lost.on((holder) => this.#giveWay(holder));
    parts.host.tidings?.on((tiding) => this.#tidings.add(tiding));
    this.connections.seen.on(() => {
      this.#tidings.look();
      this.#showActivity();
    });
    this.connections.ended.on(({ connection, problem }) =>
      problem ? this.#fail(problem) : this.#link?.lose(connection),
    );
    calls.changed.on((record) => {
      this.#carried.settled(record);
      this.#showActivity();
    });
    conversation.changed.on(() => this.idle.touch());
  }

  /** The one that stands. */
  get connection(): Connection | null {
    return this.#link?.connection ?? null;
  }

  /**
   * Connect, with the microphone or for typing; does nothing while there is a connection or an attempt at one.
   * Who else acts is left alone, unless the person `insists`.
   */
  async begin(microphone: boolean, insists = false): Promise<void> {
    const { parts, store, readiness, catalogue } = this.around;
    if (store.state.status === 'connecting' || store.state.status === 'connected') {
      return;
    }
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    const speaker = parts.media.speaker(); // in the click, before anything is awaited
    store.set({ status: 'connecting', problem: null, resumable: false, handover: null });
    try {
      const [config] = await Promise.all([
        readiness.readyForClick(),
        catalogue.loaded(),
        this.#tenure.take(insists, signal),
      ]);
      signal.throwIfAborted();
      if (needsConsent(config, parts.consent)) {
        this.end({ status: 'idle', asksConsent: true });
      } else {
        await this.#open(config, microphone, speaker, signal);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof HeldElsewhere) {
        this.#giveWay(error.holder);
      } else {
        this.#fail(explainConnection(error));
      }
    }
  }

  /** Try again now what is tried again anyway. */
  hurry(): void {
    this.#link?.hurry();
  }

  /** What is called for the words that come now acts where the person is now. */
  beginTurn(): void {
    this.connections.turns.begin();
  }

  async sendTyped(): Promise<void> {
    const { catalogue, conversation } = this.around;
    if (conversation.hasUnsent) {
      await Promise.all([catalogue.loaded(), this.#tenure.mayAct()]);
    }
    const { connection } = this; // it may have been lost meanwhile: then the text waits for the next
    for (const text of connection ? conversation.takeUnsent() : []) {
      await connection?.send(text);
    }
  }

  /** Hang up for now: the person or the page may come back, and resume. */
  pause(): void {
    this.end({ status: 'idle', problem: null, resumable: this.around.conversation.isBegun });
  }

  end(state: Partial<SessionState>): void {
    this.idle.watch(false);
    this.#attempt.abort();
    this.#link = null;
    this.#carried.drop();
    this.#tenure.end();
    this.input.close();
    this.around.calls.end();
    this.around.store.set({ step: null, activity: 'quiet', microphone: false, muted: false, ...state });
  }

  /** Somebody else acts. */
  #giveWay(holder: Holder): void {
    this.pause();
    this.around.store.set({ handover: holder });
  }

  async #open(
    config: FrontendConfig,
    microphone: boolean,
    speaker: HTMLAudioElement,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.around;
    store.set({ step: { kind: microphone ? 'microphone' : 'connection' } });
    // The connection is made while the browser opens the microphone, or the person is asked for it.
    const opened = this.input.open(microphone, signal).then(() => {
      const muted = microphone && startsMuted(this.choices);
      this.input.mute(muted);
      store.set({ step: { kind: 'connection' }, microphone, muted });
    });
    this.#link = new Link(this.#linkParts, speaker, signal);
    this.#link.phase.on((phase) => this.#show(phase));
    await Promise.all([opened, this.#link.open(config)]);
  }

  #show(phase: Phase): void {
    if (phase.kind === 'over') {
      this.#fail(phase.problem);
      return;
    }
    if (phase.kind !== 'dialling' || this.input.isOpen) {
      this.around.store.set(shown(phase));
    }
    if (phase.kind === 'healing') {
      this.#carried.drop();
    } else if (phase.kind === 'live') {
      this.#carryOn(phase.live, phase.healed);
    }
  }

  /** A connection stands: what the one before left undone is done now. */
  #carryOn(live: Live, healed: Healed | null): void {
    this.#tenure.settle();
    for (const text of liveNotes(live, healed)) {
      this.around.conversation.note(text);
    }
    this.idle.watch(true);
    live.connection.toolsChanged(); // some may have changed while it was dialled
    const { microphone, muted } = this.around.store.state;
    if (microphone && !muted) {
      live.connection.talk(true); // the person may hold the key still
    }
    this.#carried.over(live.connection, live.carried);
    if (healed?.owed) {
      this.connection?.respond(); // gone, if it did not even take what was carried over
    }
    void this.sendTyped();
  }

  #fail(problem: Problem): void {
    this.end({ status: 'error', problem });
  }

  #showActivity(): void {
    const { calls, store } = this.around;
    const working = calls.open.some((record) => record.state === 'running');
    const watch = this.connection?.watch;
    const activity = watch?.activity(working) ?? 'quiet';
    const latency = watch?.latency ?? store.state.latency;
    if (activity !== store.state.activity || latency !== store.state.latency) {
      store.set({ activity, latency });
    }
  }
}
