import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { signManifest } from '../../src/node/manifest-signing.ts';
import { SIGNED_MANIFEST_ENDING } from '../../src/wire/dsse.ts';
import { summaryFiles } from '../../src/wire/flight-summary.ts';
import { type Manifest, manifestFiles } from '../../src/wire/manifest.ts';
import { flightveil, put, temporaryFolder } from '../node/harness.ts';
import { tinyLog } from '../node/tiny-log.ts';
import { fullManifest, fullSummary } from '../wire/samples.ts';

/** A log with a manifest beside it that speaks of it. */
function logWithManifest(): { path: string; manifest: Manifest } {
  const path = put(temporaryFolder(), 'x.tlog', tinyLog());
  const sha256 = createHash('sha256').update(tinyLog()).digest('hex');
  const manifest: Manifest = { ...fullManifest, output: { bytes: tinyLog().length, sha256 } };
  for (const { ending, bytes } of manifestFiles(manifest)) writeFileSync(path + ending, bytes);
  return { path, manifest };
}

const inspect = async (...args: string[]): Promise<string> => {
  const { code, out, err } = await flightveil(['inspect', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

describe('a manifest', () => {
  test('alone, in both forms, says the same', async () => {
    const folder = temporaryFolder();
    const said = [];
    for (const { ending, bytes } of manifestFiles(fullManifest))
      said.push(await inspect(put(folder, `x${ending}`, bytes)));
    expect(said[1]).toBe(said[0]);
    expect(said[0]).toMatchInlineSnapshot(`
      "Made for local, recipient self, level engineering; format tlog.
      By flightveil 0.1.0, catalog 0123456789abcdef, policy fedcba9876543210.
      Output: 70000 bytes, SHA-256 00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff.
      The file is not beside it.

      dimension    may be learnt  because of
      place        exact          rule-0
      shape        exact          rule-1
      operator     exact          rule-2
      time         exact          rule-3
      device       exact          rule-4
      person       exact          rule-5
      environment  exact          rule-6
      settings     exact          rule-7
      text         exact          rule-8
      media        exact          rule-9
      geofence     exact          rule-10
      dynamics     full           rule-11
      others       none           rule-12
      opaque       none           rule-13
      secrets      none           rule-14

      released                   kept  changed  what it tells
      absoluteTime                  -      300  dates and clocks
      attitude      1 099 511 627 776        -  roll, pitch, body rates

      Messages: ATTITUDE (128), HEARTBEAT (1).
      "
    `);
  });

  test('says as JSON all that it holds, and that no file is beside it', async () => {
    const path = put(temporaryFolder(), 'x.manifest.pb', manifestFiles(fullManifest)[1]!.bytes);
    expect(JSON.parse(await inspect(path, '--json'))).toEqual({ manifest: fullManifest, file: null });
  });

  test('is compared with the file that it speaks of', async () => {
    const { path, manifest } = logWithManifest();
    const file = { lengthMatches: true, sha256Matches: true };
    expect(JSON.parse(await inspect(`${path}.manifest.json`, '--json'))).toEqual({ manifest, file });
    expect(await inspect(`${path}.manifest.json`)).toContain('length and hash match');
    const changed = readFileSync(path);
    changed[changed.length - 1]! ^= 1;
    writeFileSync(path, changed);
    expect(await inspect(`${path}.manifest.pb`)).toContain('the length matches, the hash does not');
    writeFileSync(path, changed.subarray(1));
    expect(await inspect(`${path}.manifest.pb`)).toContain('neither length nor hash match');
    writeFileSync(path, '');
    expect(await inspect(`${path}.manifest.pb`)).toContain('neither length nor hash match');
    rmSync(path);
    expect(await inspect(`${path}.manifest.pb`)).toContain('not beside it');
  });

  test('that is damaged is an error that says so', async () => {
    const path = put(temporaryFolder(), 'x.manifest.json', '{"a": 1}\n');
    const said = await flightveil(['inspect', path, '--json']);
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ error: 'manifest-invalid' });
    expect(said.err).toMatch(/^flightveil: this is no manifest: .*\n$/);
  });
});

describe('a signed manifest, as it comes with an upload', () => {
  /** What a recipient has: the log and its signed manifest, and nothing else. */
  function received(): { log: string; envelope: string; manifest: Manifest } {
    const { path, manifest } = logWithManifest();
    const folder = temporaryFolder();
    const log = put(folder, 'x.tlog', readFileSync(path));
    const signer = {
      root: new Uint8Array(32).fill(3),
      recipient: 'researcher',
      device: 'flight',
      flightName: 'f',
    } as const;
    const signed = signManifest(manifestFiles(manifest)[0]!.bytes, signer);
    const envelope = put(folder, `x.tlog${SIGNED_MANIFEST_ENDING}`, signed);
    return { log, envelope, manifest };
  }

  test('is verified, says by which key, and is compared with the log', async () => {
    const { envelope, manifest } = received();
    const out = await inspect(envelope);
    expect(out).toMatch(/^Signed, and not changed since, by the key [0-9a-f]{32}\.\nAnybody can have a key: /);
    expect(out).toContain('length and hash match');
    const keyid = /key ([0-9a-f]{32})/.exec(out)![1];
    const file = { lengthMatches: true, sha256Matches: true };
    expect(JSON.parse(await inspect(envelope, '--json'))).toEqual({ manifest, file, signedBy: { keyid } });
  });

  test('is shown with the log, and says how much the log may tell', async () => {
    const { log, manifest } = received();
    expect(JSON.parse(await inspect(log, '--json')).manifest).toEqual(manifest);
    const { out } = await flightveil(['verify', log, log, '--json']);
    expect(JSON.parse(out)).toMatchObject({ measure: 'manifest' });
  });

  test('of which one character is another is an error, beside the log too', async () => {
    const { log, envelope } = received();
    const text = readFileSync(envelope, 'utf8');
    const { sig } = JSON.parse(text).signatures[0];
    writeFileSync(envelope, text.replace(sig, `${sig[0] === 'A' ? 'B' : 'A'}${sig.slice(1)}`));
    const said = await flightveil(['inspect', envelope, '--json']);
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ error: 'manifest-invalid' });
    expect(JSON.parse(await inspect(log, '--json'))).toMatchObject({
      manifest: null,
      manifestError: 'manifest-invalid',
    });
  });
});

describe('a log with a manifest beside it', () => {
  test('is shown with it', async () => {
    const { path, manifest } = logWithManifest();
    const alone = put(temporaryFolder(), 'x.tlog', tinyLog());
    const out = await inspect(path);
    const withoutManifest = await inspect(alone);
    expect(out.startsWith(withoutManifest)).toBe(true);
    expect(out.slice(withoutManifest.length)).toMatch(
      /^\nManifest beside it:\nMade for local, recipient self, level engineering/,
    );
    expect(out).toContain('length and hash match');
    const json = JSON.parse(await inspect(path, '--json'));
    expect(json.manifest).toEqual(manifest);
    expect(json.file).toEqual({ lengthMatches: true, sha256Matches: true });
    expect(json.fields.length).toBeGreaterThan(0);
    expect(Object.keys(JSON.parse(await inspect(alone, '--json')))).not.toContain('manifest');
  });

  test('that is damaged is shown nevertheless, and why', async () => {
    const { path } = logWithManifest();
    writeFileSync(`${path}.manifest.pb`, 'Quuxbury');
    const out = await inspect(path);
    expect(out).toContain('MAVLink telemetry log');
    expect(out).toContain('The manifest beside it cannot be used: this is no manifest');
    expect(out).not.toContain('Quuxbury');
    expect(JSON.parse(await inspect(path, '--json'))).toMatchObject({
      manifest: null,
      manifestError: 'manifest-invalid',
    });
  });
});

describe('a summary', () => {
  test('is a table of one page', async () => {
    const folder = temporaryFolder();
    const said = [];
    for (const { ending, bytes } of summaryFiles(fullSummary))
      said.push(await inspect(put(folder, `x${ending}`, bytes)));
    expect(said[1]).toBe(said[0]);
    expect(said[0]).toMatchInlineSnapshot(`
      "of the flight
      duration             23 min
      distance            12.3 km
      height above start    120 m
      battery used           57 %
      "
    `);
    const unknown = summaryFiles({ version: 1 })[0]!;
    expect((await inspect(put(folder, `y${unknown.ending}`, unknown.bytes))).match(/not known/g)).toHaveLength(4);
  });

  test('is shown with its own manifest if there is one', async () => {
    const folder = temporaryFolder();
    const { ending, bytes } = summaryFiles(fullSummary)[1]!;
    const path = put(folder, `x${ending}`, bytes);
    expect(JSON.parse(await inspect(path, '--json'))).toEqual({ summary: fullSummary });
    const manifest: Manifest = {
      ...fullManifest,
      released: { categories: [], messages: [] },
      output: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    };
    put(folder, `x${ending}.manifest.pb`, manifestFiles(manifest)[1]!.bytes);
    const file = { lengthMatches: true, sha256Matches: true };
    expect(JSON.parse(await inspect(path, '--json'))).toEqual({ summary: fullSummary, manifest, file });
    expect(await inspect(path)).toContain('length and hash match');
  });

  test('that is cut off is an error', async () => {
    const { ending, bytes } = summaryFiles(fullSummary)[1]!;
    const said = await flightveil(['inspect', put(temporaryFolder(), `x${ending}`, bytes.subarray(0, -2))]);
    expect(said.code).toBe(1);
    expect(said.err).toMatch(/^flightveil: this is no summary of a flight: version is missing/);
  });
});
