import type { DataCategory } from '../../src/model/category.ts';
import { bytesOf, type Part } from './compare.ts';
import { lengthOf, METRES_PER_DEGREE, Motion, middleRad, minus, type Plane, TangentPlane, wrapRad } from './geodesy.ts';
import {
  type AttitudeReading,
  type DirectionReading,
  type HeightReading,
  isFix,
  type PlaceReading,
  type Reading,
  readingsOf,
  type VectorReading,
} from './readings.ts';

/** One reading of a frame, as it was and as it was written. */
interface Told<R extends Reading> {
  readonly name: string;
  readonly before: R;
  readonly after: R;
  /** Where it was said: the place of its own group, else the aircraft's last one. */
  readonly at: Told<PlaceReading> | undefined;
}

/** Categories of what the aircraft did, which no treatment may touch. */
const dynamics: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['attitude', 'inertial', 'power', 'actuators', 'radioControl', 'vibration', 'estimatorHealth'] as const),
  ...(['mode', 'linkHealth', 'payloadState', 'systemHealth'] as const),
]);
const RELATIVE_TO_M = 10_000;
const ALLOWED_M = 0.01;
const ALLOWED_RAD = 1e-4;
const MILLIMETRE = 0.001;
const FLOAT_HEIGHT_M = 0.004;

/** Compares the frames of a log with those that were released of it, in metres and radians. */
export class Study {
  readonly places: readonly Told<PlaceReading>[];
  readonly directions: readonly Told<DirectionReading>[];
  readonly vectors: readonly Told<VectorReading>[];
  readonly heights: readonly Told<HeightReading>[];
  readonly attitudes: readonly Told<AttitudeReading>[];
  /** The frame of the path, from the aircraft's first place, before and after. */
  readonly #before: TangentPlane | undefined;
  readonly #after: TangentPlane | undefined;
  readonly #motion: Motion;
  #nearPlaces: readonly Told<PlaceReading>[] | undefined;
  readonly #pairs: readonly (readonly [Part, Part])[];

  /** @param turnRad if it is known by how much the path is turned: else directions as floats tell it, or the places */
  constructor(pairs: readonly (readonly [Part, Part | undefined])[], turnRad?: number) {
    this.#pairs = pairs.filter((pair): pair is readonly [Part, Part] => pair[1] !== undefined);
    const told = toldBy(this.#pairs);
    const of = <K extends Reading['kind']>(kind: K) =>
      told.filter(({ before }) => before.kind === kind) as unknown as Told<Extract<Reading, { kind: K }>>[];
    this.places = of('place');
    this.directions = of('direction');
    this.vectors = of('vector');
    this.heights = of('height').filter(({ before, after }) => isTold(before, after));
    this.attitudes = of('attitude');
    const first = this.places.find(({ before }) => before.isAircraft && !before.isFloat);
    this.#before = first && new TangentPlane(first.before);
    this.#after = first && new TangentPlane(first.after);
    const floats = this.directions.filter(({ before, after }) => before.isFloat && isTold(before, after));
    const near = this.#fine();
    this.#motion = Motion.fit(
      near.map((place) => this.#from(place)),
      near.map((place) => this.#to(place)),
      turnRad ?? (floats.length > 0 ? middleRad(floats.map((direction) => this.#turnOf(direction))) : undefined),
    );
  }

  /** By how much the path is turned, in radians. */
  get turnRad(): number {
    return this.#motion.turnRad;
  }

  /** The turn that fits places alone best, and how far apart they lie: root of the mean square in metres. */
  get turnOfPlaces(): { readonly turnRad: number; readonly spreadM: number; readonly count: number } {
    const near = this.#fine();
    const from = near.map((place) => this.#from(place));
    const middle: Plane = [0, 1].map(
      (axis) => from.reduce((sum, point) => sum + point[axis]!, 0) / from.length,
    ) as never;
    const squares = from.reduce((sum, point) => sum + lengthOf(minus(point, middle)) ** 2, 0);
    const fitted = Motion.fit(
      from,
      near.map((place) => this.#to(place)),
    );
    return { turnRad: fitted.turnRad, spreadM: Math.sqrt(squares / from.length), count: from.length };
  }

  /** Places within ten kilometres whose horizontal error is more than it may be, by name. */
  get wrongPlaces(): string[] {
    return namesOf(this.#near().filter((place) => lengthOf(this.#errorOf(place)) > allowedM(place)));
  }

  /** Mean errors in metres, by name and by direction from the first place: rounding averages out in them. */
  get largestMeanErrorM(): number {
    const sums = new Map<string, { sum: Plane; count: number }>();
    for (const place of this.#fine()) {
      const [east, north] = this.#from(place);
      const octant = Math.floor((Math.atan2(east, north) / Math.PI) * 4);
      const key = `${place.name} ${octant} ${Math.hypot(east, north) > RELATIVE_TO_M / 2}`;
      const { sum, count } = sums.get(key) ?? { sum: [0, 0], count: 0 };
      const error = this.#errorOf(place);
      sums.set(key, { sum: [sum[0] + error[0], sum[1] + error[1]], count: count + 1 });
    }
    const means = [...sums.values()].filter(({ count }) => count >= 50).map(({ sum, count }) => lengthOf(sum) / count);
    return Math.max(0, ...means);
  }

  /** Names of places whose distance from the aircraft changed by more than both may be wrong. */
  get wrongDistances(): string[] {
    return namesOf(
      this.#near().filter((place) => {
        const { at } = place;
        if (at === undefined || at === place) return false;
        const before = lengthOf(minus(this.#from(place), this.#from(at)));
        const after = lengthOf(minus(this.#to(place), this.#to(at)));
        return Math.abs(after - before) > allowedM(place) + allowedM(at);
      }),
    );
  }

  /** Directions that did not turn with the path, by name. */
  get wrongDirections(): string[] {
    return namesOf(
      this.directions.filter((direction) => {
        const { before, after } = direction;
        if (!isTold(before, after)) return false;
        const wrong = Math.abs(wrapRad(this.#turnOf(direction) - this.turnRad));
        // Half a step of dither, half a step of rounding; a table may be read again in larger steps than it was written in.
        const rereadRad = after.stepRad > before.stepRad ? after.stepRad / 2 : 0;
        return wrong > ALLOWED_RAD + (before.isFloat ? 0 : before.stepRad + rereadRad);
      }),
    );
  }

  /** Velocities and the like that did not, by name. */
  get wrongVectors(): string[] {
    return namesOf(
      this.vectors.filter((vector) => {
        const { before, after } = vector;
        if (!isTold(before, after)) return false;
        const turned = new Motion(this.#turnAt(vector), [0, 0]).apply([before.east, before.north]);
        const wrong = lengthOf(minus([after.east, after.north], turned));
        const steps = before.isFloat ? 1 : Math.SQRT2;
        return wrong > ALLOWED_RAD * Math.hypot(before.east, before.north) + steps * before.step + 1e-9;
      }),
    );
  }

  /** Attitudes that did not, by name. */
  get wrongAttitudes(): string[] {
    return namesOf(
      this.attitudes.filter((attitude) => {
        const { before, after } = attitude;
        if (!isTold(before, after)) return false;
        const half = this.#turnAt(attitude) / 2;
        const [w, x, y, z] = before.quaternion;
        const [sine, cosine] = [Math.sin(half), Math.cos(half)];
        const turned = [cosine * w - sine * z, cosine * x - sine * y, cosine * y + sine * x, cosine * z + sine * w];
        const along = turned.reduce((sum, value, axis) => sum + value * after.quaternion[axis]!, 0);
        // Both signs are the same attitude.
        return turned.some((value, axis) => Math.abs(value * Math.sign(along) - after.quaternion[axis]!) > ALLOWED_RAD);
      }),
    );
  }

  /** Heights that moved by something else than the others, by name. */
  get wrongHeights(): string[] {
    const moved = ({ before, after }: Told<HeightReading>): number => after.metres - before.metres;
    const fine = this.heights.filter(({ before }) => before.stepM < 0.002);
    const all = (fine.length > 0 ? fine : this.heights).map(moved).sort((a, b) => a - b);
    const constant = all[all.length >> 1] ?? Number.NaN;
    return namesOf(
      this.heights.filter((height) => {
        const allowed = height.before.isFloat ? FLOAT_HEIGHT_M : height.before.stepM + MILLIMETRE;
        return !(Math.abs(moved(height) - constant) <= allowed);
      }),
    );
  }

  /** Directions, velocities and attitudes that are hidden in more than a twentieth of their frames, by name. */
  get hiddenDirections(): string[] {
    const all = [...this.directions, ...this.vectors, ...this.attitudes].filter(({ before }) => !before.saysNothing);
    return namesOf(all).filter((name) => {
      const same = all.filter((one) => one.name === name);
      return same.filter(({ after }) => after.saysNothing).length > same.length / 20;
    });
  }

  /** Frames that were written. */
  get frames(): number {
    return this.#pairs.length;
  }

  /** Fields of {@link dynamics} whose bytes changed. */
  get touchedDynamics(): { readonly touched: readonly string[]; readonly compared: number } {
    const touched = new Set<string>();
    let compared = 0;
    for (const [before, after] of this.#pairs) {
      for (const field of before.fields) {
        const { name, rules, type } = field;
        const isOne = rules.every(({ category, role }) => dynamics.has(category) && !isParameter(role));
        // Text ends at its first NUL; what stood behind it is cleared.
        if (!isOne || rules.length === 0 || type === 'char') continue;
        // Records of texts are laid out by what stands in them.
        const other =
          after.fields === before.fields ? field : after.fields.find((candidate) => candidate.name === name);
        compared++;
        if (other === undefined || Buffer.compare(bytesOf(before, field), bytesOf(after, other)) !== 0)
          touched.add(`${before.message}.${field.name}`);
      }
    }
    return { touched: [...touched], compared };
  }

  #near(): readonly Told<PlaceReading>[] {
    this.#nearPlaces ??= this.places.filter((place) => lengthOf(this.#from(place)) <= RELATIVE_TO_M);
    return this.#nearPlaces;
  }

  /** Those told in whole numbers, each value once: the same value is dithered in the same way. */
  #fine(): readonly Told<PlaceReading>[] {
    const fine = this.#near().filter(({ before }) => !before.isFloat);
    return [
      ...new Map(fine.map((place) => [`${place.before.latitudeDeg} ${place.before.longitudeDeg}`, place])).values(),
    ];
  }

  #from({ before }: Told<PlaceReading>): Plane {
    return this.#before?.metres(before) ?? [Number.NaN, Number.NaN];
  }

  #to({ after }: Told<PlaceReading>): Plane {
    return this.#after?.metres(after) ?? [Number.NaN, Number.NaN];
  }

  #errorOf(place: Told<PlaceReading>): Plane {
    return minus(this.#to(place), this.#motion.apply(this.#from(place)));
  }

  /** By how much a direction turned in the plane of the path. */
  #turnOf({ before, after, at }: Told<DirectionReading>): number {
    return wrapRad(after.rad - before.rad - this.#departure(at));
  }

  /** By how much directions at the same place as this one turn against true north. */
  #turnAt({ at }: Told<Reading>): number {
    return this.turnRad + this.#departure(at);
  }

  #departure(at: Told<PlaceReading> | undefined): number {
    if (at === undefined || this.#before === undefined || this.#after === undefined) return 0;
    return this.#before.northRad(at.before) - this.#after.northRad(at.after);
  }
}

/** What is said before and after; places that are none on either side are left out. */
function toldBy(pairs: readonly (readonly [Part, Part])[]): Told<Reading>[] {
  const told: Told<Reading>[] = [];
  let last: Told<PlaceReading> | undefined;
  for (const [input, output] of pairs) {
    const after = readingsOf(output);
    const inGroups = new Map<string | undefined, Told<PlaceReading>>();
    for (const [index, before] of readingsOf(input).entries()) {
      const partner = after[index];
      if (partner?.kind !== before.kind) throw new Error(`${input.message} is read otherwise when it was released`);
      const name = `${input.message}.${before.fields.join('/')}`;
      if (before.kind !== 'place') {
        const at = (before.group === undefined ? undefined : inGroups.get(before.group)) ?? last;
        told.push({ name, before, after: partner, at });
        continue;
      }
      if (!isFix(before) || !isFix(partner as PlaceReading)) continue;
      const place: Told<PlaceReading> = { name, before, after: partner as PlaceReading, at: last };
      told.push(place);
      inGroups.set(before.group, place);
      if (before.isAircraft) last = place;
    }
  }
  return told;
}

function isTold(before: Reading, after: Reading): boolean {
  return !before.saysNothing && !after.saysNothing && before.raw.concat(after.raw).every(Number.isFinite);
}

/** Places of coarser steps are repeated, at most until their source has moved by so many of them. */
const HELD_STEPS = 44;
const E7_STEP_DEG = 1e-7;

/** One centimetre, half a step of dither in the source, what makes that as long to the east as to the north, half a step of rounding in the output. */
function allowedM({ before, after }: Told<PlaceReading>): number {
  const stepM = ({ latitudeDeg, latitudeStepDeg, longitudeStepDeg }: PlaceReading): number =>
    Math.hypot(latitudeStepDeg, longitudeStepDeg * Math.cos((latitudeDeg * Math.PI) / 180)) * METRES_PER_DEGREE;
  const northStepM = before.latitudeStepDeg * METRES_PER_DEGREE;
  const evenM = Math.SQRT1_2 * Math.abs(Math.sin((before.latitudeDeg * Math.PI) / 180)) * northStepM;
  const heldM = !before.isFloat && before.latitudeStepDeg > 1.5 * E7_STEP_DEG ? HELD_STEPS * northStepM : 0;
  return ALLOWED_M + stepM(before) / 2 + evenM + stepM(after) / 2 + heldM;
}

function isParameter(role: string | undefined): boolean {
  return role !== undefined && /^(param\d|command)/.test(role);
}

function namesOf(told: readonly { readonly name: string }[]): string[] {
  return [...new Set(told.map(({ name }) => name))];
}
