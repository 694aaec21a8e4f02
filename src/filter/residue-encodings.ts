import { bitsOfFloat, bitsOfInteger } from './residue-chance.ts';

/** One way in which bytes can hold a coordinate. */
export interface CoordinateEncoding {
  /** For people. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Looked for with fewer places: what is common is found by every fix, what is rare by some. */
  readonly isRare: boolean;
  /** Of the four bytes, from the coordinate's first, that are looked up. */
  readonly keyAt: number;
  /** Adds the four bytes as little-endian words, for every way in which these degrees may have been rounded; some may be alike. */
  addKeys(degrees: number, words: number[]): void;
  /** Degrees at `at`. */
  read(view: DataView, at: number): number;
  /** How far the encoded value may be off, in degrees. */
  toleranceOf(degrees: number): number;
  /** Bits of evidence when it is found; all ways of rounding counted. */
  bitsOf(degrees: number): number;
}

type Byteorder = 'little-endian' | 'big-endian';

const scratch = new DataView(new ArrayBuffer(8));

/** The word in four bytes of a value that was written into the scratch. */
function wordAt(at: number): number {
  return scratch.getInt32(at, true);
}

/** A whole number is both cut off and rounded by those who write it. */
function wholeNumbers(value: number): number[] {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < 1e-4 ? [nearest] : [Math.floor(value), Math.ceil(value)];
}

function i32(name: string, scale: number, isRare: boolean, order: Byteorder): CoordinateEncoding {
  const little = order === 'little-endian';
  const toleranceDeg = 0.9999 / scale;
  return {
    ...{ name: `i32 ${name}, ${order}`, size: 4, isRare, keyAt: 0 },
    addKeys: (degrees, words) => {
      for (const value of wholeNumbers(degrees * scale)) {
        scratch.setInt32(0, value, little);
        words.push(wordAt(0));
      }
    },
    read: (view, at) => view.getInt32(at, little) / scale,
    toleranceOf: () => toleranceDeg,
    bitsOf: (degrees) => bitsOfInteger(degrees * scale, 32) - Math.log2(wholeNumbers(degrees * scale).length),
  };
}

/** Beyond 53 bits doubles round: the lowest bytes are not looked at. */
function i64(name: string, scale: number, order: Byteorder): CoordinateEncoding {
  const little = order === 'little-endian';
  const toleranceDeg = Math.max(0.9999 / scale, 4e-10);
  const skipped = scale > 1e12 ? 2 : 0;
  const keyAt = little ? skipped : 4 - skipped;
  return {
    ...{ name: `i64 ${name}, ${order}`, size: 8, isRare: true, keyAt },
    addKeys: (degrees, words) => {
      const spread = scale > 1e12 ? 4096 : scale > 1e8 ? 1 : 0;
      for (const value of wholeNumbers(degrees * scale)) {
        for (const step of spread === 0 ? [0] : [-spread, 0, spread]) {
          const high = Math.floor((value + step) / 2 ** 32);
          scratch.setInt32(little ? 4 : 0, high, little);
          scratch.setUint32(little ? 0 : 4, value + step - high * 2 ** 32, little);
          words.push(wordAt(keyAt));
        }
      }
    },
    read: (view, at) =>
      (view.getInt32(little ? at + 4 : at, little) * 2 ** 32 + view.getUint32(little ? at : at + 4, little)) / scale,
    toleranceOf: () => toleranceDeg,
    bitsOf: (degrees) => bitsOfInteger(degrees / toleranceDeg, 64),
  };
}

/** Size of the last binary place of a float of 32 bits. */
function lastPlace(value: number): number {
  return 2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), 2 ** -126))) - 23);
}

/** Software multiplies and divides, in floats and in doubles: the last place is uncertain. */
function floatNeighbours(value: number): number[] {
  const nearest = Math.fround(value);
  return [nearest - lastPlace(nearest), nearest, nearest + lastPlace(nearest)];
}

function f32(unit: Unit, isRare: boolean, order: Byteorder): CoordinateEncoding {
  const little = order === 'little-endian';
  const toleranceOf = (degrees: number): number => 1.6 * lastPlace(degrees / unit.degrees) * unit.degrees;
  return {
    ...{ name: `f32 ${unit.name}, ${order}`, size: 4, isRare, keyAt: 0 },
    addKeys: (degrees, words) => {
      for (const value of floatNeighbours(degrees / unit.degrees)) {
        scratch.setFloat32(0, value, little);
        words.push(wordAt(0));
      }
    },
    read: (view, at) => view.getFloat32(at, little) * unit.degrees,
    toleranceOf,
    bitsOf: (degrees) => bitsOfFloat(degrees, 2 * toleranceOf(degrees)),
  };
}

/** Doubles that hold the degrees, or what a float of 32 bits made of them. */
function f64(unit: Unit, isWidened: boolean, isRare: boolean, order: Byteorder): CoordinateEncoding {
  const little = order === 'little-endian';
  const precise = 4e-10;
  const toleranceOf = (degrees: number): number =>
    isWidened ? 1.6 * lastPlace(degrees / unit.degrees) * unit.degrees : precise;
  const fromStart = isWidened ? 3 : 2;
  const keyAt = little ? fromStart : 4 - fromStart;
  return {
    ...{ name: `f64 ${unit.name}${isWidened ? ' at f32 precision' : ''}, ${order}`, size: 8, isRare, keyAt },
    addKeys: (degrees, words) => {
      const value = degrees / unit.degrees;
      const spread = precise / unit.degrees;
      for (const each of isWidened ? floatNeighbours(value) : [value - spread, value, value + spread]) {
        scratch.setFloat64(0, each, little);
        words.push(wordAt(keyAt));
      }
    },
    read: (view, at) => view.getFloat64(at, little) * unit.degrees,
    toleranceOf,
    bitsOf: (degrees) => bitsOfFloat(degrees, 2 * toleranceOf(degrees)),
  };
}

interface Unit {
  readonly name: string;
  /** In degrees. */
  readonly degrees: number;
}

const inDegrees: Unit = { name: 'degrees', degrees: 1 };
const inRadians: Unit = { name: 'radians', degrees: 180 / Math.PI };
const orders: readonly Byteorder[] = ['little-endian', 'big-endian'];

/** Numbers of every size in which logs hold degrees. Latitude and longitude of a place stand in the same one. */
export const coordinateEncodings: readonly CoordinateEncoding[] = orders.flatMap((order) => [
  i32('1e-7 degrees', 1e7, false, order),
  f32(inDegrees, false, order),
  f64(inDegrees, false, false, order),
  i32('1e-6 degrees', 1e6, true, order),
  // Garmin's semicircles.
  i32('semicircles', 2 ** 31 / 180, true, order),
  i64('1e-7 degrees', 1e7, order),
  i64('1e-9 degrees', 1e9, order),
  i64('1e-16 degrees', 1e16, order),
  f32(inRadians, true, order),
  f64(inRadians, false, true, order),
  f64(inDegrees, true, true, order),
]);
