import { Carried } from './carried.js';
import { Catalogue } from './catalogue.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { Conversation } from './conversation.js';
import { Dialler } from './dialler.js';
import { Dispatcher } from './dispatcher.js';
import type { Host, Media } from './host.js';
import { Input } from './input.js';
import { explainConnection, type Way } from './line.js';
import { type Healed, Link, type Live, type Phase } from './link.js';
import { Microphone } from './microphone.js';
import type { SessionParts } from './parts.js';
import { fail } from './problem.js';
import { Readiness } from './readiness.js';
import { consentKey, needsConsent, recipient } from './recipient.js';
import { healedNote, shown } from './shown.js';
import { type SessionState, Store } from './state.js';
import type { FrontendConfig, Problem } from './wire.js';
import { problems, words } from './words.js';

/** The page's voice session: views show `store`, `conversation` and `catalogue`, and do what is here. */
export class VoiceSession {
  readonly store = new Store();
  readonly conversation = new Conversation();
  readonly catalogue: Catalogue;
  readonly calls = new Dispatcher(() => performance.now());
  readonly #readiness: Readiness;
  readonly #input: Input;
  readonly #microphone: Microphone;
  readonly #connections: Connections;
  readonly #dialler: Dialler;
  readonly #carried = new Carried((key) => this.calls.find(key));
  #link: Link | null = null;
  /** Aborted when what is under way is no longer wanted. */
  #attempt = new AbortController();
  #withMicrophone = true;
  /** Nobody looked yet: nothing is asked of server and kernel. */
  #shown = false;

  constructor(private readonly parts: SessionParts) {
    const { channel, host, source } = parts;
    this.catalogue = new Catalogue(channel, host);
    this.#readiness = new Readiness(source, this.store, () => Date.now() / 1000);
    this.#input = new Input(parts.media);
    this.#microphone = new Microphone({
      media: parts.media,
      input: this.#input,
      store: this.store,
      note: (text) => this.conversation.note(text),
      send: async (stream) => {
        this.#attempt.signal.throwIfAborted();
        await this.#connection?.replaceSound(stream);
      },
    });
    const { calls, catalogue, conversation } = this;
    this.#connections = new Connections({ parts, input: this.#input, calls, catalogue, conversation });
    this.#dialler = new Dialler(parts, this.#readiness, (config, line) => this.#connections.make(config, line));
    this.#connections.seen.on(() => this.#showActivity());
    this.#connections.ended.on(({ connection, code }) => {
      if (code === 'session_expired') {
        this.#link?.lose(connection);
      } else {
        this.#fail(fail(code, problems.sessionIdle()).problem);
      }
    });
    this.calls.changed.on((record) => {
      this.conversation.call(record);
      this.#carried.settled(record);
      this.#showActivity();
    });
    this.catalogue.changed.on(() => this.#connection?.toolsChanged());
    host.news.on((news) => {
      if (news === 'destinations') {
        this.catalogue.changed.emit();
      } else if (this.#shown) {
        void this.catalogue.refresh();
      }
      if (news === 'binding' && host.binding && this.state.status === 'connected') {
        this.conversation.note(words.followed(host.binding.document));
      }
    });
  }

  get state(): SessionState {
    return this.store.state;
  }

  get #connection(): Connection | null {
    return this.#link?.connection ?? null;
  }

  get host(): Host {
    return this.parts.host;
  }

  get devices(): Pick<Media, 'microphones' | 'speakers'> {
    return this.parts.media;
  }

  /** Make ready what a click will need; a view calls it when it is shown. */
  prepare(): void {
    this.#shown = true;
    void this.#readiness.watch();
    void this.catalogue.refresh();
  }

  /** The person is about to press: fetch the secret. */
  warm(): void {
    this.#readiness.warm();
  }

  /** Loudness of the microphone from 0 to 1, for a meter. */
  level(): number {
    return this.state.microphone && !this.state.muted ? this.#input.level : 0;
  }

  /** Connect with the microphone; does nothing while connecting or connected. */
  async start(): Promise<void> {
    this.#withMicrophone = true;
    await this.#connect();
  }

  /** What failed once more, now: the connection, by voice or typing as it was, or else the microphone. */
  async retry(): Promise<void> {
    this.store.set({ problem: null });
    this.#link?.hurry();
    await (this.state.status === 'connected' ? this.#microphone.open() : this.#connect());
  }

  stop(): void {
    this.#close();
    this.conversation.end();
    this.store.set({ status: 'idle', step: null, problem: null, asksConsent: false });
  }

  /** Unmuting a session that began by typing opens the microphone. */
  async mute(muted: boolean): Promise<void> {
    if (!muted && !this.state.microphone) {
      return this.#microphone.open();
    }
    this.#input.mute(muted);
    this.store.set({ muted });
  }

  /** Listen by this microphone from now on. */
  async useMicrophone(id: string): Promise<void> {
    await this.#microphone.use(id);
  }

  /** Stop the agent speaking; the session goes on. */
  interrupt(): void {
    if (this.state.status === 'connected') {
      this.#connection?.interrupt();
    }
  }

  /** A typed turn. Without a connection it opens one, without the microphone; the text waits for it. */
  async sendText(text: string): Promise<void> {
    if (!text.trim()) {
      return;
    }
    this.conversation.typed(text.trim());
    if (this.state.status === 'connected') {
      await this.#sendTyped();
    } else if (this.state.status !== 'connecting') {
      this.#withMicrophone = false;
      await this.#connect();
    }
  }

  /** The answer to the question whether words may leave this machine. */
  async consent(given: boolean): Promise<void> {
    this.store.set({ asksConsent: false });
    const asked = this.state.config && recipient(this.state.config);
    if (given && asked) {
      this.parts.consent.give(consentKey(asked));
      await this.#connect();
    }
  }

  async #connect(): Promise<void> {
    if (this.state.status === 'connecting' || this.state.status === 'connected') {
      return;
    }
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    const speaker = this.parts.media.speaker(); // in the click, before anything is awaited
    this.store.set({ status: 'connecting', problem: null });
    try {
      const [config] = await Promise.all([this.#readiness.readyForClick(), this.catalogue.loaded()]);
      signal.throwIfAborted();
      if (needsConsent(config, this.parts.consent)) {
        this.store.set({ status: 'idle', step: null, asksConsent: true });
      } else {
        await this.#open(config, speaker, signal);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#fail(explainConnection(error));
      }
    }
  }

  async #open(config: FrontendConfig, speaker: HTMLAudioElement, signal: AbortSignal): Promise<void> {
    const microphone = this.#withMicrophone;
    this.store.set({ step: { kind: microphone ? 'microphone' : 'connection' } });
    this.#readiness.warm();
    // The connection is made while the browser opens the microphone, or the person is asked for it.
    const opened = this.#input.open(microphone, signal).then(() => {
      this.store.set({ step: { kind: 'connection' }, microphone, muted: false });
    });
    this.#link = this.#lay(speaker, signal);
    await Promise.all([opened, this.#link.open(config)]);
  }

  #lay(speaker: HTMLAudioElement, signal: AbortSignal): Link {
    const { online, media } = this.parts;
    const parts = {
      dialler: this.#dialler,
      input: this.#input,
      media,
      online,
      ready: async () => {
        const config = await this.#readiness.ready();
        if (needsConsent(config, this.parts.consent)) {
          throw fail('consent', problems.otherProvider());
        }
        return config;
      },
      history: () => this.conversation.sent,
      isIdle: () => this.calls.open.length === 0,
      detour: (next: Way, why: string) => this.conversation.note(words.otherWay(next, why)),
    };
    const link = new Link(parts, speaker, signal);
    link.phase.on((phase) => this.#show(phase));
    return link;
  }

  #show(phase: Phase): void {
    if (phase.kind === 'over') {
      this.#fail(phase.problem);
      return;
    }
    if (phase.kind !== 'dialling' || this.#input.isOpen) {
      this.store.set(shown(phase));
    }
    if (phase.kind === 'healing') {
      this.#carried.drop();
    } else if (phase.kind === 'live') {
      this.#carryOn(phase.live, phase.healed);
    }
  }

  /** A connection stands: what the one before left undone is done now. */
  #carryOn(live: Live, healed: Healed | null): void {
    if (healed) {
      this.conversation.note(healedNote(live, healed));
    }
    this.#carried.over(live.connection, live.carried);
    if (healed?.owed) {
      live.connection.respond();
    }
    void this.#sendTyped();
  }

  async #sendTyped(): Promise<void> {
    this.#connections.turns.begin();
    await this.catalogue.loaded();
    const connection = this.#connection; // it may have been lost meanwhile: then the text waits for the next
    for (const text of connection ? this.conversation.takeUnsent() : []) {
      await connection?.send(text);
    }
  }

  #fail(problem: Problem): void {
    this.#close();
    this.store.set({ status: 'error', step: null, problem });
  }

  #showActivity(): void {
    const working = this.calls.open.some((record) => record.state === 'running');
    const watch = this.#connection?.watch;
    const activity = watch?.activity(working) ?? 'quiet';
    const latency = watch?.latency ?? this.state.latency;
    if (activity !== this.state.activity || latency !== this.state.latency) {
      this.store.set({ activity, latency });
    }
  }

  #close(): void {
    this.#attempt.abort();
    this.#link = null;
    this.#carried.drop();
    this.#input.close();
    this.calls.end();
    this.store.set({ activity: 'quiet', microphone: false, muted: false });
  }
}
