import type { Anchors, Identity, Place } from '../../src/filter/anchors.ts';
import { type Finding, ResidueCheck, type ResidueOptions } from '../../src/filter/residue.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import { levels } from '../../src/policy/levels.ts';

/** Random bytes that are the same in every run (xorshift). */
export function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = (seed * 2_654_435_761 + 1) | 0 || 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state >>> 11;
  }
  return bytes;
}

/** A place as a home position in whole numbers of 1e-7 degrees; `index` makes places that differ in both. */
export function homeAt(latitudeE7: number, longitudeE7: number): Place {
  return {
    ...{ category: 'homePosition', message: 'HOME_POSITION', field: 'latitude', units: 'degE7' },
    ...{ latitude: latitudeE7, longitude: longitudeE7 },
  };
}

export const home = homeAt(466_185_307, -107_024_113);
/** A hover: places that are near each other. */
export const homes = Array.from({ length: 12 }, (_, index) =>
  homeAt(466_185_307 + 1013 * index, -107_024_113 + 709 * index),
);

export function identityOf(bytes: Uint8Array | string): Identity {
  const value = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return { category: 'deviceIdentity', message: 'AUTOPILOT_VERSION', field: 'uid2', bytes: value };
}

/** What is found in bytes that are no log. */
export function foundIn(
  bytes: Uint8Array,
  anchors: Partial<Anchors>,
  options: ResidueOptions & { disclosure?: Disclosure; chunks?: readonly number[] } = {},
): Finding[] {
  const facts = { anchors: { places: [], identities: [], ...anchors }, startUnixS: undefined, durationS: undefined };
  const check = new ResidueCheck(undefined, facts, options.disclosure ?? levels.engineering, options);
  let at = 0;
  for (const end of [...(options.chunks ?? []), bytes.length]) {
    check.push(bytes.subarray(at, end));
    at = end;
  }
  return check.finish();
}

/** Bytes with others written over them. */
export function planted(background: Uint8Array, ...pieces: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  const bytes = background.slice();
  for (const [at, piece] of pieces) bytes.set(piece, at);
  return bytes;
}

/** Ways to write a coordinate, none of them taken from the code under test. */
export const writers: Readonly<Record<string, (degrees: number) => Uint8Array>> = Object.fromEntries(
  [true, false].flatMap((little) => {
    const end = little ? 'little-endian' : 'big-endian';
    const write = (size: number, put: (view: DataView, degrees: number) => void) => (degrees: number) => {
      const bytes = new Uint8Array(size);
      put(new DataView(bytes.buffer), degrees);
      return bytes;
    };
    const radians = Math.PI / 180;
    const e7 = (degrees: number): bigint => BigInt(Math.round(degrees * 1e7));
    return [
      [`i32 1e-7 degrees, ${end}`, write(4, (view, value) => view.setInt32(0, Math.round(value * 1e7), little))],
      [`i32 1e-6 degrees, ${end}`, write(4, (view, value) => view.setInt32(0, Math.trunc(value * 1e6), little))],
      [
        `i32 semicircles, ${end}`,
        write(4, (view, value) => view.setInt32(0, Math.round((value / 180) * 2 ** 31), little)),
      ],
      [`i64 1e-7 degrees, ${end}`, write(8, (view, value) => view.setBigInt64(0, e7(value), little))],
      [`i64 1e-9 degrees, ${end}`, write(8, (view, value) => view.setBigInt64(0, e7(value) * 100n, little))],
      [`i64 1e-16 degrees, ${end}`, write(8, (view, value) => view.setBigInt64(0, e7(value) * 1_000_000_000n, little))],
      [`f32 degrees, ${end}`, write(4, (view, value) => view.setFloat32(0, value, little))],
      [`f32 radians, ${end}`, write(4, (view, value) => view.setFloat32(0, value * radians, little))],
      [`f64 degrees, ${end}`, write(8, (view, value) => view.setFloat64(0, value, little))],
      [`f64 radians, ${end}`, write(8, (view, value) => view.setFloat64(0, value * radians, little))],
      [
        `f64 degrees at f32 precision, ${end}`,
        write(8, (view, value) => view.setFloat64(0, Math.fround(value), little)),
      ],
    ] as const;
  }),
);
