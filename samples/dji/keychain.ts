import { Draws } from '../draws.ts';
import type { DjiVersion } from './body.ts';

/** A key of one feature as the maker's key service answers it. */
export interface FeatureKey {
  readonly featurePoint: string;
  /** 32 bytes in base64. */
  readonly aesKey: string;
  /** 16 bytes in base64. */
  readonly aesIv: string;
}

const featureNames = [
  ...['Base', 'Vision', 'Waypoint', 'Agriculture', 'AirLink', 'AfterSales', 'DJIFlyCustom', 'Plaintext', 'FlightHub'],
  ...['Gimbal', 'RC', 'Camera', 'Battery', 'FlySafe', 'Security'],
] as const;
export type Feature = (typeof featureNames)[number];

/** From 1 on, as key storage records have it. */
export function numberOf(feature: Feature): number {
  return featureNames.indexOf(feature) + 1;
}

function nameOf(feature: Feature): string {
  return `FR_Standardization_Feature_${feature}_${numberOf(feature)}`;
}

/** Features that a flight has keys of. */
export const keyedFeatures = featureNames.filter((name) => name !== 'Plaintext');

/** A feature for all versions, or one for version 13 and one for later ones. */
const features: ReadonlyMap<number, readonly [thirteenth: Feature, later: Feature]> = new Map(
  (
    [
      ...many('Base', 'Base', [1, 2, 6, 13, 14, 15, 40, 58, 59, 63]),
      ...many('Base', 'Gimbal', [3]),
      ...many('Base', 'RC', [4, 11, 29, 33]),
      ...many('RC', 'RC', [62]),
      ...many('Base', 'Battery', [7, 8]),
      ...many('AfterSales', 'Battery', [22]),
      ...many('Base', 'Camera', [25]),
      ...many('DJIFlyCustom', 'DJIFlyCustom', [5, 9, 10, 20, 24, 30, 54]),
      ...many('AfterSales', 'AfterSales', [12, 16, 19, 26, 27]),
      ...many('AfterSales', 'FlySafe', [28, 51, 52]),
      ...many('AfterSales', 'FlightHub', [53]),
      ...many('Vision', 'Vision', [17, 18]),
      ...many('Waypoint', 'Waypoint', [31, 32, 34, 35, 36, 38, 39]),
      ...many('Agriculture', 'Agriculture', [21, 41, 43, 44, 45, 46, 47, 48]),
      ...many('AirLink', 'AirLink', [49]),
      ...many('Security', 'Security', [55]),
    ] as const
  ).map(([type, ...pair]) => [type, pair]),
);

function many(thirteenth: Feature, later: Feature, types: readonly number[]): (readonly [number, Feature, Feature])[] {
  return types.map((type) => [type, thirteenth, later]);
}

/** Whose key a record is encrypted with; types that nobody knows are not encrypted. */
export function featureOf(type: number, version: DjiVersion): Feature {
  const [thirteenth, later] = features.get(type) ?? ['Plaintext', 'Plaintext'];
  return version === 13 ? thirteenth : later;
}

/** Made-up keys, `sets` times all of them: a record of type 50 goes on to the next set. The same in all flights. */
export function sampleKeychains(sets = 2): readonly (readonly FeatureKey[])[] {
  const draws = new Draws('key chain');
  return Array.from({ length: sets }, (_, set) =>
    keyedFeatures.map((feature) => ({
      featurePoint: nameOf(feature),
      aesKey: Buffer.from(draws.bytes(`key ${set} ${feature}`, 32)).toString('base64'),
      aesIv: Buffer.from(draws.bytes(`iv ${set} ${feature}`, 16)).toString('base64'),
    })),
  );
}

/** What the key service would answer. */
export function keychainsText(keychains: readonly (readonly FeatureKey[])[]): string {
  return `${JSON.stringify({ result: { code: 0, msg: 'success' }, data: keychains }, undefined, 2)}\n`;
}

/** The keys of one set, each with the vector that goes on from record to record. */
export class FeatureKeys {
  readonly #keys: ReadonlyMap<string, { readonly key: Uint8Array; iv: Uint8Array }>;

  constructor(set: readonly FeatureKey[]) {
    this.#keys = new Map(
      set.map(({ featurePoint, aesKey, aesIv }) => [
        featurePoint,
        { key: Buffer.from(aesKey, 'base64'), iv: Buffer.from(aesIv, 'base64') },
      ]),
    );
  }

  /** The key of a feature and the vector that its next record begins with; whoever uses it writes the next vector. */
  of(feature: Feature): { readonly key: Uint8Array; iv: Uint8Array } | undefined {
    return this.#keys.get(nameOf(feature));
  }
}
