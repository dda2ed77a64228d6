import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';

import type { RouteInfo } from '../../../core/wire.js';

const MOST_FILES = 500;
const MOST_FOLDERS = 40;
const DEPTH = 3;
const FRESH_MS = 10_000;
const PATIENCE_MS = 5_000;

/** Files at and below a folder, the nearest first; looked up when they are asked for, and soon again anew. */
export class Files {
  #found: { folder: string; at: number; routes: Promise<RouteInfo[]> } | null = null;

  constructor(
    private readonly contents: Pick<Contents.IManager, 'get'>,
    private readonly folder: () => string,
    private readonly now: () => number,
  ) {}

  list(): Promise<RouteInfo[]> {
    const folder = this.folder();
    if (!this.#found || this.#found.folder !== folder || this.now() - this.#found.at > FRESH_MS) {
      this.#found = { folder, at: this.now(), routes: this.#walk(folder) };
    }
    return this.#found.routes;
  }

  async #walk(root: string): Promise<RouteInfo[]> {
    const until = this.now() + PATIENCE_MS;
    const files: Contents.IModel[] = [];
    let level = [root];
    for (let depth = 0, seen = 0; depth < DEPTH && level.length > 0; depth++) {
      const folders = level.slice(0, MOST_FOLDERS - seen);
      seen += folders.length;
      const listed = await Promise.all(folders.map((folder) => this.#list(folder, until)));
      const entries = listed.flat().filter(({ name }) => !name.startsWith('.'));
      files.push(...entries.filter(({ type }) => type !== 'directory'));
      level = files.length < MOST_FILES ? pathsOfFolders(entries) : [];
    }
    return files.slice(0, MOST_FILES).map(({ name, path }) => ({
      name,
      path: `file:${path}`,
      description: PathExt.dirname(path),
      synonyms: [PathExt.basename(name, PathExt.extname(name))],
    }));
  }

  /** A folder that may not be read, or not in time, has nothing to offer. */
  async #list(folder: string, until: number): Promise<Contents.IModel[]> {
    const late = new Promise<null>((resolve) => setTimeout(resolve, Math.max(0, until - this.now()), null));
    const model = await Promise.race([this.contents.get(folder, { content: true }), late]).catch(() => null);
    return Array.isArray(model?.content) ? model.content : [];
  }
}

function pathsOfFolders(entries: readonly Contents.IModel[]): string[] {
  return entries.filter(({ type }) => type === 'directory').map(({ path }) => path);
}
