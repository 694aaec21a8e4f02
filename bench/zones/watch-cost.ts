import type { GeoZone } from '../../src/zones/zone.ts';
import { Draw } from '../draw.ts';
import { collectGarbage } from '../garbage.ts';
import { median, rounded } from '../numbers.ts';
import { processorTime } from '../processor-time.ts';
import { type BenchLevel, filterAll, loopAt, type Product, surveyOf } from '../product.ts';
import { type Spread, spreadOf } from '../throughput.ts';
import { flightLog } from './flight-log.ts';
import { madeSource, type Zones } from './load-zones.ts';
import { madeZones } from './made-zones.ts';

/** Time of the watch over the time of the filter's loop. */
export const MOST_WATCH_SHARE = 0.3;
const LEVEL: BenchLevel = 'dynamics';

export interface WatchOptions {
  readonly zones: number;
  readonly fixes: number;
  readonly rounds: number;
}

export interface WatchResult extends WatchOptions {
  readonly passages: number;
  readonly zonesEntered: number;
  /** To build the index, median of some builds; and what its arrays take for each zone. */
  readonly buildMs: number;
  readonly bytesPerZone: number;
  readonly positionsPerZone: number;
  readonly loopMs: number;
  readonly watchNsPerFix: number;
  readonly share: Spread;
  readonly bound: number;
}

type Index = InstanceType<Zones['ZoneIndex']>;
export type Track = ReturnType<typeof surveyOf>['tracks'][number];

/** The zones and the log, the same each time. */
export function madeFlight(options: Pick<WatchOptions, 'zones' | 'fixes'>): { made: GeoZone[]; log: Uint8Array } {
  const draw = new Draw(33);
  const made = madeZones(draw, options.zones);
  return { made, log: flightLog(draw, made, options.fixes) };
}

/** As the filter asks: every fix of the survey's track. @returns how many passages there were */
export function watchTrack(
  zones: Zones,
  index: Index,
  track: Track,
  options?: { leavingS: number; leavingM: number },
): number {
  let passages = 0;
  const watch = new zones.ZoneWatch(index, { passage: () => void passages++ }, options);
  const { timeUs, latitudeDeg, longitudeDeg, altitudeM, heightOverHomeM } = track;
  for (let fix = 0; fix < track.length; fix++) {
    const overHomeM = heightOverHomeM === undefined ? Number.NaN : heightOverHomeM[fix]!;
    watch.fix(timeUs[fix]!, latitudeDeg[fix]!, longitudeDeg[fix]!, altitudeM[fix]!, overHomeM);
  }
  watch.finish();
  return passages;
}

/**
 * What a watch over the survey's track adds to the filter's loop over the same log.
 * @throws Error if the log has other fixes than were written, or the watch tells other passages than a test of every fix
 */
export async function measureWatch(product: Product, zones: Zones, options: WatchOptions): Promise<WatchResult> {
  const { made, log } = madeFlight(options);
  const sets = [{ source: madeSource, zones: made }];
  const builds: number[] = [];
  let index = new zones.ZoneIndex(sets);
  for (let build = 0; build < 5; build++) {
    collectGarbage();
    const start = processorTime();
    index = new zones.ZoneIndex(sets);
    builds.push(processorTime() - start);
  }
  const facts = surveyOf(product, log);
  const track = facts.tracks[0]!;
  if (facts.frames !== options.fixes || track.length !== options.fixes || Object.keys(facts.gapBytes).length > 0)
    throw new Error(`${options.fixes} fixes were written, ${track.length} read`);
  const zonesEntered = checkPassages(zones, index, track);

  let passages = 0;
  const loop = (): unknown => filterAll(loopAt(product, LEVEL, facts), log);
  const watch = (): unknown => (passages = watchTrack(zones, index, track));
  const timed = (work: () => unknown): number => {
    collectGarbage();
    const start = processorTime();
    work();
    return processorTime() - start;
  };
  const rounds: { loop: number; watch: number }[] = [];
  for (let round = -2; round < options.rounds; round++) {
    const measured = { loop: timed(loop), watch: timed(watch) };
    // The first are to warm up.
    if (round >= 0) rounds.push(measured);
  }
  const positions = made.reduce((sum, { volumes }) => sum + positionsOf(volumes[0]!.shape), 0);
  return {
    ...options,
    ...{ passages, zonesEntered },
    buildMs: rounded(median(builds), 3),
    bytesPerZone: Math.round(index.byteLength / options.zones),
    positionsPerZone: rounded(positions / options.zones, 3),
    loopMs: rounded(median(rounds.map((round) => round.loop)), 3),
    watchNsPerFix: rounded((1e6 * median(rounds.map((round) => round.watch))) / options.fixes, 3),
    share: spreadOf(rounds.map((round) => round.watch / round.loop)),
    bound: MOST_WATCH_SHARE,
  };
}

function positionsOf(shape: GeoZone['volumes'][number]['shape']): number {
  return shape.kind === 'polygon' ? shape.rings.reduce((sum, ring) => sum + ring.length, 0) : 0;
}

/** Compares a watch for which every fix outside counts with a search for every fix. @returns how many zones were entered */
function checkPassages(zones: Zones, index: Index, track: Track): number {
  let inside = new Set<GeoZone>();
  const entered = new Set<GeoZone>();
  let expected = 0;
  for (let fix = 0; fix < track.length; fix++) {
    const hits = index.at(track.latitudeDeg[fix]!, track.longitudeDeg[fix]!, {
      altitudeM: track.altitudeM[fix]!,
      unixS: track.timeUs[fix]! / 1e6,
    });
    const now = new Set(hits.map(({ zone }) => zone));
    for (const zone of now) if (!inside.has(zone)) expected++;
    for (const zone of inside) if (!now.has(zone)) expected++;
    for (const zone of now) entered.add(zone);
    inside = now;
  }
  const told = watchTrack(zones, index, track, { leavingS: 0, leavingM: 0 });
  if (told !== expected) throw new Error(`the watch tells ${told} passages, a test of every fix ${expected}`);
  return entered.size;
}

export function missedWatchBounds({ share, bound }: WatchResult, of = 1): string[] {
  if (share.median <= bound / of) return [];
  return [`watch: it adds ${share.median} of the loop's time, more than ${bound}`];
}
