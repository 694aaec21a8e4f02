import { evidenceClasses } from '../model/signal.ts';
import { type UnlockEvent, unlockEventKinds, type ZoneSource } from '../model/unlock-event.ts';
import { type DocumentType, type MessageType, readDocument, writeJson, writeProtobuf } from './document.ts';
import { expectList, expectRecord, expectText, expectWhole, ifThere, Misfit } from './expect.ts';
import { flightveil } from './gen/unlock-event.ts';

/** An event as a document of its own. See proto/unlock_event.proto. */
type EventDocument = UnlockEvent & { readonly version: typeof UNLOCK_EVENT_VERSION };

export const UNLOCK_EVENT_VERSION = 1;
/** Longer ones are refused. */
export const MAX_UNLOCK_EVENT_BYTES = 64 * 1024;

const { UnlockEvent: message } = (flightveil as unknown as { v1: { UnlockEvent: MessageType } }).v1;

/** As the log takes it: no half surrogate pairs, nothing endless. */
const text = /^[^\p{Cs}]{0,2048}$/su;
const hash = /^[0-9a-f]{64}$/;

/** A word of a list that the model has. */
function oneOf<T extends string>(value: unknown, where: string, list: readonly T[]): T {
  const found = list.find((one) => one === value);
  if (found === undefined) throw new Misfit(`${where} is none that there is`);
  return found;
}

function checkSource(value: unknown): ZoneSource {
  const source = expectRecord(value, 'zoneSource');
  return {
    name: expectText(source.name, 'zoneSource.name', text),
    version: expectText(source.version, 'zoneSource.version', hash),
  };
}

function checkEvidence(value: unknown): UnlockEvent['evidence'] {
  const list = expectList(value, 'evidence', evidenceClasses.length);
  const evidence = list.map((one) => oneOf(one, 'evidence', evidenceClasses));
  const places = evidence.map((one) => evidenceClasses.indexOf(one));
  if (places.some((place, at) => at > 0 && place <= places[at - 1]!)) throw new Misfit('evidence is not in order');
  return evidence;
}

const eventType: DocumentType<EventDocument> = {
  title: 'unlock event',
  code: 'input-unreadable',
  maxBytes: MAX_UNLOCK_EVENT_BYTES,
  message,
  check: (value) => {
    const record = expectRecord(value, 'the event');
    expectWhole(record.version, 'version', UNLOCK_EVENT_VERSION, UNLOCK_EVENT_VERSION);
    const textOf = (name: 'about' | 'areaCode' | 'licence' | 'flight' | 'device' | 'person') => {
      const one = ifThere(record[name], (part) => expectText(part, name, text));
      return one === undefined ? {} : { [name]: one };
    };
    const timeUs = ifThere(record.timeUs, (part) => expectWhole(part, 'timeUs'));
    const zoneSource = ifThere(record.zoneSource, checkSource);
    const entry = ifThere(record.entry, (part) => expectWhole(part, 'entry'));
    return {
      kind: oneOf(record.kind, 'kind', unlockEventKinds),
      ...(timeUs === undefined ? {} : { timeUs }),
      evidence: checkEvidence(record.evidence),
      ...textOf('about'),
      ...textOf('areaCode'),
      ...(zoneSource === undefined ? {} : { zoneSource }),
      ...textOf('licence'),
      ...textOf('flight'),
      ...textOf('device'),
      ...textOf('person'),
      ...(entry === undefined ? {} : { entry }),
      version: UNLOCK_EVENT_VERSION,
    };
  },
};

/** An event as JSON and as protobuf, each in its one form. Throws a {@link Misfit} for what cannot be read again, as a time before 1970. */
export function unlockEventForms(event: UnlockEvent): { readonly json: Uint8Array; readonly protobuf: Uint8Array } {
  const document = { ...event, version: UNLOCK_EVENT_VERSION } as const;
  return { json: writeJson(eventType, document), protobuf: writeProtobuf(eventType, document) };
}

/**
 * Reads an event as JSON or protobuf, in the one form in which it is written.
 * @throws FlightveilError `input-unreadable`
 */
export function readUnlockEvent(bytes: Uint8Array): UnlockEvent {
  const { version: _, ...event } = readDocument(eventType, bytes);
  return event;
}
