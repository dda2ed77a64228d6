import { ask } from './asking.js';
import type { FunctionChannel } from './backend.js';
import type { Arguments, CallContext, Plan, Tool } from './calls.js';
import { refused } from './calls.js';
import type { Catalogue } from './catalogue.js';
import { exampleSentences } from './examples.js';
import type { Host } from './host.js';
import { fail } from './problem.js';
import { problems } from './problem-words.js';
import { resolve } from './resolve.js';
import { toolWords } from './tool-words.js';
import type { FunctionInfo, JsonValue } from './wire.js';

const NAVIGATE = 'navigate_to';
const EXECUTE = 'execute_app_function';
export const RESERVED: ReadonlySet<string> = new Set([
  NAVIGATE,
  EXECUTE,
  'voice_stop_call',
  'voice_status',
  'voice_undo',
  'voice_help',
]);
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const NAMES_TOLD = 200;
/** Chromium refuses data-channel messages over 262,144 bytes; instructions and envelope need room too. */
const TOOL_BYTES = 200_000;
/** The kernel keeps the time limit and says so better; the page only guards against a kernel that does not. */
const GRACE_SECONDS = 5;

/** What the reserved tools do besides navigating and calling functions. */
export interface SessionActs {
  /** Stop what runs or waits, and answer the names of it. */
  stopCalls(): string[];
  status(): { [key: string]: JsonValue };
}

export interface ToolParts {
  readonly catalogue: Catalogue;
  readonly channel: FunctionChannel;
  readonly host: Host;
  readonly acts: SessionActs;
}

/** All tools of a session: the reserved ones, then one per function while they fit into one message. */
export function buildTools(parts: ToolParts): Tool[] {
  const tools = [navigate(parts), execute(parts), stopCall(parts), status(parts), help(parts)];
  let bytes = JSON.stringify(tools).length;
  for (const info of parts.catalogue.functions) {
    const tool = direct(parts, info);
    bytes += JSON.stringify(tool).length;
    if (bytes < TOOL_BYTES && TOOL_NAME.test(info.name) && !RESERVED.has(info.name)) {
      tools.push(tool);
    }
  }
  return tools;
}

function navigate({ catalogue, host }: ToolParts): Tool {
  const names = catalogue.destinations.flatMap((route) => [route.name, ...route.synonyms]);
  const examples = [...new Set(names)].slice(0, NAMES_TOLD);
  const target = { type: 'string', description: toolWords.navigateTarget, examples };
  return {
    name: NAVIGATE,
    description: toolWords.navigate,
    parameters: object({ target }, ['target']),
    plan: (args) => {
      const found = resolve(String(args.target ?? ''), catalogue.destinations);
      if (found.kind !== 'found') {
        const candidates = found.candidates.map((route) => ({ name: route.name, path: route.path }));
        return refused(found.kind === 'tie' ? toolWords.severalRoutes : toolWords.unknownRoute, { candidates });
      }
      const { route } = found;
      return own(NAVIGATE, { target: route.name }, async ({ turn }) => {
        await host.navigate(route, turn);
        return { ok: true, output: { ok: true, path: route.path, name: route.name } };
      });
    },
  };
}

function execute(parts: ToolParts): Tool {
  const properties = {
    function_name: { type: 'string', description: toolWords.executeName },
    payload: { type: 'object', description: toolWords.executePayload },
  };
  return {
    name: EXECUTE,
    description: toolWords.execute,
    parameters: object(properties, ['function_name']),
    plan: (args) => {
      const info = parts.catalogue.find(String(args.function_name ?? ''));
      if (!info) {
        const available_functions = parts.catalogue.functions.map(({ name }) => name);
        return refused(toolWords.unknownFunction, { available_functions });
      }
      return call(parts, info, args.payload ?? {});
    },
  };
}

function direct(parts: ToolParts, info: FunctionInfo): Tool {
  return {
    name: info.name,
    description: info.description,
    parameters: { ...object({}, []), ...info.parameters },
    plan: (args) => call(parts, info, args),
  };
}

function call({ catalogue, channel }: ToolParts, info: FunctionInfo, payload: JsonValue): Plan {
  const args = isArguments(payload) ? payload : { payload };
  const own = catalogue.own(info.name);
  return {
    name: info.name,
    arguments: args,
    approval: info.approval,
    instance: info.instance,
    timeout: own ? info.timeout : info.timeout + GRACE_SECONDS,
    speak: info.speak,
    run: async (context) => {
      if (own) {
        const result = await own.run(args, context.turn, context.signal);
        return { ok: true, output: { ok: true, function_name: info.name, source: info.source, result } };
      }
      const { sessionId: session_id, callId: call_id } = context;
      const request = {
        function_name: info.name,
        payload,
        kernel_id: info.source === 'kernel' ? kernelOf(context) : null,
        session_id,
        call_id,
        instance: info.instance,
      };
      return ask(channel, { request, seconds: info.timeout + 2 * GRACE_SECONDS }, context);
    },
  };
}

function kernelOf(context: CallContext): string {
  const kernelId = context.turn.binding?.kernelId;
  if (!kernelId) {
    throw fail('no_kernel', problems.noKernel());
  }
  return kernelId;
}

function stopCall({ acts }: ToolParts): Tool {
  return plain('voice_stop_call', toolWords.stop, () => {
    const stopped = acts.stopCalls();
    return { stopped, say: toolWords.stopped(stopped) };
  });
}

function status({ acts }: ToolParts): Tool {
  return plain('voice_status', toolWords.status, () => acts.status());
}

function help({ catalogue }: ToolParts): Tool {
  return plain('voice_help', toolWords.help, () => ({
    say: toolWords.canSay(exampleSentences(catalogue.destinations, catalogue.functions)),
    functions: catalogue.functions.map(({ name, description }) => ({ name, description })),
    destinations: catalogue.destinations.slice(0, NAMES_TOLD).map(({ name }) => name),
  }));
}

function plain(name: string, description: string, act: () => { [key: string]: JsonValue }): Tool {
  return {
    name,
    description,
    parameters: object({}, []),
    plan: () => own(name, {}, async () => ({ ok: true, output: { ok: true, ...act() } })),
  };
}

function own(name: string, args: Arguments, run: Plan['run']): Plan {
  return { name, arguments: args, approval: 'never', timeout: 15, speak: true, run };
}

function object(properties: { [name: string]: JsonValue }, required: string[]): { [key: string]: JsonValue } {
  return { type: 'object', properties, required, additionalProperties: true };
}

function isArguments(payload: JsonValue): payload is Arguments {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}
