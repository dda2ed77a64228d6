import type { FunctionChannel, LeaseAct } from './backend.js';
import type { Host, HostNews } from './host.js';
import { explain } from './problem.js';
import { Signal } from './signal.js';

/** A lease that was not renewed for three times this is free. */
const RENEW_MS = 5_000;

/** Of all browsers one acts in a kernel: the one that keeps its lease, as long as its session is on. */
export class KernelLease {
  /** Another browser, by its document, has it: it was faster, or took it. */
  readonly lost = new Signal<string>();
  /** The session has moved to a notebook in whose kernel another one acts. */
  readonly refused = new Signal<string>();
  #kernelId: string | null = null;
  /** A session does not outlive the lease that it began with or had, but may move to where it gets none. */
  #standing: 'vital' | 'moved' | 'refused' = 'vital';
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
    this.#timer = setInterval(() => void this.#ask('renew'), RENEW_MS);
    this.#kernelId = this.host.binding?.kernelId ?? null;
    this.#standing = 'vital';
    this.#isBare = false;
    void this.#ask(insists ? 'take' : 'renew');
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
      this.#look();
    } else if (news === 'functions' && this.#isBare) {
      this.#look();
    }
  }

  /** Ask now, for something has changed. */
  #look(): void {
    this.#isBare = false;
    void this.#ask('renew');
  }

  async #ask(act: LeaseAct): Promise<void> {
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
      this.#standing = 'vital';
    } else if (this.#standing === 'vital') {
      this.lost.emit(state.holder);
    } else if (this.#standing === 'moved') {
      this.#standing = 'refused';
      this.refused.emit(state.holder);
    }
  }
}
