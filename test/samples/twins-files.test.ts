import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type FlightSecrets, generateFlight, sampleSecrets } from '../../samples/flight.ts';
import { type PlaceMemory, TransientPlaces } from '../../src/filter/place-memory.ts';
import { decide, type Level, levelNames, localPolicy } from '../../src/index.ts';
import { filterFile } from '../../src/node/index.ts';
import { differingFields, firstDifference, partsOf } from './compare.ts';
import { type Plane, TangentPlane } from './geodesy.ts';
import { readingsOf } from './readings.ts';
import { base, type Spot, usual, type WideSecrets, wideFlight } from './wide-flight.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Twins as files: what is written, what it is called and what is written beside it. */

const folder = mkdtempSync(join(tmpdir(), 'twins-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** All files that a log gives, by name. */
async function filesOf(log: Uint8Array, level: Level, places?: PlaceMemory): Promise<Record<string, Buffer>> {
  const input = join(folder, `${made++}.tlog`);
  const outputFolder = join(folder, `out-${made}`);
  writeFileSync(input, log);
  const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
  const keys = { seed: 'twins', ordinal: 0, ...(places === undefined ? {} : { places }) };
  await filterFile(input, { decision, keys, outputFolder });
  return Object.fromEntries(readdirSync(outputFolder).map((name) => [name, readFileSync(join(outputFolder, name))]));
}

function expectSameFiles(one: Record<string, Buffer>, other: Record<string, Buffer>): void {
  expect(Object.keys(other)).toEqual(Object.keys(one));
  for (const [name, bytes] of Object.entries(one)) {
    if (name.endsWith('.tlog')) expect(firstDifference(bytes, other[name]!, 'tlog')).toBeUndefined();
    expect(other[name]!.equals(bytes)).toBe(true);
  }
}

test.each(['track', 'summary'] as const)('the level %s exists', (level) => {
  expect(levelNames).toContain(level);
});

describe('twins at track', () => {
  const original = wideFlight(usual);

  const secrets: Readonly<Record<string, readonly [change: Partial<WideSecrets>, shows: string]>> = {
    'with the operator elsewhere near home': [{ operator: [90, -61] }, 'OPEN_DRONE_ID_SYSTEM.operator_latitude'],
    'with other text': [{ typed: 'Nothing of this kind' }, 'STATUSTEXT.text'],
  };
  test.each(Object.entries(secrets))('%s give the same files', async (_, [change, shows]) => {
    const twin = wideFlight({ ...usual, ...change });
    expect([...differingFields(original, twin, 'tlog')]).toContain(shows);
    expectSameFiles(await filesOf(original, 'track'), await filesOf(twin, 'track'));
  });

  /** A device that has hidden this place before. */
  async function knowing(start: Spot): Promise<PlaceMemory> {
    const places = new TransientPlaces();
    await filesOf(wideFlight({ ...usual, start }), 'track', places);
    return places;
  }

  test.each<readonly [string, Spot]>([
    ['a few steps', [12, -9]],
    ['across the field, so that the ways take longer', [35, -110]],
    ['towards the loop', [-20, 84]],
  ])('with home moved within its zone by %s give the same files', async (_, start) => {
    const twin = wideFlight({ ...usual, start });
    expect(partsOf(twin, 'tlog').length).not.toBe(partsOf(original, 'tlog').length);
    const one = await filesOf(original, 'track', await knowing([0, 0]));
    expectSameFiles(one, await filesOf(twin, 'track', await knowing([0, 0])));
  });

  test('show the loop as it was, and nothing of the ways to and from it', async () => {
    const files = await filesOf(original, 'track');
    const output = Object.entries(files).find(([name]) => name.endsWith('.tlog'))![1];
    const plane = new TangentPlane(base);
    const fixes = (log: Uint8Array): Map<string, Plane> =>
      new Map(
        partsOf(log, 'tlog')
          .flatMap((part) => (part.message === 'GLOBAL_POSITION_INT' ? readingsOf(part) : []))
          .flatMap((reading) =>
            reading.kind === 'place' ? [[reading.raw.join(), plane.metres(reading)] as const] : [],
          ),
      );
    const [before, after] = [fixes(original), fixes(output)];
    expect(after.size).toBeGreaterThan(before.size / 3);
    expect([...after.keys()].filter((fix) => !before.has(fix))).toEqual([]);
    // Both ways lie on one line towards the loop, which they reach four kilometres away.
    const onWays = ([east, north]: Plane): boolean => Math.abs(north) < 100 && east < 3990;
    expect([...before.values()].filter(onWays).length).toBeGreaterThan(900);
    expect([...after.values()].filter(onWays)).toEqual([]);
  });

  test('of another loop differ: the comparison sees what is not hidden', async () => {
    const other = { ...base, latitudeDeg: base.latitudeDeg + 1e-4 };
    const [one, twin] = [await filesOf(original, 'track'), await filesOf(wideFlight(usual, other), 'track')];
    expect(Object.values(one).some((bytes, index) => !bytes.equals(Object.values(twin)[index]!))).toBe(true);
  });
});

describe('twins at summary', () => {
  const { place, text, person } = sampleSecrets;
  const original = generateFlight();
  const secrets: Readonly<Record<string, Partial<FlightSecrets>>> = {
    'moved by kilometres': { place: { ...place, latitudeDeg: place.latitudeDeg + 0.05, altitudeAmslM: 1204 } },
    'moved to 78 south and turned': {
      place: { latitudeDeg: -77.8, longitudeDeg: 166, altitudeAmslM: 24, turnDeg: 71 },
    },
    'on another date': { startUnixUs: Date.UTC(2019, 10, 2, 23, 58, 31) * 1000 },
    'of another device': { device: 'another aircraft' },
    'with the operator elsewhere': { operator: { northM: 212.5, eastM: -87 } },
    'of another person': { person: { ...person, pilotName: 'Bo', operatorId: 'CHE-9' } },
    'with other text': { text: { ...text, typed: ['x'], description: 'z' } },
    'with no traffic': { thirdParties: [] },
    'with no unknown messages': { unknownMessages: null },
  };
  test.each(Object.entries(secrets))('%s give the same files', async (_, change) => {
    const twin = generateFlight({ ...sampleSecrets, ...change });
    expect(Buffer.compare(twin, original)).not.toBe(0);
    const one = await filesOf(original, 'summary');
    expect(Object.keys(one).length).toBeGreaterThan(1);
    expectSameFiles(one, await filesOf(twin, 'summary'));
  });

  test('of a wide flight with home moved within its zone give the same files', async () => {
    const places = async (): Promise<PlaceMemory> => {
      const memory = new TransientPlaces();
      await filesOf(wideFlight(usual), 'summary', memory);
      return memory;
    };
    const twin = wideFlight({ ...usual, start: [35, -110] });
    expectSameFiles(
      await filesOf(wideFlight(usual), 'summary', await places()),
      await filesOf(twin, 'summary', await places()),
    );
  });

  test('of a longer flight differ: the comparison sees what is not hidden', async () => {
    const [one, twin] = [await filesOf(original, 'summary'), await filesOf(wideFlight(usual), 'summary')];
    expect(Object.values(one).some((bytes, index) => !bytes.equals(Object.values(twin)[index]!))).toBe(true);
  });
});
