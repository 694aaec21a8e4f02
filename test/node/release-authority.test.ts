import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { ConsentLedger } from '../../src/consent/ledger.ts';
import { neutralSigning } from '../../src/consent/signing.ts';
import { MemoryLedgerStore } from '../../src/consent/store.ts';
import { ConsentAuthority } from '../../src/filter/release-authority.ts';
import type { Disclosure } from '../../src/model/disclosure.ts';
import { filterFile, surveyedFlight } from '../../src/node/filter-file.ts';
import { deviceKeys, type KeySource } from '../../src/node/flight-keys.ts';
import { readManifestFile } from '../../src/node/manifest-file.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import { levels } from '../../src/policy/levels.ts';
import type { Request } from '../../src/policy/request.ts';
import { MavlinkWriter } from '../formats/mavlink/writer.ts';
import { farFlight } from './far-flight.ts';
import { put, sha256, temporaryFolder } from './harness.ts';
import { outputsIn } from './outputs.ts';
import { messagesOf, readLog } from './read-log.ts';

const nowS = 1_780_000_000;
const said = { collectedS: nowS - 1000, how: 'test' };
const noticeSha256 = 'ab'.repeat(32);
const sync: Request = { purpose: 'flight-record-sync', recipient: 'manufacturer' };

let ledger: ConsentLedger;
let keys: KeySource;
let input: string;
let out: string;

beforeEach(async () => {
  const folder = temporaryFolder();
  ledger = new ConsentLedger(new MemoryLedgerStore(), neutralSigning(new Uint8Array(32).fill(5)));
  keys = await deviceKeys(join(folder, 'home'));
  input = put(folder, 'far.tlog', farFlight());
  out = join(folder, 'out');
  await ledger.addNotice({ name: 'notice', version: '1', sha256: noticeSha256, bytes: 10 }, said);
  await ledger.declareSubject({ name: 'pilot', ageBand: 'adult', residence: 'CH' }, said);
});

function granted(request: Request, ceiling: Disclosure, more: object = {}) {
  const { purpose, recipient } = request;
  const terms = { subject: 'pilot', purpose, recipient, ceiling, scope: {}, noticeSha256, validFromS: nowS - 500 };
  return ledger.grant({ ...terms, ...more }, said);
}

function release(request: Request, options: { onProgress?: (bytes: number) => void; at?: number } = {}) {
  const { at = nowS, onProgress } = options;
  const decision = new ConsentAuthority(request, builtInPolicy, ledger, () => at);
  return filterFile(input, { decision, keys, outputFolder: out, ...(onProgress === undefined ? {} : { onProgress }) });
}

async function flightName(): Promise<string> {
  return (await surveyedFlight(input, keys, 'manufacturer')).name;
}

describe('what a grant allows', () => {
  test('is released, recorded with its hash before it appears, and named in the manifest', async () => {
    const { id } = await granted(sync, levels.dynamics);
    const { decision, outputPath, outputSha256 } = await release(sync);
    expect(decision).toMatchObject({ grant: id, disclosure: { shape: 'relative', place: 'none', dynamics: 'full' } });
    expect(sha256(outputPath)).toBe(outputSha256);
    expect(await ledger.releasesOf(await flightName())).toMatchObject([
      { ...sync, grant: id, outputSha256, disclosure: decision.disclosure },
    ]);
    expect(await readManifestFile(`${outputPath}.manifest.json`)).toMatchObject(sync);
    const places = messagesOf(outputPath, 'GLOBAL_POSITION_INT');
    expect(places.length).toBeGreaterThan(100);
    for (const { lat } of places) expect(Math.abs(lat! / 1e7 + 10)).toBeLessThan(0.5);
  });

  test('is released to nobody else, and for nothing else', async () => {
    await granted(sync, levels.dynamics);
    for (const other of [
      { ...sync, recipient: 'service-provider' },
      { purpose: 'product-improvement', recipient: 'manufacturer' },
    ]) {
      await expect(release(other)).rejects.toMatchObject({ code: 'withheld' });
    }
    expect(existsSync(out)).toBe(false);
  });

  test('ends at the second at which it expires, and does not come back with a clock that is set back', async () => {
    await granted(sync, levels.engineering, { validUntilS: nowS + 100 });
    expect((await release(sync, { at: nowS + 99 })).decision.disclosure.dynamics).toBe('full');
    await expect(release(sync, { at: nowS + 100 })).rejects.toMatchObject({ code: 'withheld' });
    await expect(release(sync, { at: nowS + 99 })).rejects.toMatchObject({ code: 'withheld' });
  });

  test('of one flight or aircraft is of no other', async () => {
    const flight = await surveyedFlight(input, keys, 'manufacturer');
    await granted(sync, levels.engineering, { scope: { flights: ['00'.repeat(32)] } });
    await expect(release(sync)).rejects.toMatchObject({ code: 'withheld' });
    await granted(sync, levels.engineering, { scope: { aircraft: flight.aircraft, flights: [flight.name] } });
    expect((await release(sync)).decision.disclosure.dynamics).toBe('full');
  });
});

describe('a withdrawal', () => {
  test('while the log is filtered keeps the output from appearing, and no release is recorded', async () => {
    const { id } = await granted(sync, levels.dynamics);
    let withdrawn: Promise<void> | undefined;
    let read = 0;
    const size = farFlight().length;
    await expect(
      release(sync, {
        onProgress: (bytes) => {
          read += bytes;
          if (read > 1.2 * size) withdrawn ??= ledger.withdraw(id, { collectedS: nowS, how: 'test' });
        },
      }),
    ).rejects.toMatchObject({ code: 'withheld' });
    await withdrawn;
    expect(withdrawn).toBeDefined();
    expect(outputsIn(out)).toEqual([]);
    expect(await ledger.releasesOf(await flightName())).toEqual([]);
  });

  test('between the decision and the entry counts: both are one step', async () => {
    const { id } = await granted(sync, levels.dynamics);
    const authority = new ConsentAuthority(sync, builtInPolicy, ledger, () => nowS);
    const flight = await surveyedFlight(input, keys, 'manufacturer');
    const decision = await authority.decide(flight);
    await ledger.restrict({ subject: 'pilot' }, { collectedS: nowS, how: 'test' });
    await expect(authority.release(flight, decision, 'ab'.repeat(32))).rejects.toMatchObject({ code: 'withheld' });
    expect(await ledger.releasesOf(flight.name)).toEqual([]);
    expect((await ledger.state(nowS)).grants[0]!.grant.id).toBe(id);
  });

  test('two releases at once that together tell more than either: one is refused', async () => {
    const statistics: Request = { purpose: 'usage-statistics', recipient: 'manufacturer' };
    await granted(sync, { ...levels.dynamics, dynamics: 'full' });
    await granted(statistics, { ...levels.full, media: 'none' });
    const flight = await surveyedFlight(input, keys, 'manufacturer');
    const authorities = [sync, statistics].map((one) => new ConsentAuthority(one, builtInPolicy, ledger, () => nowS));
    const decisions = await Promise.all(authorities.map((authority) => authority.decide(flight)));
    expect(decisions.map(({ disclosure }) => [disclosure.shape, disclosure.place])).toEqual([
      ['relative', 'none'],
      ['none', 'region'],
    ]);
    const outcomes = await Promise.allSettled(
      authorities.map((authority, index) => authority.release(flight, decisions[index]!, 'cd'.repeat(32))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await ledger.releasesOf(flight.name)).toHaveLength(1);
  });

  test('of another grant does not', async () => {
    await granted(sync, levels.dynamics);
    const other = await granted({ ...sync, recipient: 'service-provider' }, levels.dynamics);
    await ledger.withdraw(other.id, said);
    await release(sync);
    expect(outputsIn(out)).toHaveLength(1);
  });
});

test('an output that exists is no release once more', async () => {
  await granted(sync, levels.engineering);
  await release(sync);
  await expect(release(sync)).rejects.toMatchObject({ code: 'output-exists' });
  expect(await ledger.releasesOf(await flightName())).toHaveLength(1);
});

test('a purpose that is about devices releases nothing of a flight', async () => {
  const decided = { purpose: 'activation', recipient: 'manufacturer' };
  await expect(release(decided)).rejects.toMatchObject({ code: 'withheld' });
});

test('all of a log must be in the scope: a second aircraft elsewhere is not', async () => {
  const zone = [
    [7.3, 46.7],
    [7.9, 46.7],
    [7.9, 47.1],
    [7.3, 47.1],
    [7.3, 46.7],
  ] as const;
  await granted(sync, levels.dynamics, { scope: { areas: [{ type: 'Polygon', coordinates: [zone] }] } });
  expect((await release(sync)).decision.disclosure.shape).toBe('relative');
  const elsewhere = new MavlinkWriter('tlog', 1_717_236_000_000_000n);
  for (let at = 0; at < 40; at++) {
    const place = { lat: 400_000_000 + at * 100, lon: -1_000_000_000 };
    elsewhere.frame('GLOBAL_POSITION_INT', { time_boot_ms: at * 100, ...place, alt: 500_000 }, { system: 9 });
  }
  input = put(temporaryFolder(), 'two.tlog', Buffer.concat([farFlight(), elsewhere.bytes()]));
  await expect(release(sync)).rejects.toMatchObject({ code: 'withheld' });
});

test('a second release that is beside the first gets no more than both decided alone would tell', async () => {
  await granted(sync, { ...levels.engineering, settings: 'none' });
  await release(sync);
  await ledger.withdraw((await ledger.state(nowS)).grants[0]!.grant.id, said);
  // More of the settings, less of the text: neither is at most the other.
  await granted(sync, { ...levels.engineering, text: 'none' });
  const { decision } = await release({ ...sync, level: 'engineering' });
  expect(decision.disclosure).toMatchObject({ settings: 'none', text: 'none' });
  expect(decision.because.settings).toBe('earlier-release');
});

test('the last position, to its owner, is one fix with its height and time and nothing else', async () => {
  const find: Request = { purpose: 'find-aircraft', recipient: 'self' };
  input = fileURLToPath(new URL('../../samples/copter.tlog', import.meta.url));
  await granted(find, levels.full);
  const { decision, outputPath } = await release(find);
  expect(decision.projection?.name).toBe('last-position');
  const [last, ...more] = readLog(outputPath);
  expect(more).toEqual([]);
  // The sample has noise between its frames; at full it has none.
  const own = decide({ purpose: 'local', recipient: 'self', level: 'full' }, localPolicy);
  const whole = await filterFile(input, { decision: own, keys, outputFolder: out });
  const sent = readLog(whole.outputPath).filter(({ name }) => name === 'AHRS2');
  const { lat, lng, altitude } = sent.at(-1)!.values;
  expect(last).toEqual({ name: 'AHRS2', values: { lat, lng, altitude, roll: NaN, pitch: NaN, yaw: NaN } });
});
