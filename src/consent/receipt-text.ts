import { type Dimension, dimensionNames, dimensions } from '../model/disclosure.ts';
import type { Grant, Scope } from './grant.ts';
import type { GrantHistory } from './state.ts';

/** What each dimension is about, as a pilot would say it. */
const subjects: Readonly<Record<Dimension, string>> = {
  place: 'where the aircraft was',
  shape: 'the form of the flight path',
  operator: 'where you stood',
  time: 'when the flight was',
  device: 'which aircraft it is',
  person: 'who you are',
  environment: 'magnetic field, pressure, terrain and satellites',
  settings: 'the settings of the aircraft',
  text: 'text messages in the log',
  media: 'photos and video',
  geofence: 'geofence unlocks',
  dynamics: 'how the aircraft behaved',
  others: 'other people',
  opaque: 'data that cannot be read',
  secrets: 'keys and passwords',
};

/**
 * The same as the receipt's consent record says, in words. It is for the subject, so it names them, which the receipt does not.
 * @param nowS when it is read, in Unix seconds
 */
export function receiptText(history: GrantHistory, nowS: number): string {
  const { given, notice, confirmations, countersignature, withdrawal } = history;
  const { grant } = given;
  const lines = [
    `Consent ${grant.id}`,
    `${grant.subject} allowed ${grant.recipient} to learn, for ${grant.purpose}, at most:`,
    ...learnt(grant).map((line) => `  - ${line}`),
    `Only flights that fit: ${limits(grant.scope)}.`,
    `It ${validity(grant, nowS)}.`,
    `Given on ${day(given.collectedS)} (${given.how}), after reading ${
      notice === undefined ? 'a notice that is not kept here' : `the notice ${notice.name}, version ${notice.version}`
    }.`,
    ...confirmations.map(({ collectedS, how }) => `Confirmed under a newer notice on ${day(collectedS)} (${how}).`),
    ...(countersignature === undefined
      ? []
      : [`Countersigned by ${countersignature.guardian} on ${day(countersignature.collectedS)}.`]),
    withdrawal === undefined
      ? `To take it back: flightveil consent withdraw ${grant.id}. That takes effect at once, and costs as little as giving it.`
      : `Withdrawn on ${day(withdrawal.collectedS)} (${withdrawal.how}): nothing more is released under it.`,
  ];
  return `${lines.join('\n')}\n`;
}

function learnt({ ceiling }: Grant): string[] {
  const lines = dimensionNames
    .filter((dimension) => ceiling[dimension] !== dimensions[dimension][0])
    .map((dimension) => `${subjects[dimension]}: ${ceiling[dimension]}`);
  return lines.length === 0 ? ['nothing'] : lines;
}

function limits({ flights, aircraft, areas, flownFromS, flownUntilS }: Scope): string {
  const parts = [
    flights && `${count(flights.length, 'flight')} by name`,
    aircraft && `${count(aircraft.length, 'aircraft', 'aircraft')} by name`,
    areas && `wholly inside ${count(areas.length, 'area')}`,
    flownFromS !== undefined && `flown from ${day(flownFromS)}`,
    flownUntilS !== undefined && `flown until ${day(flownUntilS)}`,
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? 'all' : parts.join(', ');
}

function validity({ validFromS, validUntilS }: Grant, nowS: number): string {
  if (validUntilS !== undefined && validUntilS <= nowS) return `ended on ${day(validUntilS)}`;
  const begin = validFromS > nowS ? `begins on ${day(validFromS)}` : `holds since ${day(validFromS)}`;
  return validUntilS === undefined ? `${begin}, until it is withdrawn` : `${begin}, and ends on ${day(validUntilS)}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** In UTC, to the minute: a grant can end at any. */
function day(atS: number): string {
  return `${new Date(atS * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
