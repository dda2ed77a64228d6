import type { JsonValue } from './wire.js';

/** Keywords behind which stand values and no schemas. */
const VALUES: ReadonlySet<string> = new Set(['default', 'enum', 'const', 'examples']);

type Schema = { readonly [key: string]: JsonValue };

/**
 * The parameters of a function as a model needs them. What says nothing to it is left out: titles, that nothing else
 * is accepted, that nothing is required, and that an optional parameter may be null instead of absent.
 * The twin is `navai_jupyter/core/compact.py`; both are held to `tests/cases/catalogue.json`.
 */
export function compactParameters(schema: Schema): { [key: string]: JsonValue } {
  return { type: 'object', properties: {}, ...compact(schema) };
}

function compact(schema: Schema): { [key: string]: JsonValue } {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const found: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && isObject(value)) {
      const named = Object.entries(value).map(([name, each]) => [
        name,
        within(required.includes(name) ? each : present(each)),
      ]);
      found[key] = Object.fromEntries(named);
    } else if (VALUES.has(key)) {
      found[key] = value;
    } else if (!(key === 'title' || (key === 'required' && required.length === 0) || isClosed(key, value))) {
      found[key] = within(value);
    }
  }
  return found;
}

function isClosed(key: string, value: JsonValue): boolean {
  return key === 'additionalProperties' && value === false;
}

/** A schema that is not null, where it says null only to mean that nothing is given. */
function present(schema: JsonValue): JsonValue {
  if (!isObject(schema) || !Array.isArray(schema.anyOf)) {
    return schema;
  }
  const kinds = schema.anyOf.filter((kind) => !(isObject(kind) && kind.type === 'null'));
  const { default: standard = null } = schema;
  if (kinds.length === schema.anyOf.length || standard !== null) {
    return schema;
  }
  const { anyOf: _, default: _null, ...beside } = schema;
  return kinds.length === 1 && isObject(kinds[0]) ? { ...kinds[0], ...beside } : { anyOf: kinds, ...beside };
}

function within(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(within);
  }
  return isObject(value) ? compact(value) : value;
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
