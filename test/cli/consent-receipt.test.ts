import { createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sealKeys } from '../../src/node/key-file.ts';
import { collectKeys } from '../../src/node/move-keys.ts';
import { put } from '../node/harness.ts';
import { emptyHome, pilotsHome, setClock, sync } from './consent-home.ts';

setClock();

describe('a receipt', () => {
  test('says in words what was agreed', async () => {
    const { ask, say } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, '--ceiling', 'dynamics', '--until', '2027-01-01');
    const { out } = await say('receipt', grant.id);
    expect(out).toContain('pilot allowed manufacturer to learn, for flight-record-sync, at most:\n');
    expect(out).toContain('ends on 2027-01-01 00:00 UTC');
    expect(out).toContain(`flightveil consent withdraw ${grant.id}`);
  });

  test('is with --json a signed record of all grants to one recipient, which names nobody', async () => {
    const { ask } = await pilotsHome();
    await ask('subject', '--residence', 'CH');
    const first = (await ask('grant', ...sync, '--ceiling', 'dynamics')).grant;
    const second = (await ask('grant', '--for', 'communications', '--to', 'manufacturer')).grant;
    const receipt = await ask('receipt', first.id, second.id);
    const [record, other] = receipt['dpv:hasRecordOfActivity'];
    expect([record, other].map((one) => one['dct:identifier'])).toEqual([first.id, second.id]);
    expect(record['dpv:hasJurisdiction']).toBe('CH');
    expect(JSON.stringify(record)).toContain('"dpv:hasDuration":"P365D"');
    expect(JSON.stringify(receipt)).not.toContain('pilot');
    // The signature is checked with what the document itself says, written anew by the standard's rules and not by ours.
    const { proof, ...signed } = receipt;
    const [header, , signature] = proof.jws.split('.');
    const payload = Buffer.from(canonical(signed)).toString('base64url');
    const key = createPublicKey({ key: proof.jwk, format: 'jwk' });
    const isSigned = (text: string): boolean =>
      verify(null, Buffer.from(`${header}.${text}`), key, Buffer.from(signature, 'base64url'));
    expect(isSigned(payload)).toBe(true);
    expect(isSigned(payload.slice(4))).toBe(false);
  });

  test('is of one recipient', async () => {
    const { ask, say } = await pilotsHome();
    const first = (await ask('grant', ...sync, '--ceiling', 'dynamics')).grant;
    const map = ['--for', 'map-service', '--to', 'map-provider', '--ceiling', 'full'];
    const second = (await ask('grant', ...map)).grant;
    const said = await say('receipt', first.id, second.id, '--json');
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining('to one recipient') });
    expect((await say('receipt', first.id, second.id)).out.match(/^Consent /gm)).toHaveLength(2);
  });
});

/** Sorted keys, one blank of indentation, ASCII, a newline: as canonical-json.ts describes it. */
function canonical(value: unknown): string {
  const sorted = (one: unknown): unknown =>
    typeof one !== 'object' || one === null || Array.isArray(one)
      ? Array.isArray(one)
        ? one.map(sorted)
        : one
      : Object.fromEntries(
          Object.keys(one)
            .sort()
            .map((key) => [key, sorted((one as Record<string, unknown>)[key])]),
        );
  return `${JSON.stringify(sorted(value), null, 1)}\n`;
}

describe('a guardian', () => {
  test('signs the grant of a child, which holds from then on', async () => {
    const { ask, say, folder, entries } = await pilotsHome();
    const home = emptyHome();
    await home.ask('notice', 'add', put(folder, 'notice', 'notice'), '--version', '1');
    await home.ask('subject', '--age-band', '13-15');
    const granted = await home.ask('grant', ...sync, '--ceiling', 'dynamics');
    const { id } = granted.grant;
    expect(granted.note).toContain(`consent countersign ${id} --key FILE`);
    const status = async (): Promise<string> => (await home.ask('list')).grants[0].status;
    expect(await status()).toBe('guardian-missing');

    const passphrase = ['--passphrase-file', put(folder, 'passphrase', 'seven quiet herons wade')];
    const key = join(folder, 'guardian.age');
    const made = await home.ask('guardian-key', '--name', 'Quuxbury', '-o', key, ...passphrase);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(readFileSync(key, 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);

    const wrong = ['--passphrase-file', put(folder, 'wrong', 'seven quiet storks wade')];
    const before = home.entries();
    const refused = await home.say('countersign', id, '--key', key, ...wrong);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('passphrase is wrong') });
    expect(home.entries()).toBe(before);
    expect(await home.ask('countersign', id, '--key', key, ...passphrase)).toEqual({
      grant: id,
      publicKey: made.publicKey,
    });
    expect(await status()).toBe('holds');
    expect((await home.say('receipt', id)).out).toContain('Countersigned by Quuxbury');
    // What rests on a contract needs a guardian too, and therefore a grant; an adult has nothing to grant there.
    const activation = ['grant', '--for', 'activation', '--to', 'manufacturer', '--ceiling', 'full'];
    expect((await home.ask(...activation)).comesTo.device).toBe('exact');
    const pilots = entries();
    expect((await say(...activation)).code).toBe(2);
    expect(entries()).toBe(pilots);
    expect((await ask('list')).grants).toEqual([]);
  });

  test('is not made over a file that exists, without a good passphrase, or with a name that is none', async () => {
    const { say, folder } = emptyHome();
    const taken = put(folder, 'taken', 'mine');
    const good = ['--passphrase-file', put(folder, 'good', 'seven quiet herons wade')];
    const short = ['--passphrase-file', put(folder, 'short', 'heron')];
    const out = join(folder, 'key');
    expect(await say('guardian-key', '--name', 'A', '-o', taken, ...good)).toMatchObject({ code: 1 });
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    expect(await say('guardian-key', '--name', 'A', '-o', out, ...short)).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('at least 12 characters') },
    });
    expect((await say('guardian-key', '--name', '', '-o', out, ...good)).code).toBe(2);
    expect((await say('guardian-key', '--name', 'A', '-o', out)).err).toContain('--passphrase-file');
    expect(existsSync(out)).toBe(false);
  });

  test('signs with a key file only', async () => {
    const { ask, say, home, folder, entries } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, '--ceiling', 'dynamics');
    const passphrase = ['--passphrase-file', put(folder, 'passphrase', 'seven quiet herons wade')];
    const before = entries();
    const deviceKeys = await sealKeys(await collectKeys(home), 'seven quiet herons wade', { scryptLogN: 2 });
    const files = [put(folder, 'junk', 'Quuxbury'), put(folder, 'keys', deviceKeys), join(folder, 'missing'), folder];
    for (const key of files) {
      const { code, out, err } = await say('countersign', grant.id, '--key', key, ...passphrase);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).not.toMatch(/Quuxbury|internal error/);
    }
    expect(entries()).toBe(before);
  });
});
