import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openConsent } from '../../src/node/consent-keys.ts';
import { withLog } from '../../src/node/unlock-logs.ts';
import { flightveil, put, type Said, temporaryFolder } from '../node/harness.ts';
import { entry } from '../unlock/log/samples.ts';
import { setClock, TODAY } from './consent-home.ts';

setClock();
const NOW_S = Date.parse(`${TODAY}T12:00:00Z`) / 1000;

const name = 'witness.example/w1';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const typed = Buffer.concat([Uint8Array.of(4), Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')]);
const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
const vkey = `${name}+${id.toString('hex')}+${typed.toString('base64')}`;
/** Of the same name, with another key. */
const otherVkey = ((): string => {
  const other = Buffer.concat([Uint8Array.of(4), Buffer.alloc(32, 9)]);
  const otherId = createHash('sha256').update(`${name}\n`).update(other).digest().subarray(0, 4);
  return `${name}+${otherId.toString('hex')}+${other.toString('base64')}`;
})();

function cosign(text: string, atS: number): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(atS));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${atS}\n${text}`), privateKey);
  return `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`;
}

let folder: string;
let home: string;
/** Where the witness listens, what it has heard, and what it says the time is. */
let address: string;
let heard: string[];
let clock: number;
/** Called before the witness answers. */
let before: () => Promise<void>;

beforeEach(async () => {
  folder = temporaryFolder();
  home = join(folder, 'home');
  [heard, clock, before] = [[], NOW_S, async () => undefined];
  const sizes = new Map<string, number>();
  const handle: RequestListener = async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    heard.push(body);
    await before();
    const text = body.slice(body.indexOf('\n\n') + 2, body.lastIndexOf('\n\n') + 1);
    const [origin = '', size] = text.split('\n');
    const known = sizes.get(origin) ?? 0;
    if (body.split('\n')[0] !== `old ${known}`) {
      response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${known}\n`);
      return;
    }
    sizes.set(origin, Number(size));
    response.end(cosign(text, clock));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

const say = (...args: string[]): Promise<Said> => flightveil(['--home', home, ...args]);
const witness = (...args: string[]): Promise<Said> =>
  say('unlocks', 'witness', address, '--key', vkey, '--to', 'manufacturer', ...args);
/** Whose flights they are: for somebody who has not said his age nothing is released without a guardian. */
const adult = (): Promise<Said> => say('consent', 'subject', '--name', 'me', '--age-band', 'adult');
const keep = (recipient: string, ...numbers: number[]): Promise<unknown> =>
  withLog(home, recipient, ({ log }) => log.append(numbers.map((number) => entry(number))));
const checkpointOf = async (recipient: string): Promise<string> =>
  (await say('unlocks', 'checkpoint', '--recipient', recipient)).out;

async function releases() {
  const ledger = await openConsent(home);
  try {
    return await ledger.releasesOf('unlock-log');
  } finally {
    ledger.close();
  }
}

describe('witness', () => {
  test("prints the checkpoint of the recipient's log with the witness's line, and again when it has grown", async () => {
    await adult();
    await keep('self', 1, 2, 3);
    await keep('manufacturer', 1, 2);
    const checkpoint = await checkpointOf('manufacturer');
    const { code, out, err } = await witness();
    expect({ code, out }).toEqual({
      code: 0,
      out: checkpoint + cosign(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1), NOW_S),
    });
    expect(err).toBe(`${name} has witnessed 2 entries at 2026-11-22 12:00 UTC.\n`);
    expect(heard).toEqual([`old 0\n\n${checkpoint}`]);
    await keep('manufacturer', 3, 4, 5);
    const again = await witness('--json');
    expect(JSON.parse(again.out)).toEqual({
      ...{ note: expect.stringContaining(await checkpointOf('manufacturer')), size: 5, atS: NOW_S, witness: name },
    });
    expect(heard.map((body) => body.split('\n')[0])).toEqual(['old 0', 'old 0', 'old 2']);
    // Nothing of the owner's own log.
    expect(heard.join()).not.toContain((await checkpointOf('self')).split('\n')[0]);
  });

  test('is recorded as a release before the witness hears of it', async () => {
    await adult();
    await keep('manufacturer', 1);
    const sha256 = createHash('sha256')
      .update(await checkpointOf('manufacturer'))
      .digest('hex');
    let known: unknown[] = [];
    before = async () => {
      known = [...(await releases())];
    };
    expect((await witness()).code).toBe(0);
    expect(known).toEqual([
      expect.objectContaining({ recipient: 'manufacturer', purpose: 'geofence-unlock', outputSha256: sha256 }),
    ]);
  });

  test('stays recorded where the witness then fails', async () => {
    await adult();
    await keep('manufacturer', 1);
    clock = NOW_S + 200_000;
    const { code, out, err } = await witness();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/day ahead/);
    expect(await releases()).toHaveLength(1);
  });

  test('says if the clocks do not agree', async () => {
    await adult();
    await keep('manufacturer', 1);
    for (const [atS, isSaid] of [
      [NOW_S - 86_400, false],
      [NOW_S - 86_401, true],
      [86_400, true],
    ] as const) {
      clock = atS;
      const { code, err } = await witness();
      expect([code, err.includes('more than a day ago')]).toEqual([0, isSaid]);
      expect(err).toContain(new Date(atS * 1000).toISOString().slice(0, 10));
    }
  });
});

describe('without a decision the witness hears nothing, and nothing is recorded', () => {
  const silent = async (said: Promise<Said>, code: number): Promise<string> => {
    const { code: ended, out, err } = await said;
    expect({ ended, out, heard }).toEqual({ ended: code, out: '', heard: [] });
    expect(await releases()).toEqual([]);
    return err;
  };

  test('for somebody who has not said that he is of age', async () => {
    await keep('manufacturer', 1);
    expect(await silent(witness(), 3)).toContain('explain --for geofence-unlock --to manufacturer');
    await adult();
    expect((await witness()).code).toBe(0);
  });

  test('for a recipient whom the purpose does not serve', async () => {
    await adult();
    await keep('researcher', 1);
    await silent(say('unlocks', 'witness', address, '--key', vkey, '--to', 'researcher'), 3);
  });

  test("of the owner's own log", async () => {
    await adult();
    await keep('self', 1);
    await silent(say('unlocks', 'witness', address, '--key', vkey, '--to', 'self'), 3);
  });

  test('where a policy of your own shows nothing of zones', async () => {
    await adult();
    await keep('manufacturer', 1);
    const policy = (geofence: string): string =>
      put(
        folder,
        'policy.json',
        JSON.stringify({
          version: 1,
          purposes: [{ name: 'geofence-unlock', ceiling: { geofence }, recipients: ['manufacturer'] }],
        }),
      );
    await silent(witness('--policy', policy('none')), 3);
    expect((await witness('--policy', policy('kind'))).code).toBe(0);
  });

  test('where the purpose is restricted', async () => {
    await adult();
    await keep('manufacturer', 1);
    expect((await say('consent', 'restrict', '--for', 'geofence-unlock', '--to', 'manufacturer')).code).toBe(0);
    await silent(witness(), 3);
  });

  test('where there is no log, and none is made', async () => {
    await adult();
    expect(await silent(witness(), 2)).toMatch(/nothing was ever recorded/);
    expect(readdirSync(home)).not.toContain('unlocks.sqlite');
  });

  test('to an address or with a key that is none; that is told before any state is made', async () => {
    for (const args of [
      ['http://witness.example', '--key', vkey],
      [address, '--key', vkey.replace('+', '-')],
      [address, '--key', `${vkey}A`],
    ]) {
      const { code, out } = await say('unlocks', 'witness', ...args, '--to', 'manufacturer');
      expect({ code, out, heard, made: existsSync(home) }).toEqual({ code: 2, out: '', heard: [], made: false });
    }
  });
});

describe('verify', () => {
  const check = (...args: string[]): Promise<Said> =>
    flightveil(['--home', join(temporaryFolder(), 'home'), 'unlocks', 'verify', ...args]);
  let note: string;
  let plain: string;
  let proof: string;

  beforeEach(async () => {
    await adult();
    await keep('manufacturer', 1, 2);
    plain = put(folder, 'plain.txt', await checkpointOf('manufacturer'));
    note = put(folder, 'note.txt', (await witness()).out);
    const made = await say('unlocks', 'prove', '0', '--recipient', 'manufacturer', '--disclose', 'kind');
    proof = put(folder, 'proof.json', made.out);
  });

  test('takes a cosigned checkpoint as any other, and says who has witnessed it and when if that is asked for', async () => {
    const without = await check(proof, '--checkpoint', note);
    expect(without).toMatchObject({ code: 0, err: '' });
    expect(without.out).not.toContain('witness');
    const { code, out, err } = await check(proof, '--checkpoint', note, '--witness-key', vkey);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const seen = `The checkpoint was seen by the witness ${name} at 2026-11-22 12:00 UTC.\n`;
    expect(out).toBe(seen + without.out);
    const json = await check(proof, '--checkpoint', note, '--witness-key', vkey, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ holds: true, witnessed: { name, atS: NOW_S } });
  });

  test('also of a proof that the log has grown', async () => {
    await keep('manufacturer', 3);
    const since = await say('unlocks', 'checkpoint', '--recipient', 'manufacturer', '--since', note);
    const growth = put(folder, 'growth.json', since.out);
    const { code, out } = await check(growth, '--checkpoint', note, '--witness-key', vkey);
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringContaining('was seen by the witness')]);
    expect((await check(growth, '--checkpoint', plain)).code).toBe(0);
    expect((await check(growth, '--checkpoint', plain, '--witness-key', vkey)).code).toBe(1);
  });

  test('of one that this witness has not seen fails', async () => {
    for (const [file, key, message] of [
      [plain, vkey, /not cosigned by this witness/],
      [note, otherVkey, /not cosigned by this witness/],
    ] as const) {
      const { code, out, err } = await check(proof, '--checkpoint', file, '--witness-key', key);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(message);
    }
    expect(await check(proof, '--checkpoint', note, '--witness-key', 'none')).toMatchObject({ code: 2, out: '' });
  });

  test('of a proof that does not hold says nothing of a witness', async () => {
    const text = readFileSync(proof, 'utf8');
    const wrong = put(folder, 'wrong.json', text.replace('"granted"', '"declined"'));
    expect(readFileSync(wrong, 'utf8')).not.toBe(text);
    const { code, out } = await check(wrong, '--checkpoint', note, '--witness-key', vkey);
    expect({ code, out }).toEqual({ code: 1, out: '' });
  });
});
