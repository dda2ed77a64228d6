import type { Arguments, Outcome } from '../core/calls.js';
import { localisedProblem } from '../core/localised.js';
import { sentenceOf } from '../core/problem.js';
import type { JsonValue } from '../core/wire.js';

const SHORT = 60;

/** Milliseconds below a second, else seconds with one decimal. */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `name(a=2, b="x")`, as a person would write the call in Python. */
export function callText(name: string, args: Arguments | string): string {
  const inside =
    typeof args === 'string'
      ? args
      : Object.entries(args)
          .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
          .join(', ');
  return `${name}(${short(inside)})`;
}

/** One line for a result: the value itself, cut when it is long. */
export function resultText({ output, problem }: Outcome): string {
  if (problem) {
    return short(sentenceOf(localisedProblem(problem)));
  }
  const value =
    output.ok === false
      ? (output.details ?? output.error)
      : (output.result ?? output.name ?? output.say ?? null);
  if (value === null) {
    return '';
  }
  const said = sayOf(value) ?? value;
  return short(typeof said === 'string' ? said : JSON.stringify(said));
}

/** What a function returned; of a failure all that is known. */
export function wholeResult({ output, problem }: Outcome): JsonValue {
  if (problem) {
    return sentenceOf(localisedProblem(problem));
  }
  return output.ok === false ? output : (output.result ?? output);
}

/** The words of its own that a result brings. */
function sayOf(value: JsonValue): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value.say : undefined;
}

function short(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
}
