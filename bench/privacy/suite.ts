import { type Attack, attacks } from './attacks.ts';
import { type Averaging, measureAveraging } from './averaging.ts';
import { type CoarseRow, measureCoarsePlaces } from './coarse-places.ts';
import { type Flight, type FlightKind, generateFlight } from './flights.ts';
import { Log } from './log.ts';
import { pathOf } from './path.ts';
import { measureRecorded, type Recorded } from './recorded.ts';
import { type Estimate, estimateMean, type Score, scoreOf } from './statistics.ts';
import { allSubjects, raw, type Subject } from './subjects.ts';

/** How much is attacked. */
export interface Sizes {
  readonly flights: Readonly<Record<Exclude<FlightKind, 'visit'>, number>>;
  /** Homes of 50 flights each. */
  readonly homes: number;
  /** Flights at each coarse step of places. */
  readonly coarse: number;
  /** Releases of every recorded log, and whether the baselines are attacked on it as well. */
  readonly recorded: { readonly releases: number; readonly baselines: boolean };
}

export const fullSizes: Sizes = {
  flights: { ordinary: 80, far: 40, hovering: 24, parked: 24 },
  homes: 6,
  coarse: 40,
  recorded: { releases: 4, baselines: true },
};
/** For every commit: large leaks show in a few flights. */
export const quickSizes: Sizes = {
  flights: { ordinary: 8, far: 8, hovering: 6, parked: 3 },
  homes: 1,
  coarse: 4,
  recorded: { releases: 1, baselines: false },
};

/** One attack on one subject. */
export interface Row {
  readonly attack: string;
  readonly method: string;
  readonly flights: FlightKind;
  readonly subject: string;
  readonly unit: Attack['unit'];
  readonly near: number;
  readonly score: Score;
  readonly area: Estimate | undefined;
  /** Why the row fails the benchmark, if it does. */
  readonly failure: string | undefined;
}

export interface Results {
  readonly rows: readonly Row[];
  readonly averaging: readonly Averaging[];
  readonly coarse: readonly CoarseRow[];
  readonly recorded: readonly Recorded[];
  /** Sentences; none if every attack works and every bound holds. */
  readonly failures: readonly string[];
}

/** What {@link Score.ratio} and areas must reach where something is hidden. */
export const LEAST_RATIO = 0.99;
/** Smaller ratios by chance are of this probability at least. */
const LEAST_CHANCE = 1e-3;
const LEAST_LUCK = 1e-4;
const FOUND_SHARE = 0.99;
const MOST_RAW_AREA = 0.05;

/** Runs all attacks on all subjects. @param recordedLogs real logs, if there are any */
export function measurePrivacy(
  sizes: Sizes,
  recordedLogs: readonly Uint8Array[],
  tell: (what: string) => void,
): Results {
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const kind of Object.keys(sizes.flights) as (keyof Sizes['flights'])[]) {
    const flights = Array.from({ length: sizes.flights[kind] }, (_, index) => generateFlight(kind, 1 + index));
    const logs = flights.map(({ log }) => new Log(log));
    for (const subject of allSubjects) {
      const wanted = attacks.filter((attack) => attack.flights === kind && attack.subjects.includes(subject));
      if (wanted.length === 0) continue;
      tell(`${subject.name}, ${flights.length} ${kind} flights`);
      const trial = new Trial(wanted, subject);
      for (const [index, flight] of flights.entries()) trial.take(flight, logs[index]!, index);
      rows.push(...trial.rows());
      if (trial.emptyReleases > 0) failures.push(`${subject.name} releases no path: nothing was attacked`);
    }
  }
  tell('many flights from one home');
  const averaging = measureAveraging(allSubjects, sizes.homes);
  tell('places of coarse steps');
  const coarse = measureCoarsePlaces(sizes.coarse);
  tell('recorded flights');
  const recordedSubjects = sizes.recorded.baselines ? allSubjects : allSubjects.filter(isMain);
  const recorded = measureRecorded(recordedLogs, recordedSubjects, sizes.recorded.releases);
  failures.push(...rows.flatMap(({ failure }) => failure ?? []), ...averagingFailures(averaging));
  failures.push(...coarse.flatMap(({ failure }) => failure ?? []));
  return { rows, averaging, coarse, recorded, failures: [...new Set(failures)] };
}

function isMain(subject: Subject): boolean {
  return subject === raw || subject.hides;
}

/** Some attacks on one subject, flight after flight. */
class Trial {
  readonly #attacks: readonly Attack[];
  readonly #subject: Subject;
  readonly #found: { guess: unknown; truth: unknown }[][];
  emptyReleases = 0;

  constructor(wanted: readonly Attack[], subject: Subject) {
    this.#attacks = wanted;
    this.#subject = subject;
    this.#found = wanted.map(() => []);
  }

  take(flight: Flight, log: Log, seed: number): void {
    const release = new Log(this.#subject.release(flight.log, seed));
    if (this.#subject.showsPath && pathOf(release) === undefined) this.emptyReleases++;
    for (const [index, attack] of this.#attacks.entries()) {
      const truth = attack.truth(flight, log, release);
      if (truth !== undefined) this.#found[index]!.push({ guess: attack.guess(release, this.#subject), truth });
    }
  }

  rows(): Row[] {
    return this.#attacks.flatMap((attack, index) => {
      const found = this.#found[index]!;
      if (found.length === 0) return [];
      const { error, near, unit } = attack;
      const errors = found.map(({ guess }) => Float64Array.from(found, ({ truth }) => error(guess, truth)));
      const constant = attack.constantErrors?.(found.map(({ truth }) => truth));
      const score = scoreOf(errors, constant, near);
      const area = attack.area && estimateMean(found.map(({ guess }) => attack.area!(guess)));
      const failure = failureOf(attack, this.#subject, score, area, errors);
      const about = {
        attack: attack.name,
        method: attack.method,
        flights: attack.flights,
        subject: this.#subject.name,
      };
      return [{ ...about, unit, near, score, area, failure }];
    });
  }
}

/** What is wrong with a row, in a sentence; undefined if nothing is. */
export function failureOf(
  { name, method, works }: Attack,
  subject: Subject,
  score: Score,
  area: Estimate | undefined,
  errors: readonly Float64Array[],
): string | undefined {
  const what = `${name} (${method}) on ${subject.name}`;
  if (subject.hides) {
    if (score.ratio.value < LEAST_RATIO && score.chance < LEAST_CHANCE)
      return `${what}: ratio to guessing ${score.ratio.value.toFixed(3)}`;
    if (score.luck < LEAST_LUCK) return `${what}: too many flights found to be luck (${score.luck.toExponential(1)})`;
    if (area !== undefined && area.value < LEAST_RATIO)
      return `${what}: 95 % area ${area.value.toFixed(3)} of the prior`;
  }
  if (works?.subject !== subject) return undefined;
  const within = works.within;
  if (within !== undefined) {
    const found = errors.filter((row, index) => row[index]! <= within).length / errors.length;
    if (found < FOUND_SHARE) return `${what}: the attack does not work, ${(100 * found).toFixed(1)} % found`;
  }
  if (works.ratio !== undefined && !(score.ratio.value <= works.ratio)) {
    return `${what}: the attack does not work, ratio ${score.ratio.value.toFixed(3)}`;
  }
  if (area !== undefined && area.value > MOST_RAW_AREA) return `${what}: the attack does not work, area ${area.value}`;
  return undefined;
}

function averagingFailures(averaging: readonly Averaging[]): string[] {
  return averaging.flatMap(({ subject, errorsM, near, ratio }) => {
    const hides = allSubjects.find(({ name }) => name === subject)!.hides;
    if (hides && errorsM !== undefined && (ratio.value < LEAST_RATIO || near > 0)) {
      return [`A4 on ${subject}: the error shrinks to ${ratio.value.toFixed(3)} of that of one flight`];
    }
    return subject === 'raw' && near < FOUND_SHARE ? ['A4 on raw: the attack does not work'] : [];
  });
}
