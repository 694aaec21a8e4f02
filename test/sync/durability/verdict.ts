import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openSyncState } from '../../../src/daemon/engine/sync-state.ts';
import { Sync } from '../../../src/daemon/sync.ts';
import { ConsentAuthority } from '../../../src/filter/release-authority.ts';
import { filterFile } from '../../../src/node/filter-file.ts';
import { deviceKeys } from '../../../src/node/flight-keys.ts';
import { verifyEnvelope } from '../../../src/node/manifest-signing.ts';
import { NoOutlet } from '../../../src/sync/spool-outlet.ts';
import { configOf } from './sync-config.ts';
import type { Places, Run } from './workers.ts';

const ENVELOPE = '.manifest.dsse.json';
const never = new AbortController().signal;
/** What failed is tried again after half a minute or more: the clock of those who look is put on. */
const LATER_MS = [0, 120_000, 600_000, 3_600_000];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Finished files of the recipient by name; what begins with a dot is unfinished. */
export function deliveredIn({ out }: Places): Map<string, Buffer> {
  const names = readdirSync(out).filter((name) => !name.startsWith('.'));
  return new Map(names.sort().map((name) => [name, readFileSync(join(out, name))]));
}

/** Names of the logs that the recipient has; each is whole, with a manifest that is. */
export function wholeLogsIn(places: Places): string[] {
  const files = deliveredIn(places);
  const logs: string[] = [];
  for (const [name, bytes] of files) {
    if (name.endsWith(ENVELOPE)) {
      verifyEnvelope(bytes);
      continue;
    }
    const envelope = files.get(name + ENVELOPE);
    expect([name, envelope !== undefined]).toEqual([name, true]);
    const { manifest } = verifyEnvelope(envelope!);
    expect([name, sha256(bytes), bytes.length]).toEqual([name, manifest.output.sha256, manifest.output.bytes]);
    logs.push(name);
  }
  return logs;
}

/** Pieces of the logs as they are, and of what of them was delivered: none may stand in the state folder. */
export function markersOf({ logs }: Pick<Places, 'logs'>, delivered: Iterable<Uint8Array> = []): Buffer[] {
  const raw = readdirSync(logs).map((name) => readFileSync(join(logs, name)));
  return [...raw, ...delivered].flatMap((bytes) =>
    [0.2, 0.5, 0.8].map((part) => Buffer.from(bytes.subarray(bytes.length * part, bytes.length * part + 20))),
  );
}

export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

export function mustHoldNone(home: string, markers: readonly Buffer[]): void {
  for (const path of filesBelow(home)) {
    const bytes = readFileSync(path);
    const name = path.slice(home.length);
    expect([name, markers.filter((marker) => bytes.includes(marker)).length]).toEqual([name, 0]);
  }
}

/** What a sync that was disturbed left, before anybody mends it. */
export function checkLeft(places: Places, { said, err, isKilled }: Run, isFirst = true): void {
  const logs = wholeLogsIn(places);
  mustHoldNone(places.home, markersOf(places));
  const delivered = said.filter((line) => /^sent \d+ delivered$/.test(line));
  expect(logs.length).toBeGreaterThanOrEqual(delivered.length);
  expect(said.filter((line) => line.includes('internal'))).toEqual([]);
  if (isKilled) return;
  expect(err).toBe('');
  // Whoever says that all is done has done it, or has said what could not be; a later run keeps still about what waits for its time.
  const isTold = said.some((line) => /^failed|^problem|retry|rejected|later|full/.test(line));
  const isAllDone = isFirst && said.at(-1) === 'done' && !isTold;
  if (isAllDone) expect([said, logs.length]).toEqual([said, readdirSync(places.logs).length]);
}

/** Syncs again until nothing is due, undisturbed. */
export async function recovered(places: Places): Promise<void> {
  const config = configOf(places);
  for (const laterMs of LATER_MS) {
    const sync = await Sync.open(places.home, config, { nowMs: () => Date.now() + laterMs });
    try {
      await sync.once(never);
      const open = sync.state.queue.counts().filter(({ state }) => state !== 'retired');
      if (open.length === 0) return;
    } finally {
      await sync.close();
    }
  }
}

/** At the end: everything is delivered, once, as an undisturbed release of the same flights is; nothing else is left, and the audit says so. */
export async function checkEnd(
  places: Places,
  sources: ReadonlyMap<string, string>,
  /** It was begun at another place: what is unfinished there is not taken for what was begun here. */
  wasElsewhere = false,
): Promise<void> {
  const { home, logs, out } = places;
  expect(sourcesIn(logs)).toEqual(sources);
  const names = wholeLogsIn(places);
  const delivered = deliveredIn(places);
  const state = await openSyncState(home, configOf(places));
  try {
    const items = state.queue.items();
    expect(items.map(({ state: is, reason }) => [is, reason])).toEqual(
      [...sources].map(() => ['retired', 'delivered']),
    );
    expect(await state.spool.ids()).toEqual([]);
    expect((await state.queue.audit.verify()).isValid).toBe(true);
    const entries = state.queue.audit.entries(0, 1000).map(({ entry }) => entry);
    const told = entries.filter(({ kind }) => kind === 'delivered').map(({ item }) => item);
    expect(told.sort()).toEqual(items.map(({ shipment }) => shipment).sort());
    entries.forEach(({ kind, item }, at) => {
      if (kind !== 'delivered') return;
      expect(entries.slice(0, at).some((before) => before.kind === 'release' && before.item === item)).toBe(true);
    });
    // Draws are kept: releasing again gives the same names and bytes.
    const rule = [...state.rules.values()][0]!;
    const authority = new ConsentAuthority(rule.request, rule.policy, state.ledger);
    const again: [string, string][] = [];
    for (const name of sources.keys()) {
      const options = { decision: authority, keys: await deviceKeys(home), outlet: new NoOutlet() };
      const { outputName, outputSha256 } = await filterFile(join(logs, name), options);
      again.push([outputName, outputSha256]);
    }
    expect(names.map((name) => [name, sha256(delivered.get(name)!)]).sort()).toEqual(again.sort());
  } finally {
    await state.close();
  }
  const left = readdirSync(out).filter((name) => !wasElsewhere || !name.endsWith('.partial'));
  expect(left).toHaveLength(2 * sources.size);
  mustHoldNone(
    home,
    markersOf(
      places,
      [...delivered].flatMap(([name, bytes]) => (name.endsWith('.json') ? [] : [bytes])),
    ),
  );
  expect(readdirSync(join(home, 'spool'))).toEqual(['key.check']);
}

/** Hashes of the logs by name. */
export function sourcesIn(logs: string): Map<string, string> {
  return new Map(
    readdirSync(logs)
      .sort()
      .map((name) => [name, sha256(readFileSync(join(logs, name)))]),
  );
}
