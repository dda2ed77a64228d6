import { backgroundResult, type FunctionTool, RealtimeAgent, tool } from '@openai/agents-realtime';

import type { Arguments, Tool } from './calls.js';
import type { Answer } from './dispatcher.js';
import { parseObject } from './problem.js';
import type { Role } from './roles.js';
import { FIND } from './tools.js';

/** Added to the server's instructions; names of destinations and functions travel in the tools alone. */
const RULES = `You help a person work in a Jupyter notebook by voice.
- To go anywhere, call navigate_to. To do anything else, call the function that does it.
- Never invent a destination, a function or a result.
- When a tool answers with candidates, or the goal is unclear, ask one short question.
- After a call, say its result, or why it failed, in one short sentence.`;
/** Added for an agent that has more functions than tools. */
const SEARCH_RULE =
  '- When no tool fits, call voice_find_function, then execute_app_function with what it found.';

export type Dispatch = (
  tool: Tool,
  args: Arguments,
  call: { callId: string; responseId: string },
) => Promise<Answer>;

/** An agent for each role, by its key; each may hand over to any other. */
export function buildAgents(
  instructions: string,
  roles: readonly Role[],
  dispatch: Dispatch,
): ReadonlyMap<string, RealtimeAgent> {
  const agents = new Map(
    roles.map((role) => {
      const searches = role.tools.some(({ name }) => name === FIND);
      const rules = searches ? `${RULES}\n${SEARCH_RULE}` : RULES;
      const agent = new RealtimeAgent({
        name: role.key, // the SDK makes the name of the handover's tool from it
        instructions: [instructions, rules, role.instructions].filter(Boolean).join('\n\n'),
        handoffDescription: role.handoff,
        tools: role.tools.map((each) => sdkTool(each, dispatch)),
      });
      return [role.key, agent];
    }),
  );
  for (const agent of agents.values()) {
    agent.handoffs = [...agents.values()].filter((other) => other !== agent);
  }
  return agents;
}

function sdkTool(each: Tool, dispatch: Dispatch): FunctionTool {
  return tool({
    name: each.name,
    description: each.description,
    // Not strict: a function's own schema has optional parameters and `examples`, which strict mode forbids.
    strict: false,
    parameters: each.parameters as never,
    execute: async (_input, _context, details) => {
      const call = details?.toolCall as { callId: string; arguments: string; responseId?: string };
      const args = (parseObject(call.arguments) ?? {}) as Arguments;
      const { outcome, speak } = await dispatch(each, args, {
        callId: call.callId,
        responseId: call.responseId ?? '',
      });
      return speak ? outcome.output : backgroundResult(outcome.output);
    },
  }) as FunctionTool;
}
