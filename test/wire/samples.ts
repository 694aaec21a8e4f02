import fc from 'fast-check';
import { type DataCategory, dataCategoryNames } from '../../src/model/category.ts';
import { dimensionNames, dimensions } from '../../src/model/disclosure.ts';
import type { FlightSummary } from '../../src/wire/flight-summary.ts';
import type { Manifest } from '../../src/wire/manifest.ts';

const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.option(value, { nil: undefined }).map((made) => (made === undefined ? {} : { [name]: made }));

/** Summaries with every field there or not, at any value that it can have. */
export const summaries: fc.Arbitrary<FlightSummary> = fc
  .tuple(
    maybe('durationMin', fc.integer({ min: 0, max: 0xffff_ffff })),
    maybe(
      'distanceM',
      fc.integer({ min: 0, max: 42_949_672 }).map((steps) => steps * 100),
    ),
    maybe(
      'heightAboveStartM',
      fc.integer({ min: -214_748_364, max: 214_748_364 }).map((steps) => steps * 10 + 0),
    ),
    maybe('batteryUsedPercent', fc.integer({ min: 0, max: 100 })),
  )
  .map((parts) => ({ ...Object.assign({}, ...parts), version: 1 }));

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const word = fc.stringMatching(/^[!-~]{1,100}$/);
const name = fc.stringMatching(/^[ -~À-ɏ漢字]{1,200}$/u);
const counts = fc.maxSafeNat();

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/** Manifests with any values that the fields can have. */
export const manifests: fc.Arbitrary<Manifest> = fc
  .record({
    purpose: word,
    recipient: name,
    level: fc.option(word, { nil: undefined }),
    disclosure: fc.tuple(
      ...dimensionNames.map((dimension) =>
        fc.record({
          dimension: fc.constant(dimension),
          step: fc.constantFrom<string>(...dimensions[dimension]),
          because: word,
        }),
      ),
    ),
    versions: fc.record({ flightveil: word, catalog: hash, policy: hash }),
    format: word,
    released: fc.record({
      categories: fc
        .uniqueArray(fc.constantFrom<DataCategory>(...dataCategoryNames), { maxLength: 5 })
        .chain((names) =>
          fc.tuple(
            ...names
              .sort(byName)
              .map((category) =>
                fc
                  .record({ category: fc.constant(category), kept: counts, changed: counts })
                  .map((count) => (count.kept + count.changed === 0 ? { ...count, changed: 1 } : count)),
              ),
          ),
        ),
      messages: fc
        .uniqueArray(name, { maxLength: 5 })
        .chain((names) =>
          fc.tuple(
            ...names
              .sort(byName)
              .map((message) =>
                fc.record({ message: fc.constant(message), frames: fc.integer({ min: 1, max: 2 ** 53 - 1 }) }),
              ),
          ),
        ),
    }),
    output: fc.record({ bytes: counts, sha256: hash }),
    version: fc.constant(1 as const),
  })
  .map(({ level, ...rest }) => (level === undefined ? rest : { ...rest, level }));

/** A manifest with every field. */
export const fullManifest: Manifest = {
  purpose: 'local',
  recipient: 'self',
  level: 'engineering',
  disclosure: dimensionNames.map((dimension, index) => ({
    dimension,
    step: dimensions[dimension].at(-1)!,
    because: `rule-${index}`,
  })),
  versions: { flightveil: '0.1.0', catalog: '0123456789abcdef'.repeat(4), policy: 'fedcba9876543210'.repeat(4) },
  format: 'tlog',
  released: {
    categories: [
      { category: 'absoluteTime', kept: 0, changed: 300 },
      { category: 'attitude', kept: 2 ** 40, changed: 0 },
    ],
    messages: [
      { message: 'ATTITUDE', frames: 128 },
      { message: 'HEARTBEAT', frames: 1 },
    ],
  },
  output: { bytes: 70_000, sha256: '00ff'.repeat(16) },
  version: 1,
};

export const fullSummary: FlightSummary = {
  durationMin: 23,
  distanceM: 12_300,
  heightAboveStartM: 120,
  batteryUsedPercent: 57,
  version: 1,
};
