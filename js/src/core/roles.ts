import type { Tool } from './calls.js';
import { agentWords } from './tool-words.js';
import type { AgentInfo, FunctionInfo } from './wire.js';

/** One of the agents that share a conversation, with the tools that are its own. */
export interface Role {
  readonly key: string;
  readonly name: string;
  /** What it is told beside what all are told. */
  readonly instructions: string;
  /** When the others should hand over to it. */
  readonly handoff: string;
  readonly tools: readonly Tool[];
}

/** All that share a conversation, the primary one first. */
export type Roles = readonly [Role, ...Role[]];

const BASE: AgentInfo = {
  key: 'navai',
  name: 'navai',
  instructions: '',
  handoff: '',
  functions: [],
  primary: true,
};

/** Share the functions out: one belongs to the agents that name it, else to the primary one, which comes first. */
export function shareOut(
  functions: readonly FunctionInfo[],
  agents: readonly AgentInfo[],
  toolsFor: (functions: readonly FunctionInfo[]) => Tool[],
): Roles {
  const primary = agents.find((agent) => agent.primary) ?? BASE;
  const others = agents.filter((agent) => agent !== primary);
  const owned = new Set(others.flatMap((agent) => agent.functions));
  const role = (agent: AgentInfo, has: (info: FunctionInfo) => boolean): Role => {
    const { key, name, instructions, handoff } = agent;
    const own = functions.filter(has);
    const able = own.map((info) => info.name);
    return { key, name, instructions, handoff: agentWords.handoff(name, handoff, able), tools: toolsFor(own) };
  };
  return [
    role(primary, ({ name }) => primary.functions.includes(name) || !owned.has(name)),
    ...others.map((agent) => role(agent, ({ name }) => agent.functions.includes(name))),
  ];
}

/** The tool by which the others hand over to `role`, named by the SDK. */
export function handoverName(role: Role): string {
  return `transfer_to_${role.key}`;
}
