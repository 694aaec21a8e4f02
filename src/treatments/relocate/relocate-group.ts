import type { Edit } from '../../model/edit.ts';
import type { Field, FieldRule, Role } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import { unknownOf } from '../../model/values.ts';
import { blankEqualHeight } from './blank-equal-height.ts';
import { canDitherSpeed, ditherSpeed } from './dither-speed.ts';
import { canMoveHeight, type HeightOf, moveHeight } from './move-height.ts';
import { canMovePlace, movePlace } from './move-place.ts';
import { type Relocation, Turn } from './relocation.ts';
import { roundHeight } from './round-height.ts';
import { canTurnAngle, turnAngle } from './turn-angle.ts';
import { partsOf, turnQuaternion } from './turn-quaternion.ts';
import { canTurnVector, turnVector } from './turn-vector.ts';

/** A field with the row of the catalog that applies. */
export interface Member {
  readonly field: Field;
  readonly rule: FieldRule;
}

export interface RelocatedGroup {
  /** In the order in which they must run: places first, because directions turn as they do there. */
  readonly edits: readonly Edit[];
  /** Fields that say in another way where, how high or which way, and are blanked while the rest of the group moves. */
  readonly hidden: ReadonlySet<Member>;
  /** Fields that are the same in every frame. */
  readonly kept: ReadonlySet<Member>;
}

/** Roles that moving and turning leave as they are. */
const invariant: ReadonlySet<Role> = new Set<Role>([
  ...(['down', 'up', 'velocityDown', 'velocityUp', 'accelerationDown', 'windDown'] as const),
  ...(['bodyForward', 'bodyRight', 'bodyDown', 'climbRate', 'windSpeed', 'yawRate', 'roll', 'pitch'] as const),
]);

/** Velocities along these are those over the ground, turned by the attitude. */
const ofBody: ReadonlySet<Role> = new Set<Role>(['bodyForward', 'bodyRight']);

const vectors: readonly (readonly [Role, Role])[] = [
  ['velocityNorth', 'velocityEast'],
  ['accelerationNorth', 'accelerationEast'],
  ['windNorth', 'windEast'],
];

/** Marks a velocity or a course that a receiver of satellites measured, in true metres as the fix beside it. */
const RECEIVER = 'receiver';
/** Marks a height over the flight's own origin that was computed from one above the sea. */
const HEIGHT = 'height';
/** Receivers measure velocities in whole millimetres or centimetres a second; a course in full would show that lattice, turned. */
const MEASURED_STEP_MPS = 0.01;
const MEASURED_STEP_DEG = 0.5;

/** Heights over what is the same before and after: the flight's own home or origin. */
const ownDatums: ReadonlySet<string | undefined> = new Set(['home', 'local']);

/**
 * The one treatment of a group of fields that say together where something was and how it moved: all of it goes into the flight's canonical frame. What
 * stands in it twice in different terms is hidden: a second height, a bearing or a distance that an autopilot computed on its own sphere. So are covariances:
 * many senders fill their diagonals alone, and a turned one shows the turn.
 *
 * @returns undefined if a member cannot be moved with the others: then none is released
 */
export function relocateGroup(members: readonly Member[], relocation: Relocation): RelocatedGroup | undefined {
  const group = new GroupBuilder(members, relocation);
  return group.build() ? group : undefined;
}

class GroupBuilder implements RelocatedGroup {
  readonly edits: Edit[] = [];
  readonly hidden = new Set<Member>();
  readonly kept = new Set<Member>();
  readonly #members: readonly Member[];
  readonly #relocation: Relocation;
  readonly #done = new Set<Member>();

  constructor(members: readonly Member[], relocation: Relocation) {
    this.#members = members;
    this.#relocation = relocation;
  }

  build(): boolean {
    const places = this.#places();
    if (places === undefined) return false;
    const isAircraft = places.some(({ rule }) => rule.category === 'aircraftPosition');
    const turnAt = places.length > 0 ? Turn.place : Turn.aircraft;
    for (const [first, second] of vectors) if (!this.#vector(first, second, turnAt)) return false;
    if (!this.#localPlaces(turnAt) || !this.#quaternion(turnAt)) return false;
    const of: HeightOf = isAircraft ? 'aircraft' : places.length > 0 ? 'place' : 'alone';
    return this.#members.every((member) => this.#done.has(member) || this.#single(member, of, turnAt));
  }

  #withRole(role: Role): Member[] {
    return this.#members.filter(({ rule }) => rule.role === role);
  }

  #take(...members: Member[]): void {
    for (const member of members) this.#done.add(member);
  }

  /** Latitudes with their longitudes; undefined if one cannot be moved. */
  #places(): Member[] | undefined {
    const latitudes = this.#withRole('latitude');
    const longitudes = this.#withRole('longitude');
    if (latitudes.length !== longitudes.length) return undefined;
    for (const [index, latitude] of latitudes.entries()) {
      const longitude = longitudes[index]!;
      if (!canMovePlace(latitude.field, longitude.field)) return undefined;
      const isAircraft = latitude.rule.category === 'aircraftPosition';
      // How far a stream of 32-bit floats scatters about the true place tells between which powers of two its degrees lie.
      if (isAircraft && latitude.field.type === 'f32') return undefined;
      this.edits.push(movePlace(latitude.field, longitude.field, isAircraft, this.#relocation, latitude.rule.step));
      this.#take(latitude, longitude);
    }
    return latitudes;
  }

  #vector(northRole: Role, eastRole: Role, turnAt: number): boolean {
    const [north, ...more] = this.#withRole(northRole);
    const [east, ...others] = this.#withRole(eastRole);
    if (north === undefined && east === undefined) return true;
    if (north === undefined || east === undefined || more.length + others.length > 0) return false;
    if (!canTurnVector(north.field, east.field)) return false;
    const isMeasured = north.rule.of === RECEIVER && east.rule.of === RECEIVER;
    if (northRole === 'velocityNorth' && north.field.type === 'f32' && !isMeasured && !this.#relocation.keepsLocal) {
      // The same velocity stands beside fixes as whole numbers: at the right turn, and at no other, the one gives all of the other. And its
      // estimator adds it up to places on a sphere of its own, whose scale tells the latitude.
      this.hidden.add(north).add(east);
      this.#take(north, east);
      return true;
    }
    const step = isMeasured ? MEASURED_STEP_MPS / (unitSize(north.field.units, 'speed') ?? 1) : 0;
    const { field, rule } = north;
    const said = saidNumber(rule);
    this.edits.push(
      turnVector(field, east.field, turnAt, said, this.#relocation, step, unknownNumber(north), rule.step),
    );
    this.#take(north, east);
    return true;
  }

  /**
   * Autopilots compute local metres on a sphere of their own: up to 0.7 % from true ones, by latitude. Beside global positions they are hidden.
   */
  #localPlaces(turnAt: number): boolean {
    const local = [...this.#withRole('north'), ...this.#withRole('east')];
    if (local.length === 0 || this.#relocation.keepsLocal) return this.#vector('north', 'east', turnAt);
    for (const member of local) this.hidden.add(member);
    this.#take(...local);
    return true;
  }

  #quaternion(turnAt: number): boolean {
    const parts = (['quaternionW', 'quaternionX', 'quaternionY', 'quaternionZ'] as const).map((role) =>
      this.#withRole(role),
    );
    const members = parts.flat();
    if (members.length === 0) return true;
    if (!parts.every((part) => part.length === 1 && part[0]!.field.type === 'f32' && part[0]!.field.length === 1)) {
      return false;
    }
    const [w, x, y, z] = members.map(({ field }) => field.offset) as [number, number, number, number];
    this.edits.push(turnQuaternion([w, x, y, z], turnAt, this.#relocation));
    this.#take(...members);
    return true;
  }

  /** A member that needs no other; false if it drags the group down. */
  #single(member: Member, of: HeightOf, turnAt: number): boolean {
    const { field, rule } = member;
    const { role } = rule;
    const unknown = unknownNumber(member);
    if (role === undefined) return this.#members.length === 1 && this.#hide(member);
    if (ofBody.has(role) && rule.category === 'motion' && field.type === 'f32' && !this.#relocation.keepsLocal) {
      // With the attitude beside it, it is the estimator's velocity over the ground, which is hidden there.
      return this.#hide(member);
    }
    if (rule.of === HEIGHT && field.type === 'f32') {
      this.edits.push(roundHeight(field));
      return true;
    }
    if (invariant.has(role)) return this.#keep(member);
    switch (role) {
      case 'groundSpeed':
      case 'airspeed':
        if (this.#relocation.keepsLocal || !canDitherSpeed(field)) return this.#keep(member);
        this.edits.push(ditherSpeed(field, this.#relocation));
        return true;
      case 'altitude':
        if (ownDatums.has(rule.datum)) return this.#keepOverHome(member, unknown);
        if (rule.datum !== 'amsl' || !canMoveHeight(field)) return this.#hide(member);
        this.edits.push(moveHeight(field, of, saidNumber(rule), unknown, this.#relocation));
        return true;
      case 'course':
      case 'yaw':
      case 'windDirection':
        if (!canTurnAngle(field)) return this.#hide(member);
        this.edits.push(
          turnAngle(field, turnAt, saidNumber(rule), this.#relocation, {
            ...this.#directionOf(member),
            blank: unknown,
          }),
        );
        return true;
      case 'quaternion':
        if (field.type !== 'f32' || field.length !== 4) return this.#hide(member);
        this.edits.push(turnQuaternion(partsOf(field), turnAt, this.#relocation));
        return true;
      case 'distance':
        return rule.category === 'missionPosition' ? this.#keep(member) : this.#hide(member);
      default:
        return this.#hide(member);
    }
  }

  #directionOf({ field, rule }: Member): {
    stepDeg: number | undefined;
    isSigned: boolean;
  } {
    const measured = rule.role === 'course' && rule.of === RECEIVER ? MEASURED_STEP_DEG : undefined;
    const stepDeg = rule.step === undefined ? measured : rule.step * unitSize(field.units, 'angle')!;
    return { stepDeg, isSigned: rule.range === '180' };
  }

  #keepOverHome(member: Member, unknown: number | undefined): true {
    const { field } = member;
    const overSea = this.#withRole('altitude').find(({ rule }) => rule.datum === 'amsl')?.field;
    if (overSea !== undefined && overSea.type === field.type && overSea.units === field.units && canMoveHeight(field)) {
      this.edits.unshift(blankEqualHeight(field, overSea, unknown));
      return true;
    }
    return this.#keep(member);
  }

  #hide(member: Member): true {
    this.hidden.add(member);
    return true;
  }

  #keep(member: Member): true {
    this.kept.add(member);
    return true;
  }
}

/**
 * What the format's documents call unknown: it stays as it is. A `blank` of ours is only written: a velocity along an axis, and a course of exactly north, are
 * zero in a source, and unturned they would show the turn of all others.
 */
function saidNumber({ unknown }: FieldRule): number | undefined {
  return unknown === undefined ? undefined : Number(unknown);
}

/** What is written where nothing is known. */
function unknownNumber({ field, rule }: Member): number | undefined {
  const value = unknownOf(field, rule);
  return value === undefined ? undefined : Number(value);
}
