import type { FunctionInfo, JsonValue } from './wire.js';

/** A parameter of so many functions or more is explained once for all of them. */
const SHARED = 3;

interface Parameter {
  readonly name: string;
  /** Choices or type, where it is no text; nothing else of its schema counts. */
  readonly kind: string;
  readonly description: string;
  readonly isRequired: boolean;
}

/** Whether all that the function takes is texts, numbers and choices: a line can say that, and names say the rest. */
export function isPlain({ parameters }: FunctionInfo): boolean {
  return Object.values(propertiesOf(parameters)).every(
    (schema) => isObject(schema) && ('enum' in schema || PLAIN.has(String(schema.type))),
  );
}

const PLAIN: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean']);

/** Functions as lines in the place of schemas, for about a tenth of the tokens. */
export function signatures(functions: readonly FunctionInfo[]): string {
  const uses = new Map<string, Parameter[]>();
  const all = functions.map((info) => ({ info, parameters: parametersOf(info) }));
  for (const parameter of all.flatMap(({ parameters }) => parameters)) {
    const key = keyOf(parameter);
    uses.set(key, [...(uses.get(key) ?? []), parameter]);
  }
  const isShared = (parameter: Parameter) => (uses.get(keyOf(parameter))?.length ?? 0) >= SHARED;
  const lines = new Map<string, string[]>();
  for (const { info, parameters } of all) {
    const shared = parameters.filter(isShared).map(({ name }) => name);
    const own = parameters.filter((parameter) => !isShared(parameter)).map(signed);
    const line = own.length > 0 ? `${info.name}(${own.join(', ')})` : info.name;
    lines.set(shared.join(', '), [...(lines.get(shared.join(', ')) ?? []), line]);
  }
  const explained = [...uses.values()]
    .filter(([parameter]) => isShared(parameter))
    .map(([each]) => explain(each));
  const listed = [...lines].map(([shared, names]) => (shared ? `With ${shared}: ` : '') + names.join('; '));
  return [...listed, ...explained].join('\n');
}

function signed({ name, kind, isRequired }: Parameter): string {
  return `${name}${isRequired ? '' : '?'}${kind && `: ${kind}`}`;
}

function explain(parameter: Parameter): string {
  return [signed(parameter), parameter.description].filter(Boolean).join('. ');
}

function keyOf({ name, kind, description, isRequired }: Parameter): string {
  return JSON.stringify([name, kind, description, isRequired]);
}

function parametersOf({ parameters }: FunctionInfo): Parameter[] {
  const required = Array.isArray(parameters.required) ? parameters.required : [];
  return Object.entries(propertiesOf(parameters)).map(([name, schema]) => {
    const { type, enum: choices, description = '' } = isObject(schema) ? schema : {};
    const kind = Array.isArray(choices) ? choices.join('|') : type === 'string' ? '' : String(type);
    return { name, kind, description: String(description), isRequired: required.includes(name) };
  });
}

function propertiesOf(schema: FunctionInfo['parameters']): { [name: string]: JsonValue } {
  return isObject(schema.properties) ? schema.properties : {};
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
