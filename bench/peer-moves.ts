import type { Change, Message, PeerTask, Reached } from './peer-changes.ts';
import { hashOf, type PlainMotion } from './plain-motion.ts';

const wholeTurns: Readonly<Record<string, number>> = { rad: 2 * Math.PI, deg: 360, cdeg: 36_000 };
const metres: Readonly<Record<string, number>> = { mm: 1e-3, m: 1 };
const INT32_MAX = 0x7fff_ffff;

/**
 * Moves one field, or a pair of fields at its first, with the flight's {@link PlainMotion}.
 * @param reached all fields of the message
 * @returns undefined for fields that need nothing of their own
 * @throws Error for a field that the stream does not have
 */
export function moveOf(task: PeerTask, one: Reached, reached: readonly Reached[]): Change | undefined {
  const { field, rule, name } = one;
  const motion = task.motion!;
  const other = (role: string): string =>
    reached.find((two) => two.rule.role === role && two.rule.group === rule.group)!.name;
  switch (rule.role) {
    case 'longitude':
    case 'velocityEast':
      // With its latitude, and with its north.
      return undefined;
    case 'latitude':
      return placeOf(motion, name, other('longitude'));
    case 'velocityNorth':
      return vectorOf(motion, name, other('velocityEast'), field.type === 'f32');
    case 'yaw':
    case 'course':
      return directionOf(task, motion, one);
    case 'groundSpeed':
    case 'airspeed':
      return field.type === 'f32' ? speedOf(name) : fail(one);
    case 'altitude':
      if (rule.datum === 'amsl') return heightOf(motion, name, metres[field.units ?? '']!);
      return rule.datum === 'home' ? overHomeOf(task, one, other('altitude')) : fail(one);
    default:
      return fail(one);
  }
}

function fail({ field }: Reached): never {
  throw new Error(`${field.name}: not in this benchmark`);
}

function placeOf(motion: PlainMotion, latitude: string, longitude: string): Change {
  return (message) => {
    const [first, second] = [message[latitude] as number, message[longitude] as number];
    if ((first === 0 && second === 0) || first === INT32_MAX || second === INT32_MAX) return true;
    motion.place(first, second);
    message[latitude] = motion.latitudeE7;
    message[longitude] = motion.longitudeE7;
    return true;
  };
}

function vectorOf(motion: PlainMotion, northName: string, eastName: string, isFloat: boolean): Change {
  return (message) => {
    let north = message[northName] as number;
    let east = message[eastName] as number;
    if (north === 0 && east === 0) return true;
    if (!motion.isAligned) {
      message[northName] = message[eastName] = Number.NaN;
      return isFloat;
    }
    if (!isFloat) {
      const noise = hashOf(north, east);
      north += (noise & 0xffff) / 65_536 - 0.5;
      east += (noise >>> 16) / 65_536 - 0.5;
    }
    const turnedNorth = motion.north(north, east);
    const turnedEast = motion.east(north, east);
    message[northName] = isFloat ? turnedNorth : Math.round(turnedNorth);
    message[eastName] = isFloat ? turnedEast : Math.round(turnedEast);
    return true;
  };
}

function directionOf({ product }: PeerTask, motion: PlainMotion, { field, rule, name }: Reached): Change {
  const whole = wholeTurns[field.units ?? '']!;
  const isFloat = field.type === 'f32';
  const isSigned = field.units === 'rad';
  const unknown = product.unknownOf(field, rule);
  const hasPointed: boolean[] = [];
  return (message: Message, sender) => {
    const value = message[name] as number;
    if (value === unknown) return true;
    if (!motion.isAligned) {
      message[name] = unknown;
      return unknown !== undefined;
    }
    // A whole number of zero is north, unless the field has been zero always and no other field has just pointed there.
    hasPointed[sender] ||= value !== 0;
    if (value === 0 && (isFloat || !(hasPointed[sender] || motion.hasPointedNorth))) return true;
    message[name] = motion.direction(value, whole, isFloat, isSigned);
    return true;
  };
}

/** By up to half a centimetre a second. */
function speedOf(name: string): Change {
  return (message) => {
    const speed = message[name] as number;
    if (speed > 0.01) message[name] = speed + ((hashOf(Math.round(speed * 1e6), 0) & 0xffff) / 65_536 - 0.5) / 100;
    return true;
  };
}

function heightOf(motion: PlainMotion, name: string, unitM: number): Change {
  const raise = motion.raiseM / unitM;
  return (message) => {
    const value = message[name] as number;
    if (value !== 0) message[name] = Math.round(value + raise);
    return true;
  };
}

/** Senders without a home put the height above the sea here. */
function overHomeOf({ product }: PeerTask, { field, rule, name }: Reached, overSea: string): Change {
  const unknown = product.unknownOf(field, rule);
  return (message) => {
    if (message[name] === message[overSea] && message[name] !== 0) message[name] = unknown;
    return true;
  };
}
