import { z } from 'zod';
import { FlightveilError } from '../../model/errors.ts';
import { BLOCK_BYTES, type FeatureKey, KEY_BYTES, type Keychains } from './feature-keys.ts';
import { featureNames, PLAIN_FEATURE } from './features.ts';

export type { FeatureKey, Keychains };

const entry = z.object({ featurePoint: z.string(), aesKey: z.string(), aesIv: z.string() });
const sets = z.array(z.array(entry));
const answer = z.union([z.object({ data: sets }), sets]);

/**
 * Reads the keys of a log as the maker's key service answers them: JSON, whole or only its list of sets.
 * @throws FlightveilError `keychains-invalid`; no key stands in its words
 */
export function readKeychains(text: string): Keychains {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw invalid('the keychain file is not JSON');
  }
  const parsed = answer.safeParse(json);
  if (!parsed.success) throw invalid('the keychain file does not hold sets of featurePoint, aesKey and aesIv');
  const { data } = parsed;
  const found = (Array.isArray(data) ? data : data.data).map(setOf);
  if (found.every((set) => set.size === 0)) throw invalid('the keychain file holds no key');
  return found;
}

function setOf(entries: readonly z.infer<typeof entry>[], index: number): ReadonlyMap<number, FeatureKey> {
  const set = new Map<number, FeatureKey>();
  for (const { featurePoint, aesKey, aesIv } of entries) {
    const feature = featureNames.get(featurePoint);
    // One that a later maker adds is the key of records that nobody here knows.
    if (feature === undefined || feature === PLAIN_FEATURE) continue;
    const where = `set ${index + 1}, feature point ${feature}`;
    if (set.has(feature)) throw invalid(`${where} stands twice`);
    set.set(feature, { key: bytesOf(aesKey, KEY_BYTES, where), iv: bytesOf(aesIv, BLOCK_BYTES, where) });
  }
  return set;
}

function bytesOf(text: string, length: number, where: string): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    bytes = undefined;
  }
  if (bytes?.length === length) return bytes;
  throw invalid(`${where}: a key has ${KEY_BYTES} bytes and an IV ${BLOCK_BYTES}, in Base64`);
}

function invalid(message: string): FlightveilError {
  return new FlightveilError('keychains-invalid', message, {
    advice: 'Give the answer of the key service as it came, or its list of keychains.',
  });
}
