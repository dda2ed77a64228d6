import { describe, expect, it } from 'vitest';

import type { Plan } from '../../src/core/calls.js';
import { Catalogue } from '../../src/core/catalogue.js';
import { navigateTool } from '../../src/core/navigation.js';
import type { Resolution } from '../../src/core/resolve.js';
import type { RouteInfo } from '../../src/core/wire.js';
import { MemoryChannel, MemoryHost, route } from '../parts.js';

/** A host that knows one phrase and two files. */
class PointingHost extends MemoryHost {
  readonly pointed: (string | null)[] = [];

  async point(target: string, { cellId }: { cellId: string | null }): Promise<Resolution | null> {
    this.pointed.push(cellId);
    if (target === 'cell 7') {
      return { kind: 'found', route: route('Cell 7', { path: 'cell:seven' }) };
    }
    return target === 'cell 99' ? { kind: 'unknown', candidates: [], why: 'There are 12 cells.' } : null;
  }

  async files(): Promise<RouteInfo[]> {
    return [route('sales.csv', { path: 'file:data/sales.csv', synonyms: ['sales'] }), route('other.csv')];
  }
}

async function setUp(places: RouteInfo[], host: MemoryHost = new PointingHost(), routes: RouteInfo[] = []) {
  host.places = places;
  const channel = new MemoryChannel();
  channel.list.routes = routes;
  const catalogue = new Catalogue(channel, host);
  await catalogue.refresh();
  const tool = navigateTool(catalogue, host, 'planner');
  const go = async (target: string) => {
    const turn = { binding: host.binding, cellId: 'where I spoke' };
    const context = {
      sessionId: 's',
      callId: 'c',
      turn,
      signal: new AbortController().signal,
      asks: () => {},
      tells: () => {},
    };
    return (await (tool.plan({ target }) as Plan).run(context)).output;
  };
  const { target } = (tool.parameters as { properties: { target: { examples: string[] } } }).properties;
  return { go, host, examples: target.examples };
}

describe('the examples of navigate_to', () => {
  it('are names and synonyms, the kernel’s routes after the page’s own', async () => {
    const dashboard = route('Dashboard', { path: 'file:dash.ipynb', synonyms: ['board', 'dashboard'] });
    const { examples } = await setUp([route('Results')], new MemoryHost(), [dashboard]);
    expect(examples).toEqual(['Results', 'Dashboard', 'board']);
  });

  it('are 200 at most, with the phrases that the page understands', async () => {
    const places = Array.from({ length: 500 }, (_, index) => route(`Place ${index}`));
    const { examples } = await setUp(places);
    expect(examples).toHaveLength(200);
    expect(examples).toContain('cell 7');
    expect((await setUp(places, new MemoryHost())).examples).not.toContain('cell 7');
  });
});

describe('navigate_to', () => {
  it('says where one is then', async () => {
    const { go, host } = await setUp([route('Results')]);
    expect(await go('the results section')).toEqual({
      ok: true,
      path: '#Results',
      name: 'Results',
      where: 'Results',
    });
    expect(host.visited.map(({ path }) => path)).toEqual(['#Results']);
  });

  it('takes a phrase where no name is said exactly, from the cell of the turn', async () => {
    const { go, host } = await setUp([route('Cell division 7')]);
    expect(await go('cell 7')).toMatchObject({ path: 'cell:seven' });
    expect((host as PointingHost).pointed).toEqual(['where I spoke']);
  });

  it('prefers a heading that is called like a phrase', async () => {
    const { go } = await setUp([route('Cell 7')]);
    expect(await go('cell 7')).toMatchObject({ path: '#Cell 7' });
  });

  it('says why a phrase leads nowhere', async () => {
    const { go, host } = await setUp([route('Results')]);
    expect(await go('cell 99')).toMatchObject({ ok: false, details: 'There are 12 cells.' });
    expect(host.visited).toEqual([]);
  });

  it('looks for a file when nothing else is meant', async () => {
    const { go } = await setUp([route('Results')]);
    expect(await go('sales')).toMatchObject({ ok: true, path: 'file:data/sales.csv' });
    expect(await go('quantum theory')).toMatchObject({ ok: false, candidates: [] });
  });

  it('answers the candidates of a tie', async () => {
    const { go } = await setUp([route('Results 2023'), route('Results 2024')]);
    expect(await go('results')).toMatchObject({
      ok: false,
      candidates: [{ name: 'Results 2023' }, { name: 'Results 2024' }],
    });
  });
});

describe('candidates of one name', () => {
  const twins = (...above: string[]) =>
    above.map((description, n) => route('Setup', { path: `cell:${n}`, description }));

  it.each([
    ['Part I', 'Part II', ['Setup under Part I', 'Setup under Part II']],
    ['Part I', 'Part I', ['the first Setup', 'the second Setup']],
    ['', 'Part I', ['the first Setup', 'the second Setup']],
  ])('under %j and %j are told apart by words that lead to them', async (one, other, names) => {
    const { go } = await setUp(twins(one, other));
    const told = (await go('setup')) as { candidates: { name: string; path: string }[] };
    expect(told.candidates.map(({ name }) => name)).toEqual(names);
    for (const { name, path } of told.candidates) {
      expect(await go(name)).toMatchObject({ ok: true, path });
    }
  });
});
