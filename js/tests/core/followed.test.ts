import { expect, it } from 'vitest';

import { createSession } from '../parts.js';

const SALES = { sessionId: 's2', kernelId: 'k2', document: 'sales.ipynb' };

function setUp() {
  const all = createSession();
  const notes = () =>
    all.session.conversation.entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []));
  return { ...all, notes };
}

it('tells of another notebook while there is a session', async () => {
  const { session, host, notes } = setUp();
  host.binding = SALES;
  host.news.emit('binding');
  await session.start();
  host.news.emit('functions');
  expect(notes()).toEqual([]);
  host.news.emit('binding');
  expect(notes()).toEqual(['Now in sales.ipynb.']);
});

it('tells of one whose kernel is only starting as soon as it has one, and once', async () => {
  const { session, host, notes } = setUp();
  await session.start();
  host.binding = null;
  host.news.emit('binding');
  expect(notes()).toEqual([]);
  host.binding = SALES;
  host.news.emit('functions');
  host.news.emit('functions');
  expect(notes()).toEqual(['Now in sales.ipynb.']);
});
