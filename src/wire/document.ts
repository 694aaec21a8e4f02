import { canonicalJson, type Json } from '../bytes/canonical-json.ts';
import { type ErrorCode, FlightveilError } from '../model/errors.ts';
import { Misfit } from './expect.ts';

/** What pbjs writes for a message. */
export interface MessageType {
  encode(message: unknown): { finish(): Uint8Array; ldelim(): { finish(): Uint8Array } };
  decode(bytes: Uint8Array): unknown;
}

/** A kind of document that is written as JSON and as protobuf: the same names and values in both. */
export interface DocumentType<T> {
  /** For people. */
  readonly title: string;
  readonly code: ErrorCode;
  /** Longer ones are refused before they are looked at. */
  readonly maxBytes: number;
  readonly message: MessageType;
  /** Takes what JSON.parse or the message's reader gave. Throws {@link Misfit}. */
  check(value: unknown): T;
}

const OPENING_BRACE = 0x7b;

/** Writes a document as JSON in its one form, see {@link canonicalJson}. Throws a {@link Misfit} for what cannot be read again. */
export function writeJson<T>(type: DocumentType<T>, document: T): Uint8Array {
  return withinLimit(type, new TextEncoder().encode(canonicalJson(type.check(document) as Json)));
}

/** Writes a document as protobuf in its one form: fields in the order of their numbers, nothing unknown. Throws as {@link writeJson}. */
export function writeProtobuf<T>(type: DocumentType<T>, document: T): Uint8Array {
  // A copy: the writer's bytes are a window on a pool that it shares with others.
  return withinLimit(type, Uint8Array.from(type.message.encode(type.check(document)).finish()));
}

function withinLimit<T>({ title, maxBytes }: DocumentType<T>, bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxBytes) throw new Misfit(`the ${title} is longer than ${maxBytes} bytes`);
  return bytes;
}

/**
 * Reads a document in either form, told apart by its first byte. Only the very bytes that Flightveil writes are taken: nothing cut off,
 * added, unknown, out of order or written in another way.
 * @throws FlightveilError with the type's code
 */
export function readDocument<T>(type: DocumentType<T>, bytes: Uint8Array): T {
  const fail = (why: string): FlightveilError =>
    new FlightveilError(type.code, `this is no ${type.title}: ${why}`, {
      facts: { bytes: bytes.length },
      advice: 'It was cut off, changed, or written by another version of Flightveil.',
    });
  if (bytes.length === 0) throw fail('it is empty');
  if (bytes.length > type.maxBytes) throw fail(`it is longer than ${type.maxBytes} bytes`);
  const isJson = bytes[0] === OPENING_BRACE;
  let document: T;
  try {
    document = type.check(isJson ? parseJson(bytes) : type.message.decode(bytes));
  } catch (error) {
    // Messages of other errors could quote the input.
    throw fail(error instanceof Misfit ? error.message : `it is not ${isJson ? 'JSON' : 'protobuf'}`);
  }
  const written = isJson ? writeJson(type, document) : writeProtobuf(type, document);
  const isSame = written.length === bytes.length && written.every((byte, index) => byte === bytes[index]);
  if (!isSame) throw fail('it holds more than it may, or is written in another way');
  return document;
}

function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}
