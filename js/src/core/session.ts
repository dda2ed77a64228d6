import { Announcer } from './announcer.js';
import { Approvals } from './approvals.js';
import { ask } from './asking.js';
import type { Budget, Limits } from './budget.js';
import { Catalogue } from './catalogue.js';
import { type Choices, wishesOf } from './choices.js';
import { Conversation } from './conversation.js';
import { Dispatcher } from './dispatcher.js';
import type { Host, Media } from './host.js';
import { Introduction } from './introduction.js';
import { Life } from './life.js';
import { MicrophoneCheck } from './microphone-check.js';
import type { SessionParts } from './parts.js';
import { Readiness } from './readiness.js';
import { consentKey, needsConsent, recipient } from './recipient.js';
import { SavedConversation } from './saved.js';
import { watchSpending } from './spending.js';
import { type SessionState, Store } from './state.js';
import { words } from './words.js';

/** The page's voice session: views show `store`, `conversation` and `catalogue`, and do what is here. */
export class VoiceSession {
  readonly store = new Store();
  readonly conversation = new Conversation();
  /** What a screen reader is told of all this. */
  readonly announcer = new Announcer();
  /** Whether it is told the agent's words too, for whoever reads instead of listening. */
  announcesAnswers = false;
  readonly catalogue: Catalogue;
  readonly approvals: Approvals;
  readonly calls: Dispatcher;
  readonly introduction: Introduction;
  readonly microphoneCheck: MicrophoneCheck;
  readonly #budget: Budget;
  readonly #readiness: Readiness;
  readonly #life: Life;
  readonly #saved: SavedConversation;
  #withMicrophone = true;
  /** To a notebook whose kernel is only starting: it is told once it can be acted on. */
  #moved = false;
  /** Nobody looked yet: nothing is asked of server and kernel. */
  #shown = false;

  constructor(private readonly parts: SessionParts) {
    const { channel, host, source } = parts;
    const { store, conversation, announcer } = this;
    this.approvals = new Approvals(parts.lasting, parts.server);
    this.introduction = new Introduction(parts.lasting);
    this.microphoneCheck = new MicrophoneCheck(parts.media);
    const calls = new Dispatcher(() => performance.now(), this.approvals);
    this.calls = calls;
    const catalogue = new Catalogue(channel, host);
    const readiness = new Readiness(source, store, () => Date.now() / 1000);
    calls.changed.on((record) => conversation.call(record));
    host.progress.on((progress) => calls.advance(progress));
    this.catalogue = catalogue;
    this.#readiness = readiness;
    const saved = new SavedConversation(parts.tab, parts.server, conversation, calls, (...asked) =>
      ask(channel, ...asked),
    );
    this.#saved = saved;
    this.#life = new Life({ parts, store, readiness, conversation, saved, catalogue, calls, announcer });
    store.set({ resumable: saved.restore() });
    parts.floor.changed.on(() => this.#othersChanged());
    this.#budget = watchSpending(this.#life, store, conversation);
    catalogue.changed.on(() => this.#life.connection?.toolsChanged());
    host.news.on((news) => {
      if (news === 'destinations') {
        catalogue.changed.emit();
      } else if (this.#shown) {
        void catalogue.refresh();
      }
      const isOn = this.state.status === 'connected';
      this.#moved = isOn && (this.#moved || news === 'binding');
      if (this.#moved && host.binding) {
        this.#moved = false;
        conversation.note(words.followed(host.binding.document));
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

  /** After so many minutes in which nothing happens the session hangs up; 0 never. */
  set idleMinutes(minutes: number) {
    this.#life.idle.minutes = minutes;
  }

  /** How the person wants their sessions; each connection that is made from now on is so. */
  set choices(choices: Choices) {
    this.#life.choices = choices;
    const wishes = wishesOf(choices);
    if (JSON.stringify(wishes) !== JSON.stringify(this.parts.source.wishes ?? {})) {
      this.parts.source.wishes = wishes;
      this.#readiness.forget();
      if (this.#shown) {
        void this.#readiness.watch();
      }
    }
  }

  /** What a session may spend before it hangs up. */
  set limits(limits: Limits) {
    this.#budget.limits = limits;
  }

  /** Providers, as the config names them, whose word is enough that the person approved a destructive call. */
  set trustedProviders(names: readonly string[]) {
    this.#life.trusted = names;
  }

  /** Make ready what a click will need; a view calls it when it is shown. */
  prepare(): void {
    this.#shown = true;
    void this.#readiness.watch();
    void this.catalogue.refresh();
  }

  /** The person is about to press: ask for what that needs, of nobody they have not agreed to. */
  warm(): void {
    const { config } = this.state;
    if (!config || !needsConsent(config, this.parts.consent)) {
      this.#readiness.warm();
    }
  }

  /** Loudness of the microphone from 0 to 1, for a meter. */
  level(): number {
    return this.state.microphone && !this.state.muted ? this.#life.input.level : 0;
  }

  /** Connect with the microphone, and go on with what can be resumed; does nothing while there is a connection. */
  async start(): Promise<void> {
    this.#withMicrophone = true;
    await this.#life.begin(this.#withMicrophone);
  }

  /** The same, but the agent knows nothing of what is above. */
  async startAnew(): Promise<void> {
    this.#forget();
    await this.start();
  }

  /** What failed once more, now: the connection, by voice or typing as it was, or else the microphone. */
  async retry(): Promise<void> {
    this.store.set({ problem: null });
    this.#life.hurry();
    await (this.state.status === 'connected'
      ? this.#life.microphone.open()
      : this.#life.begin(this.#withMicrophone));
  }

  stop(): void {
    this.#life.end({ status: 'idle', problem: null, asksConsent: false });
    this.#forget();
  }

  /** The page goes away, perhaps to come back. */
  leave(): void {
    if (this.state.status !== 'idle') {
      this.#life.pause();
      this.#saved.save();
    }
  }

  /** Unmuting a session that began by typing opens the microphone. */
  async mute(muted: boolean): Promise<void> {
    if (!muted && !this.state.microphone) {
      await this.#life.microphone.open(false);
      this.#talk(this.state.microphone);
      return;
    }
    this.#life.input.mute(muted);
    this.store.set({ muted });
    this.#talk(!muted);
  }

  /** Listen by this microphone from now on. */
  async useMicrophone(id: string): Promise<void> {
    await this.#life.microphone.use(id);
  }

  /** Stop the agent speaking; the session goes on. */
  interrupt(): void {
    if (this.state.status === 'connected') {
      this.#life.connection?.interrupt();
    }
  }

  /** A typed turn. Without a connection it opens one, without the microphone; the text waits for it. */
  async sendText(text: string): Promise<void> {
    if (!text.trim()) {
      return;
    }
    this.conversation.typed(text.trim());
    this.#life.beginTurn();
    if (this.state.status === 'connected') {
      await this.#life.sendTyped();
    } else if (this.state.status !== 'connecting') {
      this.#withMicrophone = false;
      await this.#life.begin(this.#withMicrophone);
    }
  }

  /** Act here, instead of the tab or the browser that does. */
  async takeOver(): Promise<void> {
    await this.#life.begin(this.#withMicrophone, true);
  }

  /** Leave it to whoever acts. */
  giveUp(): void {
    this.store.set({ handover: null });
  }

  /** The answer to the question whether words may leave this machine. */
  async consent(given: boolean): Promise<void> {
    this.store.set({ asksConsent: false });
    const asked = this.state.config && recipient(this.state.config);
    if (given && asked) {
      this.parts.consent.give(consentKey(asked));
      await this.#life.begin(this.#withMicrophone);
    }
  }

  /** The person's switch begins and ends turns where the provider does not. */
  #talk(on: boolean): void {
    if (on) {
      this.#life.beginTurn();
    }
    this.#life.connection?.talk(on);
  }

  #forget(): void {
    this.conversation.end();
    this.#saved.save();
    this.store.set({ resumable: false });
  }

  /** Another tab took the floor, or let it go: then nobody has to be asked any more. */
  #othersChanged(): void {
    const { holder: elsewhere } = this.parts.floor;
    const { handover } = this.state;
    const isOver = handover?.place === 'tab' && !elsewhere;
    this.store.set({ elsewhere, handover: isOver ? null : handover });
  }
}
