import { describe, expect, it } from 'vitest';

import type { CallContext, Plan } from '../../src/core/calls.js';
import { Catalogue } from '../../src/core/catalogue.js';
import type { PageFunction } from '../../src/core/host.js';
import { buildTools } from '../../src/core/tools.js';
import { functionInfo, MemoryChannel, MemoryHost, route } from '../parts.js';

const CONTEXT: CallContext = {
  sessionId: 's',
  callId: 'c',
  turn: { binding: null, cellId: 'cell-7' },
  signal: new AbortController().signal,
  asks: () => {},
};

async function tools(change: (channel: MemoryChannel, host: MemoryHost) => void = () => {}) {
  const channel = new MemoryChannel();
  const host = new MemoryHost();
  change(channel, host);
  const catalogue = new Catalogue(channel, host);
  await catalogue.refresh();
  const built = buildTools({ catalogue, channel, host, acts: { stopCalls: () => [], status: () => ({}) } });
  return new Map(built.map((tool) => [tool.name, tool]));
}

function examplesOf(all: Awaited<ReturnType<typeof tools>>): string[] {
  const parameters = all.get('navigate_to')?.parameters as
    | { properties: { target: { examples: string[] } } }
    | undefined;
  return parameters?.properties.target.examples ?? [];
}

describe('navigate_to', () => {
  it('tells names and synonyms as examples of a plain string, the kernel’s routes after the headings', async () => {
    const all = await tools((channel) => {
      channel.list.routes = [route('Dashboard', { path: 'file:dash.ipynb', synonyms: ['board'] })];
    });
    expect(examplesOf(all)).toEqual(['Data cleaning', 'Results', 'Dashboard', 'board']);
  });

  it('tells 200 names at most', async () => {
    const all = await tools((_channel, host) => {
      host.places = Array.from({ length: 500 }, (_, index) => route(`Place ${index}`));
    });
    expect(examplesOf(all)).toHaveLength(200);
  });

  it('answers the candidates of a tie', async () => {
    const all = await tools((_channel, host) => {
      host.places = [route('Results 2023'), route('Results 2024')];
    });
    expect(all.get('navigate_to')?.plan({ target: 'results' })).toMatchObject({
      ok: false,
      output: { candidates: [{ name: 'Results 2023' }, { name: 'Results 2024' }] },
    });
  });
});

describe('functions of the page', () => {
  it('run in the turn’s notebook and are never sent to a kernel', async () => {
    const seen: unknown[] = [];
    let executed: unknown[] = [];
    const all = await tools((channel, host) => {
      executed = channel.executed;
      const info = functionInfo('add', { source: 'page' });
      const run: PageFunction['run'] = async (args, turn) => seen.push(args, turn.cellId);
      host.own = [{ info, run }];
    });
    const plan = all.get('add')?.plan({ a: 1 }) as Plan;
    const outcome = await plan.run(CONTEXT);
    expect(outcome).toEqual({
      ok: true,
      output: { ok: true, function_name: 'add', source: 'page', result: 2 },
    });
    expect([seen, executed]).toEqual([[{ a: 1 }, 'cell-7'], []]);
  });
});

describe('functions', () => {
  it('have tools with their own schema', async () => {
    const parameters = {
      type: 'object',
      properties: { year: { type: 'integer', default: 2024 } },
      required: [],
    };
    const all = await tools((channel) => {
      channel.list.items = [functionInfo('load_sales', { parameters })];
    });
    expect(all.get('load_sales')?.parameters).toMatchObject(parameters);
  });

  it('with a reserved or impossible name are reached through execute_app_function only', async () => {
    const all = await tools((channel) => {
      channel.list.items = [functionInfo('voice_help'), functionInfo('größe'), functionInfo('a b')];
    });
    expect([...all.keys()]).toEqual([
      'navigate_to',
      'execute_app_function',
      'voice_stop_call',
      'voice_status',
      'voice_help',
    ]);
    expect(all.get('execute_app_function')?.plan({ function_name: 'a b' })).toMatchObject({ name: 'a b' });
  });

  it('beyond one data-channel message are reached through execute_app_function only', async () => {
    const all = await tools((channel) => {
      channel.list.items = Array.from({ length: 3000 }, (_, index) => functionInfo(`function_${index}`));
    });
    expect(JSON.stringify([...all.values()]).length).toBeLessThan(262_144);
    expect(all.size).toBeGreaterThan(500);
    const last = all.get('execute_app_function')?.plan({ function_name: 'function_2999', payload: { a: 1 } });
    expect(last).toMatchObject({ name: 'function_2999', arguments: { a: 1 } });
  });

  it('that are unknown are answered with those that are there', async () => {
    const all = await tools();
    expect(all.get('execute_app_function')?.plan({ function_name: 'nope' })).toMatchObject({
      output: { ok: false, error: 'Unknown or disallowed function.', available_functions: ['add', 'slow'] },
    });
  });
});
