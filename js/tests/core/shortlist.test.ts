import { describe, expect, it } from 'vitest';

import cases from '../../../tests/cases/catalogue.json';
import { compactParameters } from '../../src/core/compact.js';
import { MOST, shortlist } from '../../src/core/shortlist.js';
import { RESERVED } from '../../src/core/tools.js';
import type { FunctionInfo } from '../../src/core/wire.js';
import { functionInfo } from '../parts.js';

function functionsOf(groups: (string | number)[][]): FunctionInfo[] {
  return groups.flatMap(([source, count, length]) =>
    Array.from({ length: count as number }, (_, number) =>
      functionInfo(`${source}_${number}`, {
        source: source as FunctionInfo['source'],
        description: 'x'.repeat(length as number),
        parameters: {},
      }),
    ),
  );
}

describe('the functions with a tool of their own', () => {
  it.each(cases.shortlist)('$why', ({ functions, used, direct, whole }) => {
    const found = shortlist(functionsOf(functions), used);
    expect(found.direct.map(({ name }) => name)).toEqual(direct);
    expect(found.isWhole).toBe(whole);
  });

  it('are never more than a provider takes, however short they are', () => {
    const functions = functionsOf([['kernel', MOST + 1, 0]]);
    const found = shortlist(functions, [`kernel_${MOST}`]);
    expect([found.direct.length, found.direct.at(-1)?.name, found.isWhole]).toEqual([
      MOST,
      `kernel_${MOST}`,
      false,
    ]);
    expect(shortlist(functions.slice(1), []).isWhole).toBe(true);
  });
});

describe('what a model reads of parameters', () => {
  it.each(cases.compact)('$why', ({ schema, is }) => {
    expect(compactParameters(schema as never)).toEqual(is);
  });
});

it('reserves the same names as Python', () => {
  expect([...RESERVED].sort()).toEqual([...cases.reserved].sort());
});
