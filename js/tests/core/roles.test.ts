import { expect, test } from 'vitest';

import type { Tool } from '../../src/core/calls.js';
import { type Roles, shareOut } from '../../src/core/roles.js';
import type { AgentInfo, FunctionInfo } from '../../src/core/wire.js';
import { functionInfo } from '../parts.js';

const FUNCTIONS = ['add', 'load_sales', 'plot'].map((name) => functionInfo(name));

function toolsFor(functions: readonly FunctionInfo[]): Tool[] {
  const names = ['navigate_to', ...functions.map(({ name }) => name)];
  return names.map((name) => ({
    name,
    description: '',
    parameters: {},
    plan: () => ({ ok: true, output: {} }),
  }));
}

function shareAll(...agents: AgentInfo[]): Roles {
  return shareOut(FUNCTIONS, agents, toolsFor);
}

function agent(key: string, functions: string[], more: Partial<AgentInfo> = {}): AgentInfo {
  return { key, name: key, instructions: '', handoff: '', functions, primary: false, ...more };
}

function shared(...agents: AgentInfo[]) {
  return Object.fromEntries(shareAll(...agents).map(({ key, tools }) => [key, tools.map(({ name }) => name)]));
}

test('without agents there is one, which has everything', () => {
  expect(shared()).toEqual({ navai: ['navigate_to', 'add', 'load_sales', 'plot'] });
});

test('a function belongs to the agents that name it, else to the primary one', () => {
  expect(shared(agent('sales', ['load_sales', 'plot']), agent('artist', ['plot']))).toEqual({
    navai: ['navigate_to', 'add'],
    sales: ['navigate_to', 'load_sales', 'plot'],
    artist: ['navigate_to', 'plot'],
  });
});

test('the primary agent comes first and keeps what nobody else has', () => {
  const roles = shareAll(agent('sales', ['load_sales']), agent('boss', ['load_sales'], { primary: true }));
  expect(roles.map(({ key }) => key)).toEqual(['boss', 'sales']);
  expect(roles[0].tools.map(({ name }) => name)).toEqual(['navigate_to', 'add', 'load_sales', 'plot']);
});

test('whoever may hand over learns when, and which functions are there', () => {
  const [, sales] = shareAll(agent('sales', ['load_sales'], { handoff: 'Anything about sales.' }));
  expect(sales?.handoff).toContain('Anything about sales.');
  expect(sales?.handoff).toContain('load sales');
});
