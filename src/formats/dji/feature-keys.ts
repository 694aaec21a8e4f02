export const KEY_BYTES = 32;
export const BLOCK_BYTES = 16;

/** The key of one feature point: AES-256, and the initialisation vector of its first record. */
export interface FeatureKey {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** By number of the feature point. A log has one set, and one more for each time that its recording was taken up again. */
export type Keychains = readonly ReadonlyMap<number, FeatureKey>[];
