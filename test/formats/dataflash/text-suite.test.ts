import { describe, expect, test } from 'vitest';
import { MAX_SCHEMAS } from '../../../src/formats/dataflash/definitions.ts';
import { dataflashFormats } from '../../../src/formats/dataflash/index.ts';
import { Found } from '../../../src/model/format.ts';
import { canBeCondition, type Schema } from '../../../src/model/schema.ts';
import { levels } from '../../../src/policy/levels.ts';
import { badInputLaws } from '../../suite/bad-input.ts';
import { canariesOf, canaryFill, findCanaries } from '../../suite/canary.ts';
import { chunkingLaws } from '../../suite/chunking.ts';
import { decisionLaws } from '../../suite/decision-laws.ts';
import { filterLog, type ReadFrame } from '../../suite/run.ts';
import { type FormatSubject, level, levelWith, type NamedDisclosure } from '../../suite/subject.ts';
import { dataflashFlight } from './flight.ts';
import { allLayouts, dataflashSmallLog, filledLog, redefinedLog } from './logs.ts';
import { DataflashWriter } from './writer.ts';

const format = dataflashFormats()[1]!;
const noDevice = levelWith('engineering', { device: 'none' });
const disclosures: readonly NamedDisclosure[] = [level('engineering'), noDevice, level('dynamics'), level('full')];

/** What the laws that look at bytes of bodies need, they do not find in text: those are told below once more. */
const subject: FormatSubject = {
  name: 'DataFlash as text',
  format,
  makeLog: (secrets) => dataflashFlight('log', secrets),
  secrets: [],
  smallLog: dataflashSmallLog('log'),
  samples: [
    { name: 'names that are defined again', log: redefinedLog('log') },
    { name: 'damage', log: damaged(dataflashFlight('log', {}).subarray(0, 20_000)) },
  ],
  filledLog: (fill) => filledLog('log', fill),
  plants: [],
  nested: [],
  overlong: [
    { name: 'a line without an end', log: overlong(), frames: 42 },
    { name: 'at the end', log: overlong().subarray(0, 500), frames: 2 },
  ],
  hostile: [
    ...['\n', ',', 'ATT, ', 'FMT, 1, 19, ATT, Qf, TimeUS,Roll\n', 'ATT, 5, 1\n', '1234567890', 'FMT, 1, 1, '].map(
      (text) => ({
        name: JSON.stringify(text),
        log: Buffer.from(text),
      }),
    ),
    {
      name: 'rows of many columns',
      log: Buffer.from(`FMT, 1, 67, RCIN, Q${'H'.repeat(14)}, TimeUS${',C1'.repeat(14)}\n`),
    },
  ],
  manySchemas: { log: manyDefinitions, most: MAX_SCHEMAS },
};

describe('DataFlash as text: the suite', { timeout: 60_000 }, () => {
  decisionLaws();
  chunkingLaws(subject);
  badInputLaws(subject);
});

describe('DataFlash as text: twins', () => {
  const engineering = [
    'place',
    'height',
    'home',
    'date',
    'boot',
    'sky',
    'field',
    'mission',
    'text',
    'templated',
    'setting',
  ];
  const always = ['payload', 'traffic', 'password', 'unknown'];
  const cases = [
    ...engineering.map((name) => ({ name, hiddenBy: [level('engineering')], shownBy: level('full') })),
    { name: 'serial', hiddenBy: [noDevice], shownBy: level('full') },
    ...always.map((name) => ({ name, hiddenBy: [level('engineering'), level('full')], shownBy: undefined })),
  ];

  test.each(cases)('flights that differ in $name', ({ name, hiddenBy, shownBy }) => {
    const text = (secrets: Record<string, number>, { disclosure }: NamedDisclosure): string =>
      Buffer.from(filterLog(subject, disclosure, dataflashFlight('log', secrets)).output).toString('latin1');
    for (const disclosure of hiddenBy) {
      const plain = text({}, disclosure);
      expect(plain.length).toBeGreaterThan(5000);
      for (const variant of [1, 2, 3]) expect(text({ [name]: variant }, disclosure)).toBe(plain);
    }
    if (shownBy !== undefined) expect(text({ [name]: 1 }, shownBy)).not.toBe(text({}, shownBy));
  });

  test.each(disclosures)('nothing hidden in whichever message changes a byte: $name', ({ disclosure }) => {
    const [one, other] = [1, 2].map((seed) => {
      const log = filledLog('log', canaryFill(disclosure, seed, 5), allLayouts().filter(isReadable).slice(0, 900));
      return Buffer.from(filterLog(subject, disclosure, log, { facts: {} }).output).toString('latin1');
    });
    expect(one!.length).toBeGreaterThan(5000);
    expect(one).toBe(other);
  });
});

describe('DataFlash as text: canaries', () => {
  test.each(disclosures)('nothing hidden is found in the output: $name', ({ disclosure }) => {
    const log = filledLog('log', canaryFill(disclosure, 1));
    const input = framesOf(log);
    // What stands behind the end of a text is not in a line.
    const canaries = canariesOf(input, disclosure).filter(({ type }) => type !== 'char');
    expect(findCanaries(bodiesOf(input), canaries).length).toBe(canaries.length);
    const { output } = filterLog(subject, disclosure, log, { facts: {} });
    expect(findCanaries(bodiesOf(framesOf(output)), canaries)).toEqual([]);
    const hidden = canariesOf(input, disclosure).filter(
      ({ type, bytes }) => type === 'char' && /^[A-Z]{8}/.test(textOf(bytes)),
    );
    const text = textOf(output);
    expect(hidden.filter(({ bytes }) => text.includes(textOf(bytes.subarray(0, 8))))).toEqual([]);
    expect(hidden.filter(({ bytes }) => textOf(log).includes(textOf(bytes.subarray(0, 8)))).length).toBeGreaterThan(0);
  });

  test.each(disclosures)('no number that was hidden has left its digits: $name', ({ disclosure }) => {
    const run = filterLog(subject, disclosure, dataflashFlight('log', {}));
    const columns = new Set(textOf(run.output).split(/, |\n/));
    const { place, shape, operator, environment, dynamics } = disclosure;
    expect(columns.has('47.1234567'), 'latitude').toBe(place === 'exact' && shape === 'exact');
    expect(columns.has('47.1200000'), 'home').toBe(operator === 'exact');
    expect(columns.has('95123'), 'pressure').toBe(environment === 'exact');
    expect(columns.has('0.125'), 'roll').toBe(dynamics === 'full');
  });
});

describe('DataFlash as text: what is kept', () => {
  test.each(disclosures)('kept columns have their values, and a second pass changes none: $name', ({ disclosure }) => {
    for (const log of [
      dataflashFlight('log', {}),
      filledLog('log', canaryFill(levels.engineering, 1, 3)),
      redefinedLog('log'),
    ]) {
      const run = filterLog(subject, disclosure, log);
      const before = bySchema(framesOf(log));
      const after = bySchema(framesOf(run.output));
      let compared = 0;
      for (const [index, plan] of run.counts.plans.entries()) {
        if (plan.schema.teaches === true || run.counts.withheld[index] !== 0 || run.counts.written[index] === 0)
          continue;
        const [inputs, outputs] = [before.get(keyOf(plan.schema))!, after.get(keyOf(plan.schema))!];
        expect(outputs.length).toBe(inputs.length);
        for (const [ordinal, field] of plan.schema.fields.entries()) {
          // The vocabulary of commands may blank a parameter.
          const isJudged = field.rules.some(({ role }) => /^param[1-7]$/.test(role ?? ''));
          if (plan.outcomes[ordinal]!.outcome !== 'kept' || isJudged) continue;
          for (const [row, input] of inputs.entries()) {
            const end = plan.schema.fields[ordinal + 1]?.offset ?? plan.schema.size;
            const [one, other] = [input, outputs[row]!].map(({ body }) => textOf(body.subarray(field.offset, end)));
            expect(other, `${plan.schema.message}.${field.name}`).toBe(one);
            compared++;
          }
        }
      }
      expect(compared).toBeGreaterThan(5);
      const again = filterLog(subject, disclosure, run.output);
      expect(again.counts.written).toEqual(
        again.counts.written.map((count, index) => count + again.counts.withheld[index]!),
      );
    }
  });
});

/** The suite reads no conditions on floats; messages with one are withheld. */
function isReadable({ definition: { fields } }: ReturnType<typeof allLayouts>[number]): boolean {
  return fields.every(({ rules }) =>
    rules.every(
      ({ when }) => when === undefined || fields.every((field) => field.name !== when.field || canBeCondition(field)),
    ),
  );
}

function damaged(log: Uint8Array): Uint8Array {
  const result = log.slice();
  for (let at = 4000; at < result.length; at += 1311) result[at]! ^= 0x55;
  return result;
}

function overlong(): Uint8Array {
  const writer = new DataflashWriter('log')
    .define(1, 'ATT', 'Qf TimeUS,Roll')
    .row('ATT', { TimeUS: 5n })
    .raw('ATT, '.repeat(600));
  writer.raw('\n');
  for (let row = 0; row < 40; row++) writer.row('ATT', { TimeUS: 5n, Roll: row });
  return writer.bytes();
}

function manyDefinitions(count: number): Uint8Array {
  const writer = new DataflashWriter('log');
  for (let index = 0; index < count; index++) writer.define(index % 100, index.toString(36).padStart(3, '0'), 'f Volt');
  return writer.bytes();
}

/** Frames of a text log with their bodies. */
function framesOf(log: Uint8Array): ReadFrame[] {
  const decoder = format.createDecoder();
  decoder.window(log, 0, log.length, true);
  const frames: ReadFrame[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { schema, sender, defines, start, end, parsed } = decoder.frame;
    frames.push({ schema, sender, defines, start, end, body: parsed!.bytes.slice(0, schema.size), sequence: -1 });
  }
  return frames;
}

function bodiesOf(frames: readonly ReadFrame[]): Uint8Array {
  return new Uint8Array(Buffer.concat(frames.map(({ body }) => body)));
}

/** Definitions of one message can differ. */
function keyOf({ message, fields }: Schema): string {
  return [message, ...fields.map(({ name, type }) => `${name} ${type}`)].join();
}

function bySchema(frames: readonly ReadFrame[]): Map<string, ReadFrame[]> {
  const found = new Map<string, ReadFrame[]>();
  for (const frame of frames) found.set(keyOf(frame.schema), [...(found.get(keyOf(frame.schema)) ?? []), frame]);
  return found;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
