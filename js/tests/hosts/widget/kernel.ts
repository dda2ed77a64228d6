/** An in-memory kernel behind a widget: it reads messages at once, or, while a cell runs, after it. */

import type { Labels } from '../../../src/core/translation.js';
import type { MessageListener, WidgetModel } from '../../../src/hosts/widget/model.js';

type Parts = Record<string, unknown>;
type Request = Parts & { type: string; request_id: string };

type Traits = { height: number; kernel_id: string; transport: string | null; labels: Labels };

const TRAITS: Traits = { height: 360, kernel_id: 'k1', transport: null, labels: {} };

export class MemoryKernel implements WidgetModel {
  /** Everything that it has read, but for requests that only ask who is there. */
  readonly read: Request[] = [];
  waits = false;
  isBusy = false;
  /** What it answers to each kind of request, besides that it is there. */
  answers: { [type: string]: (request: Request) => Parts } = {};
  #unread: Request[] = [];
  #listeners = new Set<MessageListener>();

  constructor(private readonly traits: Partial<Traits> = {}) {}

  get(name: keyof Traits): never {
    return { ...TRAITS, ...this.traits }[name] as never;
  }

  send(message: object): void {
    this.#unread.push(message as Request);
    if (!this.isBusy) {
      this.#readAll();
    }
  }

  on(_event: 'msg:custom', listener: MessageListener): void {
    this.#listeners.add(listener);
  }

  off(_event: 'msg:custom', listener: MessageListener): void {
    this.#listeners.delete(listener);
  }

  /** The running cell ends. */
  free(): void {
    this.isBusy = false;
    this.#readAll();
  }

  publish(message: Parts, buffers: DataView[] = []): void {
    for (const listener of [...this.#listeners]) {
      listener(message, buffers);
    }
  }

  reply(request_id: string, parts: Parts): void {
    this.publish({ request_id, hello: null, problem: null, ...parts });
  }

  kinds(): string[] {
    return this.read.map(({ type }) => type);
  }

  #readAll(): void {
    for (const request of this.#unread.splice(0)) {
      if (request.type !== 'hello') {
        this.read.push(request);
      }
      const answer = this.answers[request.type];
      queueMicrotask(() => {
        this.reply(request.request_id, { hello: { protocol: 1, instance: 'i', waits: this.waits } });
        if (answer) {
          this.reply(request.request_id, answer(request));
        }
      });
    }
  }
}
