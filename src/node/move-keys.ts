import { mkdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hasKeys } from '../filter/flights.ts';
import { FlightveilError } from '../model/errors.ts';
import { FLIGHTS_FOLDER, FlightStore } from './flight-store.ts';
import { Generations } from './generations.ts';
import { type KeyBundle, placesFromJson, type RememberedPlace } from './key-file.ts';
import { PLACES_FOLDER, PlaceStore } from './place-store.ts';
import {
  hasUnfinishedImport,
  IMPORT_MARK_FILE,
  isThere,
  openState,
  orUnusable,
  presentRootKey,
  put,
  ROOT_KEY_FILE,
  readKey,
} from './state.ts';
import { syncFolder } from './sync-folder.ts';

/** What of the state folder goes with the root key: it makes no sense under another one. */
const moved = [ROOT_KEY_FILE, FLIGHTS_FOLDER, PLACES_FOLDER] as const;

/**
 * What a state folder has to hand on.
 * @throws FlightveilError `state-unusable` if it has no root key, or cannot be read
 */
export async function collectKeys(folder: string): Promise<KeyBundle> {
  const root = await presentRootKey(folder);
  if (root === undefined) {
    throw new FlightveilError('state-unusable', 'there is no key in the state folder', {
      advice: 'Name the right one with --home; the first flightveil filter makes a key.',
    });
  }
  return orUnusable(async () => {
    const hasFlights = await isThere(join(folder, FLIGHTS_FOLDER));
    const flights = hasFlights ? await (await FlightStore.open(folder, root)).flights() : [];
    return { root, flights, places: await placesOf(folder) };
  });
}

async function placesOf(folder: string): Promise<readonly RememberedPlace[]> {
  const path = join(folder, PLACES_FOLDER);
  if (!(await isThere(path))) return [];
  const generation = await new Generations(path).latest(-1);
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(generation?.bytes));
  } catch {
    // The parser's own error would quote places.
  }
  const places =
    hasKeys(document, ['version', 'places']) && document.version === 1 ? placesFromJson(document.places) : undefined;
  if (places !== undefined) return places;
  throw new FlightveilError('state-unusable', 'the places in the state folder are damaged', {
    advice: 'Restore the state folder from a copy.',
  });
}

/** What an import did: put the keys into a folder without, in the place of others, or added to the same. */
export interface Imported {
  readonly what: 'installed' | 'replaced' | 'added';
  /** Folder within the state folder that has what was there before. */
  readonly aside: string | undefined;
}

/**
 * Puts keys of another device into a state folder. No other process may use the folder meanwhile. If it is cut short, the folder cannot be
 * used until it is done again. Under the same key, flights and places that are there stay as they are.
 * @param options.replace another key that is there makes room; it is kept aside with all that belongs to it
 * @throws FlightveilError `output-exists` if there is one and `replace` is not given, `state-unusable`
 */
export async function installKeys(folder: string, bundle: KeyBundle, options: { replace: boolean }): Promise<Imported> {
  await openState(folder);
  const present = await orUnusable(() => readKey(join(folder, ROOT_KEY_FILE)));
  if (present !== undefined && Buffer.compare(present, bundle.root) === 0) {
    return orUnusable(async () => {
      await addTo(folder, bundle);
      // The key is the first to be moved away and the last to be put in place: where it is the right one, all else belongs to it.
      if (await hasUnfinishedImport(folder)) await removeMark(folder);
      return { what: 'added', aside: undefined };
    });
  }
  if (present !== undefined && !options.replace) throw inTheWay();
  return orUnusable(() => putInPlace(folder, bundle));
}

/** Adds what a folder under the bundle's key lacks. */
async function addTo(folder: string, { root, flights, places }: KeyBundle): Promise<void> {
  if (flights.length > 0) await (await FlightStore.open(folder, root)).merge(flights);
  if (places.length === 0) return;
  const store = await PlaceStore.open(folder);
  for (const place of places) {
    const { latitudeDeg, longitudeDeg } = place;
    await store.recall(
      place.kind,
      place,
      (known) => known.latitudeDeg === latitudeDeg && known.longitudeDeg === longitudeDeg,
    );
  }
}

/** Moves aside what is there and writes the bundle; a mark keeps everybody out until all is done. */
async function putInPlace(folder: string, bundle: KeyBundle): Promise<Imported> {
  await put(join(folder, IMPORT_MARK_FILE), new Uint8Array(0), { replace: true });
  const aside = await moveAside(folder);
  await addTo(folder, bundle);
  await put(join(folder, ROOT_KEY_FILE), bundle.root, { replace: false });
  await removeMark(folder);
  return { what: aside === undefined ? 'installed' : 'replaced', aside };
}

async function removeMark(folder: string): Promise<void> {
  await unlink(join(folder, IMPORT_MARK_FILE));
  await syncFolder(folder);
}

/** @returns the name of the folder, undefined if there was nothing to move */
async function moveAside(folder: string): Promise<string | undefined> {
  const present: string[] = [];
  for (const name of moved) if (await isThere(join(folder, name))) present.push(name);
  if (present.length === 0) return undefined;
  let number = 1;
  while (await isThere(join(folder, `replaced-${number}`))) number++;
  const aside = `replaced-${number}`;
  await mkdir(join(folder, aside), { mode: 0o700 });
  for (const name of present) await rename(join(folder, name), join(folder, aside, name));
  await syncFolder(join(folder, aside));
  await syncFolder(folder);
  return aside;
}

function inTheWay(): FlightveilError {
  return new FlightveilError('output-exists', 'another key is in the state folder', {
    advice: 'Name another folder with --home, or use --force: the other key is then kept aside.',
  });
}
