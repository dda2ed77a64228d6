import type { RealtimeSource } from './backend.js';
import type { Line } from './line.js';
import { explain, fail, ProblemError } from './problem.js';
import { problems } from './problem-words.js';
import type { Step, Store } from './state.js';
import type { EngineStatus, FrontendConfig, Problem } from './wire.js';

const POLL_MS = 700;
const ENGINE_SECONDS = 180;
/** A secret is not used in its last seconds: the connection takes some, and clocks differ. */
const SECRET_MARGIN_SECONDS = 15;
/** From a hand that moves to the button to its click; what was learnt so long ago holds. */
const HOVER_SECONDS = 10;
/** A browser asks another origin again after five seconds, unless it was told of more. */
const APPROACH_SECONDS = 4;

/** The constant that stands for "the server knows the key": the SDK wants an `ek_…` where the relay needs none. */
const RELAY_KEY = 'ek_relay';

/** What has to be known before the click, so that connecting costs one round trip: config, engine, secret. */
export class Readiness {
  #watching: Promise<void> | null = null;
  #secret: { value: Promise<string>; goodUntil: number } | null = null;
  /** When the config was last seen to be good, and when the provider was last approached. */
  #knownAt = Number.NEGATIVE_INFINITY;
  #approachedAt = Number.NEGATIVE_INFINITY;
  /** Grows with each change of what is asked for. */
  #question = 0;

  constructor(
    private readonly source: RealtimeSource,
    private readonly store: Store,
    private readonly unixSeconds: () => number,
  ) {}

  /** Ask for the config and follow the engine until its models are loaded; the panel calls it when it is shown. */
  watch(): Promise<void> {
    this.#watching ??= this.#follow().finally(() => {
      this.#watching = null;
    });
    return this.#watching;
  }

  /** Something else is asked for now: what was learnt and minted holds no more. */
  forget(): void {
    this.#question += 1;
    this.#secret = null;
    this.#knownAt = Number.NEGATIVE_INFINITY;
  }

  /** Ask ahead of the click for all that it needs: the config, and what a provider wants before an offer. */
  warm(): void {
    const { config, blocked } = this.store.state;
    if (!this.#known) {
      void this.watch();
    }
    if (!config || blocked) {
      return;
    }
    if (config.mints_secrets) {
      this.#mint().catch(() => undefined); // the click asks again and shows why
    }
    if (this.unixSeconds() - this.#approachedAt > APPROACH_SECONDS) {
      this.#approachedAt = this.unixSeconds();
      this.source.approach(config);
    }
  }

  /** The same as `ready`, by what was known when the person moved to the button. */
  async readyForClick(): Promise<FrontendConfig> {
    return this.#known ?? this.ready();
  }

  /** The config of a provider that can be connected to now, or a `ProblemError`. */
  async ready(): Promise<FrontendConfig> {
    await this.watch();
    const { config, blocked } = this.store.state;
    if (!config || blocked) {
      throw new ProblemError(blocked ?? explain('no config'));
    }
    return config;
  }

  /** A secret is there, and need not be waited for. */
  get hasSecret(): boolean {
    const goodUntil = this.#secret?.goodUntil ?? Number.POSITIVE_INFINITY;
    return goodUntil < Number.POSITIVE_INFINITY && this.unixSeconds() < goodUntil;
  }

  async key(config: FrontendConfig, { endpoint }: Line): Promise<string> {
    if (!config.mints_secrets || endpoint === 'socket') {
      return RELAY_KEY;
    }
    try {
      return await this.#mint();
    } finally {
      this.#secret = null;
    }
  }

  get #known(): FrontendConfig | null {
    const { config, blocked } = this.store.state;
    return !blocked && this.unixSeconds() - this.#knownAt < HOVER_SECONDS ? config : null;
  }

  #mint(): Promise<string> {
    if (this.#secret && this.unixSeconds() < this.#secret.goodUntil) {
      return this.#secret.value;
    }
    const asked = this.source.clientSecret();
    const secret = { value: asked.then(({ value }) => value), goodUntil: Number.POSITIVE_INFINITY };
    this.#secret = secret;
    asked.then(
      ({ expires_at }) => {
        secret.goodUntil = expires_at - SECRET_MARGIN_SECONDS;
      },
      () => {
        this.#secret = null;
      },
    );
    return secret.value;
  }

  async #follow(): Promise<void> {
    const giveUp = this.unixSeconds() + ENGINE_SECONDS;
    for (;;) {
      const question = this.#question;
      let config: FrontendConfig;
      try {
        config = await this.source.config();
      } catch (error) {
        if (question !== this.#question) {
          continue;
        }
        this.store.set({ config: null, step: null, blocked: explain(error) });
        return;
      }
      if (question !== this.#question) {
        continue;
      }
      const blocked = this.unixSeconds() > giveUp ? tooSlow() : blockOf(config);
      this.store.set({ config, step: stepOf(config.engine), blocked });
      if (blocked) {
        return;
      }
      if (!isLoading(config.engine)) {
        this.#knownAt = this.unixSeconds();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

function blockOf({ problem, engine }: FrontendConfig): Problem | null {
  if (engine?.state === 'failed') {
    return problem ?? engineFailure(engine.detail);
  }
  return problem;
}

function engineFailure(detail: string): Problem {
  const error = detail
    ? fail('engine_failed', problems.engineFailed, detail)
    : fail('engine_failed', problems.engineFailedSilently);
  return error.problem;
}

function tooSlow(): Problem {
  return fail('engine_slow', problems.engineSlow, ENGINE_SECONDS).problem;
}

function isLoading(engine: EngineStatus | null): boolean {
  return engine?.state === 'starting' || engine?.state === 'loading';
}

function stepOf(engine: EngineStatus | null): Step | null {
  if (engine?.state === 'loading') {
    return { kind: 'models', percent: Math.round(engine.progress * 100) };
  }
  return engine?.state === 'starting' ? { kind: 'engine' } : null;
}
