import { translated } from './translation.js';

/** Names of places, as a person reads them and a model tells them. */
export const placeWords = {
  cell: (number: number) => `Cell ${number}`,
  cellOf: (number: number, document: string) => `Cell ${number} of ${document}`,
  headingOf: (heading: string, document: string) => `${heading} in ${document}`,
  under: (place: string, heading: string) => `${place}, under ${heading}`,
  /** Said of several with one name; understood when it is said again. */
  whichOf: (name: string, above: string) => `${name} under ${above}`,
  nthOf: (ordinal: string, name: string) => `the ${ordinal} ${name}`,
  openDocument: 'open document',
  sidePanel: 'side panel',
  command: 'command',
  /** What a navigator takes besides names; models and the local engine learn it from here. */
  phrases: [
    'cell 7',
    'next code cell',
    'previous cell',
    'the last plot',
    'the cell with the error',
    'the cell that makes df',
    'next section',
    'the end',
    'back',
  ],
  /** By the ids that JupyterLab gives its panels. */
  panelSynonyms: {
    filebrowser: ['files', 'file browser'],
    'table-of-contents': ['table of contents', 'outline'],
    'jp-running-sessions': ['running kernels', 'running'],
    'jp-property-inspector': ['property inspector'],
    'jp-debugger-sidebar': ['debugger'],
    'extensionmanager.main-view': ['extension manager', 'extensions'],
  } as Readonly<Record<string, readonly string[] | undefined>>,
} as const;

/** The kinds of places as a list shows them, by what the model reads. */
export const shownKinds: { readonly [kind: string]: string | undefined } = translated({
  [placeWords.openDocument]: 'open document',
  [placeWords.sidePanel]: 'side panel',
  [placeWords.command]: 'command',
});
