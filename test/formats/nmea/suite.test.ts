import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SCHEMAS } from '../../../src/formats/nmea/decoder.ts';
import { nmeaFormat } from '../../../src/formats/nmea/index.ts';
import type { NmeaSchema } from '../../../src/formats/nmea/layout.ts';
import { badInputLaws } from '../../suite/bad-input.ts';
import { chunkingLaws } from '../../suite/chunking.ts';
import { decisionLaws } from '../../suite/decision-laws.ts';
import { decodeLog, filterLog, tracedFrames } from '../../suite/run.ts';
import { type FormatSubject, level, levelWith, type NamedDisclosure } from '../../suite/subject.ts';
import { bytesOf, cellsOf, checksumOf, flightText, nmeaFlight, sentence, textOf } from './flight.ts';

const disclosures: readonly NamedDisclosure[] = [level('engineering'), level('dynamics'), level('full')];

/** What the laws that look at bytes of bodies need, they do not find in text: those are told below once more. */
const subject: FormatSubject = {
  name: 'NMEA',
  format: nmeaFormat(),
  makeLog: (secrets) => nmeaFlight(secrets),
  secrets: [],
  smallLog: smallLog(),
  samples: [
    ...[3, 4, 5, 7, 8].map((decimals) => ({
      name: `${decimals} decimals`,
      log: nmeaFlight({}, { decimals, epochs: 4 }),
    })),
    { name: 'no checksums', log: nmeaFlight({}, { hasChecksums: false, epochs: 4 }) },
    { name: 'line feeds', log: nmeaFlight({}, { lineEnd: '\n', epochs: 4 }) },
    { name: 'carriage returns', log: nmeaFlight({}, { lineEnd: '\r', epochs: 4 }) },
    { name: 'no date', log: nmeaFlight({}, { only: /GGA|GSV/, epochs: 90 }) },
    {
      name: 'a date that comes late',
      log: joined(flightText({}, { only: /GSV/, epochs: 70 }), flightText({}, { epochs: 3 })),
    },
  ],
  filledLog: () => nmeaFlight({}),
  plants: [],
  nested: [],
  overlong: [
    {
      name: 'a line without an end',
      log: joined(flightText({}, { epochs: 2 }), `$GPGGA,${'1'.repeat(100_000)}\n`, flightText({}, { epochs: 2 })),
      frames: 100,
    },
    {
      name: 'at the end',
      log: joined(flightText({}, { epochs: 2 }), `$GPGGA,${'1'.repeat(100_000)}`),
      frames: 50,
    },
  ],
  hostile: [
    ...[
      '$',
      '!',
      '$G',
      '!AIVDM,',
      '$GPGGA,',
      '$GPGGA*',
      '$GPGGA,\n',
      '\n',
      ',',
      '$GPRMC,000000,A*',
      '$PUBX,',
      '*00',
    ].map((text) => ({ name: JSON.stringify(text), log: bytesOf(text) })),
    { name: 'exclamation marks in broken sentences', log: bytesOf(`${'!AIVDM,'.repeat(140)}*00\n`) },
    { name: 'ever other numbers of cells', log: manyVariants(4000) },
  ],
  manySchemas: { log: manyVariants, most: MAX_SCHEMAS },
};

describe('NMEA: the suite', { timeout: 60_000 }, () => {
  decisionLaws();
  chunkingLaws(subject);
  badInputLaws(subject);
});

describe('NMEA: twins', () => {
  const hiddenBy: Readonly<Record<string, readonly NamedDisclosure[]>> = {
    ...{ place: [level('engineering')], turn: [level('engineering')] },
    ...{ height: disclosures.slice(0, 2), ground: disclosures.slice(0, 2), sky: disclosures.slice(0, 2) },
    ...{ field: disclosures.slice(0, 2), station: disclosures.slice(0, 2), date: disclosures.slice(0, 2) },
    ...{ clock: disclosures.slice(0, 2), zone: disclosures.slice(0, 2), text: disclosures.slice(0, 2) },
    ...{ others: disclosures, unknown: disclosures },
  };
  const outputOf = (variant: Record<string, number>, { disclosure }: NamedDisclosure): string =>
    textOf(filterLog(subject, disclosure, nmeaFlight(variant)).output);

  test.each(Object.keys(hiddenBy))('flights that differ in %s', (name) => {
    for (const disclosure of hiddenBy[name]!) {
      const plain = outputOf({}, disclosure);
      expect(plain.length).toBeGreaterThan(1000);
      for (const variant of [1, 2, 3]) expect(outputOf({ [name]: variant }, disclosure), disclosure.name).toBe(plain);
    }
    if (hiddenBy[name]!.length < 3)
      expect(outputOf({ [name]: 1 }, level('full'))).not.toBe(outputOf({}, level('full')));
  });

  test('of other clocks, around midnight and without any date', () => {
    for (const only of [/./, /GGA|GLL/]) {
      const [first, ...others] = [0, 1, 2, 3, 4].map((clock) =>
        textOf(
          filterLog(subject, level('dynamics').disclosure, nmeaFlight({ clock, date: clock % 2 }, { only })).output,
        ),
      );
      for (const other of others) expect(other).toBe(first);
      expect(first).toContain('000019.00');
    }
  });

  const hiding = [
    ...disclosures,
    levelWith('full', { environment: 'none' }),
    levelWith('full', { operator: 'none' }),
    levelWith('full', { dynamics: 'none' }),
    levelWith('full', { place: 'none', shape: 'none', operator: 'none' }),
  ];
  /** What may stand in a cell. */
  const anyCell = fc.oneof(
    fc.constantFrom('0', '-1.5', '1e5', 'nan', 'A', '4618.5312', '01042.1447', '3723.24757', '000000', '311299'),
    fc.double({ noNaN: true }).map(String),
    fc.stringMatching(/^[A-Za-z0-9 ._/:-]{1,20}$/),
  );
  test.each(hiding)('whatever is hidden in whichever cell changes no byte: $name', ({ disclosure }) => {
    const log = flightText({}, { epochs: 3 });
    const { counts, output } = filterLog(subject, disclosure, bytesOf(log), { facts: {} });
    const hidden = new Map<string, Set<string>>();
    for (const { schema, outcomes } of counts.plans) {
      const names = outcomes.filter(({ outcome }) => outcome === 'hidden').map(({ field }) => field);
      const before = hidden.get(schema.message);
      hidden.set(schema.message, new Set(before === undefined ? names : names.filter((name) => before.has(name))));
    }
    const kinds = new Map(counts.plans.map(({ schema }) => [schema.message, (schema as NmeaSchema).kind] as const));
    let compared = 0;
    const withCells = (cell: (row: number, index: number) => string): string =>
      cellsOf(log)
        .map(([address = '', ...cells], row) => {
          const message = [...kinds.keys()].find(
            (name) => `P${address}`.endsWith(name) || `${address},${cells[0]}` === name || address.slice(2) === name,
          );
          const kind = message === undefined ? undefined : kinds.get(message);
          const changed = cells.map((text, index) => {
            const rule = kind?.cells[index];
            // Times and places are read for what kind of sentence it is.
            if (
              text === '' ||
              rule === undefined ||
              rule.part !== undefined ||
              /place|hemisphere|rest|list|words|sub/.test(rule.reading)
            )
              return text;
            if (!hidden.get(message!)!.has(rule.name)) return text;
            compared++;
            return cell(row, index);
          });
          return sentence([address, ...changed].join(','), '\r\n', address.startsWith('AI') ? '!' : '$');
        })
        .join('');
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 7, maxLength: 7 }), fc.nat(), (cells, shift) => {
        const twin = withCells((row, index) => cells[(row + 3 * index + shift) % 7]!);
        expect(textOf(filterLog(subject, disclosure, bytesOf(twin), { facts: {} }).output)).toBe(textOf(output));
      }),
      { numRuns: 12 },
    );
    if (disclosure !== disclosures[2]!.disclosure && disclosure.dynamics === 'full')
      expect(compared).toBeGreaterThan(12);
  });
});

describe('NMEA: what is kept', () => {
  test.each([4, 5, 8])('full keeps every byte of what is known, with %i decimals', (decimals) => {
    const log = flightText({}, { decimals });
    const { output, counts } = filterLog(subject, level('full').disclosure, bytesOf(log));
    expect(counts.gapBytes).toEqual({ 'unknown-message': expect.any(Number) });
    const lines = (text: string): string[] => text.split(/(?<=\n)/);
    const others = /^.P?(?:XYZ|FLAA|FLAU|IVDM|AIVDM)/;
    expect(lines(textOf(output)).filter((line) => !others.test(line))).toEqual(
      lines(log).filter((line) => !others.test(line)),
    );
    expect(textOf(output)).not.toMatch(/XYZ|FLAA|VDM|39103C/);
  });

  test.each(disclosures)('kept cells have their text, and a second pass changes none: $name', ({ disclosure }) => {
    const log = nmeaFlight({});
    const run = filterLog(subject, disclosure, log);
    const again = filterLog(subject, disclosure, run.output);
    expect(again.counts.gapBytes).toEqual({});
    expect(again.counts.withheld.every((count) => count === 0)).toBe(true);
    const read = decodeLog(subject, log).frames;
    const traced = tracedFrames(run).map(({ frame, written }, index) => ({ frame, written, at: read[index]! }));
    const written = traced.filter((event) => event.written);
    const before = written.map(({ at }) => cellsOf(textOf(log.subarray(at.start, at.end)))[0]!);
    const after = cellsOf(textOf(run.output));
    const second = cellsOf(textOf(again.output));
    expect(after.length).toBe(before.length);
    let compared = 0;
    for (const [row, { frame }] of written.entries()) {
      const schema = frame.schema as NmeaSchema;
      const { outcomes } = run.counts.plans[schema.index]!;
      const kept = new Set(outcomes.filter(({ outcome }) => outcome === 'kept').map(({ field }) => field));
      for (const [index, { rule }] of schema.columns.entries()) {
        if (!kept.has(rule.name) && rule.reading !== 'unit') continue;
        expect(after[row]![index + 1]).toBe(before[row]![index + 1]);
        expect(second[row]![index + 1]).toBe(before[row]![index + 1]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(600);
  });

  test('every sentence that is written has its right checksum', () => {
    const logs = [nmeaFlight({}), nmeaFlight({}, { hasChecksums: false })];
    for (const { disclosure } of disclosures) {
      for (const log of logs) {
        const text = textOf(filterLog(subject, disclosure, log).output);
        const found = [...text.matchAll(/[$!]([^*\r\n]*)\*(..)\r\n/g)];
        expect(found.length).toBe(text.split('\r\n').length - 1);
        expect(found.length).toBeGreaterThan(50);
        for (const [, content, sum] of found) expect(sum).toBe(checksumOf(content!));
      }
    }
  });

  test('both speeds of a sentence are released, or none', () => {
    for (const { disclosure } of disclosures) {
      const { output } = filterLog(subject, disclosure, nmeaFlight({}));
      for (const cells of cellsOf(textOf(output)).filter(([address]) => address === 'GNVTG')) {
        expect(cells[5] === '').toBe(cells[7] === '');
        if (cells[5] !== '') expect(Math.abs(Number(cells[5]) * 1.852 - Number(cells[7]))).toBeLessThan(0.002);
      }
    }
  });
});

test('decoding again what was written finds the same frames', () => {
  const { output, counts } = filterLog(subject, level('dynamics').disclosure, nmeaFlight({}));
  const { frames, gaps } = decodeLog(subject, output);
  expect(gaps).toEqual([]);
  expect(frames.length).toBe(counts.written.reduce((sum, count) => sum + count, 0));
});

function joined(...pieces: string[]): Uint8Array {
  return bytesOf(pieces.join(''));
}

/** Log lines, binary, a bad checksum, comments, and a sentence that is cut off. */
function smallLog(): Uint8Array {
  const lines = flightText({}, { epochs: 1 }).split(/(?<=\n)/);
  const of = (name: string): string => lines.find((line) => line.includes(name))!;
  return joined(
    '# a comment\n',
    `2023-07-22 INFO got: ${of('RMC')}`,
    `\\s:r1,c:1690070391*00\\${of('GGA')}`,
    '\xb5\x62\x01\x07\x00\n\x00',
    of('VTG').replace(/\*..(?=\r)/, ''),
    of('GSA'),
    of('HDT').replace('HDT,1', 'HDT,2'),
    of('VDM'),
    of('GLL').trimEnd(),
    ' trailing\n',
    `$GPGGA,12${of('GNS')}`,
    of('XYZ'),
    of('PFLAA'),
    of('PFLAU'),
    of('PUBX,00').trimEnd(),
  );
}

/** Sentences of ever other numbers of cells and decimals. */
function manyVariants(count: number): Uint8Array {
  const names = ['RMC', 'GGA', 'GNS', 'GLL', 'VTG', 'ZDA', 'BWC', 'RMB', 'VHW', 'MWD', 'HDG', 'XTE', 'MWV', 'AAM'];
  return joined(
    ...Array.from({ length: count }, (_, index) => {
      const cells = 1 + (Math.floor(index / names.length) % 20);
      const decimals = Math.floor(index / names.length / 20) % 9;
      const place = `4600.${'1'.repeat(decimals)},N,01000.${'1'.repeat(decimals)},E`.split(',');
      const talker = index % 3 === 0 ? 'GL' : 'GN';
      const name = names[index % names.length]!;
      const before = {
        RMC: ['120000', 'A'],
        GGA: ['120000'],
        GNS: ['120000'],
        BWC: ['120000'],
        RMB: ['A', '', '', '', ''],
      };
      const all = [
        ...((before as Record<string, string[]>)[name] ?? []),
        ...place,
        ...Array.from({ length: 20 }, () => ''),
      ];
      return sentence([`${talker}${name}`, ...all.slice(0, cells)].join(','));
    }),
  );
}
