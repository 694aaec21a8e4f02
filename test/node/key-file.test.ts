import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, Encrypter } from 'age-encryption';
import { describe, expect, test, vi } from 'vitest';
import { FlightStore } from '../../src/node/flight-store.ts';
import { type KeyBundle, openKeys, sealKeys } from '../../src/node/key-file.ts';
import { collectKeys, installKeys } from '../../src/node/move-keys.ts';
import { PlaceStore } from '../../src/node/place-store.ts';
import { rootKey } from '../../src/node/state.ts';
import { dyingAt } from './faulty-disk.ts';
import { namesIn, temporaryFolder } from './harness.ts';

vi.mock('node:fs/promises', async (original) => (await import('./faulty-disk.ts')).faultyDisk(await original()));

const hash = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
const home = (): string => join(temporaryFolder(), 'home');
const weak = { scryptLogN: 2 };
const PASSPHRASE = 'seven quiet herons wade';
const utf8 = new TextEncoder();

async function draw(folder: string, log: string): Promise<Uint8Array> {
  const times = { startUnixS: 1_717_200_000, endUnixS: 1_717_200_600 };
  const store = await FlightStore.open(folder);
  return store.drawsOf({ aircraft: hash(`of ${log}`), ...times, logSha256: hash(log), recipient: 'self' });
}

/** Remembers a place of this latitude, as a filter does. */
async function remember(folder: string, latitudeDeg: number): Promise<void> {
  const store = await PlaceStore.open(folder);
  await store.recall('home', { latitudeDeg, longitudeDeg: 8 }, (known) => known.latitudeDeg === latitudeDeg);
}

const latitudes = ({ places }: KeyBundle): number[] => places.map(({ latitudeDeg }) => latitudeDeg);

/** A state folder with a key, the flights of these logs, and places. */
async function state(
  logs: readonly string[],
  places: readonly number[] = [],
): Promise<{ folder: string; bundle: KeyBundle }> {
  const folder = home();
  await rootKey(folder);
  for (const log of logs) await draw(folder, log);
  for (const place of places) await remember(folder, place);
  return { folder, bundle: await collectKeys(folder) };
}

describe('a key file', () => {
  test('holds everything, and is read back as it was', async () => {
    for (const { bundle } of [await state(['a', 'b'], [1, 2]), await state([])]) {
      const sealed = await sealKeys(bundle, PASSPHRASE, weak);
      expect(sealed).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n[\s\S]*-----END AGE ENCRYPTED FILE-----\n$/);
      expect(await openKeys(utf8.encode(sealed), PASSPHRASE)).toEqual(bundle);
      expect(await openKeys(armor.decode(sealed), PASSPHRASE)).toEqual(bundle);
    }
  });

  test('costs a second of work for each guess unless a test asks for less', async () => {
    const { bundle } = await state([]);
    const header = Buffer.from(armor.decode(await sealKeys(bundle, PASSPHRASE))).toString('latin1');
    expect(header).toMatch(/^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} 18\n/);
  });

  test('does not open for another passphrase, which is told', async () => {
    const { bundle } = await state(['a']);
    const sealed = utf8.encode(await sealKeys(bundle, PASSPHRASE, weak));
    for (const wrong of ['', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      await expect(openKeys(sealed, wrong)).rejects.toMatchObject({
        ...{ code: 'input-unreadable', message: expect.stringContaining('passphrase is wrong') },
      });
    }
  });

  test('with any byte changed is refused', async () => {
    const { bundle } = await state(['a']);
    const sealed = armor.decode(await sealKeys(bundle, PASSPHRASE, weak));
    for (let at = 0; at < sealed.length; at++) {
      const spoilt = sealed.slice();
      spoilt[at] = spoilt[at]! ^ (1 << (at % 8));
      await expect(openKeys(spoilt, PASSPHRASE), `byte ${at}`).rejects.toMatchObject({ code: 'input-unreadable' });
    }
  });

  test('that was cut or has grown is refused, armored or not', async () => {
    const { bundle } = await state(['a']);
    const text = utf8.encode(await sealKeys(bundle, PASSPHRASE, weak));
    for (const whole of [text, armor.decode(new TextDecoder().decode(text))]) {
      const cuts = Array.from({ length: 40 }, (_, index) =>
        whole.slice(0, Math.floor((index * (whole.length - 2)) / 39)),
      );
      for (const spoilt of [...cuts, Uint8Array.of(...whole, 65)]) {
        await expect(openKeys(spoilt, PASSPHRASE)).rejects.toMatchObject({ code: 'input-unreadable' });
      }
    }
  });

  test('does not say what it holds: errors quote nothing', async () => {
    const sealed = await encrypted('c2VjcmV0IQ is the key');
    const error = await openKeys(sealed, PASSPHRASE).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'input-unreadable' });
    expect(`${JSON.stringify(error)} ${error} ${(error as Error).cause}`).not.toContain('c2V');
  });
});

/** Any text as an age file. */
async function encrypted(text: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(2);
  return encrypter.encrypt(text);
}

describe('what is inside is read strictly', () => {
  const good = {
    kind: 'flightveil keys',
    version: 1,
    rootKey: Buffer.alloc(32, 7).toString('base64'),
    flights: [],
    places: [],
  };
  const open = async (document: unknown) =>
    openKeys(await encrypted(typeof document === 'string' ? document : JSON.stringify(document)), PASSPHRASE);

  test('a good one, as a measure', async () => {
    await expect(open(good)).resolves.toEqual({ root: new Uint8Array(32).fill(7), flights: [], places: [] });
    const places = [{ kind: 'home', latitudeDeg: -90, longitudeDeg: 180 }];
    await expect(open({ ...good, places })).resolves.toMatchObject({ places });
  });

  test.each<[string, unknown]>([
    ['no JSON', 'key'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', [good]],
    ['another kind', { ...good, kind: 'keys' }],
    ['a further key', { ...good, more: 1 }],
    ['a missing key', { ...good, places: undefined }],
    ['a short root key', { ...good, rootKey: Buffer.alloc(31, 7).toString('base64') }],
    ['a long root key', { ...good, rootKey: Buffer.alloc(33, 7).toString('base64') }],
    ['no root key', { ...good, rootKey: null }],
    ['base64 in another spelling', { ...good, rootKey: good.rootKey.replace('=', '') }],
    ['base64 with blanks', { ...good, rootKey: ` ${good.rootKey}` }],
    ['flights that are none', { ...good, flights: [{}] }],
    ['places that are none', { ...good, places: 7 }],
    ['a place without a kind', { ...good, places: [{ latitudeDeg: 0, longitudeDeg: 0 }] }],
    ['a place off the Earth', { ...good, places: [{ kind: 'home', latitudeDeg: 91, longitudeDeg: 0 }] }],
    ['a place with more', { ...good, places: [{ kind: 'home', latitudeDeg: 0, longitudeDeg: 0, altitudeM: 0 }] }],
  ])('%s', async (_, document) => {
    await expect(open(document)).rejects.toMatchObject({ code: 'input-unreadable' });
  });

  test('another version, which is told', async () => {
    await expect(open({ ...good, version: 2, more: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('version'),
    });
  });
});

describe('an import', () => {
  test('makes another device draw alike', async () => {
    const { folder, bundle } = await state(['a', 'b'], [1, 2]);
    const other = home();
    expect(await installKeys(other, bundle, { replace: false })).toEqual({ what: 'installed', aside: undefined });
    expect(await rootKey(other)).toEqual(await rootKey(folder));
    for (const log of ['a', 'b']) expect(await draw(other, log)).toEqual(await draw(folder, log));
    expect(latitudes(await collectKeys(other))).toEqual([1, 2]);
    expect(namesIn(other)).toEqual(['flights', 'places', 'root.key']);
    for (const name of namesIn(other)) expect(statSync(join(other, name)).mode & 0o077).toBe(0);
  });

  test('of no flights and no places leaves none', async () => {
    const { bundle } = await state([]);
    const other = home();
    await installKeys(other, bundle, { replace: false });
    expect(namesIn(other)).toEqual(['root.key']);
  });

  test('refuses where another key is, and keeps that one aside if told to go on', async () => {
    const { bundle } = await state(['a']);
    const { folder } = await state(['b'], [3]);
    const [key, drawn] = [await rootKey(folder), await draw(folder, 'b')];
    writeFileSync(join(folder, 'other file'), '', { mode: 0o600 });
    await expect(installKeys(folder, bundle, { replace: false })).rejects.toMatchObject({ code: 'output-exists' });
    expect(await rootKey(folder)).toEqual(key);
    expect(await draw(folder, 'b')).toEqual(drawn);

    expect(await installKeys(folder, bundle, { replace: true })).toEqual({ what: 'replaced', aside: 'replaced-1' });
    expect(await collectKeys(folder)).toEqual(bundle);
    expect(namesIn(folder)).toEqual(['flights', 'other file', 'replaced-1', 'root.key']);
    const aside = join(folder, 'replaced-1');
    expect(await rootKey(aside)).toEqual(key);
    expect(await draw(aside, 'b')).toEqual(drawn);
    expect(latitudes(await collectKeys(aside))).toEqual([3]);
    const again = await state(['c']);
    expect(await installKeys(folder, again.bundle, { replace: true })).toMatchObject({ aside: 'replaced-2' });
  });

  test('adds to the same key what it lacks, and changes nothing that was drawn', async () => {
    const { folder, bundle } = await state(['a']);
    const other = home();
    await installKeys(other, bundle, { replace: false });
    const mine = [await draw(folder, 'b'), await draw(folder, 'both')];
    const theirs = [await draw(other, 'c'), await draw(other, 'both')];
    for (const place of [1, 2]) await remember(folder, place);
    for (const place of [2, 4, 5]) await remember(other, place);
    const handed = await collectKeys(other);
    for (let time = 0; time < 2; time++) {
      expect(await installKeys(folder, handed, { replace: false })).toEqual({ what: 'added', aside: undefined });
      expect([await draw(folder, 'b'), await draw(folder, 'both'), await draw(folder, 'c')]).toEqual([
        ...mine,
        theirs[0],
      ]);
    }
    expect(latitudes(await collectKeys(folder))).toEqual([1, 2, 4, 5]);
    expect(namesIn(folder)).toEqual(['flights', 'places', 'root.key']);
  });

  test('does not hand on places that are damaged, and quotes none', async () => {
    const { folder } = await state(['a'], [1.25]);
    const path = join(folder, 'places', namesIn(join(folder, 'places')).at(-1)!);
    for (const text of ['{"version":2,"places":[1.25]}', '{"version":1,"places":[1.25]}', '{"places":[1.25']) {
      writeFileSync(path, text);
      const error = await collectKeys(folder).catch((thrown: unknown) => thrown as Error);
      expect(error).toMatchObject({ code: 'state-unusable' });
      expect(`${JSON.stringify(error)} ${error} ${(error as Error).cause}`).not.toContain('1.25');
    }
  });

  test('needs a folder of its own and a key that is whole', async () => {
    const { folder, bundle } = await state(['a']);
    writeFileSync(join(folder, 'root.key'), 'short');
    await expect(installKeys(folder, bundle, { replace: true })).rejects.toMatchObject({ code: 'state-unusable' });
    await expect(collectKeys(folder)).rejects.toMatchObject({ code: 'state-unusable' });
    const shared = join(temporaryFolder(), 'shared');
    mkdirSync(shared, { mode: 0o755 });
    await expect(installKeys(shared, bundle, { replace: true })).rejects.toMatchObject({ code: 'state-unusable' });
  });
});

describe('an import that dies at any step', () => {
  const cases: [string, boolean][] = [
    ['into a new folder', false],
    ['in the place of another key', true],
  ];
  test.each(cases)('%s: either nothing has changed, or nothing works until it is done again', async (_, hadKey) => {
    const { bundle } = await state(['a'], [1]);
    const other = await state(['b'], [3]);
    let [untouched, refused] = [0, 0];
    for (let step = 1; ; step++) {
      const folder = hadKey ? copyOf(other.folder) : home();
      const before = hadKey ? other.bundle : undefined;
      const outcome = await dyingAt(step, () => installKeys(folder, bundle, { replace: true }));
      const found = await collectKeys(folder).catch((error: unknown) => error);
      if (outcome !== undefined) expect(found).toEqual(bundle);
      else if (found instanceof Error) {
        expect(found).toMatchObject({ code: 'state-unusable' });
        if (found.message.includes('cut short')) {
          refused++;
          await expect(rootKey(folder)).rejects.toMatchObject({ code: 'state-unusable' });
        } else expect(hadKey).toBe(false);
      } else if (Buffer.compare((found as KeyBundle).root, bundle.root) === 0) expect(found).toEqual(bundle);
      else {
        untouched++;
        expect(found).toEqual(before);
      }
      await installKeys(folder, bundle, { replace: true });
      expect(await collectKeys(folder)).toEqual(bundle);
      if (hadKey) expect(await keysIn(folder)).toContainEqual(before!.root);
      if (outcome === undefined) continue;
      break;
    }
    expect(refused).toBeGreaterThan(20);
    expect(untouched).toBeGreaterThan(hadKey ? 4 : -1);
  });

  /** Keys that are kept aside. */
  async function keysIn(folder: string): Promise<Uint8Array[]> {
    const asides = namesIn(folder).filter((name) => name.startsWith('replaced-'));
    const keys = asides.map((name) => join(folder, name)).filter((aside) => namesIn(aside).includes('root.key'));
    return Promise.all(keys.map((aside) => rootKey(aside)));
  }

  test('and is followed by one of the first key: what it adds to is all that was there', async () => {
    const { bundle } = await state(['a']);
    const mine = await state(['b']);
    await draw(mine.folder, 'later');
    const kept = await collectKeys(mine.folder);
    const seen = new Set<string>();
    for (let step = 1; ; step++) {
      const folder = copyOf(mine.folder);
      const outcome = await dyingAt(step, () => installKeys(folder, bundle, { replace: true }));
      const { what } = await installKeys(folder, mine.bundle, { replace: true });
      seen.add(what);
      expect(await collectKeys(folder)).toEqual(what === 'added' ? kept : mine.bundle);
      if (outcome !== undefined) break;
    }
    expect([...seen].sort()).toEqual(['added', 'installed', 'replaced']);
  });

  test('into the same key: what was drawn stays', async () => {
    const { folder: theirs, bundle } = await state(['a'], [1]);
    const mine = home();
    await installKeys(mine, { ...bundle, places: [] }, { replace: false });
    await draw(mine, 'mine');
    const kept = await collectKeys(mine);
    await draw(theirs, 'theirs');
    const grown = await collectKeys(theirs);
    for (let step = 1; ; step++) {
      const folder = copyOf(mine);
      const outcome = await dyingAt(step, () => installKeys(folder, grown, { replace: false }));
      const found = await collectKeys(folder);
      expect(found.flights.slice(0, kept.flights.length)).toEqual(kept.flights);
      await installKeys(folder, grown, { replace: false });
      const all = { ...grown, flights: [...kept.flights, ...grown.flights.slice(1)] };
      expect(await collectKeys(folder)).toEqual(all);
      if (outcome !== undefined) break;
    }
  });

  /** A state folder as this one, for one step to spoil. */
  function copyOf(folder: string): string {
    const copy = home();
    cpSync(folder, copy, { recursive: true });
    return copy;
  }
});
