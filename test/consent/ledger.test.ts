import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { countersignedBytes } from '../../src/consent/countersign.ts';
import type { Collected } from '../../src/consent/entries.ts';
import type { Grant } from '../../src/consent/grant.ts';
import { ConsentLedger } from '../../src/consent/ledger.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { MemoryLedgerStore } from '../../src/consent/store.ts';
import { levels } from '../../src/policy/levels.ts';
import {
  at,
  emptyLedger,
  hashOf,
  ledgerWithNotice,
  linesOf,
  notice,
  START_S,
  seedOf,
  signing,
  square,
  terms,
} from './samples.ts';

const guardian = neutralSigning(seedOf(9));
const signedBy = (who: typeof guardian, grant: Grant, name = 'Bea') => ({
  grant: grant.id,
  guardian: name,
  publicKey: bytesToHex(who.publicKey),
  signature: bytesToHex(who.sign(countersignedBytes(grant))),
});

test('an empty ledger allows nothing and forbids nothing', async () => {
  const { ledger } = emptyLedger();
  expect(await ledger.state(5)).toEqual({ grants: [], bars: [], subject: undefined, latestS: 5 });
  expect(await ledger.checkpoint()).toBeUndefined();
  expect(await ledger.verify()).toMatchObject({ isValid: true, head: { sequence: 0 } });
});

test('what was said is read back by another reader of the same store, to the last member', async () => {
  const { ledger, store } = await ledgerWithNotice();
  const scope = {
    flights: ['f1'],
    aircraft: ['a1', 'a2'],
    areas: [
      square(8.123_456_789, -47.000_000_1),
      { type: 'MultiPolygon', coordinates: [square(-0.1, 1e-7).coordinates] },
    ],
    flownFromS: START_S,
    flownUntilS: START_S + 5,
  } as const;
  const grant = await ledger.grant(terms({ scope, validUntilS: START_S + 1000 }), at(1));
  await ledger.declareSubject({ name: 'Ada', ageBand: 'adult', residence: 'CH' }, at(2));
  const bar = await ledger.restrict({ subject: 'Ada', scope }, at(3));
  const state = await new ConsentLedger(store, signing).state(START_S + 4);
  expect(grant.id).toMatch(/^[0-9a-f]{16}$/);
  expect(state).toEqual({
    grants: [
      {
        grant: { ...terms({ scope, validUntilS: START_S + 1000 }), id: grant.id },
        isNoticeCurrent: true,
        isCountersigned: false,
      },
    ],
    bars: [{ id: bar, kind: 'restriction', subject: 'Ada', scope }],
    subject: { name: 'Ada', ageBand: 'adult', residence: 'CH' },
    latestS: START_S + 4,
  });
});

test('a withdrawal holds at once, and for ever', async () => {
  const { ledger } = await ledgerWithNotice();
  const grant = await ledger.grant(terms(), at(1));
  await ledger.withdraw(grant.id, at(2));
  expect((await ledger.state(START_S + 2)).grants).toEqual([]);
  await expect(ledger.withdraw(grant.id, at(3))).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/withdrawn/),
  });
  const again = await ledger.grant(terms(), at(4));
  expect(again.id).not.toBe(grant.id);
  expect((await ledger.state(START_S + 5)).grants.map((standing) => standing.grant.id)).toEqual([again.id]);
});

describe('a refusal', () => {
  const { subject, purpose, recipient } = terms();

  test('withdraws what says otherwise, and ends with a later grant of the same', async () => {
    const { ledger } = await ledgerWithNotice();
    await ledger.grant(terms(), at(1));
    const other = await ledger.grant(terms({ recipient: 'researcher' }), at(1));
    await ledger.refuse({ subject, purpose, recipient }, at(2));
    const refused = await ledger.state(0);
    expect(refused.bars).toHaveLength(1);
    expect(refused.grants.map(({ grant }) => grant.id)).toEqual([other.id]);
    await ledger.grant(terms({ subject: 'Cyd' }), at(3));
    await ledger.grant(terms({ purpose: 'activation' }), at(3));
    await ledger.grant(terms({ recipient: 'public' }), at(3));
    expect((await ledger.state(0)).bars).toHaveLength(1);
    await ledger.grant(terms(), at(4));
    expect((await ledger.state(0)).bars).toEqual([]);
  });

  test.each([
    ['any recipient', { subject, purpose }],
    ['any purpose', { subject, recipient }],
    ['certain flights', { subject, purpose, recipient, scope: { flights: ['f'] } }],
  ])('of %s ends by lifting only', async (_, bar) => {
    const { ledger } = await ledgerWithNotice();
    const id = await ledger.refuse(bar, at(1));
    await ledger.grant(terms(), at(2));
    expect((await ledger.state(0)).bars).toMatchObject([{ id }]);
    await ledger.lift(id, at(3));
    expect((await ledger.state(0)).bars).toEqual([]);
    await expect(ledger.lift(id, at(4))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/ended already/),
    });
  });
});

test('objections, restrictions and opt-outs are not ended by a grant', async () => {
  const { ledger } = await ledgerWithNotice();
  const { subject, purpose, recipient } = terms();
  await ledger.object({ subject, purpose, recipient }, at(1));
  await ledger.restrict({ subject, purpose, recipient }, at(1));
  await ledger.optOut({ subject, purpose, recipient, signal: 'global-privacy-control' }, at(1));
  await ledger.grant(terms(), at(2));
  expect((await ledger.state(0)).bars.map(({ kind }) => kind)).toEqual(['objection', 'restriction', 'opt-out']);
});

test('a newer notice suspends until it is confirmed, and the next one again', async () => {
  const { ledger } = await ledgerWithNotice();
  const { id } = await ledger.grant(terms(), at(1));
  const isCurrent = async (): Promise<boolean> => (await ledger.state(0)).grants[0]!.isNoticeCurrent;
  await ledger.addNotice(notice('9', hashOf('9'), 'another'), at(2));
  expect(await isCurrent()).toBe(true);
  await ledger.addNotice(notice('2'), at(2));
  expect(await isCurrent()).toBe(false);
  await expect(ledger.confirm(id, hashOf('1'), at(3))).rejects.toMatchObject({ code: 'usage' });
  await expect(ledger.confirm(id, hashOf('9'), at(3))).rejects.toMatchObject({ code: 'usage' });
  await ledger.confirm(id, hashOf('2'), at(3));
  expect(await isCurrent()).toBe(true);
  await ledger.addNotice(notice('3'), at(4));
  expect(await isCurrent()).toBe(false);
});

describe('a countersignature', () => {
  test("counts if it is a guardian's own over this very grant", async () => {
    const { ledger } = await ledgerWithNotice();
    const grant = await ledger.grant(terms(), at(1));
    await ledger.countersign(signedBy(guardian, grant), at(2));
    expect((await ledger.state(0)).grants[0]!.isCountersigned).toBe(true);
  });

  test('is refused otherwise', async () => {
    const { ledger } = await ledgerWithNotice();
    const grant = await ledger.grant(terms(), at(1));
    const other = await ledger.grant(terms(), at(1));
    const right = signedBy(guardian, grant);
    for (const wrong of [
      { ...right, grant: other.id },
      { ...right, signature: `${right.signature.startsWith('0') ? '1' : '0'}${right.signature.slice(1)}` },
      { ...right, publicKey: hashOf('0') },
      signedBy(guardian, { ...grant, ceiling: levels.full }),
      signedBy(signing, grant),
      // A key of small order (the neutral element), for which this signs every message.
      { ...right, publicKey: `01${'0'.repeat(62)}`, signature: `01${'0'.repeat(126)}` },
      signedBy(guardian, grant, 'Ada'),
    ]) {
      await expect(ledger.countersign(wrong, at(2))).rejects.toMatchObject({ code: 'usage' });
    }
    expect((await ledger.state(0)).grants.some(({ isCountersigned }) => isCountersigned)).toBe(false);
  });
});

describe('a release', () => {
  const { purpose, recipient } = terms();
  const release = { flight: 'f1', purpose, recipient, disclosure: levels.dynamics };

  test('is kept by flight', async () => {
    const { ledger } = await ledgerWithNotice();
    const { id } = await ledger.grant(terms(), at(1));
    await ledger.recordRelease({ ...release, grant: id, outputSha256: hashOf('a') }, at(2));
    await ledger.recordRelease({ ...release, flight: 'f2' }, at(3));
    expect(await ledger.releasesOf('f1')).toMatchObject([{ grant: id, disclosure: levels.dynamics, ...at(2) }]);
    expect(await ledger.releasesOf('f3')).toEqual([]);
  });

  test('is refused under a grant that does not cover it, or not any more', async () => {
    const { ledger } = await ledgerWithNotice();
    const { id } = await ledger.grant(terms({ validFromS: START_S + 10, validUntilS: START_S + 20 }), at(1));
    const under = { ...release, grant: id };
    const refused = async (said: typeof under, offsetS: number): Promise<void> => {
      await expect(ledger.recordRelease(said, at(offsetS))).rejects.toMatchObject({ code: 'withheld' });
    };
    await refused(under, 9);
    await ledger.recordRelease(under, at(10));
    await refused({ ...under, purpose: 'activation' }, 11);
    await refused({ ...under, recipient: 'public' }, 11);
    await refused({ ...under, disclosure: { ...levels.dynamics, text: 'exact' } }, 11);
    await ledger.recordRelease(under, at(19));
    await refused(under, 20);
    await ledger.markTime(at(20));
    await refused(under, 19);
    expect(await ledger.releasesOf('f1')).toHaveLength(2);
  });

  test('is refused under a grant that was withdrawn a moment ago, by another process', async () => {
    const { ledger, store } = await ledgerWithNotice();
    const { id } = await ledger.grant(terms(), at(1));
    await new ConsentLedger(store, signing).withdraw(id, at(2));
    await expect(ledger.recordRelease({ ...release, grant: id }, at(2))).rejects.toMatchObject({ code: 'withheld' });
  });
});

test('time is marked, and marked only forward', async () => {
  const { ledger } = emptyLedger();
  await ledger.markTime(at(100));
  await ledger.markTime(at(50));
  expect(await ledger.state(START_S)).toMatchObject({ latestS: START_S + 100 });
  expect(await linesOf(ledger)).toHaveLength(1);
});

describe('what contradicts itself or the ledger is refused before anything is written', () => {
  const ring = square(8, 47).coordinates[0]!;
  const wrong: [string, Partial<Omit<Grant, 'id'>>][] = [
    ['ends before it begins', { validUntilS: START_S - 1 }],
    ['ends when it begins', { validUntilS: START_S }],
    ['will end when it begins', { validFromS: START_S + 50, validUntilS: START_S + 50 }],
    ['has ended already', { validFromS: START_S - 100, validUntilS: START_S + 1 }],
    ['begins at no date', { validFromS: Number.NaN }],
    ['begins at half a second', { validFromS: START_S + 0.5 }],
    ['begins before 1970', { validFromS: -1 }],
    ['names no area', { scope: { areas: [] } }],
    ['names no flight', { scope: { flights: [] } }],
    ['has an open ring', { scope: { areas: [{ type: 'Polygon', coordinates: [[...ring.slice(0, 4), [8.01, 47]]] }] } }],
    [
      'has a ring open to the north',
      { scope: { areas: [{ type: 'Polygon', coordinates: [[...ring.slice(0, 4), [8, 47.01]]] }] } },
    ],
    ['has a short ring', { scope: { areas: [{ type: 'Polygon', coordinates: [[ring[0]!, ring[1]!, ring[0]!]] }] } }],
    [
      'has an area of nothing',
      { scope: { areas: [{ type: 'Polygon', coordinates: [[ring[0]!, ring[1]!, ring[1]!, ring[0]!]] }] } },
    ],
    ['has a place that is none', { scope: { areas: [square(200, 47)] } }],
    ['has flights that end before they begin', { scope: { flownFromS: 5, flownUntilS: 5 } }],
    ['knows no such step', { ceiling: { ...levels.dynamics, place: 'everywhere' as 'exact' } }],
    ['lacks a dimension', { ceiling: { place: 'exact' } as never }],
    ['has an unknown notice', { noticeSha256: hashOf('f') }],
    ['has no purpose', { purpose: '' }],
    ['has members that are not known', { revocable: false } as never],
  ];

  test.each(wrong)('a grant that %s', async (_, changes) => {
    const { ledger } = await ledgerWithNotice();
    await ledger.markTime(at(10));
    await expect(ledger.grant(terms(changes), at(1))).rejects.toMatchObject({ name: 'FlightveilError', code: 'usage' });
    expect(await linesOf(ledger)).toHaveLength(2);
    expect((await ledger.grant(terms(), at(1))).id).toBeDefined();
  });

  test('what refers to nothing', async () => {
    const { ledger } = await ledgerWithNotice();
    const id = '0'.repeat(16);
    await expect(ledger.withdraw(id, at(1))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/no grant/),
    });
    await expect(ledger.lift(id, at(1))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/nothing/),
    });
    await expect(ledger.confirm(id, hashOf('1'), at(1))).rejects.toMatchObject({ code: 'usage' });
    await expect(ledger.historyOf(id)).rejects.toMatchObject({ code: 'usage' });
    expect(await linesOf(ledger)).toHaveLength(1);
  });

  test.each<[string, Collected]>([
    ['no time', { collectedS: Number.NaN, how: 'app' }],
    ['no way', { collectedS: START_S, how: '' }],
  ])('what was collected at %s', async (_, collected) => {
    const { ledger } = emptyLedger();
    await expect(ledger.addNotice(notice('1'), collected)).rejects.toMatchObject({ code: 'usage' });
    expect(await linesOf(ledger)).toEqual([]);
  });

  test('and the error tells no value', async () => {
    const { ledger } = await ledgerWithNotice();
    const scope = { areas: [square(8.765_432_1, 91)] };
    const error: Error = await ledger.grant(terms({ scope, subject: 'Ada Secret' }), at(1)).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/8\.76|91|Secret/);
    expect(error.message).toContain('grant.scope.areas.0');
  });
});

describe('a store that fails', () => {
  class Failing extends MemoryLedgerStore {
    isFull = false;
    override async append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void> {
      await super.append(after, (newer) => {
        const built = build(newer);
        if (this.isFull) throw new Error('no room');
        return built;
      });
    }
  }

  test('leaves no trace of what was not kept', async () => {
    const store = new Failing();
    const ledger = new ConsentLedger(store, signing);
    await ledger.addNotice(notice('1'), at(0));
    store.isFull = true;
    await expect(ledger.grant(terms(), at(1))).rejects.toThrow('no room');
    expect((await ledger.state(0)).grants).toEqual([]);
    store.isFull = false;
    await ledger.grant(terms(), at(2));
    expect((await ledger.state(0)).grants).toHaveLength(1);
    expect(await ledger.verify()).toMatchObject({ isValid: true, head: { sequence: 2 } });
  });

  test('may ask for the lines again when another writer was faster', async () => {
    class Retrying extends MemoryLedgerStore {
      override async append(after: number, build: (newer: Iterable<string>) => readonly string[]): Promise<void> {
        build(this.read(after));
        await super.append(after, build);
      }
    }
    const store = new Retrying();
    const [a, b] = [new ConsentLedger(store, signing), new ConsentLedger(store, signing)];
    await a.addNotice(notice('1'), at(0));
    await b.grant(terms(), at(1));
    await a.grant(terms(), at(1));
    expect((await b.state(0)).grants).toHaveLength(2);
    expect(await a.verify()).toMatchObject({ isValid: true, head: { sequence: 3 } });
  });
});

test('two ledgers over one store see and respect each other', async () => {
  const { ledger: a, store } = await ledgerWithNotice();
  const b = new ConsentLedger(store, signing);
  const grant = await a.grant(terms(), at(1));
  await b.withdraw(grant.id, at(2));
  await expect(a.withdraw(grant.id, at(3))).rejects.toMatchObject({ message: expect.stringMatching(/withdrawn/) });
  await Promise.all([a, b, a, b].map((ledger) => ledger.grant(terms(), at(4))));
  expect((await a.state(0)).grants).toHaveLength(4);
  expect(await b.verify()).toMatchObject({ isValid: true, head: { sequence: 7 } });
});

test('every read notices a ledger of another key, a changed entry, and one that got shorter', async () => {
  const { ledger } = await ledgerWithNotice();
  await ledger.grant(terms(), at(1));
  const held = await linesOf(ledger);
  const other = new ConsentLedger(new MemoryLedgerStore(held), guardian);
  await expect(other.state(0)).rejects.toMatchObject({ code: 'state-unusable', facts: { sequence: 2 } });
  const changed = [held[0]!.replace('privacy', 'privately'), held[1]!];
  const tampered = new ConsentLedger(new MemoryLedgerStore(changed), signing);
  await expect(tampered.state(0)).rejects.toMatchObject({
    code: 'state-unusable',
    facts: { sequence: 2, fault: 'not-linked' },
  });
  await expect(tampered.markTime(at(9))).rejects.toMatchObject({ code: 'state-unusable' });
  await expect(new MemoryLedgerStore([held[0]!]).append(2, () => [])).rejects.toMatchObject({ code: 'state-unusable' });
});
