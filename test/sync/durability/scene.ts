import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openConsent } from '../../../src/node/consent-keys.ts';
import { levels } from '../../../src/policy/levels.ts';
import { tinyLog } from '../../node/tiny-log.ts';
import type { Places } from './workers.ts';

const short = fileURLToPath(new URL('../../../samples/short.mavlink', import.meta.url));
const collected = { collectedS: Math.floor(Date.now() / 1000), how: 'command-line' } as const;
const MEMORY = '/dev/shm';
const folders: string[] = [];

/** A folder of its own, in memory where that can be: what a killed process leaves is the same there, and syncs take no time. It goes when this process ends. */
export function sceneFolder(): string {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'flightveil-test-'));
  if (folders.length === 0) {
    process.once('exit', () => {
      for (const each of folders) rmSync(each, { recursive: true, force: true });
    });
  }
  folders.push(folder);
  return folder;
}

/** Names of the logs, and their bytes, that each scene has. */
export const LOGS = ['first.tlog', 'second.mavlink'] as const;

/** A state folder in which consent was given and nothing was synced yet; two logs; a recipient who has nothing. */
export async function makeScene(folder: string, grant: { readonly untilS?: number } = {}): Promise<Places> {
  const places = placesIn(folder);
  mkdirSync(places.home, { recursive: true, mode: 0o700 });
  mkdirSync(places.logs);
  mkdirSync(places.out);
  writeFileSync(join(places.logs, LOGS[0]), tinyLog());
  copyFileSync(short, join(places.logs, LOGS[1]));
  const ledger = await openConsent(places.home);
  try {
    await ledger.declareSubject({ name: 'me', ageBand: 'adult', residence: 'CH' }, collected);
    await ledger.addNotice({ name: 'notice', version: '1', sha256: 'a'.repeat(64), bytes: 10 }, collected);
    const said = { subject: 'me', purpose: 'scientific-research', recipient: 'researcher', scope: {} };
    const validFromS = collected.collectedS - 60 * 86_400;
    const until = grant.untilS === undefined ? {} : { validUntilS: grant.untilS };
    const terms = { ceiling: levels.dynamics, noticeSha256: 'a'.repeat(64), validFromS, ...until };
    await ledger.grant({ ...said, ...terms }, collected);
  } finally {
    ledger.close();
  }
  return places;
}

/** The same again, elsewhere. */
export function copyScene(from: Places, folder: string): Places {
  const places = placesIn(folder);
  for (const name of ['home', 'logs', 'out'] as const)
    cpSync(from[name], places[name], { recursive: true, preserveTimestamps: true });
  return places;
}

export function placesIn(folder: string): Places {
  return { home: join(folder, 'home'), logs: join(folder, 'logs'), out: join(folder, 'out') };
}
