import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { FlightveilError } from '../model/errors.ts';
import { expectList, expectRecord, expectText, Misfit } from './expect.ts';
import { MAX_MANIFEST_BYTES } from './manifest.ts';

/** What is in an envelope: the bytes of a manifest as JSON. */
export const MANIFEST_PAYLOAD_TYPE = 'application/vnd.flightveil.manifest+json';

/** How the name of a signed manifest ends, behind the name of the output it speaks of. */
export const SIGNED_MANIFEST_ENDING = '.manifest.dsse.json';

const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** Longer envelopes are refused before they are looked at. */
export const MAX_ENVELOPE_BYTES = Math.ceil(MAX_MANIFEST_BYTES / 3) * 4 + 1024;

/** A signed manifest as it is read, not yet verified. */
export interface Envelope {
  readonly payload: Uint8Array;
  /** Ed25519, of whoever signed. */
  readonly publicKey: Uint8Array;
  /** See {@link keyIdOf}. */
  readonly keyid: string;
  readonly signature: Uint8Array;
}

/** What is signed: DSSE's pre-authentication encoding (secure-systems-lab/dsse, protocol.md, version 1.0). */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8ToBytes(payloadType);
  return concatBytes(utf8ToBytes(`DSSEv1 ${type.length} `), type, utf8ToBytes(` ${payload.length} `), payload);
}

/** The bytes that an envelope's signature is over. */
export function signedBytesOf(payload: Uint8Array): Uint8Array {
  return preAuthEncoding(MANIFEST_PAYLOAD_TYPE, payload);
}

/** The first 16 bytes of SHA-256 of a public key, in hexadecimal digits. */
export function keyIdOf(publicKey: Uint8Array): string {
  return bytesToHex(sha256(publicKey).subarray(0, 16));
}

/**
 * An envelope of DSSE (secure-systems-lab/dsse, envelope.md) with one signature, as JSON in its one form, see {@link canonicalJson}; beyond the standard's
 * members it carries the key as `publicKey`. All bytes are in base64 with padding (RFC 4648, section 4).
 */
export function writeEnvelope({ payload, publicKey, signature }: Omit<Envelope, 'keyid'>): Uint8Array {
  return utf8ToBytes(
    canonicalJson({
      payload: toBase64(payload),
      payloadType: MANIFEST_PAYLOAD_TYPE,
      publicKey: toBase64(publicKey),
      signatures: [{ keyid: keyIdOf(publicKey), sig: toBase64(signature) }],
    }),
  );
}

/**
 * Reads an envelope. Only the very bytes that {@link writeEnvelope} writes are taken. The signature is for the caller to verify, over {@link signedBytesOf}.
 * @throws FlightveilError `manifest-invalid`
 */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const fail = (why: string): FlightveilError =>
    new FlightveilError('manifest-invalid', `this is no signed manifest: ${why}`, {
      facts: { bytes: bytes.length },
      advice: 'It was cut off, changed, or written by another version of Flightveil.',
    });
  if (bytes.length > MAX_ENVELOPE_BYTES) throw fail(`it is longer than ${MAX_ENVELOPE_BYTES} bytes`);
  let envelope: Envelope;
  try {
    envelope = checked(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch (error) {
    // Messages of other errors could quote the input.
    throw fail(error instanceof Misfit ? error.message : 'it is not JSON');
  }
  const written = writeEnvelope(envelope);
  const isSame = written.length === bytes.length && written.every((byte, index) => byte === bytes[index]);
  if (!isSame) throw fail('it holds more than it may, or is written in another way');
  return envelope;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function checked(value: unknown): Envelope {
  const record = expectRecord(value, 'the envelope');
  if (record.payloadType !== MANIFEST_PAYLOAD_TYPE) throw new Misfit('payloadType is not that of a manifest');
  const [only, ...more] = expectList(record.signatures, 'signatures', 1);
  if (only === undefined || more.length > 0) throw new Misfit('there is not one signature');
  const signed = expectRecord(only, 'the signature');
  const publicKey = expectBytes(record.publicKey, 'publicKey', PUBLIC_KEY_BYTES);
  return {
    payload: expectBytes(record.payload, 'payload'),
    publicKey,
    keyid: keyIdOf(publicKey),
    signature: expectBytes(signed.sig, 'sig', SIGNATURE_BYTES),
  };
}

function expectBytes(value: unknown, where: string, length?: number): Uint8Array {
  const text = expectText(value, where, BASE64);
  if (text.length % 4 !== 0) throw new Misfit(`${where} is not base64`);
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  if (length !== undefined && bytes.length !== length) throw new Misfit(`${where} has not ${length} bytes`);
  return bytes;
}

/** So many bytes at a time: a call takes only so many arguments. */
const STEP_BYTES = 3 * 8192;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + STEP_BYTES)));
  }
  return text;
}
