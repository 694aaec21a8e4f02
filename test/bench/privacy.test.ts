import { describe, expect, it } from 'vitest';
import { Draw } from '../../bench/draw.ts';
import { candidatesOf, nearestPlaceM } from '../../bench/privacy/anchors.ts';
import { type Attack, attacks } from '../../bench/privacy/attacks.ts';
import { measureAveraging } from '../../bench/privacy/averaging.ts';
import { type Flight, type FlightKind, generateFlight } from '../../bench/privacy/flights.ts';
import { distanceM, pointOf, SPHERE_M_PER_E7, tangentOf, wrapped } from '../../bench/privacy/geometry.ts';
import { column, Log } from '../../bench/privacy/log.ts';
import { fieldGuess } from '../../bench/privacy/magnetic.ts';
import { pathOf } from '../../bench/privacy/path.ts';
import { turnOf } from '../../bench/privacy/path-truth.ts';
import { withSection } from '../../bench/privacy/results-file.ts';
import { scoreOf } from '../../bench/privacy/statistics.ts';
import { allSubjects, baselines, freshDither, raw, released, undithered } from '../../bench/privacy/subjects.ts';
import { failureOf, measurePrivacy } from '../../bench/privacy/suite.ts';
import { privacySection } from '../../bench/privacy/tables.ts';

const flights: readonly Flight[] = [1, 2, 3].map((seed) => generateFlight('ordinary', seed));

function attackCalled(name: string, method: string, kind: FlightKind = 'ordinary'): Attack {
  return attacks.find((attack) => attack.name === name && attack.method === method && attack.flights === kind)!;
}

/** Errors of an attack on a subject, flight by flight. */
function errorsOf(attack: Attack, subject: (typeof allSubjects)[number], of: readonly Flight[]): number[] {
  return of.map((flight, seed) => {
    const release = new Log(subject.release(flight.log, seed));
    return attack.error(attack.guess(release, subject), attack.truth(flight, new Log(flight.log), release));
  });
}

describe('generated flights', () => {
  it('are the same for the same seed, and start at home', () => {
    const [flight] = flights;
    expect(Buffer.compare(generateFlight('ordinary', 1).log, flight!.log)).toBe(0);
    for (const { log, home } of flights) expect(distanceM(pathOf(new Log(log))!.points[0]!, home)).toBeLessThan(0.02);
  });

  it('have local positions on the sphere and velocities that fit their fixes', () => {
    const log = new Log(flights[0]!.log);
    const path = pathOf(log)!;
    const local = log.table('LOCAL_POSITION_NED')!;
    let [flownM, gapM] = [0, 0];
    for (let row = 1; row < path.length; row++) {
      const step = path.timeS[row]! - path.timeS[row - 1]!;
      const east = (step * (path.velocityEast[row]! + path.velocityEast[row - 1]!)) / 2;
      flownM += Math.abs(east);
      gapM += east - (path.eastM[row]! - path.eastM[row - 1]!);
      const sphereNorth = (path.latE7[row]! - path.latE7[0]!) * SPHERE_M_PER_E7;
      expect(Math.abs(column(local, 'x')[row]! - sphereNorth)).toBeLessThan(0.012);
    }
    expect(flownM).toBeGreaterThan(200);
    expect(Math.abs(gapM)).toBeLessThan(6);
  });

  it('are read as they were written: a plane of metres leads back to the point', () => {
    const draw = new Draw(4);
    for (let round = 0; round < 50; round++) {
      const origin = { latitudeDeg: 140 * draw.unit() - 70, longitudeDeg: 358 * draw.unit() - 179 };
      const [east, north] = [draw.noise(20_000), draw.noise(20_000)];
      const back = tangentOf(origin, pointOf(origin, east, north));
      expect(Math.hypot(back[0] - east, back[1] - north)).toBeLessThan(1e-5);
    }
  });
});

describe('attacks find what is planted', () => {
  it.each(['local metres', 'velocity', 'GPS speed', 'distances', 'all together'])('A6, %s, on raw logs', (method) => {
    const attack = attackCalled('A6', method);
    for (const error of errorsOf(attack, raw, flights)) expect(error).toBeLessThan(attack.works!.within!);
  });

  it('A6 finds nothing to go by where there is no path, and is no better than a guess', () => {
    const none = baselines.find(({ showsPath }) => !showsPath)!;
    expect(attackCalled('A6', 'all together').guess(new Log(none.release(flights[0]!.log, 1)), none)).toBeUndefined();
  });

  it('A7, from compass and parameters', () => {
    for (const { log, home } of flights) {
      const { point, area } = fieldGuess(new Log(log));
      expect(distanceM(point, home)).toBeLessThan(60_000);
      expect(area).toBeLessThan(0.01);
    }
  });

  it('A10, in every naive baseline that leaves an anchor', () => {
    for (const subject of baselines.filter((one) => one !== undithered && one !== freshDither)) {
      const log = new Log(subject.release(flights[0]!.log, 5));
      expect(nearestPlaceM(candidatesOf(log), flights[0]!.home), subject.name).toBeLessThan(100);
    }
  });

  it('A15, whole beside full velocities and headings beside yaw, on a move without dither', () => {
    for (const method of ['whole beside full velocities', 'heading beside yaw']) {
      const attack = attackCalled('A15', method);
      for (const error of errorsOf(attack, undithered, flights)) expect(error).toBeLessThan(attack.works!.within!);
    }
  });

  it('A15, whole velocities beside the full speed', () => {
    const attack = attackCalled('A15', 'whole velocities beside full speed');
    // Some flights have too few seconds along an axis of the source.
    const found = errorsOf(attack, undithered, flights).filter((error) => error <= attack.near);
    expect(found.length).toBeGreaterThanOrEqual(2);
  });

  it('A15, positions of a parked aircraft that are dithered afresh', () => {
    const parked = [generateFlight('parked', 1)];
    const find = (what: string) =>
      errorsOf(attackCalled('A15', `positions, means: ${what}`, 'parked'), freshDither, parked);
    expect(find('turn')[0]).toBeLessThan(1);
    expect(find('latitude')[0]).toBeLessThan(150_000);
  });

  it('A4 averages a shift in degrees away, and raw logs need no average', () => {
    const [exact, shifted] = measureAveraging([raw, baselines[0]!], 1);
    expect(exact!.near).toBe(1);
    expect(shifted!.ratio.value).toBeLessThan(0.5);
  });

  it('knows by how much a release is turned', () => {
    const [flight] = flights;
    const truth = new Log(flight!.log);
    expect(turnOf(truth, truth)).toBeCloseTo(0, 9);
    const turn = turnOf(truth, new Log(undithered.release(flight!.log, 9)))!;
    expect(wrapped(turn - 360 * new Draw(9).unit())).toBeCloseTo(0, 2);
  });
});

describe('scores', () => {
  const draw = new Draw(11);
  const truths = Array.from({ length: 200 }, () => 90 * draw.unit());
  const score = (guesses: readonly number[]) =>
    scoreOf(
      guesses.map((guess) => Float64Array.from(truths, (truth) => Math.abs(guess - truth))),
      truths.map((truth) => Math.abs(45 - truth)),
      1,
    );

  it('of a constant guess are exactly those of guessing', () => {
    const { gain, ratio, chance, luck } = score(truths.map(() => 45));
    expect(gain!.value).toBe(1);
    expect(ratio.value).toBeCloseTo(1, 12);
    expect(chance).toBe(1);
    expect(luck).toBeGreaterThan(0.1);
  });

  it('of guesses that say nothing pass, of ones that say a little do not', () => {
    const attack = attackCalled('A6', 'velocity');
    const ours = released.find(({ showsPath }) => showsPath)!;
    const judge = (guesses: readonly number[]) => failureOf(attack, ours, score(guesses), undefined, []);
    expect(judge(truths.map(() => 90 * draw.unit()))).toBeUndefined();
    expect(judge(truths.map((truth) => truth + draw.noise(50)))).toMatch(/ratio to guessing 0\./);
    // One flight in eight is found, the others are no better than before.
    expect(judge(truths.map((truth, index) => (index % 8 === 0 ? truth : 90 * draw.unit())))).toMatch(/luck|ratio/);
  });

  it('fail an attack that misses what it must find', () => {
    const attack = attackCalled('A6', 'velocity');
    const errors = truths.map(() => Float64Array.from(truths, () => 1e6));
    const found = scoreOf(errors, truths, 1);
    expect(failureOf(attack, raw, found, undefined, errors)).toContain('does not work, 0.0 % found');
    expect(failureOf(attack, baselines[0]!, found, undefined, errors)).toBeUndefined();
    const small = { value: 0.5, least: 0.4, most: 0.6 };
    const constant = score(truths.map(() => 45));
    expect(failureOf(attackCalled('A7', 'magnetic field, parameters'), released[0]!, constant, small, [])).toContain(
      '95 % area 0.500',
    );
  });
});

describe('the benchmark', () => {
  it('runs everything on few flights and writes its section', () => {
    const sizes = {
      flights: { ordinary: 2, far: 1, hovering: 1, parked: 1 },
      homes: 1,
      coarse: 1,
      recorded: { releases: 1, baselines: false },
    };
    const results = measurePrivacy(sizes, [flights[0]!.log], () => undefined);
    expect(new Set(results.rows.map(({ attack }) => attack))).toEqual(new Set(['A6', 'A7', 'A10', 'A15']));
    for (const attack of attacks) {
      const rows = results.rows.filter((row) => row.method === attack.method && row.flights === attack.flights);
      expect(rows.length, attack.method).toBeGreaterThan(0);
    }
    expect(results.failures.filter((sentence) => sentence.includes('releases no path'))).toEqual([]);
    expect(results.averaging.map(({ subject }) => subject)).toEqual(allSubjects.map(({ name }) => name));
    expect(results.recorded[0]).toMatchObject({ subject: 'raw', releases: 1, placeFound: 1 });
    const about = { date: '2025-01-01', commit: 'abc', machine: '', quick: true };
    const section = privacySection(results, about);
    for (const { name } of allSubjects) expect(section).toContain(`| ${name}`);
    expect(section).not.toMatch(/undefined|NaN|Infinity/);
  }, 120_000);

  it('keeps the rest of the results page', () => {
    const once = withSection('# Results\n\ntext\n', '## Privacy\n\nold');
    expect(once).toBe('# Results\n\ntext\n\n<!-- privacy -->\n## Privacy\n\nold\n<!-- /privacy -->\n');
    expect(withSection(`${once}more\n`, '## Privacy\n\nnew')).toBe(`${once.replace('old', 'new')}more\n`);
  });
});
