// Two agents of the provider's JavaScript SDK; the SDK comes as an argument, since Node and a page find it elsewhere.

const REPORT =
  'January was slow. February was better. March was the best month of all. ' +
  'In April we lost two customers. In May three new ones came.';

const parameters = (properties) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export function team({RealtimeAgent, tool}) {
  const add = tool({
    name: 'add',
    description: 'Add two numbers.',
    parameters: parameters({a: {type: 'integer'}, b: {type: 'integer'}}),
    execute: ({a, b}) => String(a + b),
  });
  const readReport = tool({
    name: 'read_report',
    description: 'Read the report.',
    parameters: parameters({}),
    execute: () => REPORT,
  });
  const listPrices = tool({
    name: 'list_prices',
    description: 'List the prices.',
    parameters: parameters({}),
    execute: () => 'An apple costs one euro.',
  });
  const sales = new RealtimeAgent({name: 'Sales', instructions: 'You sell fruit.', tools: [listPrices]});
  return new RealtimeAgent({
    name: 'Assistant',
    instructions: 'You help with a notebook.',
    tools: [add, readReport],
    handoffs: [sales],
  });
}

/** Tells of everything that the session gets and does, as plain objects: `tell({event: 'tool', name, result})`. */
export function follow(session, tell) {
  session.on('transport_event', (raw) => tell({event: raw.type, raw}));
  session.on('agent_tool_end', (_context, _agent, {name}, result) => tell({event: 'tool', name, result}));
  session.on('agent_handoff', (_context, from, to) => tell({event: 'handoff', from: from.name, to: to.name}));
  session.on('audio_interrupted', () => tell({event: 'interrupted'}));
  session.on('audio_stopped', () => tell({event: 'spoken'}));
  session.on('error', ({error}) => tell({event: 'error', error}));
}
