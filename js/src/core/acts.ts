import type { Catalogue } from './catalogue.js';
import type { Dispatcher } from './dispatcher.js';
import type { Host } from './host.js';
import { toolWords } from './tool-words.js';
import { RESERVED, type SessionActs } from './tools.js';

export interface ActParts {
  readonly calls: Dispatcher;
  readonly catalogue: Catalogue;
  readonly host: Host;
  readonly provider: string | null;
}

/** What the tools for the session itself do: the same as its buttons. */
export function sessionActs({ calls, catalogue, host, provider }: ActParts): SessionActs {
  /** The tools' own calls are open too while they run. */
  const others = () => calls.open.filter((record) => !RESERVED.has(record.name));
  return {
    stopCalls: () => {
      const stopped = others();
      for (const { key } of stopped) {
        calls.cancel(key);
      }
      return stopped;
    },
    status: () => {
      const document = host.binding?.document ?? null;
      const { functions, destinations } = catalogue;
      const running = others().map(({ name, progress }) => ({ name, ...progress }));
      const where = host.where?.() ?? toolWords.where(document, functions.length, destinations.length);
      const say = [...running.map(toolWords.running), where].join(' ');
      return { say, document, provider, running };
    },
  };
}
