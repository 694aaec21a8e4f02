import { createPublicKey, verify } from 'node:crypto';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../src/bytes/canonical-json.ts';
import { countersignedBytes } from '../../src/consent/countersign.ts';
import { receiptOf } from '../../src/consent/receipt.ts';
import { receiptText } from '../../src/consent/receipt-text.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { at, hashOf, ledgerWithNotice, notice, START_S, seedOf, signing, square, terms } from './samples.ts';

const facts = {
  controller: { name: 'Maker Ltd', address: '1 Works Road', contact: 'privacy@maker.example' },
  storageLocation: 'CH',
  retention: 'P6M',
  jurisdiction: 'CH',
  language: 'en',
};
const scope = { areas: [square(8.123_456, 47.654_321)], flights: ['flight-name'] };

/** A grant through all its life. */
async function history() {
  const { ledger } = await ledgerWithNotice();
  const grant = await ledger.grant(terms({ scope, validUntilS: START_S + 100 }), at(1, 'app'));
  const guardian = neutralSigning(seedOf(9));
  await ledger.countersign(
    {
      grant: grant.id,
      guardian: 'Cyd',
      publicKey: bytesToHex(guardian.publicKey),
      signature: bytesToHex(guardian.sign(countersignedBytes(grant))),
    },
    at(2),
  );
  await ledger.addNotice(notice('2'), at(3));
  await ledger.confirm(grant.id, hashOf('2'), at(4));
  const before = await ledger
    .historyOf(grant.id)
    .then((found) => ({ ...found, confirmations: [...found.confirmations] }));
  await ledger.withdraw(grant.id, at(5));
  return { ledger, grant, before, after: await ledger.historyOf(grant.id) };
}

const isProven = (receipt: { readonly [name: string]: Json }): boolean => {
  const { proof, ...rest } = receipt;
  const { jwk, jws } = proof as unknown as { jwk: Record<string, string>; jws: string };
  const [header, payload, signature] = jws.split('.');
  expect([payload, JSON.parse(Buffer.from(header!, 'base64url').toString())]).toEqual(['', { alg: 'EdDSA' }]);
  const signed = `${header}.${Buffer.from(canonicalJson(rest)).toString('base64url')}`;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(null, Buffer.from(signed), key, Buffer.from(signature!, 'base64url'));
};

test('a receipt has every field that the profile says must be there, also where nobody stated one', async () => {
  const { after } = await history();
  for (const stated of [facts, {}]) {
    const receipt = receiptOf([after], stated, START_S + 9, signing);
    expect(receipt).toMatchObject({
      '@type': 'dpv:ConsentReceipt',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt',
      'dct:identifier': expect.stringMatching(/^[0-9a-f]{16}$/),
      'dct:created': '2026-09-21T14:13:29Z',
    });
    const [record] = receipt['dpv:hasRecordOfActivity'] as unknown as Record<string, unknown>[];
    const text = expect.stringMatching(/./);
    expect(record).toMatchObject({
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
      'dct:identifier': after.given.grant.id,
      'dpv:hasDataSubject': { 'dct:identifier': text },
      'dpv:hasNotice': [
        { '@type': 'dpv:ConsentNotice', 'dct:language': text, 'dct:title': 'privacy', 'dct:hasVersion': '1' },
        { '@id': `urn:flightveil:notice:${hashOf('2')}` },
      ],
      'dpv:hasDataController': {
        'dct:identifier': 'manufacturer',
        'dpv:hasName': text,
        'dpv:hasAddress': text,
        'dpv:hasContact': text,
      },
      'dpv:hasLegalBasis': 'dpv:Consent',
      'dpv:hasJurisdiction': text,
      'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': text },
      'dpv:hasProcess': {
        'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'dct:title': 'flight-record-sync' },
        'dpv:hasRecipient': ['urn:flightveil:recipient:manufacturer'],
        'dpv:hasStorageCondition': [
          { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': text },
          { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': text },
        ],
      },
    });
    const { 'dpv:hasPersonalData': data } = record!['dpv:hasProcess'] as Record<string, { 'dct:title': string }[]>;
    expect(data!.map((one) => one['dct:title'])).toEqual([
      'shape',
      'device',
      'settings',
      'text',
      'geofence',
      'dynamics',
    ]);
  }
});

test('it tells what happened, in order', async () => {
  const { before, after } = await history();
  const stateOf = (receipt: ReturnType<typeof receiptOf>) =>
    (receipt['dpv:hasRecordOfActivity'] as unknown as Record<string, Record<string, string>[]>[])[0]![
      'dpv:hasConsentStatus'
    ]!;
  const types = (receipt: ReturnType<typeof receiptOf>): unknown[] => stateOf(receipt).map((one) => one['@type']);
  const given = ['dpv:ConsentGiven', 'dpv:ConsentGiven', 'dpv:RenewedConsentGiven'];
  const open = { ...before, withdrawal: undefined };
  expect(types(receiptOf([open], facts, START_S + 99, signing))).toEqual(given);
  expect(types(receiptOf([open], facts, START_S + 100, signing))).toEqual([...given, 'dpv:ConsentExpired']);
  expect(types(receiptOf([after], facts, START_S + 200, signing))).toEqual([...given, 'dpv:ConsentWithdrawn']);
  expect(stateOf(receiptOf([after], facts, START_S, signing))[0]).toEqual({
    '@type': 'dpv:ConsentGiven',
    'dct:valid': '2026-09-21T14:13:20Z/2026-09-21T14:15:00Z',
    'dpv:hasIndicationMethod': 'app',
    'dpv:isIndicatedAtTime': '2026-09-21T14:13:21Z',
    'dpv:isIndicatedBy': 'dpv:DataSubject',
  });
});

describe('its signature', () => {
  test('is verified by OpenSSL, and covers every value', async () => {
    const { after } = await history();
    const receipt = JSON.parse(JSON.stringify(receiptOf([after], facts, START_S, signing))) as { [name: string]: Json };
    expect(isProven(receipt)).toBe(true);
    let changes = 0;
    const change = (value: Json): Json[] => {
      if (typeof value === 'string') return [`${value}x`];
      if (typeof value !== 'object') return [(value as number) + 1];
      return Object.entries(value as object).flatMap(([key, member]) =>
        change(member as Json).map((changed) =>
          Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
        ),
      );
    };
    const { proof, ...rest } = receipt;
    for (const changed of change(rest)) {
      changes++;
      expect(isProven({ ...(changed as object), proof: proof! })).toBe(false);
    }
    expect(changes).toBeGreaterThan(50);
  });
});

test('it shows the recipient neither the name nor where, and no two recipients the same person', async () => {
  const { after } = await history();
  const receipt = receiptOf([after], facts, START_S, signing);
  expect(JSON.stringify(receipt)).not.toMatch(/Ada|Cyd|8\.12|47\.65|flight-name/);
  const { given } = after;
  const elsewhere = { ...after, given: { ...given, grant: { ...given.grant, recipient: 'researcher' } } };
  const subjectOf = (one: ReturnType<typeof receiptOf>): unknown =>
    (one['dpv:hasRecordOfActivity'] as unknown as Record<string, unknown>[])[0]!['dpv:hasDataSubject'];
  expect(subjectOf(receiptOf([elsewhere], facts, START_S, signing))).not.toEqual(subjectOf(receipt));
  expect(() => receiptOf([after, elsewhere], facts, START_S, signing)).toThrow(
    expect.objectContaining({ code: 'usage' }),
  );
  expect(() => receiptOf([], facts, START_S, signing)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test('in words', async () => {
  const { after, before, grant } = await history();
  expect(receiptText(after, START_S + 50)).toBe(`Consent ${grant.id}
Ada allowed manufacturer to learn, for flight-record-sync, at most:
  - the form of the flight path: relative
  - which aircraft it is: flight
  - the settings of the aircraft: safe
  - text messages in the log: template
  - geofence unlocks: kind
  - how the aircraft behaved: full
Only flights that fit: 1 flight by name, wholly inside 1 area.
It holds since 2026-09-21 14:13 UTC, and ends on 2026-09-21 14:15 UTC.
Given on 2026-09-21 14:13 UTC (app), after reading the notice privacy, version 1.
Confirmed under a newer notice on 2026-09-21 14:13 UTC (command-line).
Countersigned by Cyd on 2026-09-21 14:13 UTC.
Withdrawn on 2026-09-21 14:13 UTC (command-line): nothing more is released under it.
`);
  const open = { ...before, withdrawal: undefined };
  expect(receiptText(open, START_S + 100)).toContain('It ended on 2026-09-21 14:15 UTC.');
  expect(receiptText(open, START_S + 50)).toContain(`To take it back: flightveil consent withdraw ${grant.id}.`);
});
