import type { ISettingRegistry } from '@jupyterlab/settingregistry';

import type { Choices } from '../../core/choices.js';
import type { Lazy } from '../../core/lazy.js';
import type { Risk } from '../../core/risk.js';
import { type Labels, relabel } from '../../core/translation.js';
import type { WaySetting, Ways } from '../../core/ways.js';
import type { Approval } from '../../core/wire.js';
import { setCaptionSize } from '../../ui/caption-size.js';
import type { FloatingOrb, Placement } from './floating-orb.js';
import type { LabHost } from './host.js';
import type { Voice } from './voice.js';

/** The settings as `schema/plugin.json` describes them; JupyterLab fills in what a person left out. */
interface Settings extends Choices {
  readonly placement: Placement;
  readonly labels: Labels;
  readonly startOnOpen: boolean;
  readonly followFocus: boolean;
  readonly transport: WaySetting;
  readonly idleMinutes: number;
  readonly budgetMinutes: number;
  readonly budgetTokens: number;
  readonly destinationCommands: string[];
  readonly commands: string[];
  readonly askedCommands: string[];
  readonly approvals: Partial<Record<Risk, Approval>>;
  readonly trustedProviders: string[];
  readonly captionSize: number;
  readonly sounds: boolean;
  readonly announceAnswers: boolean;
}

export interface Settled {
  readonly host: LabHost;
  readonly ways: Ways;
  readonly orb: FloatingOrb;
  readonly voice: Lazy<Voice>;
  /** The settings ask for a session with the page. */
  startOnOpen(): Promise<void>;
}

/** Has everything follow the settings of `plugin`, now and whenever they change. */
export async function followSettings(
  registry: ISettingRegistry,
  plugin: string,
  { host, ways, orb, voice, startOnOpen }: Settled,
): Promise<void> {
  const loaded = await registry.load(plugin);
  const apply = () => {
    const settings = loaded.composite as unknown as Settings;
    host.notebook.followsFocus = settings.followFocus;
    host.commandPlaces = settings.destinationCommands;
    void host.allowCommands(settings.commands, settings.askedCommands);
    host.approvals = settings.approvals;
    ways.setting = settings.transport;
    relabel(settings.labels);
    orb.placement = settings.placement;
    setCaptionSize(settings.captionSize);
    if (voice.value) {
      const { session, cues } = voice.value;
      session.choices = choicesOf(settings);
      session.limits = { minutes: settings.budgetMinutes, tokens: settings.budgetTokens };
      session.idleMinutes = settings.idleMinutes;
      session.announcesAnswers = settings.announceAnswers;
      session.trustedProviders = settings.trustedProviders;
      cues.on = settings.sounds;
    }
  };
  loaded.changed.connect(apply);
  voice.arrived.on(apply);
  apply();
  if ((loaded.composite as unknown as Settings).startOnOpen) {
    await startOnOpen();
  }
}

function choicesOf({ model, voice, language, turnDetection, eagerness, pushToTalk }: Settings): Choices {
  return { model, voice, language, turnDetection, eagerness, pushToTalk };
}
