import type { Plan, Reader, Tool } from './calls.js';
import { refused } from './calls.js';
import type { Catalogue } from './catalogue.js';
import type { Host, Turn } from './host.js';
import { placeWords } from './place-words.js';
import { type Resolution, resolve, resolveExactly } from './resolve.js';
import { normalise, ORDINALS } from './spelling.js';
import { toolWords } from './tool-words.js';
import type { JsonValue, RouteInfo } from './wire.js';

export const NAVIGATE = 'navigate_to';
export const NAMES_TOLD = 200;
/** A notebook that is opened first needs its time. */
const SECONDS = 30;

/** The tool that moves the person; what is meant is decided when it is called, by the notebook of its turn. */
export function navigateTool(catalogue: Catalogue, host: Host, reader: Reader): Tool {
  // A language model has some in the description already.
  const phrases = host.point && reader === 'planner' ? placeWords.phrases : [];
  const names = namesOf(catalogue.destinations).slice(0, NAMES_TOLD - phrases.length);
  const target: { [key: string]: JsonValue } = { type: 'string', examples: [...names, ...phrases] };
  if (host.point) {
    target.description = toolWords.navigateTargetOrPhrase;
  }
  return {
    name: NAVIGATE,
    description: toolWords.navigate,
    parameters: { type: 'object', properties: { target }, required: ['target'] },
    plan: (args) => plan(String(args.target ?? ''), catalogue, host),
  };
}

/** Names and synonyms in the order of the destinations, each once however it is written. */
export function namesOf(routes: readonly RouteInfo[]): string[] {
  const names = new Map<string, string>();
  for (const name of routes.flatMap((route) => [route.name, ...route.synonyms])) {
    const spelt = normalise(name);
    names.set(spelt, names.get(spelt) ?? name);
  }
  return [...names.values()];
}

function plan(target: string, catalogue: Catalogue, host: Host): Plan {
  return {
    name: NAVIGATE,
    arguments: { target },
    approval: 'never',
    timeout: SECONDS,
    speak: true,
    run: async ({ turn }) => {
      const found = await locate(target, catalogue.destinations, host, turn);
      if (found.kind !== 'found') {
        const candidates = toldApart(found.candidates);
        return found.kind === 'tie'
          ? refused(toolWords.severalRoutes, { candidates })
          : refused(toolWords.unknownRoute, { candidates, ...(found.why && { details: found.why }) });
      }
      const { name, path } = found.route;
      const where = await host.navigate(found.route, turn);
      return { ok: true, output: { ok: true, path, name, where } };
    },
  };
}

/** A name said exactly, then a place that a phrase describes, then a name that comes near, then a file. */
async function locate(
  target: string,
  routes: readonly RouteInfo[],
  host: Host,
  turn: Turn,
): Promise<Resolution> {
  const sure = resolveExactly(target, routes) ?? (await host.point?.(target, turn));
  if (sure) {
    return sure;
  }
  const near = resolve(target, routes);
  if (near.kind !== 'unknown' || !host.files) {
    return near;
  }
  const file = resolve(target, await host.files());
  return file.kind === 'unknown' ? near : file;
}

/** Candidates by names that lead to one of them when they are said again. */
function toldApart(candidates: readonly RouteInfo[]): JsonValue[] {
  return candidates.map((route) => {
    const twins = candidates.filter(({ name }) => name === route.name);
    const above = new Set(twins.map(({ description }) => description.split(' › ').at(-1)));
    let { name } = route;
    if (twins.length > 1) {
      name =
        above.size === twins.length && !above.has('')
          ? placeWords.whichOf(name, route.description.split(' › ').at(-1) ?? '')
          : placeWords.nthOf(ORDINALS[twins.indexOf(route)], name);
    }
    return { name, path: route.path, where: route.description };
  });
}
