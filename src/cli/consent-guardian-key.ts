import { randomBytes } from 'node:crypto';
import { FlightveilError } from '../model/errors.ts';
import { Source } from '../node/source.ts';

/** With what a guardian signs. */
export interface GuardianKey {
  readonly name: string;
  /** Ed25519 (RFC 8032): 32 secret bytes. */
  readonly seed: Uint8Array;
}

const KIND = 'flightveil guardian key';
const SEED_BYTES = 32;
const MAX_FILE_BYTES = 65_536;
/** Scrypt's cost as age sets it. */
const SCRYPT_LOG_N = 18;

export function newGuardianKey(name: string): GuardianKey {
  return { name, seed: new Uint8Array(randomBytes(SEED_BYTES)) };
}

/** A key under a passphrase: an armored age file (age-encryption.org/v1, scrypt) with a JSON document inside. */
export async function sealGuardianKey({ name, seed }: GuardianKey, passphrase: string): Promise<string> {
  const { armor, Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
  const document = { kind: KIND, version: 1, name, seed: Buffer.from(seed).toString('hex') };
  return armor.encode(await encrypter.encrypt(`${JSON.stringify(document)}\n`));
}

/**
 * Opens what {@link sealGuardianKey} has made.
 * @throws FlightveilError `input-unreadable` for a wrong passphrase or any other file, and those of reading files
 */
export async function openGuardianKey(path: string, passphrase: string): Promise<GuardianKey> {
  const source = await Source.open(path);
  try {
    if (source.sizeBytes > MAX_FILE_BYTES) throw unopened();
    const { armor, Decrypter } = await import('age-encryption');
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await source.head(source.sizeBytes));
    return keyIn(JSON.parse(await decrypter.decrypt(armor.decode(text), 'text')));
  } catch (error) {
    // Parsers and ciphers quote what they read.
    throw error instanceof FlightveilError ? error : unopened();
  } finally {
    await source.close();
  }
}

function keyIn(document: Record<string, unknown>): GuardianKey {
  const { kind, version, name, seed } = document;
  if (kind !== KIND || version !== 1 || typeof name !== 'string' || typeof seed !== 'string') throw unopened();
  const bytes = Uint8Array.from(Buffer.from(seed, 'hex'));
  if (bytes.length !== SEED_BYTES) throw unopened();
  return { name, seed: bytes };
}

function unopened(): FlightveilError {
  return new FlightveilError('input-unreadable', "the passphrase is wrong, or this is no guardian's key", {
    advice: 'Check the passphrase, and name a file of flightveil consent guardian-key.',
  });
}
