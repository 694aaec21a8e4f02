import { Command, Option } from 'commander';
import { stateFolder } from '../node/state.ts';
import { loadZones } from '../node/zone-store.ts';
import type { HeightLimit, HeightReference } from '../zones/zone.ts';
import { type ZoneHit, ZoneIndex } from '../zones/zone-index.ts';
import { dateOf, instantText } from './consent-date.ts';
import { usage } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { table } from './report-table.ts';

interface AtOptions {
  readonly altitude?: number;
  readonly reference: HeightReference;
  readonly time?: string;
  readonly home?: string;
  readonly json?: boolean;
}

/** `flightveil zones at`: which zones there are at a place. */
export function atCommand(console: Console): Command {
  return (
    new Command('at')
      .description('zones at a place, height and time')
      .argument('<place>', 'LATITUDE,LONGITUDE in degrees')
      // A place of the southern half of the Earth begins with a minus, as options do.
      .allowUnknownOption()
      .option('--altitude <metres>', 'height; without it heights are left open', metres)
      .addOption(
        new Option('--reference <what>', 'what the height is above').choices(['AGL', 'AMSL', 'WGS84']).default('AGL'),
      )
      .option('--time <instant>', 'as 2026-05-01T10:00Z; else now')
      .action(async (text: string, _: unknown, command: Command) => {
        const options = command.optsWithGlobals<AtOptions>();
        const [latitudeDeg, longitudeDeg] = placeIn(text);
        const unixS = options.time === undefined ? Math.floor(Date.now() / 1000) : dateOf('--time', options.time);
        const { altitude: altitudeM, reference } = options;
        const height = altitudeM === undefined ? {} : { altitudeM, reference };
        const index = new ZoneIndex(await loadZones(stateFolder(options.home)));
        const hits = index.at(latitudeDeg, longitudeDeg, { ...height, unixS, keep: 'all' });
        if (options.json)
          console.out(jsonDocument({ time: instantText(unixS), ...height, zones: hits.map(described) }));
        else console.out(`${toText(hits, unixS)}\n`);
      })
  );
}

function metres(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw usage('--altitude is no number of metres');
  return value;
}

function placeIn(text: string): readonly [number, number] {
  const parts = /^\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*$/.exec(text);
  const [latitude, longitude] = [Number(parts?.[1]), Number(parts?.[2])];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    throw usage('the place is no latitude and longitude', 'Write it in degrees, as 47.46,8.55.');
  }
  return [latitude, longitude];
}

function described({ zone, source, volume, height, time }: ZoneHit): object {
  const { identifier, name = null, country = null, restriction, reasons, isInclusion = false } = zone;
  const { lower = null, upper = null } = volume;
  return { identifier, name, country, restriction, reasons, isInclusion, lower, upper, height, time, source };
}

/** What holds, what may hold, and what is there but at another time or height. */
function toText(hits: readonly ZoneHit[], unixS: number): string {
  const isOut = ({ height, time }: ZoneHit): boolean => height === 'outside' || time === 'not-now';
  const isSure = ({ height, time }: ZoneHit): boolean => height === 'within' && time === 'holds';
  const parts = [
    ['holds', hits.filter(isSure)],
    ['may hold', hits.filter((hit) => !isOut(hit) && !isSure(hit))],
    ['not now or not there', hits.filter(isOut)],
  ] as const;
  const rows = parts.flatMap(([title, list]) => list.map((hit) => rowOf(title, hit)));
  if (rows.length === 0) return 'No imported zone lies there.';
  const head = [`at ${instantText(unixS)} UTC`, 'zone', 'name', 'asks for', 'from', 'to', 'source'];
  return table(head, rows, []);
}

function rowOf(title: string, { zone, source, volume, height, time }: ZoneHit): readonly string[] {
  const why = [
    ...(height === 'outside' ? ['height'] : []),
    ...(height === 'unknown' ? ['height unknown'] : []),
    ...(time === 'not-now' ? ['time'] : []),
    ...(time === 'unknown' ? ['time unknown'] : []),
  ];
  return [
    why.length === 0 ? title : `${title}: ${why.join(', ')}`,
    plainName(zone.identifier),
    plainName(zone.name ?? ''),
    zone.isInclusion ? 'stay inside' : zone.restriction,
    limitText(volume.lower, 'ground'),
    limitText(volume.upper, 'no top'),
    plainName(source.name),
  ];
}

function limitText(limit: HeightLimit | undefined, none: string): string {
  return limit === undefined ? none : `${Math.round(limit.heightM)} m ${limit.reference}`;
}
