import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSuite } from '../suite/format-suite.ts';
import { decodeLog, filterLog, tracedFrames } from '../suite/run.ts';
import { level } from '../suite/subject.ts';
import { toySubject } from '../toy/toy-subject.ts';
import { type ToyType, ToyWriter, toyMessages } from '../toy/toy-writer.ts';

formatSuite(toySubject);

describe('toy: what teaches itself', () => {
  const engineering = level('engineering').disclosure;

  test('definitions of withheld messages are withheld, others stay before their records', () => {
    const run = filterLog(toySubject, engineering, toySubject.makeLog({}));
    const definitions = tracedFrames(run).filter(({ frame }) => frame.schema.message === 'DEFINITION');
    const names = definitions
      .filter(({ written }) => written)
      .map(({ frame }) => Buffer.from(frame.body.subarray(1, 13)).toString().replace(/\0.*/, ''));
    expect(definitions.length).toBe(Object.keys(toyMessages).length + 1);
    for (const name of ['HOME', 'TRAFFIC', 'PASS', 'GADGET']) expect(names).not.toContain(name);
    for (const name of ['TRACK', 'ATTITUDE', 'BATTERY', 'SETTING']) expect(names).toContain(name);
    expect(decodeLog(toySubject, run.output).gaps).toEqual([]);
  });

  test('a number that is taught again has its new meaning, whatever became of the old one', () => {
    const log = new ToyWriter()
      .define(1, 'BATTERY', 'volts f64')
      .record('BATTERY', { volts: 11 })
      .define(1, 'PASS', 'key text16')
      .record('PASS', { key: 'secret' })
      .define(1, 'ATTITUDE', 'roll f64')
      .record('ATTITUDE', { roll: 1 })
      .bytes();
    const frames = decodeLog(toySubject, filterLog(toySubject, engineering, log).output).frames;
    expect(frames.map(({ schema }) => schema.message)).toEqual(['DEFINITION', 'BATTERY', 'DEFINITION', 'ATTITUDE']);
  });

  test('known fields with types that nobody foresaw are no reason to stop', () => {
    const types: readonly ToyType[] = ['u8', 'i16', 'u32', 'i64', 'u64', 'f32', 'f64', 'text16', 'text48', 'bytes64'];
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(toyMessages)),
        fc.array(fc.constantFrom(...types), { minLength: 8, maxLength: 8 }),
        fc.uint8Array({ minLength: 255, maxLength: 255 }),
        (message, chosen, values) => {
          const names = toyMessages[message]!.split(', ').map((part) => part.split(' ')[0]!);
          const writer = new ToyWriter();
          writer.define(1, message, names.map((name, index) => `${name} ${chosen[index]!}`).join(', '));
          const size = writer.bodySize(message);
          fc.pre(size <= 255);
          const log = writer.body(message, values.subarray(0, size)).bytes();
          for (const name of ['engineering', 'full'] as const) {
            const { output } = filterLog(toySubject, level(name).disclosure, log, { facts: {} });
            expect(decodeLog(toySubject, output).gaps).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
