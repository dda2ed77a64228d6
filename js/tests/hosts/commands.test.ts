// @vitest-environment jsdom

import { CommandRegistry } from '@lumino/commands';
import { describe, expect, it } from 'vitest';

import type { PageFunction, Turn } from '../../src/core/host.js';
import { LabCommands } from '../../src/hosts/lab/commands.js';

const TURN: Turn = { binding: null, cellId: null };

async function setUp(free: string[], asked: string[] = []) {
  const commands = new CommandRegistry();
  const ran: [string, object][] = [];
  const add = (id: string, label: string, properties: object, required: string[] = [], isEnabled = true) =>
    commands.addCommand(id, {
      label,
      describedBy: { args: { type: 'object', properties, required } as never },
      isEnabled: () => isEnabled,
      execute: (args) => void ran.push([id, args]),
    });
  add('view:lines', 'Show Line Numbers', { toolbar: { type: 'boolean' } });
  add('view:theme', 'Change Theme…', { theme: { type: 'string' }, isPalette: { type: 'boolean' } }, ['theme']);
  add('file:delete', 'Delete File', {});
  add('view:grey', 'Grey', {}, [], false);
  const lab = new LabCommands({ commands, restored: Promise.resolve() });
  await lab.allow(free, asked);
  const call = (each: PageFunction, args: object) =>
    each.run(args as never, TURN, new AbortController().signal);
  return { lab, ran, call };
}

describe('commands of JupyterLab', () => {
  it('are called by their labels, with the arguments that they describe', async () => {
    const { lab, ran, call } = await setUp(['view:lines', 'view:theme']);
    const [command] = lab.functions;
    expect(command.info).toMatchObject({
      name: 'lab_command',
      approval: 'never',
      parameters: {
        properties: {
          command: { enum: ['Show Line Numbers', 'Change Theme'] },
          args: { properties: { theme: { type: 'string' } } },
        },
      },
    });
    expect(await call(command, { command: 'Show Line Numbers' })).toEqual({ say: 'Done: Show Line Numbers.' });
    await call(command, { command: 'Change Theme', args: { theme: 'JupyterLab Dark' } });
    expect(ran).toEqual([
      ['view:lines', {}],
      ['view:theme', { theme: 'JupyterLab Dark' }],
    ]);
  });

  it('that are not allowed cannot be called, not even by their ids', async () => {
    const { lab, ran, call } = await setUp(['view:lines']);
    for (const command of ['file:delete', 'Delete File']) {
      await expect(call(lab.functions[0], { command })).rejects.toMatchObject({
        problem: { code: 'argument_bad', why: 'Accepted: Show Line Numbers.' },
      });
    }
    expect(ran).toEqual([]);
  });

  it('of the second list ask each time', async () => {
    const { lab } = await setUp([], ['file:delete']);
    expect(lab.functions.map(({ info }) => [info.name, info.approval])).toEqual([
      ['lab_asked_command', 'always'],
    ]);
  });

  it('say what is wrong with their arguments', async () => {
    const { lab, ran, call } = await setUp(['view:theme', 'view:grey']);
    const [command] = lab.functions;
    await expect(call(command, { command: 'Change Theme', args: { colour: 'red' } })).rejects.toMatchObject({
      problem: { why: 'It needs theme. It does not know colour.', fix: 'It takes theme.' },
    });
    await expect(call(command, { command: 'Grey' })).rejects.toMatchObject({
      problem: { code: 'command_disabled' },
    });
    expect(ran).toEqual([]);
  });

  it('that this page does not have are left out', async () => {
    const { lab } = await setUp(['gone:command']);
    expect(lab.functions).toEqual([]);
  });
});
