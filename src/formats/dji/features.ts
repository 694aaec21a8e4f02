/**
 * Which key encrypts a type of record, from version 13 on: numbers of feature points, as the maker's key service calls them. Records of feature
 * {@link PLAIN_FEATURE} are scrambled only; of others, nobody knows the key.
 */
export const PLAIN_FEATURE = 8;
export const UNKNOWN_FEATURE = 0;
export const FEATURES = 16;

/** By feature point: how it is called in keychains. */
export const featureNames: ReadonlyMap<string, number> = new Map(
  [
    'Base',
    'Vision',
    'Waypoint',
    'Agriculture',
    'AirLink',
    'AfterSales',
    'DJIFlyCustom',
    'Plaintext',
    'FlightHub',
    'Gimbal',
    'RC',
    'Camera',
    'Battery',
    'FlySafe',
    'Security',
  ].map((name, index) => [`FR_Standardization_Feature_${name}_${index + 1}`, index + 1]),
);

/** Types of records by the feature point of their key; in version 13, and from 14 on where that differs. */
const since13: Readonly<Record<number, readonly number[]>> = {
  1: [1, 2, 3, 4, 6, 7, 8, 11, 13, 14, 15, 25, 29, 33, 40, 58, 59, 63],
  2: [17, 18],
  3: [31, 32, 34, 35, 36, 38, 39],
  4: [21, 41, 43, 44, 45, 46, 47, 48],
  5: [49],
  6: [12, 16, 19, 22, 26, 27, 28, 51, 52, 53],
  7: [5, 9, 10, 20, 24, 30, 54],
  8: [50, 56],
  11: [62],
  15: [55],
};
const since14: Readonly<Record<number, readonly number[]>> = {
  9: [53],
  10: [3],
  11: [4, 11, 29, 33],
  12: [25],
  13: [7, 8, 22],
  14: [28, 51, 52],
};

const table13 = tableOf(since13);
const table14 = tableOf(since13, since14);

/** The feature point of a type of record (0 to 255). */
export function featureOf(type: number, version: number): number {
  return (version < 14 ? table13 : table14)[type]!;
}

function tableOf(...groups: readonly Readonly<Record<number, readonly number[]>>[]): Uint8Array {
  const table = new Uint8Array(256).fill(UNKNOWN_FEATURE);
  for (const group of groups) {
    for (const [feature, types] of Object.entries(group)) for (const type of types) table[type] = Number(feature);
  }
  return table;
}
