import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type FlightSecrets, generateFlight, sampleSecrets } from '../../samples/flight.ts';
import { createLoop } from '../../src/filter/create-loop.ts';
import { isBuiltInRule } from '../../src/filter/explain.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { catalogVersionOf, hashRows, manifestOf, nothingCounted, policyVersionOf } from '../../src/filter/manifest.ts';
import { reportOf } from '../../src/filter/report.ts';
import { detectFormat } from '../../src/formats/index.ts';
import { dimensionNames } from '../../src/model/disclosure.ts';
import type { CatalogRow } from '../../src/model/format.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { type Decision, decide, localPolicy, type Policy } from '../../src/policy/decide.ts';
import { type Manifest, manifestFiles, readManifest } from '../../src/wire/manifest.ts';

const engineering = decide({ purpose: 'local', recipient: 'self', level: 'engineering' }, localPolicy);

/** Filters a log and makes the manifest of what comes out. */
function filtered(
  log: Uint8Array,
  decision: Decision = engineering,
): { manifest: Manifest; output: Buffer; report: ReturnType<typeof reportOf> } {
  const format = detectFormat(log, true);
  const loop = createLoop(format, decision.disclosure, FlightKeys.ofSeed('manifest', 0));
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(log)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  const output = Buffer.concat(pieces);
  const report = reportOf(loop.counts());
  const manifest = manifestOf({
    decision,
    versions: { flightveil: '0.1.0', catalog: catalogVersionOf(format), policy: policyVersionOf(localPolicy) },
    format: format.name,
    report,
    output: { bytes: output.length, sha256: createHash('sha256').update(output).digest('hex') },
  });
  return { manifest, output, report };
}

/** As a policy file makes it. */
const ownRule = { name: 'not-for-my-neighbour', ceiling: () => ({ text: 'none' as const }) };

const sample = filtered(generateFlight());

describe('the manifest of a flight', () => {
  test('says what for, for whom, how much and why', () => {
    const { manifest } = sample;
    expect(manifest).toMatchObject({
      purpose: 'local',
      recipient: 'self',
      level: 'engineering',
      format: 'tlog',
      version: 1,
    });
    expect(manifest.disclosure.map(({ dimension }) => dimension)).toEqual(dimensionNames);
    for (const { dimension, step, because } of manifest.disclosure) {
      expect(step).toBe(engineering.disclosure[dimension]);
      expect(because).toBe(engineering.because[dimension]);
    }
    expect(manifest.disclosure).toContainEqual({ dimension: 'device', step: 'flight', because: 'level' });
  });

  test('counts what an independent reading of the output counts', () => {
    const { manifest, output } = sample;
    const format = detectFormat(output, true);
    const decoder = format.createDecoder();
    decoder.window(output, 0, output.length, true);
    const frames = new Map<string, number>();
    for (let found = decoder.next(); found !== 0; found = decoder.next()) {
      if (found !== 1) continue;
      const { message } = decoder.frame.schema;
      frames.set(message, (frames.get(message) ?? 0) + 1);
    }
    expect(Object.fromEntries(manifest.released.messages.map(({ message, frames }) => [message, frames]))).toEqual(
      Object.fromEntries(frames),
    );
    expect(manifest.output.bytes).toBe(output.length);
  });

  test('names no category and no message that is withheld entirely, and no count of what was withheld', () => {
    const { manifest, report } = sample;
    const withheld = report.messages.filter(({ written }) => written === 0).map(({ message }) => message);
    expect(withheld).toContain('ADSB_VEHICLE');
    expect(withheld).toContain('GLOBAL_POSITION_INT');
    const text = JSON.stringify(manifest.released);
    for (const message of withheld) expect(text).not.toContain(`"${message}"`);
    const gone = report.categories.filter(({ kept, changed }) => kept + changed === 0).map(({ category }) => category);
    expect(gone).toContain('aircraftPosition');
    expect(gone).toContain('thirdPartyPosition');
    for (const category of gone) expect(text).not.toContain(`"${category}"`);
    const counts = Object.keys({ ...manifest.released.categories[0], ...manifest.released.messages[0] });
    expect(counts.sort()).toEqual(['category', 'changed', 'frames', 'kept', 'message']);
  });

  test('can be written and read', () => {
    for (const { bytes } of manifestFiles(sample.manifest)) expect(readManifest(bytes)).toStrictEqual(sample.manifest);
  });
});

const { place } = sampleSecrets;
const twins: Record<string, Partial<FlightSecrets>> = {
  moved: { place: { ...place, latitudeDeg: place.latitudeDeg + 0.05, altitudeAmslM: 1204 } },
  'at another date': { startUnixUs: sampleSecrets.startUnixUs + 86_400e6 * 400 },
  'of another aircraft': { device: 'another' },
  'with another pilot': { person: { ...sampleSecrets.person, pilotName: 'Somebody Else' } },
  'that heard no other aircraft': { thirdParties: [] },
  'without unknown messages': { unknownMessages: null },
  'with the operator elsewhere': { operator: { northM: -300, eastM: 120 } },
};

describe('twins have the same manifest, byte for byte', () => {
  /** Pseudonyms of different aircraft differ, and with them the hash: that is what `device: flight` lets out. */
  const withoutDevice: Decision = { ...engineering, disclosure: { ...engineering.disclosure, device: 'none' } };

  test.each(Object.entries(twins))('%s', (_what, secrets) => {
    const [one, other] = [generateFlight(), generateFlight({ ...sampleSecrets, ...secrets })];
    expect(Buffer.compare(one, other)).not.toBe(0);
    const decision = 'device' in secrets ? withoutDevice : engineering;
    expect(manifestFiles(filtered(other, decision).manifest)).toEqual(manifestFiles(filtered(one, decision).manifest));
  });
});

describe('parts', () => {
  const parts = {
    decision: engineering,
    versions: { flightveil: '1', catalog: 'a'.repeat(64), policy: 'b'.repeat(64) },
    format: 'flight-summary',
    report: nothingCounted,
    output: { bytes: 3, sha256: 'c'.repeat(64) },
  };

  test('an output that is no log counts nothing; a request without a level has none', () => {
    expect(manifestOf(parts).released).toEqual({ categories: [], messages: [] });
    const { level: _, ...request } = engineering.request;
    const unnamed = manifestOf({ ...parts, decision: { ...engineering, request } as Decision });
    expect(Object.keys(unnamed)).not.toContain('level');
    for (const { bytes } of manifestFiles(unnamed)) expect(readManifest(bytes)).toStrictEqual(unnamed);
  });

  test('what was withheld has no part in it', () => {
    const report = (withheld: number): typeof nothingCounted => ({
      categories: [
        { category: 'power', dimension: 'dynamics', kept: 5, changed: 1, dropped: withheld },
        { category: 'media', dimension: 'media', kept: 0, changed: 0, dropped: withheld },
      ],
      messages: [
        { message: 'B', written: 3, withheld, because: withheld === 0 ? '' : 'some by their content' },
        { message: 'C', written: 0, withheld, because: 'not in the catalog' },
        { message: 'A', written: 4, withheld: 0, because: '' },
      ],
    });
    const manifest = manifestOf({ ...parts, report: report(0) });
    expect(manifest.released).toEqual({
      categories: [{ category: 'power', kept: 5, changed: 1 }],
      messages: [
        { message: 'A', frames: 4 },
        { message: 'B', frames: 3 },
      ],
    });
    expect(manifestOf({ ...parts, report: report(77) })).toStrictEqual(manifest);
  });

  test('nothing that the arguments carry beside gets into it', () => {
    const beside = { ...parts, output: { ...parts.output, path: 'x' }, versions: { ...parts.versions, host: 'x' } };
    expect(manifestOf(beside)).toStrictEqual(manifestOf(parts));
  });
});

describe('versions', () => {
  const row = (message: string, field: string, rule: CatalogRow['rule']): CatalogRow => ({
    ...{ format: 'toy', message, field, rule },
  });
  const rows = [
    row('A', 'x', { category: 'power', unknown: -1, when: { field: 'y', test: 'equals', values: [1] } }),
    row('A', 'x', { category: 'power' }),
    row('A', 'y', { category: 'mode', unknown: Number.NaN }),
    row('B', 'x', { category: 'mode', unknown: 2n ** 60n }),
    row('B', 'y', null),
  ];

  test('of a catalog: the order of messages and fields, and reasons, do not matter', () => {
    expect(hashRows(rows)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashRows([rows[4]!, rows[0]!, rows[3]!, rows[1]!, rows[2]!])).toBe(hashRows(rows));
    const [first, ...rest] = rows;
    expect(hashRows([{ ...first!, rule: { ...first!.rule!, reason: 'because' } }, ...rest])).toBe(hashRows(rows));
  });

  test.each<[string, CatalogRow[]]>([
    ['a row less', rows.slice(1)],
    ['rows of one field in another order', [rows[1]!, rows[0]!, ...rows.slice(2)]],
    ['another category', [...rows.slice(0, 4), row('B', 'y', { category: 'mode' })]],
    [
      'another condition',
      [
        { ...rows[0]!, rule: { ...rows[0]!.rule!, when: { field: 'y', test: 'equals', values: [2] } } },
        ...rows.slice(1),
      ],
    ],
    ['NaN that is no value any more', [...rows.slice(0, 2), row('A', 'y', { category: 'mode' }), ...rows.slice(3)]],
    [
      'infinity in place of NaN',
      [...rows.slice(0, 2), row('A', 'y', { category: 'mode', unknown: Number.POSITIVE_INFINITY }), ...rows.slice(3)],
    ],
    [
      'a number in place of a 64-bit integer',
      [...rows.slice(0, 3), row('B', 'x', { category: 'mode', unknown: 2 ** 60 }), rows[4]!],
    ],
    ['a field under another message', [...rows.slice(0, 4), row('C', 'y', null)]],
  ])('of a catalog with %s is another', (_what, changed) => {
    expect(hashRows(changed)).not.toBe(hashRows(rows));
  });

  test('of the catalog of MAVLink is the same for both of its formats, and kept', () => {
    const [tlog, raw] = [generateFlight(), generateFlight(undefined, { container: 'raw' })].map((log) =>
      detectFormat(log, true),
    );
    expect(tlog!.name).not.toBe(raw!.name);
    expect(catalogVersionOf(tlog!)).toBe(hashRows(tlog!.catalog()));
    expect(catalogVersionOf(raw!)).toBe(catalogVersionOf(tlog!));
  });

  test('of a policy: other rules, or another order, are another policy', () => {
    const [first, second] = localPolicy.rules;
    const version = policyVersionOf(localPolicy);
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect(policyVersionOf({ rules: [second!, first!] })).not.toBe(version);
    expect(policyVersionOf({ rules: [first!] })).not.toBe(version);
    expect(policyVersionOf({ rules: [...localPolicy.rules] })).toBe(version);
  });

  test('of a policy with somebody’s own file is the built-in one’s: nothing of the file shows, its rules’ names neither', () => {
    const own: Policy = { ...builtInPolicy, isOwn: true, rules: [...builtInPolicy.rules, ownRule] };
    expect(policyVersionOf(own)).toBe(policyVersionOf(builtInPolicy));
    expect(policyVersionOf({ ...builtInPolicy, purposes: new Map() })).not.toBe(policyVersionOf(builtInPolicy));
    const because = { ...engineering.because, text: ownRule.name };
    const { manifest } = filtered(generateFlight(), { ...engineering, because });
    expect(manifest.disclosure.find(({ dimension }) => dimension === 'text')?.because).toBe('own-rule');
    expect(JSON.stringify(manifest)).not.toContain(ownRule.name);
  });

  test.each([...builtInPolicy.rules, ...localPolicy.rules])('the rule $name is one of ours', ({ name }) => {
    expect(isBuiltInRule(name)).toBe(true);
  });
});
