import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PIECE_BYTES, type Sink } from '../../../src/sync/sink.ts';
import { folderSink } from '../../../src/sync/sinks/folder.ts';
import { type Content, content, nameOf, noise, Try, type TryOptions } from './parts.ts';
import { sinkSuite } from './suite.ts';

const destination = { country: 'CH', controller: 'me' };

sinkSuite('folder', {
  start: async () => {
    const base = await mkdtemp(join(tmpdir(), 'folder-sink-'));
    const path = join(base, 'uploads');
    await mkdir(path);
    const sink = folderSink('mine', { kind: 'folder', destination, path });
    return {
      sink,
      received: (name) => readFile(join(path, name)).catch(() => undefined),
      list: () => readdir(path),
      cut: async () => {
        // Before it was ever seen, an absent folder would be made.
        await sink.check(AbortSignal.timeout(1000));
        await rename(path, join(base, 'away'));
        return () => rename(join(base, 'away'), path);
      },
      secrets: [base, 'uploads'],
      stop: () => rm(base, { recursive: true, force: true }),
    };
  },
});

describe('a folder', () => {
  let base: string;
  let path: string;
  let sink: Sink;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'folder-sink-'));
    path = join(base, 'uploads');
    await mkdir(path);
    sink = folderSink('mine', { kind: 'folder', destination, path });
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  async function send(of: Content, options: TryOptions = {}) {
    const made = new Try(of, options);
    const outcome = await sink.send(made.shipment, made.delivery).catch((error: unknown) => error);
    return { made, outcome };
  }
  const delivered = { kind: 'delivered', verified: 'hash' };
  const log = noise(300_000);

  test('keeps what is there of the same name, and says that it is in conflict', async () => {
    const of = content(log);
    await writeFile(join(path, nameOf(of, 'log')), 'somebody else');
    const { outcome } = await send(of);
    expect(outcome).toEqual({ kind: 'rejected', fault: { reason: 'conflict' } });
    expect(await readFile(join(path, nameOf(of, 'log')), 'utf8')).toBe('somebody else');
  });

  test('an empty file is in conflict too, unless it is our own claim on the name', async () => {
    const of = content(log);
    const file = join(path, nameOf(of, 'log'));
    await writeFile(file, '');
    const { made, outcome } = await send(of);
    expect(outcome).toMatchObject({ fault: { reason: 'conflict' } });
    const remembered = { ...made.remembered, begun: 2, placed: of.parts.map(({ name }) => name), hashes: ['a', 'b'] };
    expect((await send(of, { remembered })).outcome).toMatchObject(delivered);
    expect(Buffer.compare(await readFile(file), log)).toBe(0);
  });

  test('writes neither through a symbolic link nor through a second hard link', async () => {
    const of = content(log);
    const victim = join(base, 'victim');
    await writeFile(victim, 'precious');
    await symlink(victim, join(path, `.flightveil-${of.id}-0.partial`));
    await link(victim, join(path, `.flightveil-${of.id}-1.partial`));
    expect((await send(of)).outcome).toMatchObject(delivered);
    expect(await readFile(victim, 'utf8')).toBe('precious');
    expect((await readdir(path)).sort()).toEqual(of.parts.map(({ name }) => name).sort());
  });

  test('a symbolic link under the final name is in conflict, wherever it leads', async () => {
    const of = content(log);
    await writeFile(join(base, 'same'), log);
    await symlink(join(base, 'same'), join(path, nameOf(of, 'log')));
    expect((await send(of)).outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'conflict' } });
  });

  test('goes on with what is on the disk as far as it is right, and cuts what is wrong', async () => {
    for (const there of [log.subarray(0, 200_000), noise(200_000, 7), noise(400_000, 7), new Uint8Array(0)]) {
      const of = content(log);
      await writeFile(join(path, `.flightveil-${of.id}-1.partial`), there);
      expect((await send(of)).outcome).toMatchObject(delivered);
      expect(Buffer.compare(await readFile(join(path, nameOf(of, 'log'))), log)).toBe(0);
    }
  });

  test('wrong in its last byte only: the file is right all the same', async () => {
    const of = content(log);
    const there = log.slice(0, 200_000);
    there[199_999]! ^= 1;
    await writeFile(join(path, `.flightveil-${of.id}-1.partial`), there);
    expect((await send(of)).outcome).toMatchObject(delivered);
    expect(Buffer.compare(await readFile(join(path, nameOf(of, 'log'))), log)).toBe(0);
  });

  test('a spool that gives other bytes: nothing gets its name', async () => {
    const of = content(log);
    const { outcome } = await send(of, { damage: (bytes) => bytes.map((byte) => byte ^ 1) });
    expect(outcome).toEqual({ kind: 'retry', fault: { reason: 'hash-differs' } });
    expect(await readdir(path)).toEqual([]);
  });

  test('what others changed after it was delivered is kept; what was there before us too', async () => {
    const of = content(log);
    await writeFile(join(path, nameOf(of, 'manifest')), of.parts[0]!.bytes);
    const { made } = await send(of);
    const file = join(path, nameOf(of, 'log'));
    await writeFile(file, 'edited');
    expect(await sink.remove(of, made.remembered, AbortSignal.timeout(1000))).toBe('kept');
    expect((await readdir(path)).sort()).toEqual(of.parts.map(({ name }) => name).sort());
  });

  test('withdrawn when all was read, but before it has its name: it gets none', async () => {
    const of = content(log);
    let read = 0;
    const withdrawn = new Error('withdrawn');
    const { made, outcome } = await send(of, {
      onAsk: (_asked, role) => {
        if (role === 'log') read++;
        if (role === undefined && read === Math.ceil(log.length / PIECE_BYTES)) throw withdrawn;
      },
    });
    expect(outcome).toBe(withdrawn);
    expect(await readdir(path)).not.toContain(nameOf(of, 'log'));
    expect(await sink.remove(of, made.remembered, AbortSignal.timeout(1000))).toBe('removed');
    expect(await readdir(path)).toEqual([]);
  });

  test('somebody takes the name at the last moment: what is there is kept', async () => {
    const of = content(log);
    const file = join(path, nameOf(of, 'log'));
    let read = 0;
    const { outcome } = await send(of, {
      onAsk: async (_asked, role) => {
        if (role === 'log') read++;
        if (role === undefined && read > 0) await writeFile(file, 'somebody else');
      },
    });
    expect(outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'conflict' } });
    expect(await readFile(file, 'utf8')).toBe('somebody else');
  });

  test('what was begun is remembered before it is there: away, it is unknown what is left', async () => {
    const of = content(log);
    const { made } = await send(of, { refuseAt: 1 });
    await rename(path, join(base, 'away'));
    expect(await sink.remove(of, made.remembered, AbortSignal.timeout(1000))).toBe('unknown');
    expect(await sink.remove(of, undefined, AbortSignal.timeout(1000))).toBe('absent');
  });

  test('away when it should remove: unknown, and removed when it is back', async () => {
    const of = content(log);
    const { made } = await send(of);
    await rename(path, join(base, 'away'));
    expect(await sink.remove(of, made.remembered, AbortSignal.timeout(1000))).toBe('unknown');
    await rename(join(base, 'away'), path);
    expect(await sink.remove(of, made.remembered, AbortSignal.timeout(1000))).toBe('removed');
    expect(await readdir(path)).toEqual([]);
  });

  test('is made if it never was, in a parent that holds something; never again, nor more than its last component', async () => {
    await writeFile(join(base, 'something'), '');
    await rm(path, { recursive: true });
    expect((await send(content(log))).outcome).toMatchObject(delivered);
    await rm(path, { recursive: true });
    const unreachable = { kind: 'retry', fault: { reason: 'unreachable' } };
    expect((await send(content(log))).outcome).toMatchObject(unreachable);
    sink = folderSink('mine', { kind: 'folder', destination, path });
    expect((await send(content(log), { remembered: { begun: 1 } })).outcome).toMatchObject(unreachable);
    sink = folderSink('mine', { kind: 'folder', destination, path: join(base, 'a', 'b') });
    expect((await send(content(log))).outcome).toMatchObject(unreachable);
    await mkdir(join(base, 'empty'));
    sink = folderSink('mine', { kind: 'folder', destination, path: join(base, 'empty', 'b') });
    expect((await send(content(log))).outcome).toMatchObject(unreachable);
    sink = folderSink('mine', { kind: 'folder', destination, path: '/media/flightveil-absent' });
    expect(await sink.check(AbortSignal.timeout(1000))).toMatchObject({ reason: 'unreachable' });
  });

  test('names that lead elsewhere are refused', async () => {
    for (const name of ['../up', '.hidden', 'a/b', '']) {
      const of = content(log);
      const bad = { ...of, parts: of.parts.map((part) => ({ ...part, name })) };
      expect((await send(bad)).outcome).toMatchObject({ kind: 'rejected', fault: { reason: 'refused' } });
    }
    expect(await readdir(base)).toEqual(['uploads']);
  });
});
