import type { Dirent } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../node/errors.ts';
import { type FileIdentity, identityOf, isGone } from './file-identity.ts';
import { isHiddenName, isUnicodeName } from './file-names.ts';
import type { ProblemReason } from './found-log.ts';

/** Folders below folders; cards and log trees have a handful. */
export const MAX_DEPTH = 32;

export type Walked =
  | { readonly kind: 'file'; readonly path: string; readonly identity: FileIdentity }
  | { readonly kind: 'problem'; readonly path: string; readonly reason: ProblemReason; readonly system?: string };

export interface WalkOptions {
  /** By the last part of a path. */
  readonly isLookedAt: (name: string) => boolean;
  /** Folders that are left out. */
  readonly isExcluded: (folder: string) => boolean;
  /** How deep the folder stands in what is walked. */
  readonly depth?: number;
}

/**
 * Regular files below a folder, one after another, in no order; at no time is a list of them held. Symbolic links are not followed; pipes, sockets
 * and devices are not touched. What cannot be looked into is told, what vanishes meanwhile is not.
 */
export async function* walkFolder(folder: string, options: WalkOptions): AsyncGenerator<Walked, void, void> {
  yield* walk(folder, options, options.depth ?? 0, []);
}

async function* walk(
  folder: string,
  options: WalkOptions,
  depth: number,
  above: readonly string[],
): AsyncGenerator<Walked, void, void> {
  if (options.isExcluded(folder)) return;
  if (depth > MAX_DEPTH) return yield { kind: 'problem', path: folder, reason: 'too-deep' };
  try {
    // Mounts can put a folder below itself.
    const { dev, ino } = depth === 0 ? await stat(folder, { bigint: true }) : await lstat(folder, { bigint: true });
    const own = `${dev}:${ino}`;
    if (above.includes(own)) return yield { kind: 'problem', path: folder, reason: 'folder-loop' };
    for await (const entry of await opendir(folder)) {
      yield* entryOf(entry, join(folder, entry.name), options, depth, [...above, own]);
    }
  } catch (error) {
    if (!isGone(error)) yield { kind: 'problem', path: folder, ...reasonOf(error) };
  }
}

async function* entryOf(
  entry: Dirent,
  path: string,
  options: WalkOptions,
  depth: number,
  above: readonly string[],
): AsyncGenerator<Walked, void, void> {
  if (isHiddenName(entry.name) || !mayCount(entry)) return;
  if (!isUnicodeName(entry.name)) return yield { kind: 'problem', path, reason: 'name-not-unicode' };
  if (entry.isDirectory()) return yield* walk(path, options, depth + 1, above);
  if (entry.isFile() && !options.isLookedAt(entry.name)) return;
  try {
    const facts = await lstat(path, { bigint: true });
    // Some file systems do not say in their lists what a name stands for.
    if (facts.isDirectory()) yield* walk(path, options, depth + 1, above);
    else if (facts.isFile() && options.isLookedAt(entry.name))
      yield { kind: 'file', path, identity: identityOf(facts) };
  } catch (error) {
    if (!isGone(error)) yield { kind: 'problem', path, ...reasonOf(error) };
  }
}

function mayCount(entry: Dirent): boolean {
  return !(
    entry.isSymbolicLink() ||
    entry.isFIFO() ||
    entry.isSocket() ||
    entry.isCharacterDevice() ||
    entry.isBlockDevice()
  );
}

/** The word for an error of the system. */
export function reasonOf(error: unknown): { reason: ProblemReason; system?: string } {
  if (hasCode(error, ['EACCES', 'EPERM'])) return { reason: 'no-permission' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { reason: 'unreadable', ...(code === undefined ? {} : { system: code }) };
}
