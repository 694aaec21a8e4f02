import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { mustBeFew } from '../../src/cli/unlocks-export.ts';
import { openConsent } from '../../src/node/consent-keys.ts';
import { unlockLogsIn, withLog } from '../../src/node/unlock-logs.ts';
import { flightveil, put, type Said, temporaryFolder } from '../node/harness.ts';
import { bareEvent, entry, fullEvent, NOW_S } from '../unlock/log/samples.ts';

let folder: string;
let home: string;
const say = (...args: string[]): Promise<Said> => flightveil(['--home', home, ...args]);
/** Whose flights they are: for somebody who has not said his age nothing is released without a guardian. */
const adult = (): Promise<Said> => say('consent', 'subject', '--name', 'me', '--age-band', 'adult');

beforeEach(async () => {
  folder = temporaryFolder();
  home = join(folder, 'home');
  const entries = [entry(0, fullEvent), entry(1, bareEvent), entry(2, { ...fullEvent, person: 'Zoë ✈' }), entry(3)];
  await withLog(home, 'self', ({ log }) => log.append(entries));
});

/** What the ledger has of releases out of the log. */
async function releases(): Promise<readonly unknown[]> {
  const ledger = await openConsent(home);
  try {
    return await ledger.releasesOf('unlock-log');
  } finally {
    ledger.close();
  }
}

describe('export', () => {
  test('has a proof a line, each the one that prove makes, of all that have values', async () => {
    await withLog(home, 'self', ({ log }) => log.deleteValues([1], { because: 'person', nowS: NOW_S }));
    const { code, out } = await say('unlocks', 'export');
    expect(code).toBe(0);
    const { proofs, checkpoint } = JSON.parse(out);
    expect(proofs.map(({ index }: { index: number }) => index)).toEqual([0, 2, 3, 4]);
    expect(out.split('\n').filter((line) => line.startsWith('{"form":'))).toHaveLength(4);
    expect(out).not.toMatch(/[^\n -~]/);
    for (const proof of proofs) {
      const alone = await say('unlocks', 'prove', String(proof.index), '--disclose', 'all');
      expect(JSON.parse(alone.out)).toEqual(proof);
    }
    const file = put(folder, 'export.json', out);
    const verified = await say('unlocks', 'verify', file, '--checkpoint', put(folder, 'cp', checkpoint), '--json');
    expect(JSON.parse(verified.out).entries).toHaveLength(4);
  });

  test('of nothing is a document without proofs', async () => {
    const { code, out } = await say('unlocks', 'export', '--area', 'none');
    expect([code, JSON.parse(out).proofs]).toEqual([0, []]);
  });

  test('is refused beyond 80 000 entries', () => {
    expect(mustBeFew(new Array(80_000))).toHaveLength(80_000);
    expect(() => mustBeFew(new Array(80_001))).toThrow(/more than 80000/);
  });
});

describe('prove for a recipient', () => {
  beforeEach(async () => {
    await adult();
    expect((await say('unlocks', 'export', '--recipient', 'manufacturer')).code).toBe(0);
  });

  test('shows what an export for it shows, and no more, and the release is recorded', async () => {
    const before = (await releases()).length;
    const exported = JSON.parse((await say('unlocks', 'export', '--recipient', 'manufacturer')).out);
    expect(await releases()).toHaveLength(before + 1);
    const { code, out, err } = await say('unlocks', 'prove', '0', '--disclose', 'all', '--recipient', 'manufacturer');
    expect(code).toBe(0);
    expect(err).toMatch(/^Not disclosed to this recipient: .*person/);
    const shown = Object.entries<object>(JSON.parse(out).fields).flatMap(([field, one]) =>
      'value' in one ? [field] : [],
    );
    expect(shown.sort()).toEqual([...exported.disclosed].sort());
    expect(out).not.toContain('Quuxbury');
    expect(await releases()).toHaveLength(before + 2);
  });

  test('is withheld where nothing that was asked for may be shown, and nothing is recorded', async () => {
    const before = (await releases()).length;
    const asked = ['unlocks', 'prove', '0', '--disclose', 'person', '--recipient', 'manufacturer'];
    expect(await say(...asked)).toMatchObject({ code: 3, out: '' });
    expect(await releases()).toHaveLength(before);
  });
});

describe('a log that there is not', () => {
  test.each([
    ['checkpoint', []],
    ['tiles', ['-o', 'tiles']],
  ])('is not made by %s: it says which there are', async (command, rest) => {
    const { code, out, err } = await say('unlocks', command, ...rest, '--recipient', 'manufacturre');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/no geofence-unlock log of this name.*There are: self\./s);
    expect(await unlockLogsIn(home)).toEqual(['self']);
  });
});
