import type { TransportEvent } from '@openai/agents-realtime';

import { sessionActs } from './acts.js';
import type { Tool } from './calls.js';
import { Catalogue } from './catalogue.js';
import { Connection } from './connection.js';
import { Conversation } from './conversation.js';
import { Dialler } from './dialler.js';
import { Dispatcher } from './dispatcher.js';
import { ENDINGS, isEnding } from './ending.js';
import type { Host, Media } from './host.js';
import { Input } from './input.js';
import { explainConnection, type Line } from './line.js';
import { Microphone } from './microphone.js';
import type { SessionParts } from './parts.js';
import { fail } from './problem.js';
import { Readiness } from './readiness.js';
import { consentKey, recipient } from './recipient.js';
import { type SessionState, Store } from './state.js';
import { buildTools } from './tools.js';
import { Turns } from './turns.js';
import type { FrontendConfig } from './wire.js';
import { words } from './words.js';

/** The page's voice session: views show `store`, `conversation` and `catalogue`, and do what is here. */
export class VoiceSession {
  readonly store = new Store();
  readonly conversation = new Conversation();
  readonly catalogue: Catalogue;
  readonly calls = new Dispatcher(() => performance.now());
  readonly #readiness: Readiness;
  readonly #turns: Turns;
  readonly #input: Input;
  readonly #microphone: Microphone;
  readonly #dialler: Dialler;
  #connection: Connection | null = null;
  /** Aborted when what is under way is no longer wanted. */
  #attempt = new AbortController();
  #withMicrophone = true;
  /** Nobody looked yet: nothing is asked of server and kernel. */
  #shown = false;

  constructor(private readonly parts: SessionParts) {
    const { channel, host, source } = parts;
    this.catalogue = new Catalogue(channel, host);
    this.#readiness = new Readiness(source, this.store, () => Date.now() / 1000);
    this.#turns = new Turns(() => host.freeze());
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
    this.#dialler = new Dialler(parts, this.#readiness, (config, line) => this.#make(config, line));
    this.calls.changed.on((record) => {
      this.conversation.call(record);
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

  /** What failed once more: the connection, by voice or typing as it was, or else the microphone. */
  async retry(): Promise<void> {
    this.store.set({ problem: null });
    await (this.state.status === 'connected' ? this.#microphone.open() : this.#connect());
  }

  stop(): void {
    this.#attempt.abort();
    this.#close();
    this.conversation.forgetUnsent();
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
      const [config] = await Promise.all([this.#readiness.ready(), this.catalogue.loaded()]);
      signal.throwIfAborted();
      if (this.#needsConsent(config)) {
        this.store.set({ status: 'idle', step: null, asksConsent: true });
      } else {
        await this.#open(config, speaker, signal);
        await this.#sendTyped();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#close();
        this.store.set({ status: 'error', step: null, problem: explainConnection(error) });
      }
    }
  }

  async #open(config: FrontendConfig, speaker: HTMLAudioElement, signal: AbortSignal): Promise<void> {
    const microphone = this.#withMicrophone;
    this.store.set({ step: { kind: microphone ? 'microphone' : 'connection' } });
    this.#readiness.warm(); // beside the question for the microphone
    const stream = await this.#input.open(microphone, signal);
    const { connection, way } = await this.#dialler.dial({
      config,
      stream,
      speaker,
      signal,
      tell: (step) => this.store.set({ step }),
      detour: (next, why) => this.conversation.note(words.otherWay(next, why)),
    });
    this.#connection = connection;
    this.store.set({ status: 'connected', step: null, way, microphone, muted: false });
  }

  #make(config: FrontendConfig, line: Line): Connection {
    const { calls } = this;
    const turnOf = (responseId: string) => this.#turns.of(responseId);
    const level = () => this.#input.level;
    const connection = new Connection({ config, line, calls, level, turnOf }, () => this.#tools());
    connection.event.on((event) => this.#handle(event));
    connection.error.on((error) => this.#report(error));
    connection.lost.on(() => {
      this.#end('lost_connection');
      void this.#readiness.explainLoss(config);
    });
    return connection;
  }

  async #sendTyped(): Promise<void> {
    this.#turns.begin();
    await this.catalogue.loaded();
    const connection = this.#connection; // it may have been lost meanwhile: then the text waits for the next
    for (const text of connection ? this.conversation.takeUnsent() : []) {
      await connection?.send(text);
    }
  }

  #tools(): Tool[] {
    const { channel, host } = this.parts;
    const { catalogue, calls } = this;
    const acts = sessionActs({ calls, catalogue, host, provider: this.state.config?.label ?? null });
    return buildTools({ catalogue, channel, host, acts });
  }

  #handle(event: TransportEvent): void {
    if (event.type === 'input_audio_buffer.speech_started') {
      this.#turns.begin();
    } else if (event.type === 'response.created') {
      this.#turns.responseStarted((event as { response?: { id?: string } }).response?.id ?? '');
    }
    this.conversation.handle(event);
    this.#showActivity();
  }

  /** The provider's errors are mostly recoverable: they are told, and the session goes on. */
  #report(error: unknown): void {
    const { code, message } = (error as { error?: { code?: string; message?: string } })?.error ?? {};
    if (code && isEnding(code)) {
      this.#end(code);
    } else if (message && code !== 'response_cancel_not_active') {
      this.conversation.note(words.providerNote(message));
    }
  }

  #end(code: keyof typeof ENDINGS): void {
    this.#close();
    this.store.set({ status: 'error', problem: fail(code, ENDINGS[code]()).problem });
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

  #needsConsent(config: FrontendConfig): boolean {
    const asked = recipient(config);
    return asked !== null && !this.parts.consent.given(consentKey(asked));
  }

  #close(): void {
    this.#connection?.close();
    this.#connection = null;
    this.#input.close();
    this.calls.denyAll();
    this.store.set({ activity: 'quiet', microphone: false, muted: false });
  }
}
