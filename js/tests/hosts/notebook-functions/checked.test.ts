import { describe, expect, it } from 'vitest';

import type { Arguments } from '../../../src/core/calls.js';
import { checked } from '../../../src/hosts/lab/notebook/checked.js';

const PROPERTIES = {
  kind: { type: 'string', enum: ['code', 'raw'] },
  number: { type: 'integer' },
  args: { type: 'object' },
};

describe('arguments', () => {
  it('that fit are taken, and null is no argument', () => {
    const args = { kind: 'raw', number: null, args: { a: [1] } };
    expect(checked(args, PROPERTIES, ['kind'])).toEqual({ kind: 'raw', args: { a: [1] } });
  });

  it.each<[Arguments, string]>([
    [{}, 'The argument "kind" is missing. The function takes kind, number, args.'],
    [{ kind: null }, 'The argument "kind" is missing.'],
    [{ kind: 'heading' }, 'The argument "kind" cannot be "heading". Accepted: code, raw.'],
    [{ kind: 'raw', number: 1.5 }, 'The argument "number" cannot be "1.5". Accepted: integer.'],
    [{ kind: 'raw', number: '2' }, 'The argument "number" cannot be "2". Accepted: integer.'],
    [{ kind: 'raw', args: [] }, 'The argument "args" cannot be "". Accepted: object.'],
    [{ kind: 'raw', cell: 2 }, 'There is no argument "cell".'],
  ])('%j are refused with what would be accepted', (args, error) => {
    expect(() => checked(args, PROPERTIES, ['kind'])).toThrow(error);
  });
});
