import type { FunctionInfo, JsonValue, RouteInfo } from './wire.js';
import { spoken } from './words.js';

type Schema = { readonly [key: string]: JsonValue };

/** Sentences that would work here and now: a place to go to, a function to call, what any notebook allows. */
export function exampleSentences(
  destinations: readonly RouteInfo[],
  functions: readonly FunctionInfo[],
): string[] {
  // A heading of this notebook is what a person sees; the list also has files, panels and commands.
  const place = destinations.filter(({ path }) => path.startsWith('#')).at(-1) ?? destinations[0];
  const callable = functions.find(({ source }) => source !== 'page');
  return [
    ...(place ? [spoken.tryGo(place.name)] : []),
    ...(callable ? [spoken.tryCall(spokenName(callable.name), exampleArguments(callable))] : []),
    ...functions.flatMap(({ name, source }) => (source === 'page' ? (spoken.tryOwn[name] ?? []) : [])),
  ];
}

/** A name as one says it: `load_sales` is "load sales". */
function spokenName(name: string): string {
  return name.replaceAll('_', ' ');
}

/** What a person could say for the required arguments: "a 2 and b 3"; nothing where no value comes to mind. */
function exampleArguments(info: FunctionInfo): string {
  const properties = (info.parameters.properties ?? {}) as { readonly [name: string]: Schema };
  const required = Array.isArray(info.parameters.required) ? info.parameters.required.map(String) : [];
  const said = required.map((name, index) => {
    const value = exampleValue(properties[name] ?? {}, index);
    return value === null ? null : `${spokenName(name)} ${value}`;
  });
  return said.includes(null) ? '' : said.join(spoken.and);
}

function exampleValue(schema: Schema, index: number): string | null {
  if (Array.isArray(schema.enum) && schema.enum.length > 0) {
    return String(schema.enum[0]);
  }
  return schema.type === 'integer' || schema.type === 'number' ? String(index + 2) : null;
}
