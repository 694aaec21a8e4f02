import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Keyring } from '../../../src/sync/spool/spool-key.ts';
import { newHome, openSpool, putFile, random } from './harness.ts';

/** A keyring in memory. */
function memoryKeyring(): {
  secrets: Map<string, Uint8Array>;
  options: unknown[];
  loadKeyring: () => Promise<Keyring>;
} {
  const secrets = new Map<string, Uint8Array>();
  const options: unknown[] = [];
  class AsyncEntry {
    readonly #name: string;
    constructor(service: string, account: string, option?: unknown) {
      this.#name = `${service} ${account}`;
      options.push(option);
    }
    async setSecret(secret: Uint8Array): Promise<void> {
      secrets.set(this.#name, secret.slice());
    }
    async getSecret(): Promise<number[] | null> {
      const secret = secrets.get(this.#name);
      return secret === undefined ? null : [...secret];
    }
  }
  return { secrets, options, loadKeyring: async () => ({ AsyncEntry }) };
}

const none = {
  loadKeyring: async (): Promise<Keyring> => {
    throw new Error('AccessDenied for somebody');
  },
};

describe('a key in the keyring', () => {
  test('is taken where the keyring answers, is found again, and lies in no file', async () => {
    const home = newHome();
    const keyring = memoryKeyring();
    const spool = await openSpool(home, { key: 'auto', ...keyring });
    const file = await putFile(spool, random(10));
    expect(spool.keyFrom).toBe('keyring');
    const [[name, secret]] = [...keyring.secrets] as [[string, Uint8Array]];
    const account = readFileSync(join(home, 'spool.keyring'), 'utf8');
    expect([name, secret.length]).toEqual([`flightveil ${account.trim()}`, 32]);
    expect(statSync(join(home, 'spool.keyring')).mode & 0o777).toBe(0o600);
    for (const key of ['auto', 'keyring'] as const) {
      const again = await openSpool(home, { key, ...keyring });
      expect([again.keyFrom, await again.verify(file.id, file)]).toEqual(['keyring', true]);
    }
    if (process.platform === 'linux')
      expect(new Set(keyring.options.map((one) => JSON.stringify(one)))).toEqual(
        new Set(['{"linux":{"store":"secret-service"}}']),
      );
  });

  test('is not replaced if the keyring has lost it, does not answer, is damaged, or has another', async () => {
    const home = newHome();
    const keyring = memoryKeyring();
    await putFile(await openSpool(home, { key: 'auto', ...keyring }), random(10));
    const [name, secret] = [...keyring.secrets][0]!;
    const says = (message: RegExp) =>
      expect.objectContaining({ code: 'state-unusable', message: expect.stringMatching(message) });
    await expect(openSpool(home, { key: 'auto', ...none })).rejects.toEqual(says(/^the keyring does not answer$/));
    keyring.secrets.set(name, random(32));
    await expect(openSpool(home, { key: 'auto', ...keyring })).rejects.toEqual(says(/is not the one/));
    keyring.secrets.set(name, secret.subarray(1));
    await expect(openSpool(home, { key: 'auto', ...keyring })).rejects.toEqual(says(/damaged/));
    keyring.secrets.delete(name);
    await expect(openSpool(home, { key: 'auto', ...keyring })).rejects.toEqual(says(/is lost/));
    rmSync(join(home, 'spool.keyring'));
    await expect(openSpool(home, { key: 'auto', ...keyring })).rejects.toEqual(says(/is lost/));
    expect(keyring.secrets.size).toBe(0);
  });

  test('that never answers is given up', async () => {
    class AsyncEntry {
      setSecret(): Promise<void> {
        return new Promise(() => undefined);
      }
      getSecret(): Promise<null> {
        return new Promise(() => undefined);
      }
    }
    const silent = { loadKeyring: async () => ({ AsyncEntry }), keyringMs: 20 };
    await expect(openSpool(newHome(), { key: 'keyring', ...silent })).rejects.toMatchObject({
      message: 'the keyring does not answer',
    });
    expect((await openSpool(newHome(), { key: 'auto', ...silent })).keyFrom).toBe('file');
  });

  test('of a keyring that forgets at once is none', async () => {
    const keyring = memoryKeyring();
    const { loadKeyring } = keyring;
    const forgetting = {
      loadKeyring: async () => {
        keyring.secrets.clear();
        return loadKeyring();
      },
    };
    expect((await openSpool(newHome(), { key: 'auto', ...forgetting })).keyFrom).toBe('file');
  });
});

describe('a key in a file', () => {
  test('is what remains without a keyring, and stays when one comes', async () => {
    const home = newHome();
    await expect(openSpool(home, { key: 'keyring', ...none })).rejects.toMatchObject({ code: 'state-unusable' });
    expect((await openSpool(home, { key: 'auto', ...none })).keyFrom).toBe('file');
    const key = readFileSync(join(home, 'spool.key'));
    expect([key.length, statSync(join(home, 'spool.key')).mode & 0o777]).toEqual([32, 0o600]);
    const keyring = memoryKeyring();
    expect((await openSpool(home, { key: 'auto', ...keyring })).keyFrom).toBe('file');
    expect([keyring.secrets.size, readFileSync(join(home, 'spool.key')).equals(key)]).toEqual([0, true]);
    await expect(openSpool(home, { key: 'keyring', ...keyring })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  test('is refused if others can read it, it is damaged or another, or both are there; it is not made anew where it is lost', async () => {
    const home = newHome();
    await openSpool(home);
    const path = join(home, 'spool.key');
    const key = readFileSync(path);
    chmodSync(path, 0o640);
    await expect(openSpool(home)).rejects.toMatchObject({
      message: 'the key file of the spool is damaged, or others can read it',
    });
    chmodSync(path, 0o600);
    writeFileSync(path, key.subarray(1));
    await expect(openSpool(home)).rejects.toMatchObject({
      message: 'the key file of the spool is damaged, or others can read it',
    });
    writeFileSync(path, random(32));
    await expect(openSpool(home)).rejects.toMatchObject({ message: expect.stringContaining('not the one') });
    rmSync(path);
    await expect(openSpool(home)).rejects.toMatchObject({ message: expect.stringContaining('is lost') });
    writeFileSync(path, key, { mode: 0o600 });
    await openSpool(home);
    writeFileSync(join(home, 'spool.keyring'), `${'0'.repeat(32)}\n`, { mode: 0o600 });
    await expect(openSpool(home)).rejects.toMatchObject({ message: expect.stringContaining('and in the keyring') });
  });
});

test.runIf(process.platform === 'linux')(
  'the keyring of this system, without a session, does not answer; it is not the one of the kernel',
  async () => {
    const bus = process.env.DBUS_SESSION_BUS_ADDRESS;
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent/bus';
    try {
      await expect(openSpool(newHome(), { key: 'keyring' })).rejects.toMatchObject({
        message: 'the keyring does not answer',
      });
      expect((await openSpool(newHome(), { key: 'auto' })).keyFrom).toBe('file');
    } finally {
      if (bus === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
      else process.env.DBUS_SESSION_BUS_ADDRESS = bus;
    }
  },
);
