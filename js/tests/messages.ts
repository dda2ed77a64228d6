import { readdirSync, readFileSync } from 'node:fs';
import { type AnyNode, type CallExpression, type Expression, parse } from 'acorn';
import { transformSync } from 'esbuild';

import schema from '../schema/plugin.json';
import { problems } from '../src/core/problem-words.js';
import { serverTexts } from '../src/core/server-words.js';
import { bundleOf, translateWith } from '../src/core/translation.js';
import { translatedSchema } from '../src/hosts/lab/translations.js';

/** A text that is translated, and its plural where it has one. */
export interface Message {
  readonly text: string;
  readonly plural: string | null;
  readonly file: string;
}

/** Every text of the project that is translated: what the words files look up, what is wrong, and what the settings page shows. */
export function messages(): Message[] {
  const files = readdirSync('src/core').filter((name) => name.endsWith('words.ts'));
  return [
    ...files.flatMap((name) => messagesOf(`src/core/${name}`)),
    ...Object.values(problems)
      .flat()
      .filter((text) => text && text !== '%1' && text !== '%2')
      .map((text) => ({ text, plural: null, file: 'problem-words.ts' })),
    ...serverTexts.map((text) => ({ text, plural: null, file: 'server-words.ts' })),
    ...schemaMessages(),
  ];
}

function messagesOf(file: string): Message[] {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts' });
  const found: Message[] = [];
  const add = (text: string, plural: string | null = null) => found.push({ text, plural, file });
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), (call) => {
    const { callee, arguments: given } = call;
    const name = callee.type === 'Identifier' ? callee.name : '';
    if (name === 't') {
      add(literal(given[0], file));
    } else if (name === 'n') {
      add(literal(given[0], file), literal(given[1], file));
    } else if (name === 'translated') {
      for (const text of plainTexts(given[0])) {
        add(text);
      }
    }
  });
  return found;
}

function schemaMessages(): Message[] {
  const found: Message[] = [];
  const english = bundleOf({});
  translateWith({
    ...english,
    __: (text) => {
      found.push({ text, plural: null, file: 'schema/plugin.json' });
      return text;
    },
  });
  translatedSchema(schema);
  translateWith(english);
  return found;
}

/** The texts that `translated` looks up when they are read; those within functions say `t`. */
function plainTexts(node: AnyNode | undefined): string[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'ObjectExpression':
      return node.properties.flatMap((each) => (each.type === 'Property' ? plainTexts(each.value) : []));
    case 'ArrayExpression':
      return node.elements.flatMap((each) => plainTexts(each ?? undefined));
    default:
      return [];
  }
}

function literal(node: Expression | AnyNode | undefined, file: string): string {
  if (node?.type !== 'Literal' || typeof node.value !== 'string') {
    throw new Error(`${file}: only a text that stands there can be looked up.`);
  }
  return node.value;
}

function visit(node: unknown, onCall: (call: CallExpression) => void): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  if ((node as AnyNode).type === 'CallExpression') {
    onCall(node as CallExpression);
  }
  for (const part of Object.values(node)) {
    visit(part, onCall);
  }
}
