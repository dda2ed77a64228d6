import { explainConnection, type Way } from './line.js';
import { parseObject } from './problem.js';
import type { FrontendConfig } from './wire.js';

/** `auto`, or the transport that is taken without asking whether another would do. */
export type WaySetting = 'auto' | Way;

const KEY = 'navai:webrtc-failed';
/** After the first failure WebRTC is left alone for so long, then each time for longer: a laptop changes networks. */
const FIRST_MS = 10 * 60_000;
const GROWTH = 3;
const LONGEST_MS = 6 * 3_600_000;
/** Failures that prove that no media can flow here; a connection that was merely slow proves nothing. */
const NO_MEDIA: ReadonlySet<string> = new Set(['loopback_only', 'no_webrtc', 'no_media']);
/** Failures that say nothing against the other way. */
const NO_ROUTE: ReadonlySet<string> = new Set([...NO_MEDIA, 'no_connection']);

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
  /** What the view asks for in which voice was started; it goes before the setting. */
  asked: WaySetting | null = null;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
    private readonly now: () => number = Date.now,
    /** The way beside WebRTC that works wherever the page does. */
    private readonly fallback: Way = 'websocket',
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
      if (attempts.wanted() && other === this.fallback && NO_MEDIA.has(code)) {
        this.#avoidWebRtc();
      }
      return this.#arrivedBy(other);
    }
    return this.#arrivedBy(way);
  }

  #order({ websocket_url }: FrontendConfig): [Way, Way?] {
    const wish = this.asked ?? this.setting;
    if (wish !== 'auto') {
      return [wish];
    }
    if (!websocket_url) {
      return ['webrtc'];
    }
    return this.now() < this.#failed.until ? [this.fallback, 'webrtc'] : ['webrtc', this.fallback];
  }

  /** How often WebRTC failed in a row, and until when it is left alone. */
  get #failed(): { times: number; until: number } {
    const { times = 0, until = 0 } = parseObject(this.storage?.getItem(KEY) ?? '') ?? {};
    return { times: Number(times) || 0, until: Number(until) || 0 };
  }

  #avoidWebRtc(): void {
    const { times } = this.#failed;
    const until = this.now() + Math.min(LONGEST_MS, FIRST_MS * GROWTH ** times);
    try {
      this.storage?.setItem(KEY, JSON.stringify({ times: times + 1, until }));
    } catch {
      // A full or closed storage forgets; the connection stands all the same.
    }
  }

  #arrivedBy(way: Way): Way {
    if (way === 'webrtc') {
      this.storage?.removeItem(KEY);
    }
    return way;
  }
}
