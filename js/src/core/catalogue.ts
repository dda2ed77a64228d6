import type { FunctionChannel } from './backend.js';
import type { Host, PageFunction } from './host.js';
import { explain } from './problem.js';
import { Signal } from './signal.js';
import type { AgentInfo, FunctionInfo, FunctionList, Problem, RouteInfo } from './wire.js';
import { words } from './words.js';

const EMPTY: FunctionList = { items: [], warnings: [], routes: [], agents: [], version: 0, problem: null };

/** Nobody answered, which says nothing about the functions: a kernel that runs a cell still has them. */
const SILENT: ReadonlySet<string> = new Set(['server_slow', 'server_gone']);

/** What can be called and where one can go, for the notebook that the host is bound to. */
export class Catalogue {
  readonly changed = new Signal<void>();
  /** Why there are no functions, or none are known. */
  problem: Problem | null = null;
  #list: FunctionList = EMPTY;
  /** The kernel that the list is of, and whether it has answered the last time that it was asked. */
  #kernelId: string | null = null;
  #answered = false;
  #refreshing: Promise<void> | null = null;
  #stale = false;
  /** Names of functions, the last call at the end. */
  readonly #used = new Set<string>();

  constructor(
    private readonly channel: FunctionChannel,
    private readonly host: Host,
  ) {}

  /** The page's own before those of the kernel and the server; of several with one name the first counts. */
  get functions(): readonly FunctionInfo[] {
    const own = this.host.functions().map(({ info }) => info);
    const taken = new Set(own.map(({ name }) => name.toLowerCase()));
    return [...own, ...this.#list.items.filter(({ name }) => !taken.has(name.toLowerCase()))];
  }

  get agents(): readonly AgentInfo[] {
    return this.#list.agents;
  }

  get warnings(): readonly string[] {
    const lost = this.#list.items.filter(({ name }) => this.own(name));
    return [...this.#list.warnings, ...lost.map(({ name, source }) => words.ownFunctionWins(name, source))];
  }

  /** The page's own destinations before those that the kernel registered. */
  get destinations(): RouteInfo[] {
    return [...this.host.destinations(), ...this.#list.routes];
  }

  /** What was called, the newest first. */
  get used(): readonly string[] {
    return [...this.#used].reverse();
  }

  /** A function is called now. */
  use(name: string): void {
    this.#used.delete(name);
    this.#used.add(name);
  }

  /** NAVAI's look-up: trimmed, case ignored. */
  find(name: string): FunctionInfo | undefined {
    return this.functions.find((info) => isCalled(info, name));
  }

  /** The page's own function of this name. */
  own(name: string): PageFunction | undefined {
    return this.host.functions().find(({ info }) => isCalled(info, name));
  }

  /** Resolves when the functions are known, asked for now if there was no answer yet. */
  loaded(): Promise<void> {
    return this.#refreshing ?? (this.#answered ? Promise.resolve() : this.refresh());
  }

  /** Ask again; news that comes while one answer is under way leads to exactly one more question. */
  refresh(): Promise<void> {
    this.#stale = true;
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      const kernelId = this.host.binding?.kernelId ?? null;
      try {
        this.#list = await this.channel.functions(kernelId);
        this.problem = this.#list.problem;
        this.#answered = true;
      } catch (error) {
        this.problem = explain(error);
        this.#answered = false;
        if (kernelId !== this.#kernelId || !SILENT.has(this.problem.code)) {
          this.#list = EMPTY;
        }
      }
      this.#kernelId = kernelId;
    }
    this.changed.emit();
  }
}

function isCalled(info: FunctionInfo, name: string): boolean {
  return info.name.toLowerCase() === name.trim().toLowerCase();
}
