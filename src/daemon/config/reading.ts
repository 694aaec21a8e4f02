import { fileSecret, keyringSecret } from '../../sync/secrets.ts';
import type { Secret } from '../../sync/sync-config.ts';
import type { Paths } from './paths.ts';
import type { NamedPolicy } from './policy.ts';
import type { Path, Problems } from './problems.ts';
import { durationMs, sizeBytes } from './quantities.ts';
import type { SecretEntry } from './words.ts';

/** What turns written values into those that count; what is wrong with them goes to the problems. */
export class Reading {
  readonly problems: Problems;
  readonly #paths: Paths;
  /** Undefined if it could not be read: names are not looked up then. */
  readonly policy: NamedPolicy | undefined;

  constructor(problems: Problems, paths: Paths, policy: NamedPolicy | undefined) {
    this.problems = problems;
    this.#paths = paths;
    this.policy = policy;
  }

  path(at: Path, written: string): string {
    return absolutePath(this.problems, this.#paths, at, written);
  }

  /** Milliseconds; bounds as they would be written. */
  duration(at: Path, written: string | undefined, usual: string, least: string, most: string): number {
    const value = durationMs(written ?? usual);
    if (value < durationMs(least) || value > durationMs(most))
      this.problems.add(at, `must be from ${least} to ${most}`);
    return value;
  }

  /** Bytes, or bytes a second; bounds as they would be written. */
  size(at: Path, written: string, least: string, most: string): number {
    const value = sizeBytes(written);
    if (value < sizeBytes(least) || value > sizeBytes(most)) this.problems.add(at, `must be from ${least} to ${most}`);
    return value;
  }

  secret(at: Path, { file, keyring }: SecretEntry): Secret {
    if ((file === undefined) === (keyring === undefined))
      this.problems.add(at, 'must have exactly one of file and keyring');
    return file === undefined ? keyringSecret(keyring ?? '') : fileSecret(this.path([...at, 'file'], file));
  }
}

/** Adds a problem if a path cannot be made absolute. */
export function absolutePath(problems: Problems, paths: Paths, at: Path, written: string): string {
  const path = paths.absolute(written);
  if (path === undefined) problems.add(at, 'must be a path: of variables, only $HOME and ~ at its beginning are taken');
  return path ?? '';
}

/** Without what is undefined. */
export function present<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
