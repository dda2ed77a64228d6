import type { Healed, Live, Phase } from './link.js';
import { localised } from './localised.js';
import type { SessionState } from './state.js';
import type { FrontendConfig } from './wire.js';
import { words } from './words.js';

/** What a person sees of a phase. */
export function shown(phase: Exclude<Phase, { kind: 'over' }>): Partial<SessionState> {
  switch (phase.kind) {
    case 'dialling':
      return { step: phase.step };
    case 'healing': {
      const step = { kind: 'reconnecting', tries: phase.tries } as const;
      return { status: 'connecting', activity: 'quiet', step, problem: phase.problem };
    }
    case 'live':
      return { status: 'connected', step: null, problem: null, way: phase.live.way };
  }
}

/** What the log says when a connection stands: of a loss that was mended, or of wishes that it does not grant. */
export function liveNotes({ config }: Live, healed: Healed | null): readonly string[] {
  return healed ? [healedNote(config, healed)] : config.warnings.map(localised);
}

function healedNote(config: FrontendConfig, { ms, before }: Healed): string {
  const { crashes = 0, crash = '' } = config.engine ?? {};
  const crashed = crashes > (before.engine?.crashes ?? 0);
  return crashed ? words.engineRestarted(crash) : words.reconnected(ms / 1_000);
}
