import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { isFull } from '../../../src/sync/spool/spool.ts';
import { childFile, ended } from './spool-runs.ts';

/** Ways to a shell that may mount file systems for itself alone: as anybody, and as root where users may not. */
const namespaces = [
  ['--user', '--map-root-user', '--mount', 'sh', '-c'],
  ['--mount', 'sh', '-c'],
];
const inOwnNamespace = namespaces.find(
  (way) => spawnSync('unshare', [...way, 'mount -t tmpfs none /mnt']).status === 0,
);
const canMount = inOwnNamespace !== undefined;
if (!canMount && process.env.CI) throw new Error('a small disk cannot be mounted here');
if (!canMount) console.warn('LEFT OUT, a small disk cannot be mounted here: a full disk');

test.runIf(canMount)(
  'on a full disk what was committed stays, what does not fit leaves nothing, and when there is room again all goes on',
  async () => {
    const disk = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
    onTestFinished(() => rmSync(disk, { recursive: true, force: true }));
    // 512 KiB: the long file fits, the huge one does not; then not even the short one until the filling is taken away.
    const script = `
    mount -t tmpfs -o size=512k,mode=700 none "$0" && cd "$0" || exit 9
    run() { "$@"; echo "names $(ls -A home/spool | wc -l)"; }
    run "$1" "$2" "$0/home" open commit:long commit:huge commit:short
    cat /dev/zero > filling 2>/dev/null
    run "$1" "$2" "$0/home" open commit:huge commit:other
    rm filling
    run "$1" "$2" "$0/home" open commit:other remove
  `;
    const run = await ended('unshare', [...inOwnNamespace!, script, disk, process.execPath, await childFile()]);
    const full = 'state-unusable ENOSPC true';
    const done = (step: string) => expect.stringMatching(`^done ${step} [0-9a-f]{32} `);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.said).toEqual([
      ...['done open', done('commit:long'), `failed commit:huge ${full}`, done('commit:short'), 'names 3'],
      ...['done open', `failed commit:huge ${full}`, `failed commit:other ${full}`, 'names 3'],
      ...['done open', done('commit:other'), 'done remove', 'names 3'],
    ]);
  },
);

test('whether something failed for want of room is told from all else', () => {
  const errorOf = (system: string) => new FlightveilError('state-unusable', '', { facts: { system } });
  expect(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].map((code) => isFull(errorOf(code)))).toEqual([true, true, true]);
  expect(isFull(errorOf('EIO'))).toBe(false);
  expect([new FlightveilError('state-unusable', ''), new Error('ENOSPC'), undefined].map(isFull)).toEqual([
    false,
    false,
    false,
  ]);
});
