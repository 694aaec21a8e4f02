import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { drawsFor, FlightKeys, FlightStoreKeys, KEY_BYTES, placeKeyOf } from '../../src/filter/keys.ts';

const root = Uint8Array.from({ length: 32 }, (_, index) => index);
const log = new Uint8Array(createHash('sha256').update('a log').digest());

/** HKDF-SHA-256 by Node, with the labels that the key schedule names. */
function derive(from: Uint8Array, purpose: string, context: Uint8Array | string = ''): Uint8Array {
  const info = Buffer.concat([Buffer.from(`flightveil/1/${purpose}\0`), Buffer.from(context as Uint8Array)]);
  return new Uint8Array(hkdfSync('sha256', from, new Uint8Array(0), info, KEY_BYTES));
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('derivation, against HKDF-SHA-256 of node:crypto', () => {
  test('keys of a log', () => {
    const flight = derive(root, 'flight', log);
    const keys = FlightKeys.ofLog(root, log);
    expect(hex(keys.pseudonymKey)).toBe(hex(derive(flight, 'pseudonym')));
    expect(keys.outputName('full')).toBe(hex(derive(flight, 'output-name', 'full').subarray(0, 8)));
  });

  test('keys of a seed', () => {
    const seed = new Uint8Array(createHash('sha256').update('demo').digest());
    const flight = derive(seed, 'seeded-flight', '3');
    expect(hex(FlightKeys.ofSeed('demo', 3).pseudonymKey)).toBe(hex(derive(flight, 'pseudonym')));
  });
});

describe('keys of draws that were kept, against HKDF and HMAC of node:crypto', () => {
  const secret = new Uint8Array(createHash('sha256').update('a secret').digest());

  test('what is of the flight comes from the secret, the name from secret and log', () => {
    const keys = FlightKeys.ofDraws(secret, log);
    const flight = derive(secret, 'drawn-flight');
    expect(hex(keys.pseudonymKey)).toBe(hex(derive(flight, 'pseudonym')));
    expect(hex(keys.relocationKey)).toBe(hex(derive(flight, 'relocation')));
    const name = derive(derive(secret, 'drawn-log', log), 'output-name', 'full');
    expect(keys.outputName('full')).toBe(hex(name.subarray(0, 8)));
  });

  test('two logs of a flight share all draws and no name', () => {
    const [one, other] = [FlightKeys.ofDraws(secret, log), FlightKeys.ofDraws(secret, root)];
    expect(one.pseudonymKey).toEqual(other.pseudonymKey);
    expect(one.relocationKey).toEqual(other.relocationKey);
    expect(one.outputName('full')).not.toBe(other.outputName('full'));
  });

  test('a secret of another size is refused', () => {
    for (const size of [0, 31, 33]) expect(() => FlightKeys.ofDraws(new Uint8Array(size), log)).toThrow(RangeError);
  });

  test('draws for a recipient', () => {
    expect(hex(drawsFor(secret, 'maker'))).toBe(hex(derive(secret, 'recipient', 'maker')));
    expect(drawsFor(secret, 'maker')).not.toEqual(drawsFor(secret, 'insurer'));
  });

  test('the place key', () => {
    expect(hex(placeKeyOf(root))).toBe(hex(derive(root, 'place')));
  });

  test('keys of the store', () => {
    const keys = new FlightStoreKeys(root);
    expect(hex(keys.sealKey)).toBe(hex(derive(root, 'flights-seal')));
    expect(keys.nameOf('log', log)).toBe(createHmac('sha256', derive(root, 'flights-log')).update(log).digest('hex'));
    expect(keys.nameOf('aircraft', log)).not.toBe(keys.nameOf('log', log));
    const first = derive(root, 'flights-first').subarray(0, 5);
    expect(keys.firstGeneration).toBe(Number.parseInt(hex(first), 16));
    expect(new FlightStoreKeys(log).firstGeneration).not.toBe(keys.firstGeneration);
  });
});

describe('draws', () => {
  test('are the same for the same log, and for the same seed and ordinal', () => {
    expect(FlightKeys.ofLog(root, log).pseudonymKey).toEqual(FlightKeys.ofLog(root.slice(), log.slice()).pseudonymKey);
    expect(FlightKeys.ofSeed('demo', 1).outputName('full')).toBe(FlightKeys.ofSeed('demo', 1).outputName('full'));
  });

  test('of a seed stay what they were: published research refers to them', () => {
    expect(hex(FlightKeys.ofSeed('demo', 0).pseudonymKey)).toBe(SEEDED_KEY);
    expect(FlightKeys.ofSeed('demo', 0).outputName('engineering')).toBe(SEEDED_NAME);
  });

  test('differ by label, root, log, seed, ordinal and level', () => {
    const otherLog = new Uint8Array(32);
    const all = [
      FlightKeys.ofLog(root, log),
      FlightKeys.ofLog(log, root),
      FlightKeys.ofLog(root, otherLog),
      FlightKeys.ofSeed('demo', 0),
      FlightKeys.ofSeed('demo', 1),
      FlightKeys.ofSeed('demo', 10),
      FlightKeys.ofSeed('demo1', 0),
      FlightKeys.ofSeed('', 0),
    ];
    const drawn = all.flatMap((keys) => [
      hex(keys.pseudonymKey).slice(0, 16),
      ...['withhold', 'engineering', 'full', ''].map((level) => keys.outputName(level)),
    ]);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('are 32 bytes, and a name of 16 hexadecimal digits without the level or the log in it', () => {
    const keys = FlightKeys.ofLog(root, log);
    expect(keys.pseudonymKey.length).toBe(32);
    expect(keys.outputName('engineering')).toMatch(/^[0-9a-f]{16}$/);
    expect(hex(log)).not.toContain(keys.outputName('engineering').slice(0, 8));
  });

  test('a caller that spoils a key it was given spoils its own copy', () => {
    const keys = FlightKeys.ofLog(root, log);
    const before = hex(keys.pseudonymKey);
    keys.pseudonymKey.fill(0);
    expect(hex(keys.pseudonymKey)).toBe(before);
  });
});

const SEEDED_KEY = '90aefb9df4687d9d5901e4e67c7c5ad17970863b458bff53ce09ae9e88b6e8ed';
const SEEDED_NAME = '0a59cebacdcf7684';
