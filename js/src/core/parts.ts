import type { FunctionChannel, RealtimeSource } from './backend.js';
import type { Floor } from './floor.js';
import type { Consent, Host, Media } from './host.js';
import type { Lines } from './lines.js';
import type { Signal } from './signal.js';
import type { Ways } from './ways.js';

/** What a session is made of: everything that a page, a server or a provider does for it. */
export interface SessionParts {
  readonly channel: FunctionChannel;
  readonly source: RealtimeSource;
  readonly host: Host;
  readonly media: Media;
  readonly consent: Consent;
  readonly lines: Lines;
  readonly ways: Ways;
  /** Which tab of this browser acts. */
  readonly floor: Floor;
  /** Keeps the conversation of this tab over a reload, if there is one. */
  readonly tab: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  /** Keeps in this browser what the person allowed for good. */
  readonly lasting: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** The base URL of the server that all this is of. */
  readonly server: string;
  /** The browser has a network again. */
  readonly online: Signal<void>;
}
