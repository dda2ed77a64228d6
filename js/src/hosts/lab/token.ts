import { Token } from '@lumino/coreutils';

import type { OpenOwnLine } from '../../core/lines.js';
import type { VoiceSession } from '../../core/session.js';

/** The page's voice agent, for other extensions of JupyterLab. */
export interface INavaiVoice {
  /**
   * Offer a transport that the setting `transport` and `VoiceWidget(transport=…)` then take by its name.
   *
   * Answers the function that takes it back; raises a `TypeError` for a name that is taken or cannot be one.
   */
  registerTransport(name: string, open: OpenOwnLine): () => void;
  /** The page's one session; most of its code is loaded when it is asked for. */
  session(): Promise<VoiceSession>;
}

export const INavaiVoice = new Token<INavaiVoice>(
  'navai-jupyter:INavaiVoice',
  'The voice agent: its session, and transports of your own.',
);
