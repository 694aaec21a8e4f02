/**
 * `tsx bench/unlock-log.ts [batches]`: what the geofence-unlock log costs. Proofs in a log of 10 million entries, and how many tiles they read; entries that
 * are appended a second in batches of 1 000, against what cannot be saved: their commitments, once, and the syncs. Where strace is there the syncs are counted.
 * Ends with 1 if a proof reads more than {@link MOST_TILES} tiles or a batch syncs more than {@link MOST_SYNCS} times.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SqliteUnlockStore } from '../src/node/unlock-store.ts';
import { textsOf } from '../src/unlock/log/fields.ts';
import { drawSalts, leafOf } from '../src/unlock/log/leaf.ts';
import {
  consistencyPath,
  inclusionPath,
  isConsistent,
  isIncluded,
  leafHash,
  nodeHash,
  rootOf,
} from '../src/unlock/log/merkle.ts';
import { eachOnce, subtreesOf, TILE_HEIGHT, TILE_WIDTH, type TileReader } from '../src/unlock/log/tiles.ts';
import { type NewEntry, UnlockLog } from '../src/unlock/log/unlock-log.ts';

const SIZE = 10_000_000;
const PROOFS = 200;
const MOST_TILES = 7;
const MOST_SYNCS = 3;
const BATCH = 1000;

/** Tiles of a log whose entries are all the same: all subtrees of one height have one hash. */
function equalTiles(size: number, leaf: Uint8Array): TileReader {
  const ofHeight = [leafHash(leaf)];
  for (let height = 1; height < 64; height++) ofHeight.push(nodeHash(ofHeight[height - 1]!, ofHeight[height - 1]!));
  return (level, index) => {
    const there = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
    if (there <= 0) return undefined;
    const width = Math.min(TILE_WIDTH, there);
    const hash = ofHeight[level * TILE_HEIGHT]!;
    const tile = new Uint8Array(width * hash.length);
    for (let at = 0; at < width; at++) tile.set(hash, at * hash.length);
    return tile;
  };
}

/** Makes proofs of entries all over the log, checks each, and says how many tiles one read at most. */
function proofs(): { most: number; inclusionMs: number; consistencyMs: number } {
  const leaf = new TextEncoder().encode('the same in every place');
  const tiles = equalTiles(SIZE, leaf);
  const root = rootOf(SIZE, subtreesOf(eachOnce(tiles)));
  let most = 0;
  let [inclusionMs, consistencyMs] = [0, 0];
  /** Runs work with a reader of its own and counts what it reads. */
  const counted = <T>(work: (read: TileReader) => T): T => {
    let reads = 0;
    const result = work(
      eachOnce((level, index) => {
        reads++;
        return tiles(level, index);
      }),
    );
    most = Math.max(most, reads);
    return result;
  };
  for (let at = 0; at < PROOFS; at++) {
    const index = at < 2 ? at * (SIZE - 1) : Math.floor((at * SIZE) / PROOFS + at * 7);
    let began = performance.now();
    const path = counted((read) => inclusionPath(index, SIZE, subtreesOf(read)));
    inclusionMs += performance.now() - began;
    if (!isIncluded({ leafHash: leafHash(leaf), index, size: SIZE, path, root }))
      throw new Error('a proof does not hold');
    const from = { size: index + 1, root: rootOf(index + 1, subtreesOf(eachOnce(tiles))) };
    began = performance.now();
    const growth = counted((read) => consistencyPath(from.size, SIZE, subtreesOf(read)));
    consistencyMs += performance.now() - began;
    if (!isConsistent({ from, to: { size: SIZE, root }, path: growth })) throw new Error('a log is not consistent');
  }
  return { most, inclusionMs: inclusionMs / PROOFS, consistencyMs: consistencyMs / PROOFS };
}

const entryAt = (number: number): NewEntry => ({
  id: number.toString(16).padStart(32, '0'),
  event: {
    ...{
      kind: 'zone-entered',
      timeUs: 1_790_000_000_000_000 + number,
      evidence: ['place'],
      areaCode: `LSZH-${number % 97}`,
    },
    zoneSource: { name: 'ch.json', version: '0123456789abcdef'.repeat(4) },
    ...{ licence: `L-${number % 11}`, flight: 'f1'.repeat(16), device: 'd2'.repeat(16), person: 'Ada' },
  },
  keepUntilS: 1_900_000_000,
  ground: 'legal-obligation',
});

const batchAt = (batch: number): NewEntry[] => Array.from({ length: BATCH }, (_, at) => entryAt(batch * BATCH + at));

/** Appends batches to a new log; tells on standard output where each begins and ends. @returns milliseconds a batch, the fastest */
async function appends(batches: number, tell: boolean): Promise<{ best: number; all: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'flightveil-bench-'));
  try {
    const store = await SqliteUnlockStore.open(join(folder, 'home'), 'self');
    const log = await UnlockLog.open(store, new Uint8Array(32).fill(7));
    let best = Number.POSITIVE_INFINITY;
    let all = 0;
    for (let batch = 0; batch < batches; batch++) {
      const entries = batchAt(batch);
      if (tell) writeSync(1, `begin ${batch}\n`);
      const began = performance.now();
      await log.append(entries);
      const tookMs = performance.now() - began;
      if (tell) writeSync(1, `end ${batch}\n`);
      best = Math.min(best, tookMs);
      all += tookMs;
    }
    const { size } = await log.audit();
    if (size !== batches * BATCH) throw new Error('entries are missing');
    log.close();
    return { best, all };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What cannot be saved of a batch's work: each commitment once. */
function commitmentsMs(): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run++) {
    const entries = batchAt(run);
    const began = performance.now();
    for (const { event } of entries) leafOf(textsOf(event), drawSalts());
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** Syncs of each batch, as the system sees them; undefined where strace cannot be used. */
function syncsOf(batches: number): number[] | undefined {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'flightveil-bench-'));
  try {
    const trace = join(folder, 'trace');
    const calls = 'trace=fsync,fdatasync,sync_file_range,msync,write';
    const self = fileURLToPath(import.meta.url);
    const node = [process.execPath, '--import', 'tsx', self, String(batches), 'told'];
    execFileSync('strace', ['-f', '-qq', '-e', 'signal=none', '-e', calls, '-o', trace, ...node], { stdio: 'ignore' });
    const counts: number[] = [];
    let isWithin = false;
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      if (/write\(1, "begin/.test(line)) {
        isWithin = true;
        counts.push(0);
      } else if (/write\(1, "end/.test(line)) isWithin = false;
      else if (isWithin && /^\d+ +(?:fsync|fdatasync|sync_file_range|msync)\(/.test(line)) counts[counts.length - 1]!++;
    }
    if (counts.length !== batches) throw new Error('the trace is not that of the batches');
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const batches = Number(process.argv[2] ?? 20);
if (!Number.isSafeInteger(batches) || batches < 1) throw new Error('the number of batches is no number');
if (process.argv[3] === 'told') {
  await appends(batches, true);
} else {
  const { most, inclusionMs, consistencyMs } = proofs();
  console.log(`${PROOFS} proofs each, in a log of ${SIZE} entries, every one checked`);
  console.log(`tiles that one reads at most      ${most} (at most ${MOST_TILES})`);
  console.log(`a proof of inclusion              ${inclusionMs.toFixed(2)} ms`);
  console.log(`a proof of consistency            ${consistencyMs.toFixed(2)} ms`);
  const leastMs = commitmentsMs();
  const { best, all } = await appends(batches, false);
  console.log(
    `entries appended a second         ${Math.round((1000 * BATCH * batches) / all)}, best batch ${Math.round((1000 * BATCH) / best)}`,
  );
  console.log(`a batch against its commitments   ${(best / leastMs).toFixed(2)} times`);
  const syncs = syncsOf(batches);
  const mostSyncs = syncs === undefined ? undefined : Math.max(...syncs);
  console.log(
    `syncs a batch of ${BATCH}             ${mostSyncs === undefined ? 'not counted: strace cannot be used' : `${mostSyncs} at most, ${syncs!.at(-1)} the last (at most ${MOST_SYNCS})`}`,
  );
  if (most > MOST_TILES || (mostSyncs ?? 0) > MOST_SYNCS) process.exitCode = 1;
}
