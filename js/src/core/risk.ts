import type { Approval } from './wire.js';

/** What a call may do: nothing, something that can be undone, run code, or what nobody can take back. */
export type Risk = 'read' | 'change' | 'run' | 'destructive';

/** How the person is asked, by what a call may do. */
export const APPROVALS: Readonly<Record<Risk, Approval>> = {
  read: 'never',
  change: 'never',
  run: 'session',
  destructive: 'always',
};
