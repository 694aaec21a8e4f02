import { median } from '../numbers.ts';
import { candidatesOf, nearestPlaceM } from './anchors.ts';
import { wrapped } from './geometry.ts';
import { latitudeLikelihoods } from './latitude.ts';
import { Log } from './log.ts';
import { pathOf } from './path.ts';
import { turnOf } from './path-truth.ts';
import { medianLatitude } from './posterior.ts';
import type { Subject } from './subjects.ts';
import { turnFromHeadings, turnFromTwins } from './velocity-lattice.ts';

/** Attacks on recorded flights. They are too few, and too many of them from one field, for a ratio to guessing. */
export interface Recorded {
  readonly subject: string;
  /** Logs with a path, times releases. */
  readonly releases: number;
  /** Of A10: share of releases with the true place among the candidates, to 100 m. */
  readonly placeFound: number;
  /** Of A6: median error of the latitude in kilometres, and of the best constant guess; undefined: nothing to go by. */
  readonly latitudeKm: number | undefined;
  readonly guessKm: number | undefined;
  /** Of A15: releases with whole beside full velocities, or headings beside yaw, and the share with the turn found up to a quarter or a degree. */
  readonly quarterTurns: Share;
  readonly degreeTurns: Share;
}

export interface Share {
  readonly of: number;
  readonly found: number;
}

const FEWEST_FIXES = 100;
const KM_PER_DEGREE = 111.195;

export function measureRecorded(
  logs: readonly Uint8Array[],
  subjects: readonly Subject[],
  releases: number,
): Recorded[] {
  const flights = logs.flatMap((bytes) => {
    const path = pathOf(new Log(bytes));
    return path !== undefined && path.length >= FEWEST_FIXES ? [{ bytes, home: path.points[0]! }] : [];
  });
  if (flights.length === 0) return [];
  const truths = flights.map(({ bytes }) => new Log(bytes));
  return subjects.map((subject) => {
    const errors: number[] = [];
    const guesses: number[] = [];
    let found = 0;
    const [quarterTurns, degreeTurns] = [new Counted(), new Counted()];
    for (const [index, { bytes, home }] of flights.entries()) {
      for (let release = 0; release < releases; release++) {
        const log = new Log(subject.release(bytes, index * releases + release));
        if (nearestPlaceM(candidatesOf(log), home) <= 100) found++;
        const turn = subject.layout === 'stiff' ? turnOf(truths[index]!, log) : undefined;
        if (turn !== undefined) {
          quarterTurns.add(turnFromTwins(log), turn, 90, 0.1);
          degreeTurns.add(turnFromHeadings(log), turn, 1, 0.02);
        }
        const likelihoods = Object.values(latitudeLikelihoods(log, subject.layout));
        if (likelihoods.length === 0) continue;
        const truth = Math.abs(home.latitudeDeg);
        errors.push(Math.abs(medianLatitude(likelihoods) - truth) * KM_PER_DEGREE);
        guesses.push(Math.abs(medianLatitude([]) - truth) * KM_PER_DEGREE);
      }
    }
    return {
      subject: subject.name,
      releases: flights.length * releases,
      placeFound: found / (flights.length * releases),
      latitudeKm: errors.length === 0 ? undefined : median(errors),
      guessKm: guesses.length === 0 ? undefined : median(guesses),
      quarterTurns,
      degreeTurns,
    };
  });
}

class Counted implements Share {
  of = 0;
  found = 0;

  add(guess: number | undefined, truth: number, periodDeg: number, nearDeg: number): void {
    if (guess === undefined) return;
    this.of++;
    if (Math.abs(wrapped(guess - truth, periodDeg)) <= nearDeg) this.found++;
  }
}
