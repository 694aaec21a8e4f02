import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES } from '../../../src/sync/spool/sealing.ts';
import type { Spool } from '../../../src/sync/spool/spool.ts';
import { namesIn, newHome, openSpool, pathOf, putFile, random, readAll, sha256 } from './harness.ts';

const sizes = [
  0,
  1,
  CHUNK_BYTES - 1,
  CHUNK_BYTES,
  CHUNK_BYTES + 1,
  16 * CHUNK_BYTES,
  17 * CHUNK_BYTES + 5,
  40 * CHUNK_BYTES,
];

describe('what was written', () => {
  test.each(sizes)('%i bytes are read again, by whoever opens the spool next', async (size) => {
    const home = newHome();
    const bytes = random(size);
    const file = await putFile(await openSpool(home), bytes);
    expect(file).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), sizeBytes: size, sha256: sha256(bytes) });
    const spool = await openSpool(home);
    const read = await readAll(spool.read(file.id));
    expect(read.bytes.equals(bytes)).toBe(true);
    expect(Math.max(0, ...read.sizes)).toBeLessThanOrEqual(CHUNK_BYTES);
    expect(await spool.ids()).toEqual([file.id]);
    expect(await spool.verify(file.id, file)).toBe(true);
    expect(await spool.verify(file.id, { ...file, sizeBytes: size + 1 })).toBe(false);
    expect(await spool.verify(file.id, { ...file, sha256: sha256(random(3)) })).toBe(false);
  });

  test('every range of it, and every way to cut it into writes', async () => {
    const spool = await openSpool(newHome());
    const size = 3 * CHUNK_BYTES + 100;
    const bytes = random(size);
    const { id } = await putFile(spool, bytes);
    const edges = [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES, size].map((at) =>
      fc.constant(at),
    );
    const place = fc.oneof(...edges, fc.nat({ max: size }));
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const read = await readAll(spool.read(id, from, to));
        expect(read.bytes.equals(bytes.subarray(from, to))).toBe(true);
        expect(read.sizes.includes(0)).toBe(false);
      }),
      { numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200_000 }), async (pieceBytes) => {
        const file = await putFile(spool, bytes, pieceBytes);
        expect([file.sha256, await spool.verify(file.id, file)]).toEqual([sha256(bytes), true]);
      }),
      { numRuns: 20 },
    );
  });

  test('a range that the file does not have is an error, not fewer bytes', async () => {
    const spool = await openSpool(newHome());
    const { id } = await putFile(spool, random(10));
    await expect(readAll(spool.read(id, 0, 11))).rejects.toMatchObject({ code: 'state-unusable' });
    for (const [from, to] of [
      [-1, 2],
      [3, 2],
      [0.5, 2],
      [0, Number.NaN],
    ] as const) {
      await expect(readAll(spool.read(id, from, to))).rejects.toThrow(RangeError);
    }
  });

  test('a writer may reuse its memory, and sync at any time', async () => {
    const spool = await openSpool(newHome());
    const writer = await spool.create();
    const expected: Buffer[] = [];
    const memory = Buffer.alloc(30_000);
    for (let turn = 0; turn < 60; turn++) {
      memory.fill(turn);
      expected.push(Buffer.from(memory));
      await writer.write(memory);
      memory.fill(255);
      if (turn % 7 === 0) await writer.sync();
    }
    const file = await writer.commit();
    expect(file.sha256).toBe(sha256(Buffer.concat(expected)));
    await expect(writer.write(memory)).rejects.toMatchObject({ code: 'state-unusable' });
    await writer.discard();
    expect(await spool.verify(file.id, file)).toBe(true);
  });
});

describe('the folder', () => {
  test('is for its owner only, as are its files; they hold no plain byte, and neither does their name', async () => {
    const home = newHome();
    const marker = Buffer.from('a marker that is easily found');
    const { id } = await putFile(await openSpool(home), Buffer.concat(Array.from({ length: 9000 }, () => marker)));
    expect(statSync(join(home, 'spool')).mode & 0o777).toBe(0o700);
    expect(namesIn(home)).toEqual([`${id}.sealed`, 'key.check'].sort());
    for (const name of namesIn(home)) {
      const path = join(home, 'spool', name);
      expect([name, statSync(path).mode & 0o777, readFileSync(path).includes(marker.subarray(0, 8))]).toEqual([
        name,
        0o600,
        false,
      ]);
    }
  });

  test('is refused if others have access to it, or something else stands there', async () => {
    const open = newHome();
    await openSpool(open);
    chmodSync(join(open, 'spool'), 0o750);
    await expect(openSpool(open)).rejects.toMatchObject({
      code: 'state-unusable',
      message: 'others have access to the spool',
    });
    const [file, link] = [newHome(), newHome()];
    for (const home of [file, link]) mkdirSync(home, { mode: 0o700 });
    writeFileSync(join(file, 'spool'), '');
    symlinkSync(open, join(link, 'spool'));
    for (const home of [file, link]) {
      await expect(openSpool(home)).rejects.toMatchObject({ message: 'what is named like the spool is no folder' });
    }
  });

  test('loses what was left unfinished when it is opened, unless by one who only looks', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const writer = await spool.create();
    await writer.write(random(200_000));
    await writer.sync();
    const unfinished = `${writer.id}.sealed.partial`;
    expect([await spool.ids(), namesIn(home).includes(unfinished)]).toEqual([[], true]);
    await openSpool(home, { isBeside: true });
    expect(namesIn(home)).toContain(unfinished);
    await openSpool(home);
    expect(namesIn(home)).toEqual(['key.check']);
    await writer.discard();
  });

  test('has nothing of what was discarded or removed; removing what is not there is fine', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const writer = await spool.create();
    await writer.write(random(200_000));
    await writer.discard();
    await writer.discard();
    const { id } = await putFile(spool, random(10));
    await spool.remove(id);
    await spool.remove(id);
    expect([await spool.ids(), namesIn(home)]).toEqual([[], ['key.check']]);
    await expect(readAll(spool.read(id))).rejects.toMatchObject({
      code: 'state-unusable',
      facts: { system: 'ENOENT' },
    });
    expect(await spool.verify(id, { sizeBytes: 10, sha256: sha256(random(1)) })).toBe(false);
    await expect(spool.remove('../spool.key')).rejects.toThrow(RangeError);
  });
});

describe('what was changed is found', () => {
  const whole = (spool: Spool, id: string) => readAll(spool.read(id));
  const isFound = async (
    spool: Spool,
    id: string,
    content: { sizeBytes: number; sha256: string },
  ): Promise<boolean> => {
    const thrown = await whole(spool, id).then(
      () => undefined,
      (error: unknown) => error,
    );
    const verified = await spool.verify(id, content);
    return (thrown as { facts?: { damaged?: boolean } } | undefined)?.facts?.damaged === true && !verified;
  };

  test('each byte of a small file, and each bit of one in eight', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const file = await putFile(spool, random(200));
    const path = pathOf(home, file.id);
    const good = readFileSync(path);
    expect(await isFound(spool, file.id, file)).toBe(false);
    const missed: number[] = [];
    for (let at = 0; at < good.length; at++) {
      for (const mask of at % 8 === 0 ? [1, 2, 4, 8, 16, 32, 64, 128] : [1 << (at % 8)]) {
        const bad = Buffer.from(good);
        bad[at]! ^= mask;
        writeFileSync(path, bad);
        if (!(await isFound(spool, file.id, file))) missed.push(at);
      }
    }
    expect([good.length, missed]).toEqual([HEADER_BYTES + 200 + 16, []]);
  });

  test('every length but its own', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const file = await putFile(spool, random(2 * CHUNK_BYTES + 50));
    const path = pathOf(home, file.id);
    const good = readFileSync(path);
    const lengths = [0, 1, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 15, HEADER_BYTES + 16, HEADER_BYTES + 17];
    for (const chunks of [1, 2])
      for (const more of [-1, 0, 1, 16, 17]) lengths.push(HEADER_BYTES + chunks * SEALED_CHUNK_BYTES + more);
    lengths.push(good.length - 1, good.length + 1, good.length + 16, good.length + SEALED_CHUNK_BYTES);
    for (const length of lengths) {
      const bad = Buffer.alloc(length);
      good.copy(bad);
      writeFileSync(path, bad);
      expect([length, await isFound(spool, file.id, file)]).toEqual([length, true]);
      // A range that lies in what is still there is no exception.
      await expect(readAll(spool.read(file.id, 0, 1))).rejects.toMatchObject({ code: 'state-unusable' });
    }
  });

  test('chunks in another order, twice, or left out', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const file = await putFile(spool, random(3 * CHUNK_BYTES));
    const path = pathOf(home, file.id);
    const good = readFileSync(path);
    const header = good.subarray(0, HEADER_BYTES);
    const [a, b, c] = [0, 1, 2].map((n) =>
      good.subarray(HEADER_BYTES + n * SEALED_CHUNK_BYTES, HEADER_BYTES + (n + 1) * SEALED_CHUNK_BYTES),
    ) as [Buffer, Buffer, Buffer];
    for (const chunks of [[b, a, c], [a, c, b], [a, a, c], [a, c], [a, b], [b, c], [c], [a, b, b, c]]) {
      writeFileSync(path, Buffer.concat([header, ...chunks]));
      expect(await isFound(spool, file.id, file)).toBe(true);
    }
    writeFileSync(path, Buffer.concat([header, a, b, c]));
    expect(await isFound(spool, file.id, file)).toBe(false);
  });

  test('a file under the name of another, a chunk of another, a file of another spool, a link', async () => {
    const [home, foreign] = [newHome(), newHome()];
    const spool = await openSpool(home);
    const bytes = random(300);
    const [one, other] = [await putFile(spool, bytes), await putFile(spool, bytes)];
    const strange = await putFile(await openSpool(foreign), bytes);
    const good = readFileSync(pathOf(home, one.id));
    const theirs = readFileSync(pathOf(home, other.id));
    copyFileSync(pathOf(home, other.id), pathOf(home, one.id));
    expect(await isFound(spool, one.id, one)).toBe(true);
    writeFileSync(pathOf(home, one.id), Buffer.concat([good.subarray(0, HEADER_BYTES), theirs.subarray(HEADER_BYTES)]));
    expect(await isFound(spool, one.id, one)).toBe(true);
    copyFileSync(pathOf(foreign, strange.id), pathOf(home, strange.id));
    expect(await isFound(spool, strange.id, strange)).toBe(true);
    renameSync(pathOf(home, other.id), join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), pathOf(home, other.id));
    await expect(whole(spool, other.id)).rejects.toMatchObject({ code: 'state-unusable' });
  });

  test('nothing of a chunk is given before all of it was checked', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const bytes = random(4 * CHUNK_BYTES);
    const { id } = await putFile(spool, bytes);
    const bad = readFileSync(pathOf(home, id));
    bad[HEADER_BYTES + 2 * SEALED_CHUNK_BYTES + 60_000]! ^= 1;
    writeFileSync(pathOf(home, id), bad);
    const given: Uint8Array[] = [];
    await expect(
      (async () => {
        for await (const piece of spool.read(id)) given.push(piece);
      })(),
    ).rejects.toMatchObject({ facts: { damaged: true } });
    expect(Buffer.concat(given).equals(bytes.subarray(0, 2 * CHUNK_BYTES))).toBe(true);
  });
});

describe('a file that the disk keeps otherwise than it was written', () => {
  test.each([0, 9, HEADER_BYTES + 3, HEADER_BYTES + SEALED_CHUNK_BYTES + 3])(
    'is found by reading it back: byte %i',
    async (at) => {
      const home = newHome();
      const spool = await openSpool(home);
      const writer = await spool.create();
      await writer.write(random(3 * CHUNK_BYTES));
      await writer.sync();
      const path = `${pathOf(home, writer.id)}.partial`;
      const handle = openSync(path, 'r+');
      const byte = Buffer.alloc(1);
      readSync(handle, byte, 0, 1, at);
      byte[0]! ^= 16;
      writeSync(handle, byte, 0, 1, at);
      closeSync(handle);
      await expect(writer.commit()).rejects.toMatchObject({ code: 'state-unusable', facts: { damaged: true } });
      expect([await spool.ids(), namesIn(home)]).toEqual([[], ['key.check']]);
    },
  );
});

describe('sealed documents', () => {
  test('open where they belong, with the key that sealed them, unchanged', async () => {
    const home = newHome();
    const spool = await openSpool(home);
    const bytes = Buffer.from('{"a":1}');
    const sealed = spool.seal(bytes, 'row 1');
    const again = await openSpool(home);
    expect(Buffer.from(again.open(sealed, 'row 1')).equals(bytes)).toBe(true);
    expect(Buffer.from(spool.open(spool.seal(bytes))).equals(bytes)).toBe(true);
    expect(Buffer.from(spool.seal(bytes, 'row 1')).equals(sealed)).toBe(false);
    expect(Buffer.from(sealed).includes(bytes.subarray(1, 5))).toBe(false);
    const foreign = await openSpool(newHome());
    const refused = expect.objectContaining({ code: 'state-unusable' });
    expect(() => spool.open(sealed, 'row 2')).toThrow(refused);
    expect(() => foreign.open(sealed, 'row 1')).toThrow(refused);
    for (let at = 0; at < sealed.length; at++) {
      expect(() => spool.open(sealed.subarray(0, at), 'row 1')).toThrow(refused);
      const bad = Uint8Array.from(sealed);
      bad[at]! ^= 1;
      expect(() => spool.open(bad, 'row 1')).toThrow(refused);
    }
  });
});
