/** The tabs of one browser in memory: Web Locks, and a channel between pages. */

import { BrowserFloor, type Bus, type Locks, type News } from '../src/hosts/browser/floor.js';

/** As a message comes: after what is under way, and without a clock that a test would have to wind. */
async function later(act: () => void): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await null;
  }
  act();
}

interface Request {
  readonly tab: Tab;
  readonly name: string;
  readonly grant: (lock: object | null) => void;
  readonly lose: () => void;
}

/** One origin's lock manager: each lock is held by one request, the others wait in line. */
export class MemoryBrowser {
  readonly tabs: Tab[] = [];
  readonly #held = new Map<string, Request>();
  #line: Request[] = [];

  open(): Tab {
    const tab = new Tab(this);
    this.tabs.push(tab);
    return tab;
  }

  send(from: Bus, news: News): void {
    for (const { bus } of this.tabs) {
      if (bus !== from) {
        void later(() => bus.onmessage?.({ data: structuredClone(news) } as MessageEvent));
      }
    }
  }

  ask(request: Request, { ifAvailable, steal }: LockOptions): void {
    const holder = this.#held.get(request.name);
    if (steal || !holder) {
      this.#held.set(request.name, request);
      holder?.lose();
      request.grant({});
    } else if (ifAvailable) {
      request.grant(null);
    } else {
      this.#line.push(request);
    }
  }

  free(request: Request): void {
    this.#line = this.#line.filter((each) => each !== request);
    if (this.#held.get(request.name) === request) {
      this.#held.delete(request.name);
      const next = this.#line.find(({ name }) => name === request.name);
      this.#line = this.#line.filter((each) => each !== next);
      if (next) {
        this.#held.set(next.name, next);
        next.grant({});
      }
    }
  }

  /** The page is gone, and could say nothing. */
  close(tab: Tab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    tab.bus.onmessage = null;
    this.#line = this.#line.filter((each) => each.tab !== tab);
    for (const request of [...this.#held.values()]) {
      if (request.tab === tab) {
        this.free(request);
      }
    }
  }
}

/** What a page of that browser has of it. */
export class Tab {
  readonly bus: Bus;
  readonly locks: Locks;
  readonly floor: BrowserFloor;

  constructor(private readonly browser: MemoryBrowser) {
    const bus: Bus = { onmessage: null, postMessage: (news) => browser.send(bus, news) };
    this.bus = bus;
    this.locks = { request: (name, options, granted) => this.#request(name, options, granted) };
    this.floor = new BrowserFloor('floor', this.locks, bus);
  }

  close(): void {
    this.browser.close(this);
  }

  #request(...[name, options, granted]: Parameters<Locks['request']>): Promise<void> {
    const { browser } = this;
    return new Promise((resolve, reject) => {
      const aborted = () => {
        browser.free(request);
        reject(options.signal?.reason);
      };
      const request: Request = {
        tab: this,
        name,
        grant: async (lock) => {
          options.signal?.removeEventListener('abort', aborted);
          await granted(lock);
          browser.free(request);
          resolve();
        },
        lose: () => reject(new DOMException('The lock was stolen.', 'AbortError')),
      };
      options.signal?.addEventListener('abort', aborted);
      queueMicrotask(() => browser.ask(request, options));
    });
  }
}
