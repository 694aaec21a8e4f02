import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { flightsToJson } from '../../src/filter/flights.ts';
import { type DrawsRequest, FlightStore } from '../../src/node/flight-store.ts';
import { rootKey } from '../../src/node/state.ts';
import { failingAt, stepsTaken } from './faulty-disk.ts';
import { draw, flightsOf, hash, hex, home, request, START, startScript, versions } from './flight-folder.ts';
import { ended, temporaryFolder } from './harness.ts';

vi.mock('node:fs/promises', async (original) => (await import('./faulty-disk.ts')).faultyDisk(await original()));

const unusable = { code: 'state-unusable', advice: expect.stringMatching(/state folder|keys import/) };

describe('draws', () => {
  test('are 32 bytes, the same for the same log, others for others', async () => {
    const folder = home();
    const store = await FlightStore.open(folder);
    const first = await store.drawsOf(request('a'));
    expect(first).toHaveLength(32);
    expect(await store.drawsOf(request('a'))).toEqual(first);
    expect(await draw(folder, request('a'))).toBe(hex(first));
    expect(await store.drawsOf(request('b', 20, 30))).not.toEqual(first);
    expect(await store.drawsOf(request('c', 0, 10, { aircraft: hash('yours') }))).not.toEqual(first);
    expect(await store.drawsOf(request('a', 0, 10, { recipient: 'maker' }))).not.toEqual(first);
  });

  test('are the same for logs of one aircraft that overlap, for every recipient, in chains too', async () => {
    const store = await FlightStore.open(home());
    const recipients = ['self', 'maker', ''];
    const drawnFor = (log: string, from: number, to: number) =>
      Promise.all(recipients.map((recipient) => store.drawsOf(request(log, from, to, { recipient }))));
    const tlog = await drawnFor('tlog', 0, 10);
    expect(new Set(tlog.map(hex)).size).toBe(3);
    expect(await drawnFor('bin', 8, 15)).toEqual(tlog);
    expect(await drawnFor('third', 14, 20)).toEqual(tlog);
    expect(await drawnFor('apart', 25, 30)).not.toEqual(tlog);
  });

  test('come from a generator: not from the key and the log', async () => {
    const [folder, other] = [home(), home()];
    await rootKey(folder);
    mkdirSync(other, { mode: 0o700 });
    copyFileSync(join(folder, 'root.key'), join(other, 'root.key'));
    expect(await draw(folder, request('a'))).not.toBe(await draw(other, request('a')));
  });

  test('a log that does not tell aircraft or time is a flight of its own, and stays it', async () => {
    const store = await FlightStore.open(home());
    const unknown: Partial<DrawsRequest>[] = [
      { aircraft: undefined },
      { startUnixS: undefined, endUnixS: undefined },
      { startUnixS: 0, endUnixS: START + 60 },
    ];
    for (const [index, more] of unknown.entries()) {
      const [one, other] = [request(`one ${index}`, 0, 10, more), request(`other ${index}`, 0, 10, more)];
      const first = await store.drawsOf(one);
      expect(await store.drawsOf(one)).toEqual(first);
      expect(await store.drawsOf(other)).not.toEqual(first);
    }
  });

  test('do not change when a later log bridges two flights', async () => {
    const store = await FlightStore.open(home());
    const [a, b] = [await store.drawsOf(request('a', 0, 10)), await store.drawsOf(request('b', 20, 30))];
    const bridge = await store.drawsOf(request('bridge', 9, 28));
    expect(bridge).toEqual(b);
    expect(await store.drawsOf(request('a', 0, 10))).toEqual(a);
    expect(await store.drawsOf(request('b', 20, 30))).toEqual(b);
  });
});

describe('who has the folder and not the root key', () => {
  test('finds no identity, hash, recipient or time, in no spelling, and not even in what is encrypted', async () => {
    const folder = home();
    const store = await FlightStore.open(folder);
    const secret = await store.drawsOf(request('a', 0, 10, { recipient: 'a recipient of logs' }));
    const told = [hash('mine'), hash('a'), secret, Buffer.from('a recipient of logs')];
    const spellings = told.flatMap((bytes) =>
      (['latin1', 'hex', 'base64'] as const).map((encoding) => Buffer.from(bytes).toString(encoding).slice(0, 12)),
    );
    const inside = JSON.stringify(flightsToJson(await store.flights()));
    expect(inside).toContain(String(START));
    for (const path of versions(folder)) {
      const text = readFileSync(path, 'latin1') + path;
      for (const spelling of [...spellings, String(START), 'secret', 'aircraft']) expect(text).not.toContain(spelling);
    }
    for (const spelling of spellings) expect(inside).not.toContain(spelling);
  });

  test('does not see how many flights there were, by size or by name', async () => {
    const sizes = new Set<number>();
    const names = new Set<string>();
    for (const logs of [0, 1, 5]) {
      const folder = home();
      const store = await FlightStore.open(folder);
      for (let log = 0; log < logs; log++) await store.drawsOf(request(String(log), 20 * log, 20 * log + 5));
      sizes.add(statSync(versions(folder).at(-1)!).size);
      names.add(versions(folder).at(-1)!.slice(-16, -6));
    }
    expect(sizes.size).toBe(1);
    expect(names.size).toBe(3);
  });

  test('has no access on a shared machine: files 600, folders 700', async () => {
    const mask = process.umask(0);
    try {
      const folder = home();
      await draw(folder, request('a'));
      for (const path of [folder, flightsOf(folder)]) expect(statSync(path).mode & 0o777).toBe(0o700);
      for (const path of versions(folder)) expect(statSync(path).mode & 0o777).toBe(0o600);
    } finally {
      process.umask(mask);
    }
  });

  test('the same flights are never encrypted alike twice', async () => {
    const folder = home();
    await FlightStore.open(folder);
    const before = readFileSync(versions(folder)[0]!);
    rmSync(flightsOf(folder), { recursive: true });
    await FlightStore.open(folder);
    expect(readFileSync(versions(folder)[0]!).subarray(21, 33)).not.toEqual(before.subarray(21, 33));
  });
});

describe('what is damaged is refused, and nothing is drawn anew', () => {
  async function made(): Promise<{ folder: string; path: string; bytes: Buffer }> {
    const folder = home();
    await draw(folder, request('a'));
    const path = versions(folder).at(-1)!;
    return { folder, path, bytes: readFileSync(path) };
  }

  test('a change of any byte', async () => {
    const { folder, path, bytes } = await made();
    const key = await rootKey(folder);
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = spoilt[at]! ^ (1 << (at % 8));
      writeFileSync(path, spoilt);
      await expect(FlightStore.open(folder, key), `byte ${at}`).rejects.toMatchObject(unusable);
      expect(versions(folder).at(-1)).toBe(path);
    }
    writeFileSync(path, bytes);
    await expect(FlightStore.open(folder)).resolves.toBeInstanceOf(FlightStore);
  });

  test('a file that was cut, or has grown', async () => {
    const { folder, path, bytes } = await made();
    const lengths = [0, 1, 20, 21, 22, 33, 34, 48, 49, 50, 4096, bytes.length - 1];
    for (const spoilt of [
      ...lengths.map((length) => bytes.subarray(0, length)),
      Buffer.concat([bytes, Buffer.of(0)]),
    ]) {
      writeFileSync(path, spoilt);
      await expect(FlightStore.open(folder)).rejects.toMatchObject(unusable);
      expect(readFileSync(path)).toEqual(spoilt);
    }
  });

  test.each<[string, (folder: string, path: string) => void]>([
    ['an old version under a new number', (_, path) => copyFileSync(path, numbered(path, 1))],
    ['a version under another number', (_, path) => renameSync(path, numbered(path, 7))],
    ['a version of a store with another key', (folder) => writeFileSync(join(folder, 'root.key'), randomBytes(32))],
    ['a folder in its place', (_, path) => mkdirSync(numbered(path, 1))],
    ['a link in its place, be it to the file itself', replaceByLink],
    ['an empty file after it', (_, path) => writeFileSync(numbered(path, 1), '')],
    ['a folder without versions', (folder) => versions(folder).forEach(unlinkSync)],
  ])('%s', async (_, spoil) => {
    const { folder, path } = await made();
    spoil(folder, path);
    const before = versions(folder);
    await expect(draw(folder, request('a'))).rejects.toMatchObject(unusable);
    expect(versions(folder)).toEqual(before);
  });

  function replaceByLink(folder: string, path: string): void {
    renameSync(path, join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), path);
  }

  const numbered = (path: string, more: number): string =>
    path.slice(0, -16) + String(Number(path.slice(-16)) + more).padStart(16, '0');

  test('a file in the place of the folder', async () => {
    const { folder } = await made();
    rmSync(flightsOf(folder), { recursive: true });
    writeFileSync(flightsOf(folder), '');
    await expect(draw(folder, request('a'))).rejects.toMatchObject(unusable);
    expect(readFileSync(flightsOf(folder), 'utf8')).toBe('');
  });

  test('errors name no file and no value', async () => {
    const { folder, path } = await made();
    writeFileSync(path, 'x');
    const error = await FlightStore.open(folder).catch((thrown: unknown) => thrown as Error);
    expect(JSON.stringify([error, String(error)])).not.toContain(folder);
  });
});

describe('a store that cannot be written', () => {
  const script = `
    const [folder, log] = process.argv.slice(1);
    const { FlightStore } = await import(${JSON.stringify(new URL('../../src/node/flight-store.ts', import.meta.url).href)});
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
    const request = { aircraft: undefined, startUnixS: undefined, endUnixS: undefined, recipient: 'self' };
    try {
      const store = await FlightStore.open(folder);
      const secret = await store.drawsOf({ ...request, logSha256: Buffer.from(log, 'hex') });
      process.stdout.write(Buffer.from(secret).toString('hex'));
    } catch (error) { process.stdout.write(error.code + ' ' + error.message); }`;
  const ask = async (folder: string, log: string): Promise<string> =>
    (await ended(startScript(script, [folder, hex(hash(log))]))).out;

  test('still tells what it knows, and draws nothing', async () => {
    const top = temporaryFolder();
    chmodSync(top, 0o755);
    const folder = join(top, 'home');
    const known = await draw(folder, request('known', 0, 0, { aircraft: undefined }));
    if (process.getuid!() === 0) {
      const all = [
        folder,
        ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
      ];
      for (const path of all) chownSync(path, 65534, 65534);
    }
    chmodSync(flightsOf(folder), 0o500);
    const before = versions(folder);
    expect(await ask(folder, 'known')).toBe(known);
    expect(await ask(folder, 'new')).toMatch(/^state-unusable .*no permission to write/);
    expect(versions(folder)).toEqual(before);
    chmodSync(flightsOf(folder), 0o700);
    expect(await ask(folder, 'new')).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(['ENOSPC', 'EIO', 'EROFS', 'EMFILE'])('%s at any step: refused, and what was drawn stays', async (code) => {
    for (let step = 1; ; step++) {
      const folder = home();
      const known = await draw(folder, request('known'));
      const drawn = await failingAt(step, code, () => draw(folder, request('new', 20, 30))).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'state-unusable' });
        return undefined;
      });
      const taken = stepsTaken();
      expect(await draw(folder, request('known'))).toBe(known);
      const again = await draw(folder, request('new', 20, 30));
      if (drawn !== undefined) expect(again).toBe(drawn);
      if (taken >= step) continue;
      expect(step).toBeGreaterThan(8);
      break;
    }
  });
});
