import { firstProblems, type ProblemWords } from './first-words.js';
import { fill, type Value } from './translation.js';
import type { Problem } from './wire.js';

/** A failure that a person can act on. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(sentenceOf([problem.error, problem.why, problem.fix]));
    this.name = 'ProblemError';
  }
}

/** `words` in English, with the values that they have a place for. */
export function fail(code: string, words: ProblemWords, ...values: Value[]): ProblemError {
  const [error, why, fix] = words.map((text) => fill(text, values));
  return new ProblemError({ ok: false, code, error, why, fix });
}

/** All that is said, in one line. */
export function sentenceOf(words: ProblemWords): string {
  return words.filter(Boolean).join(' ');
}

/** Any thrown value in three parts; what we did not foresee keeps its own message as the cause. */
export function explain(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  const message = error instanceof Error ? error.message : String(error);
  return fail('unexpected', firstProblems.unexpected, message).problem;
}

/** The problem that a response body carries, when it is one of ours. */
export function readProblem(text: string): Problem | null {
  const body = parseObject(text);
  if (body?.ok !== false || typeof body.error !== 'string' || typeof body.code !== 'string') {
    return null;
  }
  return {
    ok: false,
    code: body.code,
    error: body.error,
    why: String(body.why ?? ''),
    fix: String(body.fix ?? ''),
  };
}

/** The JSON object in `text`, or null for anything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
