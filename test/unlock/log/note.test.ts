import { createPublicKey, verify } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import {
  checkpointIn,
  logKeyOf,
  openCheckpoint,
  originOf,
  readCheckpoint,
  signCheckpoint,
} from '../../../src/unlock/log/checkpoint.ts';
import { emptyRoot } from '../../../src/unlock/log/merkle.ts';
import {
  NoteError,
  openNote,
  readNote,
  readVkey,
  signNote,
  verifierKey,
  writeVkey,
} from '../../../src/unlock/log/note.ts';
import { flipBit, seed } from './samples.ts';

/** The example of C2SP signed-note: a key and a note that others have signed. */
const exampleVkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const exampleNote = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

const name = 'log.example/7';
const key = verifierKey(name, ed25519.getPublicKey(seed));
const text = 'first\n\nthird ü\n';
const note = signNote(text, name, seed);
const line = note.slice(note.lastIndexOf('\n\n') + 2);

describe('a note', () => {
  test('of the specification is verified with its key', () => {
    expect(openNote(exampleNote, readVkey(exampleVkey))).toBe('This is an example message.\n');
    expect(writeVkey(readVkey(exampleVkey))).toBe(exampleVkey);
  });

  test('is signed as another implementation verifies it', () => {
    expect(openNote(note, key)).toBe(text);
    const [, , encoded] = line.trimEnd().split(' ');
    const bytes = Buffer.from(encoded!, 'base64');
    const x = Buffer.from(key.publicKey).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verify(null, Buffer.from(text), publicKey, bytes.subarray(4))).toBe(true);
    expect(bytes.subarray(0, 4).toString('hex')).toBe(key.id);
  });

  test('is found changed at every bit, in text, name, id and signature', () => {
    const bytes = Buffer.from(note);
    let count = 0;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(flipBit(bytes, bit)).toString('utf8');
      expect(() => openNote(changed, key), `bit ${bit}`).toThrow(NoteError);
      count++;
    }
    expect(count).toBe(Buffer.byteLength(note) * 8);
  });

  const cut = (list: string): string => `a text\n\n${list}`;
  const known = signNote('a text\n', name, seed).slice('a text\n\n'.length);
  const base64Of = (length: number): string => Buffer.alloc(length, 9).toString('base64');
  const other = `— other.example ${base64Of(68)}\n`;

  test('may have signatures of others, known or not, before and behind, and more than once', () => {
    for (const list of [other + known, known + other, other + other + known, other.repeat(20) + known]) {
      expect(openNote(cut(list), key)).toBe('a text\n');
    }
    // The same name with another id, the same id with another name, another kind of signature.
    const twin = `— ${name} ${base64Of(68)}\n`;
    const namesake = known.replace(name, 'twin.example');
    const long = `— pq.example ${base64Of(2424)}\n`;
    const short = `— short.example ${base64Of(5)}\n`;
    expect(openNote(cut(twin + namesake + long + short + known), key)).toBe('a text\n');
    expect(readNote(cut(twin + namesake + known)).signatures).toHaveLength(3);
  });

  test.each<[string, string]>([
    ['of others only', cut(other)],
    ['signed twice by the key', cut(known + known)],
    ['with a wrong signature of the key beside a right one', cut(known + known.replace(/.{9}\n$/, 'AAAAAAAA=\n'))],
    [
      'with a signature of the key that is too short',
      cut(`— ${name} ${Buffer.from(`${key.id}0000`, 'hex').toString('base64')}\n`),
    ],
  ])('is refused: %s', (_, changed) => {
    expect(readNote(changed).text).toBe('a text\n');
    expect(() => openNote(changed, key)).toThrow(NoteError);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['no blank line', 'a text\n'],
    ['no signature', 'a text\n\n'],
    ['no newline at the end', cut(known).trimEnd()],
    ['an empty line at the end', `${cut(known)}\n`],
    ['something behind the signatures', `${cut(known)}more\n`],
    ['CRLF', cut(known).replaceAll('\n', '\r\n')],
    ['one CR', cut(known).replace('a text\n', 'a text\r\n')],
    ['a tab', cut(known).replace('a text', 'a\ttext')],
    ['a NUL', cut(known).replace('a text', 'a\0text')],
    ['an escape', cut(known).replace('a text', '\x1b[2Ja text')],
    ['half a surrogate pair', cut(known).replace('a text', '\ud83d')],
    ['a hyphen for the dash', cut(known).replace('— ', '- ')],
    ['an en dash', cut(known).replace('— ', '– ')],
    ['no dash', cut(known).replace('— ', '')],
    ['two blanks', cut(known).replace('— ', '—  ')],
    ['a blank at the end', cut(known).replace(/\n$/, ' \n')],
    ['no name', cut(known).replace(`${name} `, '')],
    ['an empty name', cut(known).replace(name, '')],
    ['a plus in the name', cut(known).replace(name, 'a+b')],
    ['a Unicode space in the name', cut(known).replace(name, 'a\u00a0b')],
    ['no padding', cut(known.replace('=', ''))],
    ['too much padding', cut(known.replace('=', '=='))],
    ['base64 for URLs', cut(`— other.example ${Buffer.alloc(68, 0xff).toString('base64url')}\n${known}`)],
    ['unused bits that are set', cut(`— other.example AAAAAAB=\n${known}`)],
    ['a letter that is no base64', cut(`— other.example AAAA!AAA\n${known}`)],
    ['an id alone', cut(`— other.example ${base64Of(4)}\n${known}`)],
    ['less than an id', cut(`— other.example ${base64Of(3)}\n${known}`)],
    ['no bytes', cut(`— other.example \n${known}`)],
    ['more than there can be', `${'a'.repeat(300_000)}\n\n${known}`],
  ])('is malformed: %s', (_, changed) => {
    expect(() => readNote(changed)).toThrow(NoteError);
    expect(() => openNote(changed, key)).toThrow(NoteError);
  });

  test('is cut at the last empty line', () => {
    expect(readNote(`one\n\n${other}\n${known}`).text).toBe(`one\n\n${other}`);
  });

  test('is not made of what could not be read again', () => {
    for (const wrong of ['no newline', 'a\tb\n', '\ud800\n'])
      expect(() => signNote(wrong, name, seed)).toThrow(NoteError);
    expect(() => signNote('a\n', 'a b', seed)).toThrow(NoteError);
  });
});

describe('a key', () => {
  test('is read in its one form only', () => {
    const good = writeVkey(key);
    expect(readVkey(good)).toEqual(key);
    const [, id = '', encoded = ''] = good.split('+');
    const wrong = [
      '',
      name,
      `${name}+${id}`,
      `${name}+${id.toUpperCase()}+${encoded}`,
      `${name}+00000000+${encoded}`,
      `other.example+${id}+${encoded}`,
      ` ${good}`,
      `${good}\n`,
      `${good}=`,
      good.replace('+AQ', '+BA'),
      good.replace('=', ''),
      `+${id}+${encoded}`,
    ].filter((text) => text !== good);
    expect(wrong.length).toBeGreaterThan(9);
    for (const text of wrong) expect(() => readVkey(text), text).toThrow(NoteError);
  });
});

describe('a checkpoint', () => {
  const root = new Uint8Array(32).fill(3);
  const { publicKey, name: origin } = logKeyOf(seed);
  const at = (body: string): string => signNote(body, origin, seed);
  const root64 = Buffer.from(root).toString('base64');

  test('names its log after its key, and nothing else', () => {
    const signed = signCheckpoint(12, root, seed);
    expect(signed.split('\n').slice(0, 4)).toEqual([origin, '12', root64, '']);
    expect(origin).toMatch(/^flightveil\/unlocks\/[0-9a-f]{64}$/);
    expect(originOf(publicKey)).toBe(origin);
    expect(openCheckpoint(signed, logKeyOf(seed))).toEqual({ origin, size: 12, root });
    expect(readCheckpoint(signCheckpoint(0, emptyRoot, seed)).size).toBe(0);
  });

  test('of the specification is read', () => {
    const body = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    expect(checkpointIn(body)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
  });

  test('may have more lines', () => {
    expect(openCheckpoint(at(`${origin}\n1\n${root64}\nmore\n`), logKeyOf(seed)).size).toBe(1);
  });

  test.each<[string, string]>([
    ['two lines', `${origin}\n1\n`],
    ['an empty origin', `\n1\n${root64}\n`],
    ['an empty line', `${origin}\n1\n${root64}\n\nmore\n`],
    ['a leading zero', `${origin}\n01\n${root64}\n`],
    ['two zeros', `${origin}\n00\n${root64}\n`],
    ['a sign', `${origin}\n+1\n${root64}\n`],
    ['a negative size', `${origin}\n-1\n${root64}\n`],
    ['a fraction', `${origin}\n1.0\n${root64}\n`],
    ['an exponent', `${origin}\n1e3\n${root64}\n`],
    ['hex', `${origin}\n0x1\n${root64}\n`],
    ['a blank', `${origin}\n1 \n${root64}\n`],
    ['digits of another script', `${origin}\n١\n${root64}\n`],
    ['a size beyond what is exact', `${origin}\n9007199254740993\n${root64}\n`],
    ['no size', `${origin}\n\n${root64}\n`],
    ['a short root', `${origin}\n1\n${root64.slice(4)}\n`],
    ['a long root', `${origin}\n1\nAAAA${root64}\n`],
    ['a root without padding', `${origin}\n1\n${root64.replace('=', '')}\n`],
    ['a root in hex', `${origin}\n1\n${'0'.repeat(64)}\n`],
  ])('is refused although it is signed: %s', (_, body) => {
    expect(() => openCheckpoint(at(body), logKeyOf(seed))).toThrow(NoteError);
  });

  test('of a log that has another key is refused, also under that name', () => {
    const other = new Uint8Array(32).fill(8);
    const stolen = signNote(`${origin}\n1\n${root64}\n`, origin, other);
    expect(() => openCheckpoint(stolen, verifierKey(origin, ed25519.getPublicKey(other)))).toThrow(/another key/);
    expect(() => openCheckpoint(stolen, logKeyOf(seed))).toThrow(NoteError);
    const foreign = signNote(`${logKeyOf(other).name}\n1\n${root64}\n`, origin, seed);
    expect(() => openCheckpoint(foreign, logKeyOf(seed))).toThrow(/another key/);
  });
});
