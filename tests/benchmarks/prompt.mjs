// What a model is told of a session before the first word: instructions and tools, as the page sends them, as NAVAI
// sends them, and plain tools of the same functions. Reads {functions, brought, places, sentences} from stdin, where
// the page itself brings `brought` in JupyterLab; writes, for each way, its characters and o200k tokens, and for each
// sentence what the page's search finds.
// Usage: node prompt.mjs PEERS, the folder with node_modules of peers.json.

import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

console.log = console.error; // NAVAI tells there what it does

const js = new URL('../../js/', import.meta.url);
const peers = createRequire(join(process.argv[2], 'package.json'));
const load = (require, name) => import(pathToFileURL(require.resolve(name)).href);
const own = (module) => import(new URL(`lib/core/${module}.js`, js).href);

const ours = createRequire(new URL('package.json', js));
const [sdk, {Catalogue}, {buildTools}, {shareOut}, {buildAgents}, {search}] = await Promise.all([
  load(ours, '@openai/agents-realtime'),
  ...['catalogue', 'tools', 'roles', 'agent', 'search'].map(own),
]);
const [theirSdk, {buildNavaiAgent}, {countTokens}] = await Promise.all([
  load(peers, '@openai/agents/realtime'),
  load(peers, '@navai/voice-frontend'),
  load(peers, 'gpt-tokenizer/encoding/o200k_base'),
]);

const BASE = 'You are a helpful assistant.';

/** The session.update that an SDK sends for an agent. */
async function told({RealtimeSession, OpenAIRealtimeWebSocket}, agent) {
  const config = await RealtimeSession.computeInitialSessionConfig(agent, {tracingDisabled: true});
  const {instructions, tools} = new OpenAIRealtimeWebSocket().buildSessionPayload(config);
  return {instructions, tools};
}

/** With a `reader` as in connections.ts; `lab` is a page that points to cells, as JupyterLab's does. */
async function page({functions, places, brought}, {reader = 'model', isLab = false} = {}) {
  const routes = places.map((name) => ({name, path: `#${name}`, description: '', synonyms: []}));
  const list = {items: functions, warnings: [], routes, agents: [], version: 1, problem: null};
  const channel = {functions: async () => list};
  const own = isLab ? brought.map((info) => ({info})) : [];
  const point = isLab ? async () => null : undefined;
  const host = {binding: null, destinations: () => [], functions: () => own, point};
  const catalogue = new Catalogue(channel, host);
  await catalogue.refresh();
  const parts = {catalogue, channel, host, acts: {stopCalls: () => [], status: () => ({})}, reader};
  const roles = shareOut(catalogue.functions, [], (some) => buildTools(parts, some));
  const agents = buildAgents(BASE, roles, async () => ({}));
  return told(sdk, agents.get(roles[0].key));
}

async function navai({functions, places}) {
  const routes = places.map((name) => ({name, path: `#${name}`, description: name}));
  const {agent} = await buildNavaiAgent({
    navigate: () => {},
    routes,
    backendFunctions: functions.map(({name, description, source}) => ({name, description, source})),
    executeBackendFunction: async () => null,
    baseInstructions: BASE,
  });
  return told(theirSdk, agent);
}

function plain({functions}) {
  const tools = functions.map(({name, description, parameters}) => ({
    type: 'function',
    name,
    description,
    parameters,
  }));
  return {instructions: '', tools};
}

function cost({instructions, tools}) {
  const text = `${instructions}\n${JSON.stringify(tools)}`;
  return {characters: text.length, tokens: countTokens(text)};
}

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}
const asked = JSON.parse(input);
const found = asked.sentences.map((text) => search(text, asked.functions).map(({name}) => name));
const costs = {
  page: cost(await page(asked)),
  lab: cost(await page(asked, {isLab: true})),
  planner: cost(await page(asked, {isLab: true, reader: 'planner'})),
  navai: cost(await navai(asked)),
  plain: cost(plain(asked)),
};
process.stdout.write(JSON.stringify({costs, found}));
