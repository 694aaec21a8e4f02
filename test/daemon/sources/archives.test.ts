import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../../../src/daemon/sources/archive.ts';
import { clearExtracts } from '../../../src/daemon/sources/extract-folder.ts';
import { openLog } from '../../../src/daemon/sources/open-log.ts';
import type { FlightveilError } from '../../../src/model/errors.ts';
import { put, reasonsOf, toldOf, type Watched, watched } from './harness.ts';
import { type ZipEntry, zip } from './zip-writer.ts';

/** What a look at one archive tells: logs, and problems with their reasons; those of unpacking are thrown at whoever takes the log. */
async function look(name: string, bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}, endings: string[] = []) {
  const it = watched({ source: { endings }, options: { limits: { ...ARCHIVE_LIMITS, ...limits } } });
  put(it.folder, name, bytes);
  await it.watcher.scanOnce();
  const thrown = it.problems.map(({ error }) => (error as FlightveilError | undefined)?.facts.reason);
  return { logs: toldOf(it), reasons: it.problems.map(({ reason }, at) => thrown[at] ?? reason), it };
}

const log = 'a log of some length. '.repeat(50);
const member: ZipEntry = { name: 'a.log', content: log };

describe('.zip', () => {
  test('each log in it, packed, stored, or once more in a .gz; known by its place', async () => {
    const inner = gzipSync(log);
    const entries = [
      member,
      { name: 'd/', content: '' },
      { name: 'd/b.log', content: 'two', isStored: true },
      { name: 'c.log.gz', content: inner },
    ];
    const { logs, reasons, it } = await look('x.zip', zip(entries));
    expect([logs, reasons]).toEqual([[`x.zip0=${log}`, 'x.zip2=two', `x.zip3=${log}`], []]);
    expect(await it.watcher.scanOnce()).toMatchObject({ known: 1, logs: 0 });
  });

  test('members by their endings', async () => {
    const entries = ['a.tlog', 'b.txt', 'c.TLOG.gz', '.d.tlog', 'e/f.tlog'].map((name) => ({
      name,
      content: name.endsWith('gz') ? gzipSync(name) : name,
    }));
    const { logs } = await look('x.zip', zip(entries), {}, ['.tlog']);
    expect(logs).toEqual(['x.zip0=a.tlog', 'x.zip2=c.TLOG.gz', 'x.zip4=e/f.tlog']);
  });

  test('a source that does not look into archives takes them for logs', async () => {
    const it = watched({ source: { archives: false } });
    put(it.folder, 'x.zip', 'no archive');
    await it.watcher.scanOnce();
    expect(toldOf(it)).toEqual(['x.zip=no archive']);
  });

  test.each<[string, string, Uint8Array, Partial<ArchiveLimits>?]>([
    ['no archive', 'archive-damaged', Buffer.from('nothing of the kind, and long enough for a directory')],
    ['cut off', 'archive-damaged', zip([member]).subarray(0, -5)],
    ['a directory that ends early', 'archive-damaged', zip([member], 2)],
    [
      'entries',
      'archive-too-many-entries',
      zip([member, { ...member, name: 'b' }, { ...member, name: 'c' }]),
      { entries: 2 },
    ],
    ['total', 'archive-too-large', zip([member, { ...member, name: 'b' }]), { totalBytes: 2_000 }],
    ['a bomb by its declared ratio', 'archive-ratio', zip([{ name: 'a', content: Buffer.alloc(3e6) }])],
    [
      'overlap: one stream, many entries',
      'archive-overlap',
      zip([member, { ...member, name: 'b.log', sharesFirst: true }]),
    ],
  ])('%s: %s, and nothing of it', async (_what, reason, bytes, limits) => {
    const { logs, reasons, it } = await look('x.zip', bytes, limits);
    expect([logs, reasons]).toEqual([[], [reason]]);
    // It is not read again before it changes.
    expect(await it.watcher.scanOnce()).toMatchObject({ known: 1, problems: 0 });
  });

  test.each<[string, string, ZipEntry, Partial<ArchiveLimits>?]>([
    ['encrypted', 'member-encrypted', { ...member, flags: 1 }],
    ['a link', 'member-link', { ...member, mode: 0o120777 }],
    ['a pipe', 'member-link', { ...member, mode: 0o010644 }],
    ['a name that leads out', 'member-name', { ...member, name: '../../a.log' }],
    ['a name that leads out, for Windows', 'member-name', { ...member, name: 'a\\..\\..\\b.log' }],
    ['an absolute name', 'member-name', { ...member, name: '/etc/a.log' }],
    ['a drive', 'member-name', { ...member, name: 'C:/a.log' }],
    ['an unknown method', 'member-method', { ...member, method: 14 }],
    ['a .zip in it', 'member-nested', { name: 'a.zip', content: zip([member]) }],
    ['a .gz in a .gz', 'member-nested', { name: 'a.gz.gz', content: gzipSync(gzipSync(log)) }],
    ['too large', 'member-too-large', member, { memberBytes: 1_000 }],
    ['a wrong CRC', 'archive-damaged', { ...member, crc32: 1 }],
    ['more bytes than declared', 'archive-damaged', { ...member, size: 500 }],
    ['fewer bytes than declared', 'archive-damaged', { ...member, size: 5_000 }],
    ['a .gz that is none', 'archive-damaged', { name: 'a.gz', content: log }],
    ['a .gz with a wrong CRC', 'archive-damaged', { name: 'a.gz', content: damaged(gzipSync(log)) }],
    ['a bomb in a .gz', 'archive-ratio', { name: 'a.gz', content: gzipSync(Buffer.alloc(3e6)) }],
    ['a bomb whose size is not declared', 'archive-damaged', { name: 'a', content: Buffer.alloc(3e6), size: 50 }],
  ])('%s: %s, and the others come', async (_what, reason, entry, limits) => {
    const good = { name: 'good.log', content: 'good' };
    const { logs, reasons } = await look('x.zip', zip([entry, good]), limits);
    expect([logs, reasons]).toEqual([['x.zip1=good'], [reason]]);
  });

  test('what members of a .gz unpack to counts to the total', async () => {
    const entries = ['a', 'b', 'c'].map((name) => ({ name: `${name}.gz`, content: gzipSync('x'.repeat(900)) }));
    const { logs, reasons } = await look('x.zip', zip(entries), { totalBytes: 2_000 });
    expect([logs.length, reasons]).toEqual([2, ['archive-too-large']]);
  });
});

describe('.gz', () => {
  test('one member and several', async () => {
    expect((await look('a.log.gz', gzipSync(log))).logs).toEqual([`a.log.gz0=${log}`]);
    const two = Buffer.concat([gzipSync('one '), gzipSync('two')]);
    expect((await look('a.log.gz', two)).logs).toEqual(['a.log.gz0=one two']);
  });

  test('by the ending of what is in it', async () => {
    expect((await look('a.tlog.gz', gzipSync('x'), {}, ['.tlog'])).logs).toHaveLength(1);
    expect((await look('a.txt.gz', gzipSync('x'), {}, ['.tlog'])).logs).toHaveLength(0);
  });

  test.each<[string, string, Uint8Array, Partial<ArchiveLimits>?]>([
    ['none', 'archive-damaged', Buffer.from('no gzip')],
    ['cut off', 'archive-damaged', gzipSync(log).subarray(0, -3)],
    ['a wrong CRC', 'archive-damaged', damaged(gzipSync(log))],
    ['rubbish behind it', 'archive-damaged', Buffer.concat([gzipSync(log), Buffer.from('rubbish behind it')])],
    ['zeros behind it', 'archive-damaged', Buffer.concat([gzipSync(log), Buffer.alloc(20)])],
    ['half a member behind it', 'archive-damaged', Buffer.concat([gzipSync(log), gzipSync(log).subarray(0, 12)])],
    ['too large', 'member-too-large', gzipSync(log), { memberBytes: 1_000 }],
    ['a bomb', 'archive-ratio', gzipSync(Buffer.alloc(5e6))],
    ['a bomb in many members', 'archive-ratio', Buffer.concat(Array(40).fill(gzipSync(Buffer.alloc(1e5))))],
  ])('%s: %s', async (_what, reason, bytes, limits) => {
    const { logs, reasons } = await look('a.gz', bytes, limits);
    expect([logs, reasons]).toEqual([[], [reason]]);
  });
});

describe('unpacked bytes', () => {
  test.runIf(process.platform === 'linux')(
    'stand in a file without a name, and are gone when it is closed',
    async () => {
      let names: string[] = [];
      let target = '';
      let gone = false;
      const it: Watched = watched({
        options: {
          onLog: async (found) => {
            const opened = await found.open();
            names = readdirSync(join(it.home, 'extract'));
            target = readlinkSync(opened.path);
            await opened.close();
            await opened.close();
            gone = !readdirSync('/proc/self/fd').some((fd) => linkOf(fd).startsWith(it.home));
          },
        },
      });
      put(it.folder, 'a.gz', gzipSync(log));
      await it.watcher.scanOnce();
      expect([names, gone, it.problems]).toEqual([[], true, []]);
      expect(target).toMatch(/\/extract\/[0-9a-f]{32}\.raw \(deleted\)$/);
    },
  );

  test('that a crash left are removed, and nothing else', async () => {
    const it = watched();
    await clearExtracts(it.home);
    writeFileSync(join(it.home, 'extract', `${'0'.repeat(32)}.raw`), 'raw');
    writeFileSync(join(it.home, 'extract', 'mine'), 'not ours');
    await it.watcher.scanOnce();
    expect(readdirSync(join(it.home, 'extract'))).toEqual(['mine']);
  });

  test('a log in an archive can be opened later, and not once the archive has changed', async () => {
    const it = watched();
    const path = put(it.folder, 'x.zip', zip([{ ...member, mode: 0o120777 }, member]));
    await it.watcher.scanOnce();
    expect(reasonsOf(it)).toEqual(['x.zip member-link']);
    const { identity } = it.known.get('card', path)!;
    await (await openLog({ path, member: 1, identity }, it)).close();
    await expect(openLog({ path, member: 0, identity }, it)).rejects.toMatchObject({ code: 'input-unreadable' });
    writeFileSync(path, zip([member]));
    await expect(openLog({ path, member: 1, identity }, it)).rejects.toMatchObject({ code: 'input-changed' });
  });
});

/** With another CRC-32. */
function damaged(gzip: Buffer): Buffer {
  gzip.writeUInt32LE((gzip.readUInt32LE(gzip.length - 8) ^ 1) >>> 0, gzip.length - 8);
  return gzip;
}

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
