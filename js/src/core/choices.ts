/** What a person wants of their sessions, in the place of what the server proposes. */
export interface Choices {
  /** Empty strings leave it to the server. */
  readonly model: string;
  readonly voice: string;
  /** To reply in, as an English word. */
  readonly language: string;
  readonly turnDetection: 'provider' | 'server_vad' | 'semantic_vad' | 'none';
  /** How soon `semantic_vad` takes a pause for the end of a turn. */
  readonly eagerness: 'auto' | 'low' | 'medium' | 'high';
  /** A session begins with the microphone muted. */
  readonly pushToTalk: boolean;
}

export const NO_CHOICES: Choices = {
  model: '',
  voice: '',
  language: '',
  turnDetection: 'provider',
  eagerness: 'auto',
  pushToTalk: false,
};

/** The part of the choices that the server puts into the session, by the names of its client-secret route. */
export type Wishes = { readonly [name in 'model' | 'voice' | 'language']?: string };

export function wishesOf({ model, voice, language }: Choices): Wishes {
  const said = Object.entries({ model, voice, language }).map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

/** Something is asked of the provider that it may not have. */
export function isChosen(choices: Choices): boolean {
  return choices.turnDetection !== 'provider' || Object.keys(wishesOf(choices)).length > 0;
}

/** For the SDK: undefined is its own default, and with null the person's key says where a turn ends. */
export function turnDetectionOf({ turnDetection, eagerness }: Choices) {
  switch (turnDetection) {
    case 'provider':
      return undefined;
    case 'none':
      return null;
    case 'server_vad':
      return { type: turnDetection };
    case 'semantic_vad':
      return { type: turnDetection, eagerness };
  }
}

/** Without turn detection an open microphone would say one endless turn. */
export function startsMuted({ pushToTalk, turnDetection }: Choices): boolean {
  return pushToTalk || turnDetection === 'none';
}
