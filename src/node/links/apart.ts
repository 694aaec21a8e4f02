import { type BigIntStats, fstatSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import type { LinkPlace } from './link-url.ts';

const [STANDARD_INPUT, STANDARD_OUTPUT] = [0, 1];

/**
 * Refuses links that lead to one and the same file, by whatever names: the log that is read would be written over, or one recording by another.
 * @throws FlightveilError `usage`
 */
export async function mustBeApart(from: LinkPlace, to: readonly LinkPlace[]): Promise<void> {
  const seen = new Set([await identityOf(from, STANDARD_INPUT)]);
  if (to.filter(({ kind }) => kind === 'stdio').length > 1) throw same();
  for (const place of to) {
    const identity = await identityOf(place, STANDARD_OUTPUT);
    if (identity === undefined) continue;
    if (seen.has(identity)) throw same();
    seen.add(identity);
  }
}

/** Of a regular file, be it there or not; undefined for all else. */
async function identityOf(place: LinkPlace, descriptor: number): Promise<string | undefined> {
  try {
    if (place.kind === 'stdio') return identityIn(fstatSync(descriptor, { bigint: true }));
    if (place.kind !== 'file') return undefined;
    const facts = await stat(place.path, { bigint: true }).catch(() => undefined);
    if (facts !== undefined) return identityIn(facts);
    return join(await realpath(dirname(place.path)), basename(place.path));
  } catch {
    // What is not there is nobody else's; opening it says why it cannot be used.
    return undefined;
  }
}

function identityIn(facts: BigIntStats): string | undefined {
  return facts.isFile() ? `${facts.dev} ${facts.ino}` : undefined;
}

function same(): FlightveilError {
  return new FlightveilError('usage', 'two links lead to the same file', {
    advice: 'Give each output a name of its own.',
  });
}
