import { describe, expect, it } from 'vitest';
import { type KeyStore, MemoryKeyStore, openSession } from '../../src/session/index.ts';
import { ROOT_KEY } from '../../src/session/key-store.ts';
import { shortLog } from '../library/logs.ts';
import { Kept, ownSession, root } from './app.ts';

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function output(store: KeyStore | undefined, flight: string | undefined): Promise<Uint8Array> {
  const kept = new Kept();
  const options = { consent: { level: 'dynamics' }, purpose: 'local', recipient: 'self' } as const;
  const session = await openSession({
    ...options,
    sink: kept.sink,
    ...(store === undefined ? {} : { store }),
    ...(flight === undefined ? {} : { flight }),
  });
  void session.push({ mavlink: shortLog });
  await session.close();
  return kept.of('mavlink');
}

describe('the root key', () => {
  it('is drawn at first use and the same ever after', async () => {
    const store = new MemoryKeyStore();
    const first = await output(store, 'one');
    expect(await output(store, 'one')).toEqual(first);
    expect(await output(store, 'two')).not.toEqual(first);
    expect(await output(new MemoryKeyStore(), 'one')).not.toEqual(first);
    expect(first.length).toBeGreaterThan(5000);
  });

  it('is drawn once by sessions that open at once, whatever the store', async () => {
    let calls = 0;
    const kept = new Map<string, Uint8Array>();
    // The later a call, the longer it takes; and the last that is set stays.
    const store: KeyStore = {
      get: async (name) => {
        const found = kept.get(name);
        await later(10 * ++calls);
        return found;
      },
      set: async (name, bytes) => void kept.set(name, bytes),
    };
    const [first, other] = await Promise.all([output(store, 'a'), output(store, 'a')]);
    expect(other).toEqual(first);
  });

  it('is drawn once by windows that share a store, which keeps the first', async () => {
    const inner = new MemoryKeyStore();
    const windowOf = (ms: number): KeyStore => ({
      get: async (name) => {
        const found = await inner.get(name);
        await later(ms);
        return found;
      },
      set: (name, bytes) => inner.set(name, bytes),
    });
    const [first, other] = await Promise.all([output(windowOf(5), 'a'), output(windowOf(80), 'a')]);
    expect(other).toEqual(first);
  });

  it('is not drawn anew where the store fails or has lost its mind', async () => {
    const broken: Record<string, KeyStore> = {
      'cannot be read': { get: () => Promise.reject(new Error('locked')), set: async () => undefined },
      'keeps nothing': { get: async () => undefined, set: async () => undefined },
      'cannot keep': { get: async () => undefined, set: () => Promise.reject(new Error(`no room for ${root}`)) },
      'has another thing': { get: async () => new Uint8Array(31).fill(1), set: async () => undefined },
      'has what nobody drew': { get: async () => new Uint8Array(32), set: async () => undefined },
    };
    for (const [what, store] of Object.entries(broken)) {
      const error = await output(store, 'a').then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error, what).toMatchObject({ code: 'state-unusable' });
      expect(String(error?.cause)).not.toContain('37');
    }
  });

  it('is never handed out by its store for others to write into', async () => {
    const store = new MemoryKeyStore();
    const first = await output(store, 'a');
    (await store.get(ROOT_KEY))!.fill(0);
    expect(await output(store, 'a')).toEqual(first);
  });
});

describe('a flight', () => {
  it('has a UUID of its own where it is not named', async () => {
    const options = { consent: { level: 'dynamics' }, purpose: 'local', recipient: 'self', ...new Kept() } as const;
    const [one, other] = [await openSession(options), await openSession(options)];
    expect(one.flight).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other.flight).not.toBe(one.flight);
  });

  it('cannot be named without a store, for it would draw otherwise each time', async () => {
    await expect(output(undefined, 'a')).rejects.toMatchObject({ code: 'usage' });
    expect(await output(undefined, undefined)).not.toEqual(await output(undefined, undefined));
  });

  it.each([
    ['no name', { flight: '' }],
    ['a name that is no text', { flight: 7 as unknown as string }],
    ['a root that nobody drew', { keys: { root: new Uint8Array(32) } }],
    ['a short root', { keys: { root: root.subarray(1) } }],
    ['an empty seed', { keys: { seed: '' } }],
    ['a level for somebody else', { purpose: 'flight-record-sync', recipient: 'manufacturer' }],
  ])('is refused with %s', async (_, wrong) => {
    await expect(ownSession({ ...new Kept(), ...wrong })).rejects.toMatchObject({ code: 'usage' });
  });
});
