import { realpath } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { hasCode } from '../../node/errors.ts';

/** Turns paths as they are written into absolute ones. */
export class Paths {
  readonly #folder: string;
  readonly #home: string;

  /** @param folder of the configuration: what relative paths start from */
  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#folder = resolve(folder);
    this.#home = env.HOME || homedir();
  }

  /** Undefined if it starts with another variable, or with another user's `~`. */
  absolute(written: string): string | undefined {
    const own = /^(?:~|\$HOME|\$\{HOME\})(?:[/\\](.*))?$/s.exec(written);
    if (own !== null) return resolve(this.#home, join('.', own[1] ?? ''));
    if (written.startsWith('~') || written.startsWith('$')) return undefined;
    return resolve(this.#folder, written);
  }
}

/** Where a path really leads, links followed as far as it exists. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (parent === path || !hasCode(error, ['ENOENT', 'ENOTDIR', 'EACCES'])) return path;
    return join(await realPath(parent), relative(parent, path));
  }
}

/** Whether a path is a folder or within it, both absolute. */
export function isWithin(path: string, folder: string): boolean {
  const [inner, outer] = foldsCase ? [path.toLowerCase(), folder.toLowerCase()] : [path, folder];
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const foldsCase = platform() === 'win32' || platform() === 'darwin';
