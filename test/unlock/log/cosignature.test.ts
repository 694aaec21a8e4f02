import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCosignature, readWitnessKey } from '../../../src/unlock/log/cosignature.ts';
import { NoteError, readVkey } from '../../../src/unlock/log/note.ts';
import { askWitness, type SendToWitness } from '../../../src/unlock/log/witness-request.ts';
import { flipBit, logOf } from './samples.ts';

/** What others sign with: OpenSSL's Ed25519 (RFC 8410 wraps the seed). */
const keysOf = (fill: number) => {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, Buffer.alloc(32, fill)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x!, 'base64url');
  return { privateKey, publicKey };
};
const { privateKey, publicKey } = keysOf(5);
const name = 'witness.example/w1';
const idOf = (type: number, of = name, key = publicKey): Buffer =>
  createHash('sha256').update(`${of}\n`).update(Uint8Array.of(type)).update(key).digest().subarray(0, 4);
const vkeyOf = (type = 4, of = name, key = publicKey): string =>
  `${of}+${idOf(type, of, key).toString('hex')}+${Buffer.concat([Uint8Array.of(type), key]).toString('base64')}`;
const key = readWitnessKey(vkeyOf());

const NOW_S = 1_800_000_000;
const DAY_S = 86_400;
const root64 = Buffer.alloc(32, 3).toString('base64');
const text = `log.example/of-unlocks\n12\n${root64}\nmore of it\n`;
const big = (time: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(time);
  return bytes;
};
interface Said {
  readonly time?: bigint;
  readonly signedTime?: string;
  readonly header?: string;
  readonly body?: string;
  readonly type?: number;
  readonly as?: string;
  readonly by?: typeof privateKey;
}
const lineOf = (said: Said = {}): string => {
  const { time = BigInt(NOW_S), header = 'cosignature/v1', body = text, type = 4, as = name, by = privateKey } = said;
  const signature = sign(null, Buffer.from(`${header}\ntime ${said.signedTime ?? time}\n${body}`), by);
  return `— ${as} ${Buffer.concat([idOf(type, as), big(time), signature]).toString('base64')}\n`;
};
const noteOf = (...lines: readonly string[]): string => `${text}\n${lines.join('')}`;
const open = (note: string, nowS = NOW_S) => openCosignature(note, key, nowS);
const logLine = `— log.example/of-unlocks ${Buffer.alloc(68, 9).toString('base64')}\n`;

describe('a cosignature', () => {
  test('of another implementation is verified, wherever it stands, and says when', () => {
    const line = lineOf();
    for (const lines of [[line], [logLine, line], [line, logLine], [logLine, lineOf({ as: 'other.example' }), line]]) {
      expect(open(noteOf(...lines))).toEqual({ atS: NOW_S, line });
    }
  });

  test('does not depend on the clock of who made it, as long as that is not more than a day ahead', () => {
    const good = [1n, 946_684_800n, BigInt(NOW_S), BigInt(NOW_S + DAY_S)];
    for (const time of good) expect(open(noteOf(lineOf({ time }))).atS).toBe(Number(time));
    const ahead = [BigInt(NOW_S + DAY_S + 1), 7_258_118_400n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n];
    for (const time of ahead) expect(() => open(noteOf(lineOf({ time })))).toThrow(/day ahead/);
    expect(open(noteOf(lineOf({ time: 7_258_118_400n })), 7_258_118_400).atS).toBe(7_258_118_400);
    expect(() => open(noteOf(lineOf({ time: 0n })))).toThrow(/no time/);
  });

  test('is found changed at every bit, in text, name, id, time and signature', () => {
    const bytes = Buffer.from(noteOf(lineOf()));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(flipBit(bytes, bit)).toString('utf8');
      expect(() => open(changed, 2 ** 52), `bit ${bit}`).toThrow(NoteError);
    }
  });

  const padded = (cut: number): string => {
    const bytes = Buffer.from(lineOf().trimEnd().split(' ')[2]!, 'base64');
    const other = cut < 0 ? bytes.subarray(0, cut) : Buffer.concat([bytes, Buffer.alloc(cut)]);
    return `— ${name} ${other.toString('base64')}\n`;
  };
  test.each<[string, string]>([
    ['there is none', noteOf(logLine)],
    ['it is twice there', noteOf(lineOf(), lineOf())],
    ['there are two of different times', noteOf(lineOf(), lineOf({ time: BigInt(NOW_S - 9) }))],
    ['it is of another key under the name and id', noteOf(lineOf({ by: keysOf(6).privateKey }))],
    ['it stands under another name', noteOf(lineOf({ as: 'witness.example/w2' }))],
    ['its id is of a plain signature', noteOf(lineOf({ type: 1 }))],
    ['its id is of another kind', noteOf(lineOf({ type: 6 }))],
    ['it is of another checkpoint', noteOf(lineOf({ body: text.replace('12', '13') }))],
    ['it leaves out the lines behind the third', noteOf(lineOf({ body: text.replace('more of it\n', '') }))],
    ['it has another header', noteOf(lineOf({ header: 'cosignature/v2' }))],
    ['its time is not the one that was signed', noteOf(lineOf({ signedTime: String(NOW_S - 1) }))],
    ['its time was signed with a zero in front', noteOf(lineOf({ signedTime: `0${NOW_S}` }))],
    ['it is a byte too short', noteOf(padded(-1))],
    ['it is a byte too long', noteOf(padded(1))],
    ['it has no signature', noteOf(padded(-64))],
    [
      'it is a signature of the text alone',
      noteOf(`— ${name} ${Buffer.concat([idOf(4), sign(null, Buffer.from(text), privateKey)]).toString('base64')}\n`),
    ],
  ])('is refused: %s', (_, note) => {
    expect(() => open(note)).toThrow(NoteError);
  });

  test('of another length is refused for that', () => {
    for (const cut of [-65, -1, 1, 64]) expect(() => open(noteOf(padded(cut)))).toThrow(/72 bytes/);
  });

  test('on what is no checkpoint is refused', () => {
    for (const body of ['a text\n', `log.example\n012\n${root64}\n`, `log.example\n12\n${root64}\n\nmore\n`]) {
      expect(() => open(`${body}\n${lineOf({ body })}`)).toThrow(NoteError);
    }
  });

  test('of a key that any signature fits is refused', () => {
    // The neutral point as key and as commitment, with zero: it holds for every message where one does not look.
    const neutral = Buffer.from(`01${'00'.repeat(31)}`, 'hex');
    const weak = readWitnessKey(vkeyOf(4, name, neutral));
    const bytes = Buffer.concat([idOf(4, name, neutral), big(BigInt(NOW_S)), neutral, Buffer.alloc(32)]);
    const note = noteOf(`— ${name} ${bytes.toString('base64')}\n`);
    expect(() => openCosignature(note, weak, NOW_S)).toThrow(/wrong/);
  });

  test('errors quote nothing of the note', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 60 }), (garbage) => {
        let message = '';
        try {
          open(`${text}\n${garbage}\n`);
        } catch (error) {
          expect(error).toBeInstanceOf(NoteError);
          message = (error as Error).message;
        }
        expect(message).not.toBe('');
        expect(message).not.toContain(garbage);
      }),
    );
  });
});

describe('an answer of a witness that is none', () => {
  /** The error with which asking ends, if the witness answers so to the text that it is to sign. */
  async function errorOf(answer: (text: string) => string | Buffer): Promise<unknown> {
    const { log } = await logOf(5);
    const send: SendToWitness = async (body) => {
      const signed = body.slice(body.indexOf('\n\n') + 2, body.lastIndexOf('\n\n') + 1);
      return { status: 200, body: Buffer.from(answer(signed)) };
    };
    const asking = askWitness({ log, checkpoint: await log.checkpoint(), key, send, nowS: () => NOW_S });
    return asking.then(
      ({ note }) => note,
      (reason: unknown) => reason,
    );
  }
  const invalid = { code: 'proof-invalid', facts: { check: 'witness' } };

  test('would be a note if it were one', async () => {
    expect(await errorOf((body) => lineOf({ body }))).toContain(`\n— ${name} `);
  });

  test.each<[string, (body: string) => string]>([
    ['another key', (body) => lineOf({ body, by: keysOf(6).privateKey })],
    ['another size', (body) => lineOf({ body: body.replace('\n5\n', '\n6\n') })],
    ['a time more than a day ahead', (body) => lineOf({ body, time: BigInt(NOW_S + DAY_S + 1) })],
    ['a time of 2200', (body) => lineOf({ body, time: 7_258_118_400n })],
    ['no time', (body) => lineOf({ body, time: 0n })],
    ['two lines', (body) => lineOf({ body }).repeat(2)],
    ...['\nmore\n', 'more\n\n', '\n', '— a AAAAAAAA\n\n'].map((more): [string, (body: string) => string] => [
      `a text that has ${JSON.stringify(more)} behind it`,
      (body) => `${more}\n${lineOf({ body: `${body}\n${more}` })}`,
    ]),
  ])('signed with %s', async (_, answer) => {
    expect(await errorOf(answer)).toMatchObject(invalid);
  });

  test.each<[string, (good: string) => string | Buffer]>([
    ['nothing', () => ''],
    ['a newline', () => '\n'],
    ['a page', () => '<html>Quuxbury</html>\n'],
    ['half a line', (good) => good.trimEnd()],
    ['a line behind an empty one', (good) => `\n${good}`],
    ['a text of its own in between', (good) => `Quuxbury\n\n${good}`],
    ['CRLF', (good) => good.replace('\n', '\r\n')],
    ['a byte order mark', (good) => `\ufeff${good}`],
    ['no UTF-8', (good) => Buffer.concat([Buffer.from(`${good}— a`), Buffer.of(0xff), Buffer.from(' AAAAAAAA\n')])],
    ['UTF-16', (good) => Buffer.from(good, 'utf16le')],
    ['an escape', (good) => `${good}— \x1b[2J AAAAAAAA\n`],
    ['JSON', (good) => JSON.stringify(good)],
    ['whole checkpoints', (good) => `log\n1\nAAAA\n\n${good}`],
  ])('because it is %s', async (_, change) => {
    const error = await errorOf((body) => change(lineOf({ body })));
    expect(error).toMatchObject(invalid);
    for (const said of ['Quuxbury', '\x1b']) expect((error as Error).message).not.toContain(said);
  });
});

describe("a witness's key", () => {
  test('is read in its one form only', () => {
    expect(key).toEqual({ name, id: idOf(4).toString('hex'), publicKey: Uint8Array.from(publicKey) });
    const good = vkeyOf();
    const id = idOf(4).toString('hex');
    const encoded = Buffer.concat([Uint8Array.of(4), publicKey]).toString('base64');
    expect(`${name}+${id}+${encoded}`).toBe(good);
    const wrong = [
      ...['', name, `${name}+${id}`, `${name}+00000000+${encoded}`, `other.example+${id}+${encoded}`],
      ...[` ${good}`, `${good}\n`, `${good}=`, good.slice(0, -1), `+${id}+${encoded}`],
      ...[vkeyOf(1), vkeyOf(6), vkeyOf(4, 'a b'), vkeyOf(4, ''), vkeyOf(4, name, publicKey.subarray(1))],
      vkeyOf(4, name, Buffer.alloc(1312)),
    ];
    for (const text of wrong) expect(() => readWitnessKey(text), text).toThrow(NoteError);
  });

  test("is no log's key, and that is none of a witness", () => {
    expect(readVkey(vkeyOf(1)).name).toBe(name);
    expect(() => readVkey(vkeyOf())).toThrow(NoteError);
  });
});
