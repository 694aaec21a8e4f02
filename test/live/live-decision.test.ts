import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConsentLedger } from '../../src/consent/ledger.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { MemoryLedgerStore } from '../../src/consent/store.ts';
import { ConsentAuthority } from '../../src/filter/release-authority.ts';
import { WatchedDecision } from '../../src/live/live-decision.ts';
import { LiveOutput } from '../../src/live/live-output.ts';
import { Tap } from '../../src/live/tap.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { levels } from '../../src/policy/levels.ts';

const NOW_S = 1_700_000_000;
const request = { purpose: 'flight-record-sync', recipient: 'manufacturer' };
const flight = { name: 'flight-1' };
const how = { collectedS: NOW_S, how: 'test' };

let nowS = NOW_S;
let store: MemoryLedgerStore;
let ledger: ConsentLedger;
let grant: string;

async function granted(validUntilS?: number): Promise<void> {
  const sha256 = '0'.repeat(64);
  await ledger.declareSubject({ name: 'pilot', ageBand: 'adult' }, how);
  await ledger.addNotice({ name: 'notice', version: '1', sha256, bytes: 1 }, how);
  const terms = { subject: 'pilot', ...request, ceiling: levels.dynamics, scope: {}, noticeSha256: sha256 };
  const until = validUntilS === undefined ? {} : { validUntilS };
  ({ id: grant } = await ledger.grant({ ...terms, validFromS: NOW_S - 10, ...until }, how));
}

async function opened(monotonicMs?: () => number): Promise<WatchedDecision> {
  const authority = new ConsentAuthority(request, builtInPolicy, ledger, () => nowS);
  return WatchedDecision.open(authority, flight, await authority.decide(flight), monotonicMs);
}

const later = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('later'), 200));

beforeEach(() => {
  nowS = NOW_S;
  store = new MemoryLedgerStore();
  ledger = new ConsentLedger(store, neutralSigning(new Uint8Array(32).fill(7)));
});

describe('a watched decision', () => {
  it('is entered before anything leaves, without the hash of an output', async () => {
    await granted();
    await opened();
    const [release] = await ledger.releasesOf(flight.name);
    expect(release).toMatchObject({ flight: 'flight-1', recipient: 'manufacturer', grant });
    expect(release!.outputSha256).toBeUndefined();
  });

  it('answers at once where nothing has changed', async () => {
    await granted();
    const watched = await opened();
    expect(await watched.holds()).toBe(true);
    expect(watched.holds()).toBe(true);
  });

  it('is over with a withdrawal, and stays so whatever is granted later', async () => {
    await granted();
    const watched = await opened();
    await watched.holds();
    await ledger.withdraw(grant, how);
    expect(await watched.holds()).toBe(false);
    await granted();
    expect(watched.holds()).toBe(false);
  });

  it('is over when the grant ends, and a clock that is set back does not bring it back', async () => {
    await granted(NOW_S + 60);
    const watched = await opened();
    nowS = NOW_S + 59;
    expect(await watched.holds()).toBe(true);
    nowS = NOW_S + 60;
    expect(await watched.holds()).toBe(false);
    nowS = NOW_S;
    expect(await watched.holds()).toBe(false);
    expect((await ledger.state(NOW_S)).latestS).toBe(NOW_S + 60);
  });

  it('is over when the grant ends, be the clock set back while nobody asks', async () => {
    await granted(NOW_S + 3);
    let elapsedMs = 5000;
    const watched = await opened(() => elapsedMs);
    expect(await watched.holds()).toBe(true);
    nowS = NOW_S - 86_400;
    elapsedMs = 5000 + 2999;
    expect(await watched.holds()).toBe(true);
    elapsedMs = 5000 + 3000;
    expect(await watched.holds()).toBe(false);
    expect((await ledger.state(NOW_S)).latestS).toBe(NOW_S + 3);
  });

  it('is over at once when the grant ends, although the ledger cannot be written', async () => {
    for (const append of [() => new Promise<void>(() => undefined), () => Promise.reject(new Error('full'))]) {
      store = new MemoryLedgerStore();
      ledger = new ConsentLedger(store, neutralSigning(new Uint8Array(32).fill(7)));
      nowS = NOW_S;
      await granted(NOW_S + 60);
      const watched = await opened();
      store.append = append;
      nowS = NOW_S + 60;
      expect(await Promise.race([watched.holds(), later()])).toBe(false);
      await later();
    }
  });

  it('does not open where it was withdrawn before it is entered', async () => {
    await granted();
    const authority = new ConsentAuthority(request, builtInPolicy, ledger, () => nowS);
    const decision = await authority.decide(flight);
    await ledger.withdraw(grant, how);
    await expect(WatchedDecision.open(authority, flight, decision)).rejects.toMatchObject({ code: 'withheld' });
    expect(await ledger.releasesOf(flight.name)).toEqual([]);
  });

  it('is over where the ledger cannot be read', async () => {
    await granted();
    const watched = await opened();
    store.read = () => {
      throw new Error('gone');
    };
    await expect(Promise.resolve(watched.holds())).rejects.toThrow();
    expect(watched.holds()).toBe(false);
  });

  it('is over where the ledger cannot tell whether it has changed, and stays so', async () => {
    await granted();
    const watched = await opened();
    await watched.holds();
    const version = store.version;
    Object.defineProperty(store, 'version', {
      configurable: true,
      get: () => {
        throw new Error('gone');
      },
    });
    expect(() => watched.holds()).toThrow();
    Object.defineProperty(store, 'version', { value: version });
    expect(watched.holds()).toBe(false);
  });

  it('asks anew each time where the store has no version', async () => {
    await granted();
    Object.defineProperty(store, 'version', { value: undefined });
    const watched = await opened();
    expect(watched.holds()).toBeInstanceOf(Promise);
    expect(await watched.holds()).toBe(true);
    await ledger.withdraw(grant, how);
    expect(await watched.holds()).toBe(false);
  });
});

describe('a tap', () => {
  it('lets nothing more out behind a withdrawal, be it in the middle of a frame', async () => {
    const bytes = readFileSync(new URL('../../samples/short.mavlink', import.meta.url));
    for (const at of [1, 17, 300, 1001, 2500]) {
      store = new MemoryLedgerStore();
      ledger = new ConsentLedger(store, neutralSigning(new Uint8Array(32).fill(7)));
      await granted();
      const live = await opened();
      let written = 0;
      const output = new LiveOutput({ live, sink: { write: ({ length }) => void (written += length) } });
      const { decision } = live;
      const key = new Uint8Array(32).map((_, index) => index);
      const tap = new Tap({ output, decision, key, flight: 'a', format: 'mavlink' });
      const push = async (from: number, to: number): Promise<void> => {
        for (let byte = from; byte < to; byte++) void tap.push(bytes.subarray(byte, byte + 1));
        await output.flush();
      };
      await push(0, at);
      const before = written;
      if (at > 1000) expect(before).toBeGreaterThan(0);
      await ledger.withdraw(grant, how);
      await push(at, 4000);
      expect(written).toBe(before);
      expect(output.state).toBe('withdrawn');
    }
  });
});
