import type { JupyterFrontEnd } from '@jupyterlab/application';

import { commandProblems, commandWords } from '../../core/command-words.js';
import type { PageFunction } from '../../core/host.js';
import { fail } from '../../core/problem.js';
import type { Risk } from '../../core/risk.js';
import type { JsonValue } from '../../core/wire.js';
import { define, type Properties } from './notebook/define.js';

/** A command as it may be asked for. */
interface Offered {
  readonly id: string;
  readonly properties: Properties;
  readonly required: readonly string[];
}

/** Arguments by which JupyterLab tells where a command was clicked: nothing that a person says. */
const CLICKED = /^(?:is[A-Z]\w*|toolbar|_luminoEvent|ref|activate)$/;

/**
 * Commands of JupyterLab and its extensions that the settings allow, as functions: one for those that only change the
 * view, and one that asks each time. A command is called by its label, as menus show it.
 */
export class LabCommands {
  functions: readonly PageFunction[] = [];
  #listing = 0;

  constructor(private readonly app: Pick<JupyterFrontEnd, 'commands' | 'restored'>) {}

  /** From now on these, by their ids; some may be unknown here, as in Notebook 7. */
  async allow(free: readonly string[], asked: readonly string[]): Promise<void> {
    this.#listing += 1;
    const listing = this.#listing;
    await this.app.restored; // until then extensions bring their commands
    const functions = await Promise.all([
      this.#function('lab_command', commandWords.free, 'change', free),
      this.#function('lab_asked_command', commandWords.asked, 'destructive', asked),
    ]);
    if (listing === this.#listing) {
      this.functions = functions.filter((each) => each !== null);
    }
  }

  async #function(
    name: string,
    description: string,
    risk: Risk,
    ids: readonly string[],
  ): Promise<PageFunction | null> {
    const offered = new Map<string, Offered>();
    for (const id of ids.filter((each) => this.app.commands.hasCommand(each))) {
      offered.set(this.#labelOf(id), await this.#describe(id));
    }
    if (offered.size === 0) {
      return null;
    }
    const properties = Object.assign({}, ...[...offered.values()].map((each) => each.properties)) as Properties;
    return define({
      name,
      description,
      risk,
      properties: {
        command: { type: 'string', enum: [...offered.keys()] },
        ...(Object.keys(properties).length > 0 && { args: { type: 'object', properties } }),
      },
      required: ['command'],
      run: async ({ command, args }) => {
        const label = String(command);
        return this.#run(label, offered.get(label) as Offered, args ?? {}); // of the enumeration above
      },
    });
  }

  async #run(label: string, wanted: Offered, args: JsonValue): Promise<JsonValue> {
    const given = args as { [name: string]: JsonValue };
    const missing = wanted.required.filter((name) => given[name] === undefined);
    const strange = Object.keys(given).filter((name) => !(name in wanted.properties));
    if (missing.length > 0 || strange.length > 0) {
      const known = Object.keys(wanted.properties);
      throw fail('command_arguments', commandProblems.badArguments(label, missing, strange, known));
    }
    if (!this.app.commands.isEnabled(wanted.id, given)) {
      throw fail('command_disabled', commandProblems.disabled(label));
    }
    await this.app.commands.execute(wanted.id, given);
    return { say: commandWords.done(label) };
  }

  #labelOf(id: string): string {
    return this.app.commands.label(id).replace('…', '') || id;
  }

  /** What the command says itself of its arguments, where it does. */
  async #describe(id: string): Promise<Offered> {
    const described = await this.app.commands.describedBy(id).catch(() => null);
    const schema = (described?.args ?? {}) as { properties?: Properties; required?: string[] };
    const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !CLICKED.test(name));
    return { id, properties: Object.fromEntries(properties), required: schema.required ?? [] };
  }
}
