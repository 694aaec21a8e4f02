/** Runs in a process of its own with --expose-gc and a large young generation; prints one line of JSON. See allocation.ts. */
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { loadProduct, surveyOf } from '../product.ts';
import { loadZones, madeSource } from './load-zones.ts';
import { madeFlight, watchTrack } from './watch-cost.ts';

const [folder, zonesText, fixesText] = process.argv.slice(2);
const OBJECTS = 100_000;
let collections = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const { kind } = (entry as unknown as { detail: { kind: number } }).detail;
    if (kind === constants.NODE_PERFORMANCE_GC_MINOR) collections++;
  }
}).observe({ entryTypes: ['gc'] });

function youngBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name.startsWith('new_'))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0);
}

/** Observers are told of collections later. */
async function observed(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await setImmediate();
}

/** Bytes that the work allocated: what it leaves in the young generation, which is larger than that. @throws Error if it was not */
async function allocatedBy(work: () => void): Promise<number> {
  globalThis.gc!();
  await observed();
  const before = youngBytes();
  const collected = collections;
  work();
  const after = youngBytes();
  await observed();
  if (collections > collected) throw new Error('the young generation was collected while it was measured');
  return after - before;
}

const kept: { a: number; b: number; c: number }[] = [{ a: 0, b: 0, c: 0 }];
const calibrate = (): void => {
  for (let index = 0; index < OBJECTS; index++) kept[0] = { a: index, b: index, c: index };
};
for (let warm = 0; warm < 20; warm++) calibrate();
/** What measuring itself takes. */
for (let warm = 0; warm < 3; warm++) await allocatedBy(() => undefined);
const own = await allocatedBy(() => undefined);
const calibration = ((await allocatedBy(calibrate)) - own) / OBJECTS;

const zones = await loadZones(folder!);
const { made, log } = madeFlight({ zones: Number(zonesText), fixes: Number(fixesText) });
const index = new zones.ZoneIndex([{ source: madeSource, zones: made }]);
const track = surveyOf(await loadProduct(folder!), log).tracks[0]!;
for (let warm = 0; warm < 8; warm++) watchTrack(zones, index, track);
const allocated = (await allocatedBy(() => void watchTrack(zones, index, track))) - own;

/** In one place but for what a receiver jitters: in one room. */
function hover(fixes: number): void {
  const watch = new zones.ZoneWatch(index, { passage: () => undefined });
  const { timeUs, latitudeDeg, longitudeDeg } = track;
  const [latitude, longitude, start] = [latitudeDeg[0]!, longitudeDeg[0]!, timeUs[0]!];
  for (let fix = 0; fix < fixes; fix++) {
    watch.fix(start + 100 * fix, latitude + 1e-7 * (fix % 9), longitude + 1e-7 * (fix % 7), 350, 100);
  }
}
for (let warm = 0; warm < 8; warm++) hover(track.length);
// Numbers that the loop here hands over are allocated until it is compiled; that is once, however long it is.
const half = await allocatedBy(() => hover(track.length / 2));
const hovered = 2 * ((await allocatedBy(() => hover(track.length))) - half);
process.stdout.write(`${JSON.stringify({ allocated, hovered, calibration })}\n`);
