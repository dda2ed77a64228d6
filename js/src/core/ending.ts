import { problems } from './words.js';

/** What a person is told when a session is over, by the code of the provider's error, or our own. */
export const ENDINGS = {
  lost_connection: problems.lostConnection,
  session_expired: problems.sessionExpired,
  session_idle: problems.sessionIdle,
} as const;

export function isEnding(code: string): code is keyof typeof ENDINGS {
  return code in ENDINGS;
}
