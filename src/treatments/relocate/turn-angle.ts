import type { Memory } from '../../bytes/memory.ts';
import { NumberType, readNumber, singleQuantum, writeNumber } from '../../bytes/numbers.ts';
import type { Edit } from '../../model/edit.ts';
import { SENDERS } from '../../model/flight-state.ts';
import { byteSizes, type Field } from '../../model/schema.ts';
import { unitSize } from '../../model/units.ts';
import { fractionOf } from './move-place.ts';
import type { Relocation } from './relocation.ts';

export function canTurnAngle(field: Field): boolean {
  const isNumber = Object.hasOwn(NumberType, field.type) && field.type !== 'f64' && field.type !== 'i8';
  return isNumber && unitSize(field.units, 'angle') !== undefined;
}

interface AngleOptions {
  readonly stepDeg?: number | undefined;
  readonly isSigned?: boolean;
  readonly blank?: number | undefined;
}

/**
 * Turns a course, heading or wind direction by the flight's angle. The range of what is written depends on the field alone: radians and signed hundredths of
 * degrees lie around zero, all else counts from 0 to 360. A float of exactly zero is "not set" and stays, and so does a whole number in a field
 * that has been zero always, unless other fields point north as well: turned, it would be the turn itself.
 *
 * @param turnAt {@link Turn}: where the direction is measured
 * @param unknown what the field's documents call unknown; 0 says that north is written as 360 degrees. Undefined: none
 * @param options.stepDeg floats are dithered by so many degrees; undefined: by their own lattice
 * @param options.blank what is written where the turn is not known or the value is none; default: `unknown`; undefined: the frame is withheld
 * @param options.isSigned it lies around zero, whatever the field's type
 */
export function turnAngle(
  field: Field,
  turnAt: number,
  unknown: number | undefined,
  relocation: Relocation,
  options: AngleOptions = {},
): Edit {
  return new TurnAngle(field, turnAt, unknown, relocation, options);
}

class TurnAngle implements Edit {
  readonly reach: number;
  readonly #at: number;
  readonly #size: number;
  readonly #type: NumberType;
  readonly #perRad: number;
  readonly #radians: number;
  /** Units of a whole turn. */
  readonly #whole: number;
  /** What floats are dithered by: if nothing else, what lies between the largest neighbouring ones of the field's range. */
  readonly #quantum: number;
  readonly #isSigned: boolean;
  readonly #turnAt: number;
  readonly #hasUnknown: boolean;
  readonly #unknown: number;
  readonly #hasBlank: boolean;
  readonly #blank: number;
  readonly #relocation: Relocation;
  /** Bit by bit, by sender: the field has been something else than zero. */
  readonly #isSet = new Int32Array(SENDERS / 32);

  constructor(
    field: Field,
    turnAt: number,
    unknown: number | undefined,
    relocation: Relocation,
    { stepDeg, isSigned = false, blank = unknown }: AngleOptions,
  ) {
    const degrees = unitSize(field.units, 'angle')!;
    this.#at = field.offset;
    this.#size = byteSizes[field.type];
    this.reach = field.offset + this.#size * field.length;
    this.#type = NumberType[field.type as keyof typeof NumberType];
    this.#perRad = 180 / Math.PI / degrees;
    this.#radians = 1 / this.#perRad;
    this.#whole = 360 / degrees;
    this.#quantum =
      stepDeg === undefined ? singleQuantum(field.units === 'rad' ? Math.PI : this.#whole) : stepDeg / degrees;
    this.#isSigned = isSigned || field.units === 'rad' || (field.type === 'i16' && degrees < 1);
    this.#turnAt = turnAt;
    this.#hasUnknown = unknown !== undefined;
    this.#unknown = unknown ?? 0;
    this.#hasBlank = blank !== undefined;
    this.#blank = blank ?? 0;
    this.#relocation = relocation;
  }

  apply({ view }: Memory, body: number, sender: number): boolean {
    const isFloat = this.#type === NumberType.f32;
    for (let at = body + this.#at; at < body + this.reach; at += this.#size) {
      if (isFloat) this.#turnSingle(view, at, sender);
      else if (!this.#turnWhole(view, at, sender)) return false;
    }
    return true;
  }

  /** In one piece: a double that is handed over in a call may be allocated. */
  #turnSingle(view: DataView, at: number, sender: number): void {
    const value = view.getFloat32(at, true);
    if (value === 0 || Number.isNaN(value) || (this.#hasUnknown && value === this.#unknown)) return;
    const relocation = this.#relocation;
    const whole = this.#whole;
    if (!relocation.isKnownAt(this.#turnAt) || value > whole || value < -whole) {
      view.setFloat32(at, Number.NaN, true);
      return;
    }
    this.#isSet[sender >> 5]! |= 1 << (sender & 31);
    relocation.lastDirection[0] = value * this.#radians;
    // Floats of 32 bits have a lattice too: under a turn that changes with the place it tells the latitude to a tenth of a degree.
    const dither = fractionOf(relocation.ditherOf(view.getInt32(at, true), ANGLES) & 0xffff) * this.#quantum;
    let turned = value + dither + relocation.turns[this.#turnAt]! * this.#perRad;
    while (turned >= whole) turned -= whole;
    while (turned < 0) turned += whole;
    if (this.#isSigned && turned > whole / 2) turned -= whole;
    if (turned === 0 && this.#hasUnknown && this.#unknown === 0) turned = whole;
    view.setFloat32(at, turned, true);
  }

  #turnWhole(view: DataView, at: number, sender: number): boolean {
    const type = this.#type;
    const value = readNumber(view, at, type);
    const relocation = this.#relocation;
    if (this.#hasUnknown && value === this.#unknown) return true;
    if (value === 0 && !this.#isNorth(sender)) return true;
    const whole = this.#whole;
    // Beyond a whole turn stands no direction but something that this field says beside.
    if (!relocation.isKnownAt(this.#turnAt) || value > whole || value < -whole) {
      if (this.#hasBlank) writeNumber(view, at, type, this.#blank);
      return this.#hasBlank;
    }
    if (value !== 0) {
      this.#isSet[sender >> 5]! |= 1 << (sender & 31);
      relocation.lastDirection[0] = value * this.#radians;
    }
    const dither = fractionOf(relocation.ditherOf(value, ANGLES) & 0xffff);
    let turned = Math.round(value + relocation.turns[this.#turnAt]! * this.#perRad + dither);
    while (turned >= whole) turned -= whole;
    while (turned < 0) turned += whole;
    if (this.#isSigned && turned > whole / 2) turned -= whole;
    if (turned === 0 && this.#hasUnknown && this.#unknown === 0) turned = whole;
    writeNumber(view, at, type, turned);
    return true;
  }

  /** Whether a zero is north: the field has shown other directions, or another field points there. */
  #isNorth(sender: number): boolean {
    return (
      (this.#isSet[sender >> 5]! & (1 << (sender & 31))) !== 0 ||
      Math.abs(Math.sin(this.#relocation.lastDirection[0]! / 2)) < NORTH_SINE
    );
  }
}

/** Within two degrees of north: half of that, its sine. */
const NORTH_SINE = Math.sin(Math.PI / 180);
/** Keeps the dither of angles apart from that of places. */
const ANGLES = 0x414e_474c;
