import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { AgentInfo } from '../../src/core/wire.js';
import { createSession, functionInfo } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const moment = () => vi.advanceTimersByTimeAsync(1);

const SALES: AgentInfo = {
  key: 'sales',
  name: 'The sales desk',
  instructions: 'Be brief.',
  handoff: 'Anything about sales.',
  functions: ['load_sales'],
  primary: false,
};

async function connected() {
  const all = createSession();
  const items = [functionInfo('add'), functionInfo('load_sales')];
  all.channel.list = { ...all.channel.list, items, agents: [SALES] };
  await all.session.start();
  await moment();
  const tools = () =>
    all.model.config.tools.map(({ name }) => name).filter((name) => !/^(navi|exec|voice)/.test(name));
  return { ...all, tools };
}

async function handedOver() {
  const all = await connected();
  all.model.call('transfer_to_sales', {});
  await moment();
  return all;
}

it('the primary agent has what nobody else has, and knows to whom to hand over', async () => {
  const { tools, model } = await connected();
  expect(tools()).toEqual(['add', 'transfer_to_sales']);
  expect(model.config.instructions).not.toContain('Be brief.');
  expect(JSON.stringify(model.config.tools)).toContain('Anything about sales. It can: load sales.');
});

it('another agent goes on with its own tools, and the log says so', async () => {
  const { tools, model, session } = await handedOver();
  expect(tools()).toEqual(['load_sales', 'transfer_to_navai']);
  expect(model.config.instructions).toContain('Be brief.');
  expect(model.outputs).toMatchObject([{ startResponse: true }]);
  expect(session.conversation.entries).toMatchObject([{ kind: 'note', text: 'The sales desk goes on.' }]);
});

it('new tools are no handover: the log says nothing', async () => {
  const { session, channel, tools } = await connected();
  channel.list = { ...channel.list, items: [...channel.list.items, functionInfo('subtract')] };
  await session.catalogue.refresh();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tools()).toContain('subtract');
  expect(session.conversation.entries).toEqual([]);
});

it('a function of another agent is unknown to the one that speaks', async () => {
  const { model, channel } = await handedOver();
  model.call('add', { a: 1, b: 2 }, 'call_1');
  await moment();
  expect(model.outputs.at(-1)).toMatchObject({ output: { ok: false, available_functions: expect.any(Array) } });
  expect(channel.executed).toEqual([]);
});

it('whoever spoke goes on when functions change and after a lost connection', async () => {
  const { tools, model, session, channel } = await handedOver();
  await session.sendText('load the sales');
  channel.list = { ...channel.list, agents: [{ ...SALES, functions: ['load_sales', 'add'] }] };
  await session.catalogue.refresh();
  await vi.advanceTimersByTimeAsync(2000);
  expect(tools()).toEqual(['add', 'load_sales', 'transfer_to_navai']);
  model.transport.disconnect();
  await moment();
  expect(session.state.status).toBe('connected');
  expect(tools()).toEqual(['add', 'load_sales', 'transfer_to_navai']);
});

it('a new conversation begins with the primary agent, who goes on after a lost connection', async () => {
  const { tools, session, model } = await handedOver();
  session.stop();
  await session.start();
  await moment();
  expect(tools()).toEqual(['add', 'transfer_to_sales']);
  await session.sendText('add one and two');
  model.transport.disconnect();
  await moment();
  expect(session.state.status).toBe('connected');
  expect(tools()).toEqual(['add', 'transfer_to_sales']);
});
