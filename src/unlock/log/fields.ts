import { FlightveilError } from '../../model/errors.ts';
import { type EvidenceClass, evidenceClasses } from '../../model/signal.ts';
import { type UnlockEvent, type UnlockEventKind, unlockEventKinds } from '../../model/unlock-event.ts';

/** What a leaf commits to, each by itself, in the order in which they stand in it. */
export const leafFields = [
  'kind',
  'time',
  'evidence',
  'about',
  'area',
  'zone-source',
  'licence',
  'flight',
  'device',
  'person',
  'entry',
] as const;
export type LeafField = (typeof leafFields)[number];

/** The one text of each field; null where the event does not have it. */
export type FieldTexts = Readonly<Record<LeafField, string | null>>;

/** Longer texts are refused, in UTF-16 code units. */
export const MAX_TEXT = 2048;
const VERSION = /^[0-9a-f]{64}$/;
const WHOLE = /^(?:0|-?[1-9]\d{0,15})$/;

/**
 * The texts of an event:
 * - `kind`: its name; `time`: microseconds since 1970 in decimal digits; `entry`: the index in decimal digits
 * - `evidence`: the names of the classes in the order of the model, joined by commas
 * - `zone-source`: the version's 64 hex digits, a blank, the name
 * - all others as they are; no text is normalised
 * @throws FlightveilError `usage` that names the field and not its value, for what has no text that means it alone
 */
export function textsOf(event: UnlockEvent): FieldTexts {
  const { zoneSource } = event;
  const texts: FieldTexts = {
    kind: event.kind,
    time: event.timeUs === undefined ? null : String(event.timeUs),
    evidence: event.evidence.length === 0 ? null : event.evidence.join(),
    about: event.about ?? null,
    area: event.areaCode ?? null,
    'zone-source': zoneSource === undefined ? null : `${zoneSource.version} ${zoneSource.name}`,
    licence: event.licence ?? null,
    flight: event.flight ?? null,
    device: event.device ?? null,
    person: event.person ?? null,
    entry: event.entry === undefined ? null : String(event.entry),
  };
  for (const field of leafFields) {
    if (isTextOf(field, texts[field])) continue;
    throw new FlightveilError('usage', `the ${field} of an unlock event is nothing that the log can keep`, {
      facts: { field },
    });
  }
  return texts;
}

/** Whether {@link textsOf} could have written this text for this field. */
export function isTextOf(field: LeafField, text: string | null): boolean {
  if (text === null) return field !== 'kind';
  if (text.length > MAX_TEXT || /\p{Cs}/u.test(text)) return false;
  switch (field) {
    case 'kind':
      return (unlockEventKinds as readonly string[]).includes(text);
    case 'time':
      return WHOLE.test(text) && Number.isSafeInteger(Number(text));
    case 'entry':
      return WHOLE.test(text) && Number.isSafeInteger(Number(text)) && !text.startsWith('-');
    case 'evidence': {
      const places = text.split(',').map((name) => (evidenceClasses as readonly string[]).indexOf(name));
      return places.every((place, index) => place > (places[index - 1] ?? -1));
    }
    case 'zone-source':
      return VERSION.test(text.slice(0, 64)) && text[64] === ' ';
    default:
      return true;
  }
}

/** What texts of some or all fields say, each as {@link isTextOf} has it. */
export function partsOf(texts: Partial<FieldTexts>): Partial<UnlockEvent> {
  const { kind, time, evidence, about, area, licence, flight, device, person, entry } = texts;
  const source = texts['zone-source'];
  const isThere = (text: string | null | undefined): text is string => typeof text === 'string';
  return {
    ...(isThere(kind) ? { kind: kind as UnlockEventKind } : {}),
    ...(isThere(time) ? { timeUs: Number(time) } : {}),
    ...(evidence === undefined ? {} : { evidence: (evidence?.split(',') ?? []) as EvidenceClass[] }),
    ...(isThere(about) ? { about } : {}),
    ...(isThere(area) ? { areaCode: area } : {}),
    ...(isThere(source) ? { zoneSource: { name: source.slice(65), version: source.slice(0, 64) } } : {}),
    ...(isThere(licence) ? { licence } : {}),
    ...(isThere(flight) ? { flight } : {}),
    ...(isThere(device) ? { device } : {}),
    ...(isThere(person) ? { person } : {}),
    ...(isThere(entry) ? { entry: Number(entry) } : {}),
  };
}

/** The event of all its texts. */
export function eventOf(texts: FieldTexts): UnlockEvent {
  return partsOf(texts) as UnlockEvent;
}
