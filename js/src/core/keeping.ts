import type { CallRecord, MimeBundle } from './calls.js';

/** A result as a cell: code that gives the object again, and what is shown below it. */
export interface Kept {
  /** Of the notebook into which it goes. */
  readonly kernelId: string;
  readonly source: string;
  readonly outputs: readonly MimeBundle[];
}

/** Null for what no kernel holds: only the objects of a notebook can be had again. */
export function keptOf({ outcome, asked }: CallRecord, about: string): Kept | null {
  const { kernel_id: kernelId, call_id = '' } = asked?.request ?? {};
  if (!outcome?.ok || !kernelId) {
    return null;
  }
  const comment = about.replace(/\s+/g, ' '); // a name of an argument may hold anything, and must not become code
  const source = `import navai_jupyter as navai\n\nnavai.results[${JSON.stringify(call_id)}]  # ${comment}`;
  const result = outcome.display ? [outcome.display] : [];
  return { kernelId, source, outputs: [...(outcome.displayed ?? []), ...result] };
}
