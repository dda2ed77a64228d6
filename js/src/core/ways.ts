import { explainConnection, type Way } from './line.js';
import type { FrontendConfig } from './wire.js';

export type WaySetting = 'auto' | Way;

const KEY = 'navai:webrtc-failed';
/** After this, WebRTC is tried again: the laptop may be in another network. */
const REMEMBERED_MS = 6 * 3_600_000;
/** Failures that say nothing against the other way. */
const NO_ROUTE = new Set(['loopback_only', 'no_webrtc', 'no_media', 'no_connection']);

export interface Attempts {
  /** Whether the person still waits for a connection. */
  wanted(): boolean;
  connect(way: Way): Promise<void>;
  /** The way before led nowhere; `next` is tried now. */
  detour(next: Way, why: string): void;
}

/** Which way to the provider is taken; remembers for this origin where media cannot flow. */
export class Ways {
  setting: WaySetting = 'auto';

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
    private readonly now: () => number = Date.now,
  ) {}

  /** Connect by one way after the other, and answer the first that leads through. */
  async first(config: FrontendConfig, attempts: Attempts): Promise<Way> {
    const [way, other] = this.#order(config);
    try {
      await attempts.connect(way);
    } catch (error) {
      const { code, why } = explainConnection(error);
      if (!other || !attempts.wanted() || !NO_ROUTE.has(code)) {
        throw error;
      }
      attempts.detour(other, why);
      await attempts.connect(other);
      if (attempts.wanted()) {
        this.#remember(other);
      }
      return other;
    }
    return way;
  }

  #order({ websocket_url }: FrontendConfig): [Way, Way?] {
    if (this.setting !== 'auto') {
      return [this.setting];
    }
    if (!websocket_url) {
      return ['webrtc'];
    }
    const failed = Number(this.storage?.getItem(KEY) ?? 0);
    return this.now() - failed < REMEMBERED_MS ? ['websocket', 'webrtc'] : ['webrtc', 'websocket'];
  }

  #remember(works: Way): void {
    try {
      if (works === 'websocket') {
        this.storage?.setItem(KEY, String(this.now()));
      } else {
        this.storage?.removeItem(KEY);
      }
    } catch {
      // A full or closed storage forgets; the connection stands all the same.
    }
  }
}
