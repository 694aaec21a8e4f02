import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { compile, type Plan } from '../../src/filter/compile.ts';
import { officialDialect } from '../../src/formats/mavlink/index.ts';
import type { DataCategory } from '../../src/model/category.ts';
import { type Disclosure, everything, nothing } from '../../src/model/disclosure.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import type { FieldRule, Schema, When } from '../../src/model/schema.ts';
import { readValue, writeValue } from '../../src/model/values.ts';
import { levels } from '../../src/policy/levels.ts';
import { Pseudonyms } from '../../src/treatments/pseudonymise.ts';
import { type FieldSketch, schemaOf } from '../model/fields.ts';

function planOf(schema: Schema, disclosure: Disclosure, state = new FlightState()): Plan {
  return compile(schema, { disclosure, state, pseudonyms: new Pseudonyms(new Uint8Array(32)) });
}

/** What becomes of a body with these values: the values after it, or undefined for a withheld frame. */
function treat(schema: Schema, disclosure: Disclosure, values: Record<string, number | bigint>) {
  const state = new FlightState();
  const plan = planOf(schema, disclosure, state);
  if (plan.verdict === 'drop') return undefined;
  const body = new Uint8Array(schema.size + 8);
  for (const [name, value] of Object.entries(values)) {
    const field = schema.fields.find((each) => each.name === name)!;
    writeValue(body, 4 + field.offset, field.type, value);
  }
  for (const edit of plan.edits) if (!edit.apply(new Memory(body), 4, 257, state)) return undefined;
  return Object.fromEntries(schema.fields.map(({ name, offset, type }) => [name, readValue(body, 4 + offset, type)]));
}

const row = (category: DataCategory, more: Partial<FieldRule> = {}): FieldRule => ({ category, ...more });
const float = (...rules: FieldRule[]): FieldSketch => ({ type: 'f32', rules });
const byte = (...rules: FieldRule[]): FieldSketch => ({ type: 'u8', rules });
const { engineering, full, track } = levels;

describe('what is not in the catalog is withheld', () => {
  test('an unknown message, at every disclosure', () => {
    const schema = schemaOf({ roll: float(row('attitude')) }, { known: false });
    for (const disclosure of [nothing, engineering, full, everything]) {
      expect(planOf(schema, disclosure)).toMatchObject({ verdict: 'drop', edits: [] });
    }
  });

  test('a message with one field that nobody has classified, with all that is known beside it', () => {
    const schema = schemaOf({ roll: float(row('attitude')), novelty: float() });
    const plan = planOf(schema, everything);
    expect(plan.verdict).toBe('drop');
    expect(plan.outcomes).toEqual([
      { field: 'roll', category: 'attitude', outcome: 'hidden' },
      { field: 'novelty', category: undefined, outcome: 'hidden' },
    ]);
  });
});

describe('keep, edit, drop', () => {
  test('a message with nothing to hide is kept without an edit', () => {
    const schema = schemaOf({ roll: float(row('attitude')), pitch: float(row('attitude')) });
    expect(planOf(schema, engineering)).toMatchObject({ verdict: 'keep', edits: [], reach: 0 });
  });

  test('a hidden field becomes unknown, and the plan reaches to its end', () => {
    const schema = schemaOf({
      roll: float(row('attitude')),
      yaw: float(row('heading')),
      pitch: float(row('attitude')),
    });
    expect(treat(schema, engineering, { roll: 1, yaw: 2, pitch: 3 })).toEqual({ roll: 1, yaw: NaN, pitch: 3 });
    expect(planOf(schema, engineering).reach).toBe(8);
    expect(planOf(schema, engineering).outcomes.map(({ outcome }) => outcome)).toEqual(['kept', 'hidden', 'kept']);
  });

  test('a field that must be hidden and has no "unknown" takes the message with it', () => {
    const schema = schemaOf({ roll: float(row('attitude')), speed: { type: 'u16', rules: [row('motion')] } });
    expect(planOf(schema, engineering).verdict).toBe('drop');
    expect(planOf(schema, full).verdict).toBe('keep');
  });

  test('what cannot be shifted or replaced is hidden: a time in a float, a serial in four bytes', () => {
    const schema = schemaOf({
      roll: float(row('attitude')),
      time: float(row('absoluteTime', { clock: 'boot', timeUnit: 's' })),
      week: { type: 'u16', rules: [row('absoluteTime', { clock: 'gps', unknown: 0xffff })] },
      serial: { type: 'u32', rules: [row('deviceIdentity', { blank: 0 })] },
    });
    const sent = { roll: 1, time: 1.7e9, week: 2300, serial: 4242 };
    expect(treat(schema, engineering, sent)).toEqual({ roll: 1, time: NaN, week: 0xffff, serial: 0 });
  });

  test('a message of which only what holds the log together is left is dropped', () => {
    const rest = {
      time: { type: 'u32' as const, rules: [row('absoluteTime', { clock: 'boot' as const, timeUnit: 'ms' as const })] },
      count: byte(row('structural')),
    };
    expect(planOf(schemaOf({ ...rest, yaw: float(row('heading')) }), engineering).verdict).toBe('drop');
    const more = schemaOf({ ...rest, yaw: float(row('heading')), roll: float(row('attitude')) });
    expect(planOf(more, engineering).verdict).toBe('edit');
    expect(planOf(schemaOf(rest), engineering).verdict).toBe('edit');
  });
});

describe('a group of places and movements passes entirely or not at all', () => {
  const member = (category: DataCategory, group?: string) => float(row(category, group === undefined ? {} : { group }));

  test('one hidden member hides the others of its group, and no field of another group', () => {
    const schema = schemaOf({
      lat: member('aircraftPosition', 'a'),
      home: member('homePosition', 'a'),
      north: member('homePosition', 'b'),
      alone: member('homePosition'),
      roll: member('attitude', 'a'),
    });
    const sent = { lat: 1, home: 2, north: 3, alone: 4, roll: 5 };
    const operatorOnly = { ...levels.engineering, place: 'exact', operator: 'exact' } as const;
    expect(treat(schema, operatorOnly, sent)).toEqual({ lat: NaN, home: NaN, north: 3, alone: 4, roll: 5 });
    expect(treat(schema, full, sent)).toEqual(sent);
  });

  test('also where the hidden member is so in one case only', () => {
    const schema = schemaOf({
      frame: byte(row('structural')),
      roll: member('attitude'),
      lat: member('aircraftPosition', 'a'),
      x: float(
        row('homePosition', { group: 'a', when: { field: 'frame', test: 'equals', values: [1] } }),
        row('aircraftPosition', { group: 'a' }),
      ),
    });
    expect(treat(schema, track, { frame: 1, roll: 3, lat: 1, x: 2 })).toEqual({ frame: 1, roll: 3, lat: NaN, x: NaN });
    expect(treat(schema, track, { frame: 0, roll: 3, lat: 1, x: 2 })).toMatchObject({ lat: NaN });
  });

  test('also where the other member has cases: none of them shows what the group hides', () => {
    const schema = schemaOf({
      frame: byte(row('structural')),
      home: member('homePosition', 'a'),
      x: float(
        row('altitude', { group: 'a', when: { field: 'frame', test: 'equals', values: [1] } }),
        row('homePosition', { group: 'a' }),
      ),
      roll: member('attitude'),
    });
    for (const frame of [0, 1]) {
      expect(treat(schema, track, { frame, home: 2, x: 3, roll: 4 })).toEqual({ frame, home: NaN, x: NaN, roll: 4 });
    }
  });
});

describe('a field whose meaning depends on another', () => {
  /** `x` is a heading where the condition holds, else an attitude: hidden or kept at engineering. */
  const guarded = (type: 'u8' | 'i8' | 'u16' | 'u32', when: Omit<When, 'field'>) =>
    schemaOf({
      x: float(row('heading', { when: { field: 'flags', ...when } }), row('attitude')),
      flags: { type, rules: [row('structural')] },
    });

  test.each<[string, 'u8' | 'i8' | 'u16' | 'u32', Omit<When, 'field'>, number[], number[]]>([
    ['equals', 'u8', { test: 'equals', values: [3] }, [3], [0, 2, 255]],
    ['equals a negative', 'i8', { test: 'equals', values: [-1] }, [-1], [0, 1, 127]],
    ['differs', 'u8', { test: 'differs', values: [3] }, [0, 2, 255], [3]],
    ['any of these bits', 'u16', { test: 'anyBit', values: [0x8001] }, [1, 0x8000, 0xffff], [0, 2, 0x7ffe]],
    ['none of these bits', 'u16', { test: 'noBit', values: [0x8001] }, [0, 2, 0x7ffe], [1, 0x8000, 0xffff]],
    ['one of', 'u32', { test: 'oneOf', values: [0, 7, 0xffff_ffff] }, [0, 7, 0xffff_ffff], [1, 0x7fff_ffff]],
    ['the top bit of 32', 'u32', { test: 'anyBit', values: [0x8000_0000] }, [0x8000_0000], [0x7fff_ffff]],
  ])('%s', (_name, type, when, holds, fails) => {
    const schema = guarded(type, when);
    for (const flags of holds) expect(treat(schema, engineering, { x: 5, flags })).toEqual({ x: NaN, flags });
    for (const flags of fails) expect(treat(schema, engineering, { x: 5, flags })).toEqual({ x: 5, flags });
    expect(planOf(schema, engineering).reach).toBe(schema.size);
  });

  test('the first row that holds counts', () => {
    const when = (...values: number[]): When => ({ field: 'flags', test: 'oneOf', values });
    const schema = schemaOf({
      x: float(row('heading', { when: when(1) }), row('attitude', { when: when(1, 2) }), row('motion')),
      flags: byte(row('structural')),
      roll: float(row('attitude')),
    });
    const shown = [0, 1, 2].map((flags) => treat(schema, engineering, { x: 5, flags, roll: 1 })!.x);
    expect(shown).toEqual([NaN, NaN, 5]);
  });

  test('a case without an "unknown" withholds the frames in which it holds, the others pass', () => {
    const when: When = { field: 'flags', test: 'equals', values: [1] };
    const schema = schemaOf({
      x: { type: 'u16', rules: [row('heading', { when }), row('attitude')] },
      flags: byte(row('structural')),
    });
    expect(treat(schema, engineering, { x: 5, flags: 1 })).toBeUndefined();
    expect(treat(schema, engineering, { x: 5, flags: 0 })).toEqual({ x: 5, flags: 0 });
  });

  test('where no case could release it the message is dropped', () => {
    const when: When = { field: 'flags', test: 'equals', values: [1] };
    const rules = [row('heading', { when }), row('motion')];
    const schema = schemaOf({
      x: { type: 'u16', rules },
      flags: byte(row('structural')),
      roll: float(row('attitude')),
    });
    expect(planOf(schema, engineering).verdict).toBe('drop');
  });

  test('a condition on a field that the frame does not have, as in MAVLink 1, does not hold', () => {
    const when: When = { field: 'later', test: 'noBit', values: [1] };
    const schema = schemaOf({ x: float(row('attitude', { when }), row('heading')), roll: float(row('attitude')) });
    expect(treat(schema, engineering, { x: 5, roll: 1 })).toEqual({ x: NaN, roll: 1 });
  });

  test('a condition on a float, an array or 64 bits cannot be told: the message is withheld', () => {
    const when: When = { field: 'other', test: 'equals', values: [1] };
    for (const other of [
      { type: 'f32', rules: [row('attitude')] },
      { type: 'u64', rules: [row('structural')] },
      { type: 'u8', length: 2, rules: [row('structural')] },
    ] as const) {
      const schema = schemaOf({ x: float(row('heading', { when }), row('attitude')), other });
      expect(planOf(schema, engineering).verdict).toBe('drop');
    }
  });

  test('conditions are judged by what was sent, not by what another field’s treatment left of it', () => {
    const secret: When = { field: 'kind', test: 'equals', values: [1] };
    const hidden: When = { field: 'flags', test: 'equals', values: [1] };
    const kind = byte(row('deviceIdentity', { when: hidden, blank: 0 }), row('mode'));
    const x = float(row('heading', { when: secret }), row('attitude'));
    for (const fields of [
      { kind, x, flags: byte(row('structural')) },
      { x, kind, flags: byte(row('structural')) },
    ]) {
      const shown = treat(schemaOf(fields), { ...engineering, device: 'none' }, { x: 5, kind: 1, flags: 1 });
      expect(shown).toEqual({ x: NaN, kind: 0, flags: 1 });
    }
  });

  test('conditions on a field that is blanked read what was sent', () => {
    const when: When = { field: 'kind', test: 'equals', values: [1] };
    const schema = schemaOf({
      kind: byte(row('deviceIdentity', { blank: 0 })),
      x: float(row('heading', { when }), row('attitude')),
    });
    const disclosure = { ...engineering, device: 'none' as const };
    expect(treat(schema, disclosure, { x: 5, kind: 1 })).toEqual({ x: NaN, kind: 0 });
    expect(treat(schema, disclosure, { x: 5, kind: 2 })).toEqual({ x: 5, kind: 0 });
  });
});

describe('texts, parameters and commands need their counterpart', () => {
  test('a value without a name beside it, or parameters without a command, are withheld', () => {
    expect(
      treat(schemaOf({ value: float(row('parameter', { role: 'parameterValue' })) }), engineering, {}),
    ).toBeUndefined();
    expect(treat(schemaOf({ x: float(row('mode', { role: 'param1' })) }), full, { x: 5 })).toBeUndefined();
  });

  test('a kept text loses what stands behind its NUL, and bytes that are no text stay', () => {
    const text = { type: 'char' as const, length: 4, rules: [row('mode')] };
    const bytes = { type: 'char' as const, length: 4, rules: [row('mode', { of: 'bytes' })] };
    const schema = schemaOf({ text, bytes });
    const plan = planOf(schema, engineering);
    const body = Uint8Array.from([0x61, 0, 0x62, 0x63, 0x61, 0, 0x62, 0x63]);
    for (const edit of plan.edits) expect(edit.apply(new Memory(body), 0, 257, new FlightState())).toBe(true);
    expect([...body]).toEqual([0x61, 0, 0, 0, 0x61, 0, 0x62, 0x63]);
  });
});

describe('the built-in catalog', () => {
  const schemas = officialDialect().messages.flatMap(({ layout, fields, baseFields, classified }): Schema[] => [
    { index: 0, message: layout.name, size: layout.length, fields, known: classified },
    { index: 1, message: layout.name, size: layout.baseLength, fields: baseFields, known: classified },
  ]);

  test('compiles for every message and level; plans stay within the body', () => {
    for (const schema of schemas) {
      for (const level of Object.values(levels)) {
        const { reach, outcomes } = planOf(schema, level);
        expect(reach, schema.message).toBeLessThanOrEqual(schema.size);
        expect(outcomes.map(({ field }) => field)).toEqual(schema.fields.map(({ name }) => name));
      }
    }
  });

  test('nothing leaves at the bottom', () => {
    const leaving = schemas.filter((schema) => planOf(schema, nothing).verdict !== 'drop');
    expect(leaving.map(({ message }) => message)).toEqual([]);
  });

  test('a higher level never drops a message that a lower one releases', () => {
    for (const schema of schemas) {
      const passes = [nothing, engineering, full].map((level) => planOf(schema, level).verdict !== 'drop');
      expect(passes, schema.message).toEqual([...passes].sort());
    }
  });

  test('two clocks that meet in one message do not show how far apart they were set', () => {
    const timesync = schemas.find(({ message }) => message === 'TIMESYNC')!;
    const shownFor = (otherNs: bigint) => {
      const state = new FlightState();
      const plan = planOf(timesync, engineering, state);
      return [0n, 1n, 2n].map((second) => {
        const body = new Uint8Array(timesync.size);
        for (const [name, value] of [
          ['tc1', 9n],
          ['ts1', otherNs],
        ] as const) {
          const field = timesync.fields.find((each) => each.name === name)!;
          writeValue(body, field.offset, field.type, (value + second) * 1_000_000_000n);
        }
        const passes = plan.edits.every((edit) => edit.apply(new Memory(body), 0, 257, state));
        return passes ? Buffer.from(body).toString('hex') : '';
      });
    };
    expect(shownFor(1000n)).toEqual(shownFor(20n));
  });
});
