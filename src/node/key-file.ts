import { type Flight, flightsFromJson, flightsToJson, hasKeys } from '../filter/flights.ts';
import { KEY_BYTES } from '../filter/keys.ts';
import { FlightveilError } from '../model/errors.ts';

/** Everything that two devices must have in common to draw alike. */
export interface KeyBundle {
  readonly root: Uint8Array;
  readonly flights: readonly Flight[];
  readonly places: readonly RememberedPlace[];
}

/** A place whose hiding place was drawn: what a key draws for places depends on which were met before. */
export interface RememberedPlace {
  readonly kind: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Scrypt's cost as age sets it: a second of work and 256 MB for each guess at the passphrase. */
const SCRYPT_LOG_N = 18;

/**
 * A bundle under a passphrase: an armored age file (age-encryption.org/v1, scrypt), which the `age` tool opens too. Inside is a JSON document.
 * @param options.scryptLogN for tests: less work
 */
export async function sealKeys(
  bundle: KeyBundle,
  passphrase: string,
  options: { scryptLogN?: number } = {},
): Promise<string> {
  const { armor, Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(options.scryptLogN ?? SCRYPT_LOG_N);
  return armor.encode(await encrypter.encrypt(`${JSON.stringify(toJson(bundle))}\n`));
}

/**
 * Opens what {@link sealKeys} has made, armored or not.
 * @throws FlightveilError `input-unreadable` for a wrong passphrase, a damaged file, or one with anything else inside
 */
export async function openKeys(file: Uint8Array, passphrase: string): Promise<KeyBundle> {
  const { armor, Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let document: unknown;
  try {
    const isArmored = file[0] === ARMOR_STARTS_WITH;
    document = JSON.parse(await decrypter.decrypt(isArmored ? armor.decode(utf8.decode(file)) : file, 'text'));
  } catch (error) {
    // Words of age-encryption 0.3 for a file key that the passphrase does not unwrap.
    if (error instanceof Error && error.message.startsWith('no identity matched')) {
      throw unopened('the passphrase is wrong, or the file is damaged', 'Check the passphrase.');
    }
    throw unopened('the file is damaged, or is no file of flightveil keys export', 'Export the keys again.');
  }
  return fromJson(document);
}

const ARMOR_STARTS_WITH = '-'.charCodeAt(0);
const utf8 = new TextDecoder('utf-8', { fatal: true });

function toJson({ root, flights, places }: KeyBundle): unknown {
  return {
    kind: KIND,
    version: 1,
    rootKey: Buffer.from(root).toString('base64'),
    flights: flightsToJson(flights),
    places: places.map(({ kind, latitudeDeg, longitudeDeg }) => ({ kind, latitudeDeg, longitudeDeg })),
  };
}

const KIND = 'flightveil keys';

function fromJson(document: unknown): KeyBundle {
  const isOurs = typeof document === 'object' && document !== null && 'kind' in document && document.kind === KIND;
  if (isOurs && 'version' in document && document.version !== 1) {
    throw unopened('the file was made by another version of flightveil', 'Install the newer version on both devices.');
  }
  if (isOurs && hasKeys(document, ['kind', 'version', 'rootKey', 'flights', 'places'])) {
    const root = fromBase64(document.rootKey);
    const flights = flightsFromJson(document.flights);
    const places = placesFromJson(document.places);
    if (root?.length === KEY_BYTES && flights !== undefined && places !== undefined) return { root, flights, places };
  }
  throw unopened('the file holds something else than flightveil keys export writes', 'Export the keys again.');
}

/** Reads a list of places and nothing else; undefined for all else. */
export function placesFromJson(value: unknown): RememberedPlace[] | undefined {
  return Array.isArray(value) && value.every(isPlace) ? value : undefined;
}

function isPlace(value: unknown): value is RememberedPlace {
  if (!hasKeys(value, ['kind', 'latitudeDeg', 'longitudeDeg'])) return false;
  const { kind, latitudeDeg, longitudeDeg } = value;
  if (typeof kind !== 'string' || typeof latitudeDeg !== 'number' || typeof longitudeDeg !== 'number') return false;
  return Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180;
}

/** Only the one spelling that an encoder writes is read. */
function fromBase64(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined;
}

/** Without a cause: parsers quote what they read. */
function unopened(what: string, advice: string): FlightveilError {
  return new FlightveilError('input-unreadable', what, { advice });
}
