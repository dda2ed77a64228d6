import type { Consent } from './host.js';
import type { FrontendConfig } from './wire.js';

/** Who gets what is said; `asText` when the local engine hears it, and a chat server elsewhere reads it. */
export interface Recipient {
  readonly name: string;
  readonly asText: boolean;
}

/** Null when nothing leaves the machine. */
export function recipient(config: FrontendConfig): Recipient | null {
  if (!config.data_leaves_machine) {
    return null;
  }
  return config.chat ? { name: config.chat, asText: true } : { name: config.label, asText: false };
}

/** Consent to read what was said is none to hear it. */
export function consentKey({ name, asText }: Recipient): string {
  return asText ? `text:${name}` : name;
}

export function needsConsent(config: FrontendConfig, consent: Consent): boolean {
  const asked = recipient(config);
  return asked !== null && !consent.given(consentKey(asked));
}
