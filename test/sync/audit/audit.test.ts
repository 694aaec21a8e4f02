import { createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyHead } from '../../../src/consent/chain.ts';
import { dimensionNames, everything, nothing } from '../../../src/model/disclosure.ts';
import { consentSeed } from '../../../src/node/consent-keys.ts';
import {
  AUDIT_SCHEMA,
  AuditLog,
  auditCheckpointLine,
  auditCheckpointOf,
  auditSigning,
} from '../../../src/sync/audit/audit.ts';
import { type AuditEntry, auditKinds, checkedAuditEntry } from '../../../src/sync/audit/audit-entry.ts';
import { temporaryFolder } from '../../node/harness.ts';

const root = new Uint8Array(32).fill(4);
const signing = auditSigning(root);
const because = Object.fromEntries(dimensionNames.map((dimension) => [dimension, 'level'])) as AuditEntry['because'];

const whole: AuditEntry = {
  ...{ kind: 'release', atS: 1_700_000_000, item: '0123456789abcdef'.repeat(2), upload: 'To-maker-1' },
  ...{ purpose: 'product-improvement', recipient: 'manufacturer', disclosure: nothing, because: because! },
  ...{ grant: '0123456789abcdef', reason: 'withheld', counts: { kept: 1, changed: 2, dropped: 3 } },
  ...{ outputSha256: 'ab'.repeat(32), bytes: 4, verified: 'hash', removal: 'kept' },
};
const entryOf = (atS: number, kind: AuditEntry['kind'] = 'release'): AuditEntry => ({ kind, atS, upload: 'u' });

function newLog(file = ':memory:'): { database: Database.Database; log: AuditLog } {
  const database = new Database(file);
  database.exec(`CREATE TABLE items (id INTEGER PRIMARY KEY, state TEXT) STRICT;${AUDIT_SCHEMA}`);
  return { database, log: new AuditLog(database, signing) };
}

/** A log that says something else, as one who can write the file might make it. */
function forge(database: Database.Database, change: string, ...values: unknown[]): void {
  for (const trigger of ['audit_no_change', 'audit_no_removal', 'audit_in_order'])
    database.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
  expect(database.prepare(change).run(...values).changes).toBeGreaterThan(0);
}

describe('the log', () => {
  test('gives back what was added, in order and in pages', async () => {
    const { log } = newLog();
    expect([log.head(), log.checkpoint(), log.entries(0, 10)]).toEqual([emptyHead, undefined, []]);
    const entries = [whole, ...auditKinds.map((kind, at) => entryOf(at, kind))];
    for (const entry of entries) log.append(entry);
    expect(log.entries(0, 100)).toEqual(entries.map((entry, at) => ({ sequence: at + 1, entry })));
    expect(log.entries(3, 2).map(({ sequence }) => sequence)).toEqual([4, 5]);
    expect(await log.verify(log.checkpoint())).toEqual({ isValid: true, head: log.head() });
    expect(log.head().sequence).toBe(entries.length);
  });

  test('is a chain that is verified by hand with OpenSSL, under a key of its own', () => {
    const { log, database } = newLog();
    for (const atS of [1, 2, 3]) log.append({ ...whole, atS });
    const lines = database.prepare<[], string>('SELECT line FROM audit ORDER BY sequence').pluck().all();
    const x = Buffer.from(log.publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    let previous = '0'.repeat(64);
    for (const [index, line] of lines.entries()) {
      const [, record, signature] = /^\{"record": (.*),"signature": "([0-9a-f]{128})"\}$/.exec(line)!;
      expect(JSON.parse(record!)).toMatchObject({
        sequence: index + 1,
        previous,
        body: { kind: 'release', atS: index + 1 },
      });
      const hash = createHash('sha256').update(record!).digest();
      expect(verify(null, hash, key, Buffer.from(signature!, 'hex'))).toBe(true);
      previous = hash.toString('hex');
    }
    expect(log.head().hash).toBe(previous);
    const seed = Buffer.from(hkdfSync('sha256', root, '', 'flightveil/1/audit-signing\0', 32));
    expect(seed.equals(consentSeed(root))).toBe(false);
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    const derived = createPublicKey({ key: pkcs8, format: 'der', type: 'pkcs8' } as never).export({ format: 'jwk' });
    expect(derived.x).toBe(x);
  });

  test('refuses to change, remove or skip an entry', () => {
    const { log, database } = newLog();
    log.append(entryOf(1));
    log.append(entryOf(2));
    for (const statement of [
      "UPDATE audit SET line = '' WHERE sequence = 2",
      'DELETE FROM audit WHERE sequence = 2',
      'DELETE FROM audit',
      "INSERT INTO audit (sequence, line) VALUES (4, '')",
      "INSERT OR REPLACE INTO audit (sequence, line) VALUES (2, '')",
    ]) {
      expect(() => database.exec(statement)).toThrow(/entries are/);
    }
    expect(log.head().sequence).toBe(2);
  });

  test('is one transaction with what it allows', () => {
    const { log, database } = newLog(join(temporaryFolder(), 'queue.sqlite'));
    database.exec("INSERT INTO items VALUES (1, 'checked')");
    const move = database.transaction((state: string, fail: boolean) => {
      database.prepare('UPDATE items SET state = ?').run(state);
      log.append(entryOf(1));
      if (fail) throw new Error('killed');
    });
    expect(() => move.immediate('audited', true)).toThrow('killed');
    const state = () => database.prepare('SELECT state FROM items').pluck().get();
    expect([state(), log.head().sequence]).toEqual(['checked', 0]);
    move.immediate('audited', false);
    expect([state(), log.head().sequence]).toEqual(['audited', 1]);
    // What is no entry undoes the state with it.
    const wrong = database.transaction(() => {
      database.prepare("UPDATE items SET state = 'gone'").run();
      log.append({ ...entryOf(1), path: '/home' } as never);
    });
    expect(() => wrong.immediate()).toThrow(expect.objectContaining({ code: 'usage' }));
    expect([state(), log.head().sequence]).toEqual(['audited', 1]);
  });

  test('is continued by several writers in turn, each of whom reads its end anew', async () => {
    const file = join(temporaryFolder(), 'queue.sqlite');
    const one = newLog(file);
    one.database.pragma('journal_mode = WAL');
    const other = new AuditLog(new Database(file), signing);
    for (let turn = 0; turn < 20; turn++) (turn % 3 === 0 ? one.log : other).append(entryOf(turn));
    expect(await other.verify()).toEqual({ isValid: true, head: one.log.head() });
    expect(one.log.entries(0, 50).map(({ entry }) => entry.atS)).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });
});

describe('what was tampered with is found', () => {
  test('every flipped bit of every byte, at that entry or the next', async () => {
    const { log, database } = newLog();
    log.append(entryOf(1));
    log.append(entryOf(2, 'refusal'));
    const [first] = [...log.lines()];
    const missed: number[] = [];
    const bytes = Buffer.from(first!);
    forge(database, 'UPDATE audit SET line = ? WHERE sequence = 1', first);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const bad = Buffer.from(bytes);
      bad[bit >> 3]! ^= 1 << (bit & 7);
      database.prepare('UPDATE audit SET line = ? WHERE sequence = 1').run(bad.toString('latin1'));
      if ((await log.verify()).isValid) missed.push(bit);
    }
    expect(missed).toEqual([]);
    database.prepare('UPDATE audit SET line = ? WHERE sequence = 1').run(first);
    expect(await log.verify()).toMatchObject({ isValid: true });
  });

  test('removed, exchanged and repeated entries, and those of another key', async () => {
    const fresh = () => {
      const made = newLog();
      for (const atS of [1, 2, 3, 4]) made.log.append(entryOf(atS));
      return made;
    };
    const removed = fresh();
    forge(removed.database, 'DELETE FROM audit WHERE sequence = 2');
    expect(await removed.log.verify()).toEqual({ isValid: false, sequence: 2, fault: 'out-of-order' });
    const repeated = fresh();
    forge(repeated.database, 'UPDATE audit SET line = (SELECT line FROM audit WHERE sequence = 2) WHERE sequence = 3');
    expect(await repeated.log.verify()).toEqual({ isValid: false, sequence: 3, fault: 'out-of-order' });
    const made = newLog();
    const stranger = new AuditLog(made.database, auditSigning(new Uint8Array(32)));
    stranger.append(entryOf(1));
    expect(await made.log.verify()).toEqual({ isValid: false, sequence: 1, fault: 'signature-wrong' });
  });

  test('a log that was cut shorter or written anew, by a checkpoint that somebody kept, and by nothing else', async () => {
    const { log, database } = newLog();
    for (const atS of [1, 2, 3, 4]) log.append(entryOf(atS));
    const line = auditCheckpointLine(log.checkpoint()!);
    expect(line).toMatch(/^flightveil-audit 1 4 [0-9a-f]{64} [0-9a-f]{128}$/);
    const checkpoint = auditCheckpointOf(` ${line}\n`);
    log.append(entryOf(5));
    expect(await log.verify(checkpoint)).toMatchObject({ isValid: true });
    forge(database, 'DELETE FROM audit WHERE sequence > 3');
    expect(await log.verify()).toMatchObject({ isValid: true });
    expect(await log.verify(checkpoint)).toEqual({ isValid: false, sequence: 4, fault: 'truncated' });
    for (const atS of [7, 8]) log.append(entryOf(atS));
    expect(await log.verify()).toMatchObject({ isValid: true });
    expect(await log.verify(checkpoint)).toEqual({ isValid: false, sequence: 4, fault: 'not-the-checkpoint' });
    for (const bad of [line.replace('audit', 'consent'), line.slice(1), `${line}0`, '']) {
      expect(() => auditCheckpointOf(bad)).toThrow(expect.objectContaining({ code: 'usage' }));
    }
  });

  test('nothing is added to a log whose end is not as it was written', () => {
    const { log, database } = newLog();
    log.append(entryOf(1));
    const [line] = [...log.lines()];
    forge(database, 'UPDATE audit SET line = ?', line!.replace('"atS": 1', '"atS": 2'));
    for (const work of [() => log.append(entryOf(2)), () => log.head(), () => log.checkpoint()]) {
      expect(work).toThrow(expect.objectContaining({ code: 'state-unusable' }));
    }
    database.prepare('UPDATE audit SET line = ?').run(line);
    log.append(entryOf(2));
    expect(log.head().sequence).toBe(2);
  });
});

describe('an entry', () => {
  test('has known members of known form only; errors name the member, never the value', () => {
    expect(checkedAuditEntry(whole)).toEqual(whole);
    expect(checkedAuditEntry({ ...whole, disclosure: everything })).toEqual({ ...whole, disclosure: everything });
    const { secrets: _, ...without } = because!;
    const wrong: [string, unknown][] = [
      ['the entry', { ...whole, path: '/home/ada/hush.ulg' }],
      ['the entry', { ...whole, file: 'hush.ulg' }],
      ['kind', { ...whole, kind: 'hush' }],
      ['atS', { ...whole, atS: 1.5 }],
      ['atS', { ...whole, atS: -1 }],
      ['item', { ...whole, item: 'hush' }],
      ['upload', { ...whole, upload: '/hush' }],
      ['upload', { ...whole, upload: 'x'.repeat(65) }],
      ['purpose', { ...whole, purpose: 'Hush Hush' }],
      ['recipient', { ...whole, recipient: '' }],
      ['reason', { ...whole, reason: 'ENOENT: /home/hush' }],
      ['grant', { ...whole, grant: 'hush' }],
      ['disclosure.place', { ...whole, disclosure: { ...nothing, place: 'hush' } }],
      ['disclosure', { ...whole, disclosure: { ...nothing, hush: 'none' } }],
      ['because.secrets', { ...whole, because: without }],
      ['because.place', { ...whole, because: { ...because, place: '/hush' } }],
      ['counts', { ...whole, counts: { kept: 1, changed: 1, dropped: 1, hush: 1 } }],
      ['counts.kept', { ...whole, counts: { kept: -1, changed: 1, dropped: 1 } }],
      ['outputSha256', { ...whole, outputSha256: 'AB'.repeat(32) }],
      ['bytes', { ...whole, bytes: 0.5 }],
      ['verified', { ...whole, verified: 'hush' }],
      ['removal', { ...whole, removal: 'hush' }],
      ['the entry', 'hush'],
    ];
    for (const [member, value] of wrong) {
      const matches = expect.objectContaining({
        code: 'usage',
        facts: { member },
        message: expect.not.stringMatching(/hush|home/i),
      });
      expect(() => checkedAuditEntry(value), member).toThrow(matches);
      expect(() => newLog().log.append(value as never)).toThrow(matches);
    }
  });

  test('takes at most two kilobytes and a half', () => {
    const longest = {
      ...whole,
      upload: 'x'.repeat(64),
      because: Object.fromEntries(dimensionNames.map((name) => [name, 'x'.repeat(64)])),
    };
    const { log } = newLog();
    log.append(longest as AuditEntry);
    expect([...log.lines()][0]!.length).toBeLessThan(2560);
  });

  test('of any form comes back as it was', () => {
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const words = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,63}$/);
    const { log } = newLog();
    const entries = fc.record({
      kind: fc.constantFrom(...auditKinds),
      atS: fc.integer({ min: 0, max: 253_402_300_799 }),
      upload: fc.stringMatching(/^[A-Za-z0-9-]{1,64}$/),
      purpose: maybe(words),
      reason: maybe(words),
      bytes: maybe(fc.maxSafeNat()),
    });
    fc.assert(
      fc.property(entries, (entry) => {
        log.append(entry as AuditEntry);
        const kept = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
        expect(log.entries(log.head().sequence - 1, 1)[0]!.entry).toEqual(kept);
      }),
      { numRuns: 100 },
    );
  });
});
