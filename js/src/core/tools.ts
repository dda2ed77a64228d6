import { ask } from './asking.js';
import type { FunctionChannel } from './backend.js';
import type { Arguments, CallContext, CallRecord, Plan, Reader, Tool } from './calls.js';
import { refused, runsOn } from './calls.js';
import type { Catalogue } from './catalogue.js';
import { exampleSentences } from './examples.js';
import type { Host } from './host.js';
import { NAMES_TOLD, NAVIGATE, navigateTool } from './navigation.js';
import { fail } from './problem.js';
import { problems } from './problem-words.js';
import { search } from './search.js';
import { shortlist, type Told, told } from './shortlist.js';
import { isPlain, signatures } from './signatures.js';
import { toolWords } from './tool-words.js';
import type { FunctionInfo, JsonValue } from './wire.js';

const EXECUTE = 'execute_app_function';
export const FIND = 'voice_find_function';
export const RESERVED: ReadonlySet<string> = new Set([
  NAVIGATE,
  EXECUTE,
  FIND,
  'voice_stop_call',
  'voice_status',
  'voice_undo',
  'voice_help',
]);
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
/** Of functions, in an answer: whoever wants others searches for them. */
const FUNCTIONS_TOLD = 50;
/** What a search answers; a schema that is longer by itself is no good to a model. */
const FOUND_CHARACTERS = 8_000;
/** The kernel keeps the time limit and says so better; the page only guards against a kernel that does not. */
const GRACE_SECONDS = 5;

/** What the reserved tools do besides navigating and calling functions. */
export interface SessionActs {
  /** Stop what runs or waits, and answer what that was. */
  stopCalls(): readonly CallRecord[];
  status(): { [key: string]: JsonValue };
}

export interface ToolParts {
  readonly catalogue: Catalogue;
  readonly channel: FunctionChannel;
  readonly host: Host;
  readonly acts: SessionActs;
  /** Nobody else acts in the notebook by now. */
  mayAct(): Promise<boolean>;
  readonly reader: Reader;
}

/**
 * The tools of an agent that has these functions: the reserved ones, then one per function as far as they fit. A
 * language model reads those of the page as signatures, and calls them by name.
 */
export function buildTools(parts: ToolParts, functions: readonly FunctionInfo[]): Tool[] {
  const { catalogue, host, reader } = parts;
  // The page itself may bring what is reserved: `voice_undo`, where it can undo.
  const brought = functions.filter(({ name }) => RESERVED.has(name) && catalogue.own(name));
  const free = functions.filter(({ name }) => TOOL_NAME.test(name) && !RESERVED.has(name));
  const isSigned = (info: FunctionInfo) => reader === 'model' && info.source === 'page' && isPlain(info);
  const isListed = (info: FunctionInfo) => !isSigned(info);
  const { direct, isWhole } = shortlist(free.filter(isListed), catalogue.used);
  return [
    navigateTool(catalogue, host, reader),
    execute(parts, [...brought, ...free].filter(isSigned)),
    ...(isWhole ? [] : [find(parts)]),
    stopCall(parts),
    status(parts),
    help(parts),
    ...[...brought.filter(isListed), ...direct].map((info) => directTool(parts, info)),
  ];
}

function execute(parts: ToolParts, signed: readonly FunctionInfo[]): Tool {
  const properties = {
    function_name: { type: 'string' },
    payload: { type: 'object', description: toolWords.executePayload },
  };
  return {
    name: EXECUTE,
    description: signed.length > 0 ? toolWords.executeSigned(signatures(signed)) : toolWords.execute,
    parameters: object(properties, ['function_name']),
    plan: (args) => {
      const wanted = String(args.function_name ?? '');
      const info = parts.catalogue.find(wanted);
      if (!info) {
        return refused(toolWords.unknownFunction, { available_functions: available(parts, wanted) });
      }
      return call(parts, info, args.payload ?? {});
    },
  };
}

/** Names to choose from: all of them, or those that come near where they are many. */
function available({ catalogue: { functions } }: ToolParts, wanted: string): string[] {
  const near = functions.length <= FUNCTIONS_TOLD ? functions : search(wanted, functions, FUNCTIONS_TOLD);
  return near.map(({ name }) => name);
}

function find({ catalogue }: ToolParts): Tool {
  const query = { type: 'string', description: toolWords.findQuery };
  return {
    name: FIND,
    description: toolWords.find(catalogue.functions.length),
    parameters: object({ query }, ['query']),
    plan: (args) => {
      const wanted = String(args.query ?? '');
      return own(FIND, { query: wanted }, async () => {
        const functions = search(wanted, catalogue.functions).map(told);
        return { ok: true, output: { ok: true, functions: affordable(functions) } };
      });
    },
  };
}

/** The best ones, as many as a model should read. */
function affordable(functions: readonly Told[]): Told[] {
  let left = FOUND_CHARACTERS;
  return functions.filter((each) => {
    const size = JSON.stringify(each).length;
    const fits = size <= left;
    left -= fits ? size : 0;
    return fits;
  });
}

/** It calls the function as it is by then: the model is not told anew of what its schema does not say. */
function directTool(parts: ToolParts, info: FunctionInfo): Tool {
  return { ...told(info), plan: (args) => call(parts, parts.catalogue.find(info.name) ?? info, args) };
}

function call({ catalogue, channel, mayAct }: ToolParts, info: FunctionInfo, payload: JsonValue): Plan {
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
      catalogue.use(info.name);
      if (own) {
        // The kernel refuses its functions itself, but knows nothing of those of the page.
        if (own.risk !== 'read' && !(await mayAct())) {
          return refused(toolWords.actsElsewhere, { function_name: info.name });
        }
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
      const silent = info.source === 'server' || info.queued;
      return ask(channel, { request, seconds: info.timeout + 2 * GRACE_SECONDS, silent }, context);
    },
  };
}

function kernelOf(context: CallContext): string {
  const kernelId = context.turn.binding?.kernelId;
  if (!kernelId) {
    throw fail('no_kernel', problems.noKernel);
  }
  return kernelId;
}

function stopCall({ acts }: ToolParts): Tool {
  return plain('voice_stop_call', toolWords.stop, () => {
    const calls = acts.stopCalls();
    const stopped = calls.map(({ name }) => name);
    return { stopped, say: toolWords.stopped(stopped, calls.some(runsOn)) };
  });
}

function status({ acts }: ToolParts): Tool {
  return plain('voice_status', toolWords.status, () => acts.status());
}

function help({ catalogue }: ToolParts): Tool {
  return plain('voice_help', toolWords.help, () => ({
    say: toolWords.canSay(exampleSentences(catalogue.destinations, catalogue.functions)),
    functions: catalogue.functions
      .slice(0, FUNCTIONS_TOLD)
      .map(({ name, description }) => ({ name, description })),
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
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

function isArguments(payload: JsonValue): payload is Arguments {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}
