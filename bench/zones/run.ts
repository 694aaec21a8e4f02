/**
 * `npm run bench:zones`: the zone test beside geolib's, and what a watch adds to the filter's loop; ends with 1 if a bound is missed (of a quick run: by far) and 2 if nothing
 * could be measured.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Row, table } from '../markdown.ts';
import { builtFolder, loadProduct, staleness } from '../product.ts';
import { circumstances } from '../relay/circumstances.ts';
import { withSection } from '../relay/results-file.ts';
import { QUICK_SHARE } from '../suite.ts';
import type { Circumstances } from '../tables.ts';
import { measureWatchAllocation, missedAllocationBounds, type WatchAllocation } from './allocation.ts';
import { loadZones } from './load-zones.ts';
import { measurePolygonTest, missedPolygonBounds, type PolygonOptions, type PolygonResult } from './polygon-test.ts';
import { measureWatch, missedWatchBounds, type WatchOptions, type WatchResult } from './watch-cost.ts';

const usage = `npm run bench:zones -- [options]
  --quick            smaller sizes, for every commit; fails below ${100 * QUICK_SHARE} % of the bounds of speed
  --json             one JSON document on standard output
  --write            write the section of bench/RESULTS.md
  --product <folder> measure another build than dist
`;

interface Sizes {
  readonly polygon: PolygonOptions;
  readonly watch: WatchOptions;
}
const full: Sizes = {
  polygon: { points: 1_000_000, timed: 2000, rounds: 7 },
  watch: { zones: 100_000, fixes: 1_000_000, rounds: 7 },
};
const quick: Sizes = {
  polygon: { points: 10_000, timed: 500, rounds: 3 },
  watch: { zones: 20_000, fixes: 200_000, rounds: 3 },
};

export interface ZonesResult {
  readonly polygon: PolygonResult;
  readonly watch: WatchResult;
  readonly allocation: WatchAllocation;
}

/** The bounds that were missed, each as a sentence. @param share of the bounds of speed that is enough */
export function missedZonesBounds({ polygon, watch, allocation }: ZonesResult, share = 1): string[] {
  return [
    ...missedPolygonBounds(polygon, share),
    ...missedWatchBounds(watch, share),
    ...missedAllocationBounds(allocation),
  ];
}

/** The section of RESULTS.md. */
export function zonesSection(results: ZonesResult, missed: readonly string[], about: Circumstances): string {
  const { polygon, watch, allocation } = results;
  const spread = ({ median, least, most }: PolygonResult['ratio']): string => `${median} (${least} to ${most})`;
  const rows: Row[] = [
    ['polygon test over geolib', spread(polygon.ratio), `at least ${polygon.bound}`],
    ['polygon test over turf', spread(polygon.turfRatio), ''],
    ['watch over the loop’s time', spread(watch.share), `at most ${watch.bound}`],
    ['bytes that the watch allocates for each fix of the track', allocation.bytesPerFix, `at most ${allocation.bound}`],
    ['the same, for an aircraft in one place', allocation.bytesPerHover, `at most ${allocation.hoverBound}`],
  ];
  return [
    '## Zones',
    `Written by \`npm run bench:zones -- --write\` on ${about.date} at commit ${about.commit}, ${about.machine}${about.quick ? ', quick sizes' : ''}.`,
    missed.length === 0 ? 'All bounds hold.' : `Bounds missed: ${missed.join('; ')}.`,
    table(['what', 'measured', 'bound'], rows),
    `Polygons of 64 corners: ${polygon.points} points in and around them (${polygon.inside} inside), on which geolib and turf say the same but for ${polygon.onEdge} within rounding of an edge; ` +
      `${polygon.ourSpeed} tests a second, geolib ${polygon.geolibSpeed}, turf ${polygon.turfSpeed}.`,
    `A track of ${watch.fixes} fixes through zones, beside their edges and far from any, against ${watch.zones} zones: ${watch.watchNsPerFix} ns a fix, ${watch.passages} passages ` +
      `through ${watch.zonesEntered} zones, the same as by a test of every fix. The filter’s loop takes ${watch.loopMs} ms for that log. The index is built in ${watch.buildMs} ms and takes ` +
      `${watch.bytesPerZone} bytes a zone of ${watch.positionsPerZone} positions.`,
  ].join('\n\n');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      product: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const stale = values.product === undefined ? staleness() : undefined;
  if (stale !== undefined) throw new Error(stale);
  const folder = values.product ?? builtFolder;
  const sizes = values.quick ? quick : full;
  const tell = (what: string): void => void process.stderr.write(`zones: ${what} ...\n`);
  const zones = await loadZones(folder);
  tell('polygon test beside geolib and turf');
  const polygon = await measurePolygonTest(zones, sizes.polygon);
  tell('allocation of a watch');
  const allocation = await measureWatchAllocation(folder, sizes.watch);
  tell('a watch beside the loop');
  const watch = await measureWatch(await loadProduct(folder), zones, sizes.watch);
  const results = { polygon, watch, allocation };
  const missed = missedZonesBounds(results);
  const about = circumstances(values.quick);
  const section = zonesSection(results, missed, about);
  if (values.write) {
    const page = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), 'zones', section));
  }
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...about, ...results, missed }, undefined, 1)}\n` : `${section}\n`,
  );
  for (const sentence of missed) process.stderr.write(`MISSED: ${sentence}\n`);
  const failed = values.quick ? missedZonesBounds(results, QUICK_SHARE) : missed;
  return failed.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`bench:zones: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exitCode = 2;
  }
}
