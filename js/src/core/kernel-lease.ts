import type { FunctionChannel, LeaseAct } from './backend.js';
import type { Host, HostNews } from './host.js';
import { explain } from './problem.js';
import { Signal } from './signal.js';

/** A lease that was not renewed for three times this is free. */
const RENEW_MS = 5_000;
/** A kernel that can say who acts does so within a fraction of this. */
const MOMENT_MS = 500;

/** Of all browsers one acts in a kernel: the one that keeps its lease, as long as its session is on. */
export class KernelLease {
  /** Another browser, by its document, had it before. */
  readonly denied = new Signal<string>();
  /** Another browser has taken it. */
  readonly lost = new Signal<string>();
  /** The session has moved to a notebook in whose kernel another one acts. */
  readonly refused = new Signal<string>();
  #kernelId: string | null = null;
  /** A session does not outlive the lease that it began with or had, but may move to where it gets none. */
  #standing: 'asked' | 'held' | 'lost' | 'moved' | 'refused' = 'asked';
  /** Whoever insists does so until the kernel has heard it. */
  #act: 'renew' | 'take' = 'renew';
  /** Without our extension the kernel has nothing to call, and would log each question as an error. */
  #isBare = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #deaf = () => {};

  constructor(
    private readonly channel: FunctionChannel,
    private readonly host: Host,
  ) {}

  /** Keep it from now on; whoever `insists` takes it from another browser. */
  begin(insists: boolean): void {
    this.end();
    const deafs = [
      this.host.news.on((news) => this.#follow(news)),
      this.channel.leased?.on(() => this.#look()),
    ];
    this.#deaf = () => {
      for (const deaf of deafs) {
        deaf?.();
      }
    };
    this.#timer = setInterval(() => void this.#ask(), RENEW_MS);
    this.#kernelId = this.host.binding?.kernelId ?? null;
    this.#standing = 'asked';
    this.#isBare = false;
    this.#act = insists ? 'take' : 'renew';
    void this.#ask();
  }

  /** Whether nobody else acts, as the kernel says now; one that cannot say so hinders nobody. */
  async mayAct(): Promise<boolean> {
    await Promise.race([this.#ask(), new Promise((resolve) => setTimeout(resolve, MOMENT_MS))]);
    return this.#standing !== 'lost' && this.#standing !== 'refused';
  }

  end(): void {
    this.#deaf();
    this.#deaf = () => {};
    clearInterval(this.#timer);
    void this.#ask('release');
    this.#kernelId = null;
  }

  #follow(news: HostNews): void {
    const kernelId = this.host.binding?.kernelId ?? null;
    if (kernelId !== this.#kernelId) {
      void this.#ask('release');
      this.#kernelId = kernelId;
      this.#standing = 'moved';
      this.#act = 'renew';
      this.#look();
    } else if (news === 'functions' && this.#isBare) {
      this.#look();
    }
  }

  /** Ask now, for something has changed. */
  #look(): void {
    this.#isBare = false;
    void this.#ask();
  }

  async #ask(act: LeaseAct = this.#act): Promise<void> {
    const kernelId = this.#kernelId;
    const session = this.#timer;
    if (!kernelId || this.#isBare || !this.channel.lease) {
      return;
    }
    const holder = this.host.binding?.document ?? '';
    // A kernel that cannot say now is asked again soon, and refuses calls by itself.
    const state = await this.channel.lease({ kernelId, holder, act }).catch((error) => {
      if (kernelId === this.#kernelId && explain(error).code === 'not_loaded') {
        this.#isBare = true;
      }
      return null;
    });
    const isLate = kernelId !== this.#kernelId || session !== this.#timer;
    if (!state || act === 'release' || isLate) {
      return;
    }
    if (state.held) {
      this.#standing = 'held';
      this.#act = 'renew';
    } else if (this.#standing === 'asked' || this.#standing === 'held') {
      const told = this.#standing === 'asked' ? this.denied : this.lost;
      this.#standing = 'lost';
      told.emit(state.holder);
    } else if (this.#standing === 'moved') {
      this.#standing = 'refused';
      this.refused.emit(state.holder);
    }
  }
}
