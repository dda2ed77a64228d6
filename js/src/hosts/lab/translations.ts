import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator } from '@jupyterlab/translation';

import { t, translateWith } from '../../core/translation.js';

/** The package whose `locale` folder the Jupyter server serves under this name. */
const DOMAIN = 'navai_jupyter';

/** What of a settings schema is shown. */
const SHOWN = new Set(['title', 'description', 'jupyter.lab.setting-icon-label']);

/**
 * Has our texts and the settings of `plugin` in JupyterLab's language. The server translates schemas from language
 * packs only, not from the packages that bring them: so the page does it, as the schema's `jupyter.lab.transform` asks.
 */
export function translateAll(
  translator: ITranslator | null,
  settings: ISettingRegistry | null,
  plugin: string,
): void {
  if (translator) {
    translateWith(translator.load(DOMAIN));
  }
  settings?.transform(plugin, {
    fetch: (fetched) => ({ ...fetched, schema: translatedSchema(fetched.schema) }),
  });
}

export function translatedSchema<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(translatedSchema) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, part]) => [
    key,
    SHOWN.has(key) && typeof part === 'string' ? t(part, '%1') : translatedSchema(part), // a %1 here is meant as it stands
  ]);
  return Object.fromEntries(entries) as T;
}
