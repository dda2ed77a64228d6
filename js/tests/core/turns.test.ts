import { expect, it } from 'vitest';

import type { Turn } from '../../src/core/host.js';
import { Turns } from '../../src/core/turns.js';

function setUp() {
  const answered: Turn[] = [];
  let count = 0;
  const freeze = () => ({ binding: null, cellId: `${++count}` });
  return { turns: new Turns(freeze, (turn) => answered.push(turn)), answered };
}

it('keeps for each answer the turn in which the person spoke', () => {
  const { turns } = setUp();
  turns.begin();
  turns.responseStarted('one');
  turns.begin();
  turns.responseStarted('two');
  expect(turns.of('one').cellId).toBe('1');
  expect(turns.of('two').cellId).toBe('2');
});

it('tells of each answer that begins, also of a second one to the same turn', () => {
  const { turns, answered } = setUp();
  turns.begin();
  turns.responseStarted('one');
  turns.responseStarted('two');
  expect(answered.map(({ cellId }) => cellId)).toEqual(['1', '1']);
});
