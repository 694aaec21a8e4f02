import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import type { Container } from '../../../src/formats/mavlink/decoder.ts';
import { mavlinkFormats, officialDialect } from '../../../src/formats/mavlink/index.ts';
import { FenceState, fenceReader } from '../../../src/formats/mavlink/signals.ts';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { answer, cases, order, type Sketch } from './signal-cases.ts';
import { MavlinkWriter } from './writer.ts';

/** As `kind/evidence` with what it is about, its value, and `@` whose it is where that is not the first aircraft. */
function signalsOf(sketches: readonly Sketch[], container: Container = 'raw'): string[] {
  const writer = new MavlinkWriter(container);
  for (const sketch of sketches) writer.frame(...sketch);
  return surveyed(writer.bytes(), container).map(shown);
}

function surveyed(bytes: Uint8Array, container: Container): readonly LoggedSignal[] {
  const survey = new Survey(mavlinkFormats()[container === 'tlog' ? 0 : 1]!);
  survey.push(bytes);
  return survey.finish().signals;
}

function shown({ kind, evidence, about, value, sender }: LoggedSignal): string {
  const whose = sender === 257 ? '' : ` @${sender >> 8}.${sender & 255}`;
  return `${kind}/${evidence}${about === undefined ? '' : ` ${about}`}${value === undefined ? '' : ` = ${value}`}${whose}`;
}

for (const [name, rows] of Object.entries(cases)) {
  describe(name, () => {
    test.each(rows)('%s', (_title, frames, expected) => {
      expect(signalsOf(frames)).toEqual(expected);
      expect(signalsOf(frames, 'tlog')).toEqual(expected);
    });
  });
}

test('signals stand at their frames, and the next log begins anew', () => {
  const writer = new MavlinkWriter('tlog', 1_700_000_000_000_000n).frame(...order(207, 0));
  const start = writer.bytes().length;
  writer.timeUs += 40_000n;
  writer.frame('HEARTBEAT', {}).frame(...answer(207, 0));
  const [asked, done] = surveyed(writer.bytes(), 'tlog');
  expect(asked).toMatchObject({ timeUs: 1_700_000_000_000_000, offset: 0 });
  expect(done).toMatchObject({ timeUs: 1_700_000_000_040_000, evidence: 'acknowledgement' });
  expect(done!.offset).toBeGreaterThan(start);
  expect(signalsOf([answer(207, 0)])).toEqual([]);
});

test('only messages that can tell something are asked', () => {
  const writer = new MavlinkWriter('raw');
  for (const { layout } of officialDialect().messages) writer.body(layout.name, new Uint8Array(layout.length).fill(1));
  const survey = new Survey(mavlinkFormats()[1]!);
  survey.push(writer.bytes());
  const asked = survey.finish().messages.filter(({ schema }) => schema.signals === true);
  expect(asked.map(({ schema }) => schema.message).sort()).toEqual([
    ...['COMMAND_ACK', 'COMMAND_INT', 'COMMAND_LONG', 'EVENT', 'FENCE_STATUS', 'HIGH_LATENCY2', 'MISSION_ACK'],
    ...['MISSION_CLEAR_ALL', 'MISSION_COUNT', 'PARAM_EXT_SET', 'PARAM_EXT_VALUE', 'PARAM_SET', 'PARAM_VALUE'],
    ...['STATUSTEXT', 'SYS_STATUS'],
  ]);
});

test('a message that only borrows a name is not read', () => {
  const fields = officialDialect().messages.find(({ layout }) => layout.name === 'FENCE_STATUS')!.fields;
  expect(fenceReader('FENCE_STATUS', fields, new FenceState())).not.toBeNull();
  const wider = fields.map((field) => (field.name === 'breach_type' ? { ...field, type: 'u16' as const } : field));
  expect(fenceReader('FENCE_STATUS', wider, new FenceState())).toBeNull();
  expect(fenceReader('FENCE_STATUS', fields.slice(0, 2), new FenceState())).toBeNull();
});

test('whatever stands in a frame, nothing of its text gets into a signal', () => {
  const messages = officialDialect().messages.filter(({ layout }) =>
    /PARAM|STATUSTEXT|COMMAND|FENCE/.test(layout.name),
  );
  const letters = fc.string({ unit: fc.constantFrom(...'FENCE_TYPEARC1 fence breached'), maxLength: 200 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...messages), letters, fc.uint8Array({ maxLength: 40 }))),
      (frames) => {
        const writer = new MavlinkWriter('raw');
        for (const [{ layout }, words, bytes] of frames) {
          const body = new Uint8Array(layout.length).fill(1);
          body.set(bytes.subarray(0, layout.length));
          body.set(Buffer.from(words).subarray(0, Math.max(0, layout.length - 4)), Math.min(4, layout.length));
          writer.body(layout.name, body);
        }
        for (const { about = '', words } of surveyed(writer.bytes(), 'raw')) {
          expect(words).toBeUndefined();
          expect(about).toMatch(
            /^(|forced-arming|manual-recovery|(height|circle|polygon|floor|,)+|[A-Z]+\d*_[A-Z_]+)$/,
          );
        }
      },
    ),
    { numRuns: 50 },
  );
});
