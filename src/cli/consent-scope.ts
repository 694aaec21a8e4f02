import type { Command } from 'commander';
import type { Scope } from '../consent/grant.ts';
import { FlightveilError } from '../model/errors.ts';
import { surveyedFlight } from '../node/filter-file.ts';
import { FlightStore } from '../node/flight-store.ts';
import { rootKey } from '../node/state.ts';
import { type FlightInQuestion, isWithin } from '../policy/scope.ts';
import { areasOf } from './consent-area.ts';
import { dateOf } from './consent-date.ts';
import { usage } from './consent-terms.ts';
import { plainName } from './console.ts';

export interface ScopeOptions {
  readonly aircraft?: readonly string[];
  readonly flight?: readonly string[];
  readonly area?: readonly string[];
  readonly flownFrom?: string;
  readonly flownUntil?: string;
}

/** @param inAreas what a flight has to do with an area to be meant */
export function withScopeOptions(command: Command, inAreas: string): Command {
  return command
    .option('--aircraft <log...>', 'only this aircraft: a log of it, or its keyed name')
    .option('--flight <log...>', 'only this flight: a log of it, or its keyed name')
    .option('--area <file...>', `only flights that ${inAreas} these areas: GeoJSON`)
    .option('--flown-from <date>', 'only flights from then on')
    .option('--flown-until <date>', 'only flights before then');
}

const KEYED_NAME = /^[0-9a-f]{64}$/;

/**
 * Which flights are meant. Logs are only read; of flights and aircraft their keyed names are kept.
 * @throws FlightveilError `usage` where no flight can ever fit, and those of reading files
 */
export async function scopeOf(options: ScopeOptions, folder: string): Promise<Scope> {
  const { aircraft: ofAircraft = [], flight: flights = [], area: areaFiles = [] } = options;
  const times = timesOf(options);
  const areas = [];
  for (const path of areaFiles) areas.push(...(await named('--area', path, areasOf(path))));
  const aircraft = new Set<string>();
  for (const text of ofAircraft) aircraft.add(await named('--aircraft', text, aircraftNameOf(text, folder)));
  const given: FlightInQuestion[] = [];
  for (const text of flights) {
    given.push(KEYED_NAME.test(text) ? { name: text } : await named('--flight', text, flightOf(text, folder)));
  }
  const limits: Scope = {
    ...(aircraft.size === 0 ? {} : { aircraft: [...aircraft] }),
    ...(areas.length === 0 ? {} : { areas }),
    ...times,
  };
  given.forEach((flight, index) => {
    if (!KEYED_NAME.test(flights[index]!)) mustFit(flight, limits);
  });
  return given.length === 0 ? limits : { flights: [...new Set(given.map(({ name }) => name))], ...limits };
}

function timesOf({ flownFrom, flownUntil }: ScopeOptions): Pick<Scope, 'flownFromS' | 'flownUntilS'> {
  const flownFromS = flownFrom === undefined ? undefined : dateOf('--flown-from', flownFrom);
  const flownUntilS = flownUntil === undefined ? undefined : dateOf('--flown-until', flownUntil);
  if (flownFromS !== undefined && flownUntilS !== undefined && flownUntilS <= flownFromS) {
    throw usage('--flown-until is not after --flown-from: no flight lies between them');
  }
  return {
    ...(flownFromS === undefined ? {} : { flownFromS }),
    ...(flownUntilS === undefined ? {} : { flownUntilS }),
  };
}

/** A grant for a flight that its own limits exclude would never answer. */
function mustFit(flight: FlightInQuestion, { aircraft, areas, ...times }: Scope): void {
  const wrong =
    (aircraft !== undefined && !isWithin({ aircraft }, flight) && '--aircraft') ||
    (areas !== undefined && !isWithin({ areas }, flight) && '--area') ||
    (!isWithin(times, flight) && '--flown-from and --flown-until');
  if (wrong) {
    throw usage(
      `the flight given as --flight is not, or not certainly, one that ${wrong} allows`,
      `Leave ${wrong} out.`,
    );
  }
}

async function aircraftNameOf(text: string, folder: string): Promise<string> {
  if (KEYED_NAME.test(text)) return text;
  const [aircraft] = (await flightOf(text, folder)).aircraft ?? [];
  if (aircraft !== undefined) return aircraft;
  throw usage('this log does not tell which aircraft it is of', 'Name another log of it, or the flight: --flight.');
}

/** What a log tells of its flight, under keyed names. */
async function flightOf(path: string, folder: string): Promise<FlightInQuestion> {
  const root = await rootKey(folder);
  return surveyedFlight(path, { root, flights: await FlightStore.open(folder, root) }, 'self');
}

/** Several files are read: an error says of which it is. */
async function named<T>(option: string, path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FlightveilError) || error.code === 'state-unusable') throw error;
    const { code, message, facts, advice, cause } = error;
    throw new FlightveilError(code, `${option} ${plainName(path)}: ${message}`, {
      ...{ facts, cause },
      ...(advice === undefined ? {} : { advice }),
    });
  }
}
