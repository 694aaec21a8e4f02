import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { leafFields } from '../../../src/unlock/log/fields.ts';
import { signNote } from '../../../src/unlock/log/note.ts';
import type { ConsistencyProof, UnlockProof } from '../../../src/unlock/log/proof.ts';
import { UnlockLog } from '../../../src/unlock/log/unlock-log.ts';
import { verifyConsistency, verifyUnlockProof } from '../../../src/unlock/log/verify.ts';
import { rootByPath, rootsByProof } from './naive-tree.ts';
import { bareEvent, entriesOf, entry, flipBit, fullEvent, logOf } from './samples.ts';

const invalid = (check?: string) =>
  expect.objectContaining({ code: 'proof-invalid', ...(check === undefined ? {} : { facts: { check } }) });
const usage = (message: RegExp) => expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) });

let log: UnlockLog;
let other: UnlockLog;
/** At sizes 5, 11 and 12. */
let checkpoints: string[];
let proof: UnlockProof;
let growth: ConsistencyProof;

beforeAll(async () => {
  ({ log } = await logOf(5));
  checkpoints = [await log.checkpoint()];
  await log.append([...entriesOf(5, 5), entry(10, fullEvent)]);
  checkpoints.push(await log.checkpoint());
  growth = await log.proveGrowth(checkpoints[0]!);
  proof = await log.prove(10, { disclose: ['area', 'time', 'licence', 'entry'] });
  await log.append([entry(11, bareEvent)]);
  checkpoints.push(await log.checkpoint());
  const { store } = await logOf(0);
  other = await UnlockLog.open(store, new Uint8Array(32).fill(9));
  await other.append([...entriesOf(10), entry(10, fullEvent)]);
});

/** A proof checked by its own description alone: hashes and HMAC of OpenSSL, the tree's recursion, the note taken apart by hand. */
function checkedByHand({ fields, path, index, size, checkpoint, vkey }: UnlockProof): boolean {
  const parts = leafFields.map((field) => {
    const one = fields[field];
    if ('commitment' in one) return Buffer.from(one.commitment, 'hex');
    const mac = createHmac('sha256', Buffer.from(one.salt, 'hex')).update(`flightveil unlock ${field}\0`);
    return (one.value === null ? mac : mac.update(`=${one.value}`)).digest();
  });
  const leaf = createHash('sha256')
    .update(Buffer.concat([Buffer.of(0, 1), ...parts]))
    .digest();
  const root = rootByPath(
    index,
    size,
    leaf,
    path.map((hash) => Buffer.from(hash, 'hex')),
  );
  const [text = '', line = ''] = checkpoint.split('\n\n');
  const key = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
    format: 'jwk',
  });
  const signature = Buffer.from(line.trimEnd().split(' ')[2]!, 'base64').subarray(4);
  const isOrigin = text.startsWith(`flightveil/unlocks/${createHash('sha256').update(key).digest('hex')}\n`);
  const isRoot =
    text.split('\n')[2] === Buffer.from(root ?? []).toString('base64') && text.split('\n')[1] === String(size);
  return isOrigin && isRoot && verify(null, Buffer.from(`${text}\n`), publicKey, signature);
}

describe('a proof', () => {
  test('shows what was chosen and nothing else', () => {
    expect(verifyUnlockProof(proof, checkpoints[1]!)).toEqual({
      ...{ origin: log.origin, index: 10, size: 11 },
      disclosed: { time: '1790000000000000', area: 'LSZH-7', licence: 'L-2026-00017', entry: null },
      event: { timeUs: fullEvent.timeUs, areaCode: 'LSZH-7', licence: 'L-2026-00017' },
      withheld: ['kind', 'evidence', 'about', 'zone-source', 'flight', 'device', 'person'],
      leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const text = JSON.stringify(proof);
    for (const hidden of [
      'granted',
      'Quuxbury',
      'Ganges',
      'Orinoco',
      'Zürich',
      '0123456789abcdef',
      'circle',
      entry(10).id,
    ]) {
      expect(text).not.toContain(hidden);
    }
  });

  test('can be checked without a line of ours', async () => {
    expect(checkedByHand(proof)).toBe(true);
    for (let index = 0; index < 12; index++) {
      expect(checkedByHand(await log.prove(index, { disclose: leafFields }))).toBe(true);
    }
    expect(checkedByHand({ ...proof, index: 9 })).toBe(false);
  });

  test('of every entry shows the whole event, or nothing', async () => {
    for (let index = 0; index < 12; index++) {
      const all = verifyUnlockProof(await log.prove(index, { disclose: leafFields }), checkpoints[2]!);
      const expected = index === 10 ? fullEvent : index === 11 ? bareEvent : entry(index).event;
      expect(all).toMatchObject({ index, withheld: [], event: expected });
      const none = verifyUnlockProof(await log.prove(index), checkpoints[2]!);
      expect(none).toMatchObject({ disclosed: {}, event: {}, withheld: leafFields, leafHash: all.leafHash });
    }
  });

  test('is made for the size or checkpoint that is asked for', async () => {
    const early = await log.prove(3, { size: 5 });
    expect(verifyUnlockProof(early, checkpoints[0]!)).toMatchObject({ index: 3, size: 5 });
    expect(early.checkpoint).toBe(checkpoints[0]);
    const witnessed = `${checkpoints[1]}— witness.example ${Buffer.alloc(76, 1).toString('base64')}\n`;
    const late = await log.prove(3, { checkpoint: witnessed });
    expect(late.checkpoint).toBe(witnessed);
    expect(verifyUnlockProof(late, checkpoints[1]!).size).toBe(11);
    expect(verifyUnlockProof(late, witnessed).size).toBe(11);
    await expect(log.prove(3, { size: 6 })).rejects.toEqual(usage(/no checkpoint was signed/));
    await expect(log.prove(5, { size: 5 })).rejects.toEqual(usage(/so many/));
    await expect(log.prove(3, { checkpoint: await other.checkpoint() })).rejects.toEqual(
      usage(/no checkpoint of this log/),
    );
    await expect(log.prove(3, { checkpoint: 'a text' })).rejects.toEqual(usage(/no checkpoint of this log/));
  });

  test('survives JSON', () => {
    expect(verifyUnlockProof(JSON.parse(JSON.stringify(proof)), checkpoints[1]!).index).toBe(10);
  });

  test('is found changed at a quarter of the bits of every hash, salt and commitment, another one each', () => {
    const holds = (changed: unknown): boolean => {
      try {
        verifyUnlockProof(changed, checkpoints[1]!);
        return true;
      } catch (error) {
        expect(error).toEqual(invalid());
        return false;
      }
    };
    expect(holds(proof)).toBe(true);
    const flipHex = (hash: string, bit: number): string =>
      Buffer.from(flipBit(Buffer.from(hash, 'hex'), bit)).toString('hex');
    let count = 0;
    for (let bit = 0; bit < 256; bit++) {
      for (const [at, field] of leafFields.entries()) {
        if ((bit + at) % 4 > 0) continue;
        const one = proof.fields[field];
        const changed =
          'commitment' in one ? { commitment: flipHex(one.commitment, bit) } : { ...one, salt: flipHex(one.salt, bit) };
        if (holds({ ...proof, fields: { ...proof.fields, [field]: changed } })) expect.fail(`${field}, bit ${bit}`);
        count++;
      }
      proof.path.forEach((hash, at) => {
        if ((bit + at) % 4 > 0) return;
        if (holds({ ...proof, path: proof.path.with(at, flipHex(hash, bit)) })) expect.fail(`path ${at}, bit ${bit}`);
        count++;
      });
    }
    expect(count).toBe(64 * (11 + proof.path.length));
  });

  test('is found changed at every bit of its text, or says the same', () => {
    const text = Buffer.from(JSON.stringify(proof));
    const said = verifyUnlockProof(proof, checkpoints[1]!);
    let found = 0;
    // Every bit would take a minute: each bit of a byte comes up.
    for (let bit = 0; bit < text.length * 8; bit += 13) {
      try {
        const changed: unknown = JSON.parse(Buffer.from(flipBit(text, bit)).toString('utf8'));
        // The one thing that may differ is a signature that nobody is asked to trust: that of the proof's own copy of the checkpoint.
        expect(verifyUnlockProof(changed, checkpoints[1]!)).toEqual(said);
      } catch (error) {
        if (error instanceof SyntaxError) found++;
        else {
          expect(error).toEqual(invalid());
          found++;
        }
      }
    }
    expect(found).toBeGreaterThan(((text.length * 8) / 13) * 0.8);
  }, 60_000);

  test('is found changed at every bit of the checkpoint it is checked with', () => {
    const bytes = Buffer.from(checkpoints[1]!);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(flipBit(bytes, bit)).toString('utf8');
      expect(() => verifyUnlockProof(proof, changed), `bit ${bit}`).toThrow(invalid());
    }
  });

  describe('is refused', () => {
    const shown = (value: string | null): UnlockProof => {
      const area = { ...proof.fields.area, value } as UnlockProof['fields']['area'];
      return { ...proof, fields: { ...proof.fields, area } };
    };
    test.each<[string, string | undefined, () => unknown]>([
      ['another value', 'path', () => shown('LSZH-8')],
      ['no value', 'path', () => shown(null)],
      ['a value that differs in its Unicode form only', 'path', () => shown('LSZH-7\u0301')],
      [
        'a value that nothing has',
        'value',
        () => ({ ...proof, fields: { ...proof.fields, time: { ...proof.fields.time, value: '01' } } }),
      ],
      [
        'fields exchanged',
        'path',
        () => ({ ...proof, fields: { ...proof.fields, kind: proof.fields.about, about: proof.fields.kind } }),
      ],
      ['another index', 'path', () => ({ ...proof, index: 9 })],
      ['an index behind the end', 'path', () => ({ ...proof, index: 11 })],
      ['another size', 'size', () => ({ ...proof, size: 12 })],
      ['a shorter path', 'path', () => ({ ...proof, path: proof.path.slice(1) })],
      ['a longer path', 'path', () => ({ ...proof, path: [...proof.path, proof.path[0]] })],
      ['a path without end', 'form', () => ({ ...proof, path: Array(200).fill(proof.path[0]) })],
      ['another checkpoint within', 'checkpoint', () => ({ ...proof, checkpoint: checkpoints[0] })],
      [
        'the checkpoint of another log within',
        'checkpoint',
        async () => ({ ...proof, checkpoint: await other.checkpoint() }),
      ],
      [
        'a checkpoint of the same root under another name within',
        'checkpoint',
        () => ({ ...proof, checkpoint: checkpoints[1]!.replace(log.origin, `${log.origin}0`) }),
      ],
      ['another key', 'key', () => ({ ...proof, vkey: other.vkey })],
      ['no key', 'key', () => ({ ...proof, vkey: '' })],
      ['another version', 'form', () => ({ ...proof, version: 2 })],
      ['another form', 'form', () => ({ ...proof, form: 'flightveil-unlock-consistency' })],
      ['a member that is not known', 'form', () => ({ ...proof, more: 1 })],
      [
        'a field that is not known',
        'form',
        () => ({ ...proof, fields: { ...proof.fields, colour: proof.fields.area } }),
      ],
      [
        'a field that is both',
        'form',
        () => ({ ...proof, fields: { ...proof.fields, area: { ...proof.fields.area, commitment: '0'.repeat(64) } } }),
      ],
      ['capitals in a hash', 'form', () => ({ ...proof, path: proof.path.map((hash) => hash.toUpperCase()) })],
      ['an index of a string', 'form', () => ({ ...proof, index: '10' })],
      ['a negative index', 'form', () => ({ ...proof, index: -1 })],
      ['no object', 'form', () => [proof]],
      ['nothing', 'form', () => undefined],
      ['null', 'form', () => null],
    ])('with %s', async (_, check, change) => {
      const changed = await change();
      expect(() => verifyUnlockProof(changed, checkpoints[1]!)).toThrow(invalid(check));
    });

    test('at another checkpoint, be it of the same log, of another, or none', async () => {
      for (const at of [0, 2]) expect(() => verifyUnlockProof(proof, checkpoints[at]!)).toThrow(invalid('size'));
      const foreign = await other.checkpoint();
      expect(() => verifyUnlockProof(proof, foreign)).toThrow(invalid('key'));
      for (const text of ['', 'a text', checkpoints[1]!.trimEnd(), checkpoints[1]!.split('\n\n')[0]!]) {
        expect(() => verifyUnlockProof(proof, text)).toThrow(invalid('checkpoint'));
      }
    });

    test('at a checkpoint that the holder of another key made up for this log', () => {
      const [text = ''] = checkpoints[1]!.split('\n\n');
      const forged = signNote(`${text}\n`, log.origin, new Uint8Array(32).fill(9));
      expect(() => verifyUnlockProof(proof, forged)).toThrow(invalid('checkpoint'));
    });

    test('with another key than the one that is known', () => {
      expect(verifyUnlockProof(proof, checkpoints[1]!, { key: log.vkey }).index).toBe(10);
      for (const key of [other.vkey, 'no key', `${log.vkey} `]) {
        expect(() => verifyUnlockProof(proof, checkpoints[1]!, { key })).toThrow(invalid('key'));
      }
    });

    test('without quoting what is in it', () => {
      for (const change of [{ vkey: 'Quuxbury' }, { checkpoint: 'Quuxbury' }, { form: 'Quuxbury' }, { Quuxbury: 1 }]) {
        try {
          verifyUnlockProof({ ...proof, ...change }, checkpoints[1]!);
          expect.fail('it was taken');
        } catch (error) {
          expect(error).toEqual(invalid());
          expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toContain('Quuxbury');
        }
      }
    });
  });
});

describe('a proof of growth', () => {
  test('holds at the earlier checkpoint, also by the recursion, and gives the later one', () => {
    expect(verifyConsistency(growth, checkpoints[0]!)).toEqual({
      ...{ origin: log.origin, from: 5, to: 11, checkpoint: checkpoints[1] },
    });
    const rootIn = (note: string): Buffer => Buffer.from(note.split('\n')[2]!, 'base64');
    const hashes = growth.path.map((hash) => Buffer.from(hash, 'hex'));
    const roots = rootsByProof(5, 11, rootIn(checkpoints[0]!), hashes);
    expect(Buffer.from(roots!.old)).toEqual(rootIn(checkpoints[0]!));
    expect(Buffer.from(roots!.new)).toEqual(rootIn(checkpoints[1]!));
  });

  test('from a checkpoint to itself is empty', async () => {
    const same = await log.proveGrowth(checkpoints[2]!);
    expect(same).toMatchObject({ from: 12, to: 12, path: [] });
    expect(verifyConsistency(same, checkpoints[2]!).to).toBe(12);
  });

  test.each<[string, string, () => unknown]>([
    ['another size', 'size', () => ({ ...growth, from: 4 })],
    ['another size at the end', 'size', () => ({ ...growth, to: 12 })],
    ['another end', 'size', () => ({ ...growth, checkpoint: checkpoints[2] })],
    ['another end and size', 'path', () => ({ ...growth, checkpoint: checkpoints[2], to: 12 })],
    [
      'an end that is not signed',
      'checkpoint',
      () => ({ ...growth, checkpoint: checkpoints[1]!.replace('\n11\n', '\n12\n') }),
    ],
    ['a changed hash', 'path', () => ({ ...growth, path: growth.path.with(0, '0'.repeat(64)) })],
    ['no path', 'path', () => ({ ...growth, path: [] })],
    ['another key', 'key', () => ({ ...growth, vkey: other.vkey })],
    ['the form of the other proof', 'form', () => proof],
  ])('is refused with %s', (_, check, change) => {
    expect(() => verifyConsistency(change(), checkpoints[0]!)).toThrow(invalid(check));
  });

  test('is not made from a checkpoint that knows another past, or more than there is', async () => {
    const { log: twin } = await logOf(5);
    await expect(twin.proveGrowth(checkpoints[0]!)).rejects.toMatchObject({
      code: 'state-unusable',
      message: expect.stringMatching(/another past/),
    });
    await expect(twin.proveGrowth(checkpoints[1]!)).rejects.toMatchObject({
      code: 'state-unusable',
      message: expect.stringMatching(/another past/),
    });
    await expect(twin.proveGrowth(await other.checkpoint())).rejects.toEqual(usage(/no checkpoint of this log/));
  });
});
