import type { PageFunction } from '../../../core/host.js';
import { APPROVALS, type Risk } from '../../../core/risk.js';
import type { JsonValue } from '../../../core/wire.js';
import { checked } from './checked.js';

export type Properties = { [name: string]: { [keyword: string]: JsonValue } };

export interface Definition {
  readonly name: string;
  /** For the model. */
  readonly description: string;
  readonly risk: Risk;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  /** The dispatcher gives up after so many seconds. */
  readonly seconds?: number;
  readonly run: PageFunction['run'];
}

const SECONDS = 30;

/** A function of the page, asked for approval by what it may do. */
export function define(definition: Definition): PageFunction {
  const { name, description, risk, properties = {}, required = [], seconds = SECONDS, run } = definition;
  const parameters = { type: 'object', properties, required: [...required], additionalProperties: false };
  return {
    info: {
      name,
      description,
      source: 'page',
      parameters,
      approval: APPROVALS[risk],
      timeout: seconds,
      speak: true,
      queued: false,
      instance: 'page',
    },
    risk,
    run: async (args, turn, signal) => run(checked(args, properties, required), turn, signal),
  };
}
