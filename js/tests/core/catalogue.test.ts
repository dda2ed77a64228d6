import { describe, expect, it } from 'vitest';

import { Catalogue } from '../../src/core/catalogue.js';
import { fail } from '../../src/core/problem.js';
import type { FunctionList } from '../../src/core/wire.js';
import { functionInfo, MemoryChannel, MemoryHost, NOTEBOOK } from '../parts.js';

const { problem } = fail('not_loaded', ['No functions.', 'Not loaded.', 'Run %load_ext navai_jupyter.']);

describe('the catalogue', () => {
  it('says why a kernel that answers has no functions, and asks it no more', async () => {
    const channel = new MemoryChannel();
    const catalogue = new Catalogue(channel, new MemoryHost());
    channel.list = { ...channel.list, items: [], problem };
    await catalogue.loaded();
    expect(catalogue.problem).toEqual(problem);

    channel.list = { ...channel.list, problem: null };
    await catalogue.loaded();
    expect(catalogue.problem).toEqual(problem);
    await catalogue.refresh();
    expect(catalogue.problem).toBeNull();
  });

  it('asks again when there was no answer', async () => {
    const channel = new MemoryChannel();
    const catalogue = new Catalogue(channel, new MemoryHost());
    const answer = channel.functions.bind(channel);
    channel.functions = () => Promise.reject<FunctionList>(fail('gone', ['Gone.', '', '']));
    await catalogue.loaded();
    expect(catalogue.problem?.code).toBe('gone');

    channel.functions = answer;
    await catalogue.loaded();
    expect([catalogue.problem, catalogue.functions.length]).toEqual([null, 2]);
  });

  it('keeps the functions of a kernel that does not answer now, and asks again, but not those of another', async () => {
    const channel = new MemoryChannel();
    const host = new MemoryHost();
    const catalogue = new Catalogue(channel, host);
    await catalogue.loaded();
    let asked = 0;
    channel.functions = () => {
      asked += 1;
      return Promise.reject<FunctionList>(fail('server_slow', ['No answer.', '', '']));
    };
    await catalogue.refresh();
    expect([catalogue.problem?.code, catalogue.functions.length]).toEqual(['server_slow', 2]);
    await catalogue.loaded();
    expect(asked).toBe(2);

    host.binding = { ...NOTEBOOK, kernelId: 'another' };
    await catalogue.refresh();
    expect(catalogue.functions).toEqual([]);
  });

  it('puts the page’s own functions first, and says which others it hides', async () => {
    const channel = new MemoryChannel();
    const host = new MemoryHost();
    host.own = [
      { info: functionInfo('add', { source: 'page' }), risk: 'read', run: async () => 'from the page' },
    ];
    const catalogue = new Catalogue(channel, host);
    await catalogue.loaded();
    expect(catalogue.functions.map(({ name, source }) => [name, source])).toEqual([
      ['add', 'page'],
      ['slow', 'kernel'],
    ]);
    expect(catalogue.find(' ADD ')?.source).toBe('page');
    expect(catalogue.warnings).toEqual([
      'add: the page has a function of this name; the one of the kernel is not called.',
    ]);
  });
});
