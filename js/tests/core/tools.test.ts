import { describe, expect, it } from 'vitest';

import type { CallContext, Plan, Reader, Tool } from '../../src/core/calls.js';
import { Catalogue } from '../../src/core/catalogue.js';
import type { PageFunction } from '../../src/core/host.js';
import type { Risk } from '../../src/core/risk.js';
import { buildTools } from '../../src/core/tools.js';
import { functionInfo, MemoryChannel, MemoryHost, NOTEBOOK } from '../parts.js';

const CONTEXT: CallContext = {
  sessionId: 's',
  callId: 'c',
  turn: { binding: null, cellId: 'cell-7' },
  signal: new AbortController().signal,
  asks: () => {},
  tells: () => {},
};

const SESSION = { acts: { stopCalls: () => [], status: () => ({}) }, mayAct: async () => true };

async function tools(
  change: (channel: MemoryChannel, host: MemoryHost) => void = () => {},
  reader: Reader = 'planner',
  mayAct = SESSION.mayAct,
) {
  const channel = new MemoryChannel();
  const host = new MemoryHost();
  change(channel, host);
  const catalogue = new Catalogue(channel, host);
  await catalogue.refresh();
  const parts = { ...SESSION, catalogue, channel, host, mayAct, reader };
  const built = buildTools(parts, catalogue.functions);
  return new Map(built.map((tool) => [tool.name, tool]));
}

describe('functions of the page', () => {
  it('run in the turn’s notebook and are never sent to a kernel', async () => {
    const seen: unknown[] = [];
    let executed: unknown[] = [];
    const all = await tools((channel, host) => {
      executed = channel.executed;
      const info = functionInfo('add', { source: 'page' });
      const run: PageFunction['run'] = async (args, turn) => seen.push(args, turn.cellId);
      host.own = [{ info, risk: 'read', run }];
    });
    const plan = all.get('add')?.plan({ a: 1 }) as Plan;
    const outcome = await plan.run(CONTEXT);
    expect(outcome).toEqual({
      ok: true,
      output: { ok: true, function_name: 'add', source: 'page', result: 2 },
    });
    expect([seen, executed]).toEqual([[{ a: 1 }, 'cell-7'], []]);
  });

  it('only read while another browser acts in the notebook', async () => {
    const ran: string[] = [];
    const page = (risk: Risk): PageFunction => ({
      info: functionInfo(risk, { source: 'page' }),
      risk,
      run: async () => ran.push(risk),
    });
    const bring = (_: MemoryChannel, host: MemoryHost) => {
      host.own = (['read', 'change', 'run', 'destructive'] as const).map(page);
    };
    const all = await tools(bring, 'planner', async () => false);
    for (const risk of ['read', 'change', 'run', 'destructive']) {
      const plan = all.get(risk)?.plan({}) as Plan;
      const { ok, output } = await plan.run(CONTEXT);
      expect([risk, ok, output.error ?? '']).toEqual([
        risk,
        risk === 'read',
        risk === 'read' ? '' : expect.stringContaining('another browser'),
      ]);
    }
    expect(ran).toEqual(['read']);
  });
});

describe('functions of the page, for a language model', () => {
  const cell = { number: { type: 'integer', minimum: 1, description: 'Counted from the top.' } };
  const brought = [
    functionInfo('notebook_save', { source: 'page', parameters: {} }),
    functionInfo('voice_undo', { source: 'page', parameters: {} }),
    functionInfo('nested', { source: 'page', parameters: { properties: { args: { type: 'object' } } } }),
    ...['delete', 'copy', 'move'].map((name) =>
      functionInfo(`notebook_${name}`, {
        source: 'page',
        parameters: {
          properties: { ...(name === 'move' && { to: { enum: ['up', 'down'] } }), ...cell },
          required: ['to'],
        },
      }),
    ),
  ];
  const bring = (_: MemoryChannel, host: MemoryHost) => {
    host.own = brought.map((info) => ({ info, risk: 'read', run: async (args) => args }));
  };

  it('are signatures, called by name with their arguments', async () => {
    const all = await tools(bring, 'model');
    const execute = all.get('execute_app_function') as Tool;
    expect(execute.description).toBe(
      [
        'Run a function that has no tool of its own, as one of these:',
        'voice_undo; notebook_save',
        'With number: notebook_delete; notebook_copy; notebook_move(to: up|down)',
        'number?: integer. Counted from the top.',
      ].join('\n'),
    );
    const plan = execute.plan({ function_name: 'notebook_move', payload: { to: 'up', number: 3 } }) as Plan;
    expect((await plan.run(CONTEXT)).output).toMatchObject({ result: { to: 'up', number: 3 } });
  });

  it('have a tool where a line cannot say what they take', async () => {
    const all = await tools(bring, 'model');
    expect([all.has('nested'), all.has('notebook_save'), all.has('voice_undo')]).toEqual([true, false, false]);
  });
});

describe('functions', () => {
  it('have tools with their own schema', async () => {
    const parameters = {
      type: 'object',
      properties: { year: { type: 'integer', default: 2024 } },
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

  it('tell the model nothing that it need not know', async () => {
    const all = await tools((channel) => {
      const parameters = { type: 'object', properties: {}, required: [], additionalProperties: false };
      channel.list.items = [functionInfo('refresh', { parameters })];
    });
    expect(all.get('refresh')?.parameters).toEqual({ type: 'object', properties: {} });
  });

  it('that are unknown are answered with those that are there', async () => {
    const all = await tools();
    expect(all.get('execute_app_function')?.plan({ function_name: 'nope' })).toMatchObject({
      output: { ok: false, error: 'Unknown or disallowed function.', available_functions: ['add', 'slow'] },
    });
  });
});

describe('more functions than a model can be told of', () => {
  const many = (channel: MemoryChannel) => {
    channel.list.items = Array.from({ length: 500 }, (_, index) => functionInfo(`function_${index}`));
    channel.list.items.push(functionInfo('tune_piano', { description: 'Tune the piano in a room.' }));
  };

  it('share some room, and are searched for by a tool', async () => {
    const all = await tools(many);
    expect(JSON.stringify([...all.values()]).length).toBeLessThan(18_000);
    expect([...all.keys()].slice(0, 3)).toEqual(['navigate_to', 'execute_app_function', 'voice_find_function']);
    expect([all.has('function_0'), all.has('tune_piano')]).toEqual([true, false]);
  });

  it('are found with all that is needed to call them', async () => {
    const all = await tools(many);
    const plan = all.get('voice_find_function')?.plan({ query: 'tune the piano' }) as Plan;
    expect((await plan.run(CONTEXT)).output).toEqual({
      ok: true,
      functions: [
        {
          name: 'tune_piano',
          description: 'Tune the piano in a room.',
          parameters: functionInfo('').parameters,
        },
      ],
    });
    const called = all.get('execute_app_function')?.plan({ function_name: 'tune_piano', payload: { a: 1 } });
    expect(called).toMatchObject({ name: 'tune_piano', arguments: { a: 1 } });
  });

  it('are not told of a schema that no model should read', async () => {
    const all = await tools((channel) => {
      many(channel);
      channel.list.items.push(functionInfo('tune_harp', { description: 'x'.repeat(9000) }));
    });
    const plan = all.get('voice_find_function')?.plan({ query: 'tune' }) as Plan;
    const { functions } = (await plan.run(CONTEXT)).output as { functions: { name: string }[] };
    expect(functions.map(({ name }) => name)).toEqual(['tune_piano']);
  });

  it('keep their tools while they are in use', async () => {
    const channel = new MemoryChannel();
    many(channel);
    const catalogue = new Catalogue(channel, new MemoryHost());
    await catalogue.refresh();
    const parts = { ...SESSION, catalogue, channel, host: new MemoryHost(), reader: 'planner' } as const;
    const execute = buildTools(parts, catalogue.functions).find(
      ({ name }) => name === 'execute_app_function',
    ) as Tool;
    await (execute.plan({ function_name: 'tune_piano' }) as Plan).run({
      ...CONTEXT,
      turn: { binding: NOTEBOOK, cellId: null },
    });
    const names = buildTools(parts, catalogue.functions).map(({ name }) => name);
    expect(names.at(-1)).toBe('tune_piano');
  });

  it('leave room for what the page brings under a reserved name', async () => {
    const all = await tools((channel, host) => {
      many(channel);
      const infos = [...Array(100).keys()].map((index) =>
        functionInfo(`act_${index}`, { source: 'page', description: 'x'.repeat(100) }),
      );
      const undo = functionInfo('voice_undo', { source: 'page' });
      host.own = [...infos, undo].map((info) => ({ info, risk: 'read', run: async () => null }));
    });
    expect([all.has('act_0'), all.has('act_99'), all.has('voice_undo')]).toEqual([true, false, true]);
  });

  it('are named where they come near, when an unknown one is called', async () => {
    const all = await tools(many);
    expect(all.get('execute_app_function')?.plan({ function_name: 'tune_pianos' })).toMatchObject({
      output: { available_functions: ['tune_piano'] },
    });
  });
});
