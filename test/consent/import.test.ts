import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { countersignedBytes } from '../../src/consent/countersign.ts';
import type { ConsentLedger } from '../../src/consent/ledger.ts';
import { nativeSigning } from '../../src/node/consent-keys.ts';
import { at, emptyLedger, hashOf, ledgerWithNotice, linesOf, notice, START_S, seedOf, terms } from './samples.ts';

const [here, there, guardian] = [nativeSigning(seedOf(1)), nativeSigning(seedOf(2)), nativeSigning(seedOf(3))];
const options = { nowS: START_S + 500, publicKey: there.publicKey };
const ids = async (ledger: ConsentLedger): Promise<string[]> =>
  (await ledger.state(0)).grants.map(({ grant }) => grant.id);

/** The other device's: a grant that stands, one that does not, one of somebody else, two bars of which one is lifted. */
async function otherLedger() {
  const { ledger } = await ledgerWithNotice(there);
  const stands = await ledger.grant(terms(), at(1, 'app'));
  const withdrawn = await ledger.grant(terms({ recipient: 'researcher' }), at(2));
  await ledger.withdraw(withdrawn.id, at(3));
  const foreign = await ledger.grant(terms({ subject: 'Bea' }), at(4));
  const publicKey = bytesToHex(guardian.publicKey);
  const signature = bytesToHex(guardian.sign(countersignedBytes(stands)));
  await ledger.countersign({ grant: stands.id, guardian: 'Cyd', publicKey, signature }, at(5));
  const objection = await ledger.object({ subject: 'Ada', purpose: 'product-improvement' }, at(6));
  await ledger.lift(await ledger.restrict({ subject: 'Ada' }, at(7)), at(8));
  await ledger.restrict({ subject: 'Bea' }, at(9));
  return { ledger, stands, withdrawn, foreign, objection, lines: await linesOf(ledger) };
}

async function adasLedger(): Promise<ConsentLedger> {
  const { ledger } = emptyLedger(here);
  await ledger.declareSubject({ name: 'Ada' }, at(0));
  return ledger;
}

test('an empty ledger of the same key continues the chain, line for line', async () => {
  const { lines } = await otherLedger();
  const { ledger } = emptyLedger(there);
  expect(await ledger.import(lines, { nowS: START_S })).toEqual({ kept: 'chain', added: lines.length });
  expect(await linesOf(ledger)).toEqual(lines);
  await ledger.markTime(at(99));
  expect(await ledger.verify()).toMatchObject({ isValid: true, head: { sequence: lines.length + 1 } });
});

test('another takes over what its subject said and what still holds, and nothing twice', async () => {
  const other = await otherLedger();
  const ledger = await adasLedger();
  expect(await ledger.import(other.lines, options)).toEqual({ kept: 'entries', added: 4 });
  const state = await ledger.state(0);
  expect(state.grants).toEqual([{ grant: other.stands, isNoticeCurrent: true, isCountersigned: true }]);
  expect(state.bars).toEqual([
    { id: other.objection, kind: 'objection', subject: 'Ada', purpose: 'product-improvement' },
  ]);
  expect((await ledger.historyOf(other.stands.id)).given).toMatchObject({
    how: 'import',
    collectedS: START_S + 500,
    origin: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await ledger.verify()).toMatchObject({ isValid: true });
  expect(await ledger.import(other.lines, options)).toEqual({ kept: 'entries', added: 0 });
});

describe('an import never brings back', () => {
  test('what was withdrawn here', async () => {
    const other = await otherLedger();
    const ledger = await adasLedger();
    await ledger.import(other.lines, options);
    await ledger.withdraw(other.stands.id, at(600));
    expect(await ledger.import(other.lines, { ...options, nowS: START_S + 700 })).toMatchObject({ added: 0 });
    expect(await ids(ledger)).toEqual([]);
  });

  test('what is refused here, also once the refusal ends', async () => {
    const other = await otherLedger();
    const ledger = await adasLedger();
    await ledger.addNotice(notice('1'), at(0));
    const { subject, purpose, recipient } = terms();
    await ledger.refuse({ subject, purpose, recipient }, at(1));
    await ledger.import(other.lines, options);
    expect((await ledger.state(0)).bars.map(({ kind }) => kind)).toEqual(['refusal', 'objection']);
    const { id } = await ledger.grant(terms(), at(600));
    expect(await ids(ledger)).toEqual([id]);
  });

  test('a notice that was replaced here, nor a grant under it before it is confirmed', async () => {
    const other = await otherLedger();
    const ledger = await adasLedger();
    await ledger.addNotice(notice('1'), at(0));
    await ledger.addNotice(notice('2'), at(1));
    await ledger.import(other.lines, options);
    expect((await ledger.state(0)).grants).toMatchObject([{ isNoticeCurrent: false }]);
    await ledger.confirm(other.stands.id, hashOf('2'), at(600));
    expect((await ledger.state(0)).grants).toMatchObject([{ isNoticeCurrent: true }]);
  });

  test('what a lifting ended here', async () => {
    const other = await otherLedger();
    const ledger = await adasLedger();
    await ledger.import(other.lines, options);
    await ledger.lift(other.objection, at(600));
    await ledger.import(other.lines, options);
    expect((await ledger.state(0)).bars).toEqual([]);
  });
});

test('a withdrawal there of a grant that both have is one here', async () => {
  const other = await otherLedger();
  const ledger = await adasLedger();
  await ledger.import(other.lines, options);
  await other.ledger.withdraw(other.stands.id, at(20));
  expect(await ledger.import(await linesOf(other.ledger), options)).toMatchObject({ added: 1 });
  expect(await ids(ledger)).toEqual([]);
});

test('what does not verify is refused, and nothing is written', async () => {
  const { lines } = await otherLedger();
  for (const [held, publicKey] of [
    [lines, undefined],
    [lines, here.publicKey],
    [lines.with(1, lines[1]!.replace('manufacturer', 'law-enforcer')), there.publicKey],
    [lines.toSpliced(3, 1), there.publicKey],
    [['{}'], there.publicKey],
  ] as const) {
    for (const ledger of [await adasLedger(), emptyLedger(here).ledger]) {
      const before = await linesOf(ledger);
      const importing = ledger.import(held, { nowS: START_S, ...(publicKey && { publicKey }) });
      await expect(importing).rejects.toMatchObject({ code: 'input-unreadable' });
      expect(await linesOf(ledger)).toEqual(before);
    }
  }
  await expect(emptyLedger(here).ledger.import(lines, options)).rejects.toMatchObject({ code: 'usage' });
});
