import type { Devices } from '../../core/host.js';
import { Signal } from '../../core/signal.js';

/** What Chromium lists beside the devices; elsewhere the empty id means the same. */
const SYSTEM = 'default';

/** The browser's microphones or loudspeakers; the choice is kept for this origin. */
export class BrowserDevices implements Devices {
  readonly changed = new Signal<void>();
  list: Devices['list'] = [];
  /** What was opened last, which may be another than was chosen. */
  #inUse = '';
  #chosen: string;

  constructor(
    private readonly kind: 'audioinput' | 'audiooutput',
    private readonly storage: Storage | null,
  ) {
    this.#chosen = storage?.getItem(this.#key) ?? '';
    navigator.mediaDevices?.addEventListener?.('devicechange', () => void this.refresh());
  }

  get current(): string {
    const listed = (id: string) => this.list.some((device) => device.id === id);
    return [this.#inUse, this.#chosen, SYSTEM].find(listed) ?? '';
  }

  /** The id that the person chose once, there or not; empty for none. */
  get chosen(): string {
    return this.#chosen;
  }

  choose(id: string): void {
    this.#chosen = id;
    this.#inUse = id;
    try {
      this.storage?.setItem(this.#key, id);
    } catch {
      // Full, or closed: it holds until the page is loaded again.
    }
    this.changed.emit();
  }

  opened(id: string): void {
    this.#inUse = id;
    void this.refresh();
  }

  /** Ask the browser anew; it tells names only once the microphone was allowed. */
  async refresh(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    this.list = all
      .filter(({ kind, label }) => kind === this.kind && label)
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
    this.changed.emit();
  }

  get #key(): string {
    return `navai.${this.kind}`;
  }
}
