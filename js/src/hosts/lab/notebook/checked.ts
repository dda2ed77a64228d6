import type { Arguments } from '../../../core/calls.js';
import { notebookProblems } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import type { Properties } from './define.js';

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && !Array.isArray(value),
};

/**
 * The arguments, if they are what the properties of a schema ask for; models send others now and then.
 *
 * An argument that is null is one that was not given.
 */
export function checked(args: Arguments, properties: Properties, required: readonly string[]): Arguments {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
  for (const name of required) {
    if (given[name] === undefined) {
      throw fail('argument_missing', notebookProblems.argumentMissing(name, Object.keys(properties)));
    }
  }
  for (const [name, value] of Object.entries(given)) {
    const schema = properties[name];
    if (!schema) {
      throw fail('argument_unknown', notebookProblems.argumentUnknown(name, Object.keys(properties)));
    }
    const { type, enum: choices } = schema;
    if (!TYPES[String(type)]?.(value) || (Array.isArray(choices) && !choices.includes(value))) {
      const accepted = Array.isArray(choices) ? choices.map(String) : [String(type)];
      throw fail('argument_bad', notebookProblems.argumentBad(name, String(value), accepted));
    }
  }
  return given;
}
