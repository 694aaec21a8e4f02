import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from '../bytes/canonical-json.ts';
import { dimensionNames, dimensions } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { toBase64Url } from './base64url.ts';
import { toJson } from './entry-json.ts';
import type { Scope } from './grant.ts';
import type { Signing } from './signing.ts';
import type { GrantHistory } from './state.ts';

/** What a receipt says and a ledger does not know. What is left out is written as {@link notStated}: the profile wants it said. */
export interface ReceiptFacts {
  /** Who gets the data: the controller. */
  readonly controller?: { readonly name?: string; readonly address?: string; readonly contact?: string };
  /** Where the controller keeps it, and how long: a duration of ISO 8601, such as P6M. */
  readonly storageLocation?: string;
  readonly retention?: string;
  /** A code of a place, such as CH. */
  readonly jurisdiction?: string;
  /** Of the notice: ISO 639, such as en. */
  readonly language?: string;
  /** How to withdraw. */
  readonly withdrawAt?: string;
}

/** Stands where nobody said anything. */
export const notStated = 'not stated';

/** A consent receipt in JSON-LD; only whole numbers and strings, so that it has one canonical form. */
export type Receipt = { readonly [name: string]: Json };

/** Prefixes of the vocabularies; written out, so that reading a receipt asks no server. */
const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  flightveil: 'urn:flightveil:',
  proof: 'https://w3id.org/security#proof',
  schema: 'https://schema.org/',
};

/**
 * One receipt over grants of one subject to one recipient: a consent receipt of ISO/IEC TS 27560:2023 in the profile of the W3C Data Privacy Vocabulary
 * ("Consent Records and Receipts as per ISO/IEC TS 27560:2023 using DPV", Community Group Report), with a consent record a grant. The
 * subject goes by a pseudonym of this recipient's; areas, flights and aircraft are counted and known by a hash, not shown.
 *
 * `proof.jws` is a JSON Web Signature (RFC 7515, appendix F: detached; EdDSA as in RFC 8037) over the canonical JSON of all but `proof`.
 *
 * @param nowS when it is issued, in Unix seconds
 * @throws FlightveilError `usage` unless there is at least one grant and all are of one subject to one recipient
 */
export function receiptOf(
  histories: readonly GrantHistory[],
  facts: ReceiptFacts,
  nowS: number,
  signing: Signing,
): Receipt {
  const first = histories[0]?.given.grant;
  if (
    first === undefined ||
    histories.some(({ given: { grant } }) => grant.subject !== first.subject || grant.recipient !== first.recipient)
  ) {
    throw new FlightveilError('usage', 'a receipt is about grants of one person to one recipient');
  }
  const subject = signing.pseudonym(JSON.stringify([first.subject, first.recipient]));
  const ids = histories.map(({ given }) => given.grant.id);
  const identifier = signing.pseudonym(JSON.stringify([...ids, nowS]));
  const receipt: Receipt = {
    '@context': CONTEXT,
    '@id': `urn:flightveil:receipt:${identifier}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt',
    'dct:created': instant(nowS),
    'dct:identifier': identifier,
    'dpv:hasRecordOfActivity': histories.map((history) => record(history, facts, subject, nowS, signing)),
    'schema:recipient': 'dpv:DataSubject',
  };
  return { ...receipt, proof: proofOf(receipt, signing) };
}

function record(history: GrantHistory, facts: ReceiptFacts, subject: string, nowS: number, signing: Signing): Json {
  const { grant } = history.given;
  return {
    '@id': `urn:flightveil:grant:${grant.id}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
    'dct:identifier': grant.id,
    'dpv:hasConsentControl': {
      '@type': 'dpv:WithdrawConsent',
      'dpv:isExercisedAt': facts.withdrawAt ?? `flightveil consent withdraw ${grant.id}`,
    },
    'dpv:hasConsentStatus': statuses(history, nowS),
    'dpv:hasDataController': controller(facts, grant.recipient),
    'dpv:hasDataSubject': {
      '@id': `urn:flightveil:subject:${subject}`,
      '@type': 'dpv:DataSubject',
      'dct:identifier': subject,
    },
    'dpv:hasJurisdiction': facts.jurisdiction ?? notStated,
    'dpv:hasLegalBasis': 'dpv:Consent',
    'dpv:hasNotice': notices(history, facts),
    'dpv:hasProcess': {
      '@type': 'dpv:Process',
      'dpv:hasPersonalData': dimensionNames
        .filter((dimension) => grant.ceiling[dimension] !== dimensions[dimension][0])
        .map((dimension) => ({
          '@id': `urn:flightveil:data:${dimension}`,
          '@type': 'dpv:PersonalData',
          'dct:title': dimension,
          'flightveil:at-most': grant.ceiling[dimension],
        })),
      'dpv:hasProcessing': 'dpv:Disclose',
      'dpv:hasPurpose': {
        '@id': `urn:flightveil:purpose:${grant.purpose}`,
        '@type': 'dpv:Purpose',
        'dct:title': grant.purpose,
      },
      'dpv:hasRecipient': [`urn:flightveil:recipient:${grant.recipient}`],
      'dpv:hasStorageCondition': [
        { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': facts.storageLocation ?? notStated },
        { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': facts.retention ?? notStated },
      ],
      'flightveil:scope': limits(grant.scope, signing),
    },
  };
}

function controller({ controller: who = {} }: ReceiptFacts, recipient: string): Json {
  return {
    '@id': `urn:flightveil:recipient:${recipient}`,
    '@type': 'dpv:DataController',
    'dct:identifier': recipient,
    'dpv:hasAddress': who.address ?? notStated,
    'dpv:hasContact': who.contact ?? notStated,
    'dpv:hasName': who.name ?? recipient,
  };
}

function notices({ given, notice, confirmations }: GrantHistory, facts: ReceiptFacts): Json {
  const shown = [
    { sha256: given.grant.noticeSha256, atS: given.collectedS },
    ...confirmations.map(({ noticeSha256, collectedS }) => ({ sha256: noticeSha256, atS: collectedS })),
  ];
  return shown.map(({ sha256, atS }) => ({
    '@id': `urn:flightveil:notice:${sha256}`,
    '@type': 'dpv:ConsentNotice',
    'dct:date': instant(atS),
    'dct:language': facts.language ?? notStated,
    ...(notice?.sha256 === sha256 ? { 'dct:hasVersion': notice.version, 'dct:title': notice.name } : {}),
  }));
}

/** What happened to the consent, in order; the last one is how it stands. */
function statuses({ given, confirmations, countersignature, withdrawal }: GrantHistory, nowS: number): Json {
  const { validFromS, validUntilS } = given.grant;
  const status = (type: string, by: string, { collectedS, how }: { collectedS: number; how: string }): Json => ({
    '@type': type,
    'dpv:hasIndicationMethod': how,
    'dpv:isIndicatedAtTime': instant(collectedS),
    'dpv:isIndicatedBy': by,
  });
  const valid = `${instant(validFromS)}/${validUntilS === undefined ? '..' : instant(validUntilS)}`;
  const isOver = validUntilS !== undefined && validUntilS <= nowS;
  return [
    { ...(status('dpv:ConsentGiven', 'dpv:DataSubject', given) as object), 'dct:valid': valid },
    ...(countersignature === undefined
      ? []
      : [status('dpv:ConsentGiven', 'dpv:GuardianOfDataSubject', countersignature)]),
    ...confirmations.map((confirmation) => status('dpv:RenewedConsentGiven', 'dpv:DataSubject', confirmation)),
    ...(withdrawal === undefined ? [] : [status('dpv:ConsentWithdrawn', 'dpv:DataSubject', withdrawal)]),
    ...(withdrawal === undefined && isOver
      ? [{ '@type': 'dpv:ConsentExpired', 'dpv:isIndicatedAtTime': instant(validUntilS) }]
      : []),
  ];
}

function limits(scope: Scope, { sha256 }: Signing): Json {
  const { flights, aircraft, areas, flownFromS, flownUntilS } = scope;
  return {
    ...(flights === undefined ? {} : { 'flightveil:flights': flights.length }),
    ...(aircraft === undefined ? {} : { 'flightveil:aircraft': aircraft.length }),
    ...(areas === undefined ? {} : { 'flightveil:areas': areas.length }),
    ...(flownFromS === undefined ? {} : { 'flightveil:flown-from': instant(flownFromS) }),
    ...(flownUntilS === undefined ? {} : { 'flightveil:flown-until': instant(flownUntilS) }),
    'flightveil:sha256': toBase64Url(sha256(canonicalJson(toJson(scope)))),
  };
}

function proofOf(receipt: Receipt, signing: Signing): Json {
  const header = toBase64Url(utf8ToBytes('{"alg":"EdDSA"}'));
  const payload = toBase64Url(utf8ToBytes(canonicalJson(receipt)));
  const signature = signing.sign(utf8ToBytes(`${header}.${payload}`));
  return {
    jwk: { crv: 'Ed25519', kty: 'OKP', x: toBase64Url(signing.publicKey) },
    jws: `${header}..${toBase64Url(signature)}`,
  };
}

function instant(atS: number): string {
  return new Date(atS * 1000).toISOString().replace('.000Z', 'Z');
}
