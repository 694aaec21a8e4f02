import { describe, expect, test } from 'vitest';
import { type MessageType, officialDialect } from '../../../src/formats/mavlink/dialect.ts';
import type { DataCategory } from '../../../src/model/category.ts';
import type { Field, FieldRule } from '../../../src/model/schema.ts';
import { levels } from '../../../src/policy/levels.ts';
import { commands } from '../../../src/vocabulary/commands.ts';
import { parameterRows } from '../../../src/vocabulary/parameters.ts';
import {
  activeRule,
  concat,
  elementSize,
  fieldsOf,
  filterBytes,
  readElement,
  readFrames,
  sizeOf,
  type Version,
  writeElement,
  writeFrame,
} from './tools.ts';

type Level = 'engineering' | 'full';

/** Written down here again, so that a change of what levels release does not go unnoticed. */
const keptAtEngineering: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['attitude', 'inertial', 'power', 'actuators', 'radioControl', 'vibration', 'estimatorHealth'] as const),
  ...(['mode', 'linkHealth', 'payloadState', 'systemHealth', 'structural', 'geofence'] as const),
]);
const neverKept: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['media', 'thirdPartyPosition', 'thirdPartyIdentity', 'opaque', 'credential'] as const),
]);

function isKept(rule: FieldRule, level: Level): boolean {
  if (level === 'full') return !neverKept.has(rule.category);
  return keptAtEngineering.has(rule.category) && rule.needs !== 'event' && rule.needs !== 'exact';
}

/** Bytes that look like nothing else: a sequence that depends on its number only (xorshift). */
function noise(number: number, length: number): Uint8Array {
  let state = (number * 2654435761 + 0x9e3779b9) >>> 0 || 1;
  return Uint8Array.from({ length }, () => {
    for (let round = 0; round < 3; round++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state = (state ^ (state << 5)) >>> 0;
    }
    return (state >>> 11) & 0xff;
  });
}

const text = (number: number, length: number): Uint8Array => noise(number, length).map((byte) => 97 + (byte % 26));

/** Where a canary was put, for the message of a failure. */
interface Canary {
  readonly field: Field;
  readonly bytes: Uint8Array;
}

const WINDOW = 4;

/** Fields of which some bytes stand in the output: any four in a row of a longer one, all of a shorter one of three or more. */
function found(output: Uint8Array, canaries: readonly Canary[]): string[] {
  const haystack = Buffer.from(output);
  return canaries
    .filter(({ bytes }) => bytes.length >= 3)
    .filter(({ bytes }) => {
      const window = Math.min(WINDOW, bytes.length);
      for (let at = 0; at + window <= bytes.length; at++) {
        if (haystack.includes(Buffer.from(bytes.subarray(at, at + window)))) return true;
      }
      return false;
    })
    .map(({ field }) => field.name);
}

const official = officialDialect();
const byName = new Map(official.messages.map((type) => [type.layout.name, type]));
const heartbeat = byName.get('HEARTBEAT')!;

/** Every combination of values of the fields that decide what others mean. */
function* conditions(type: MessageType): Generator<ReadonlyMap<string, number>> {
  const values = new Map<string, Set<number>>();
  for (const { rules } of type.fields) {
    for (const { when } of rules) {
      if (when === undefined) continue;
      const list = values.get(when.field) ?? new Set([0, 99]);
      values.set(when.field, list);
      for (const value of when.values) list.add(value);
      if (when.test === 'anyBit' || when.test === 'noBit') list.add([...list].reduce((all, value) => all | value, 0));
    }
  }
  let choices: ReadonlyMap<string, number>[] = [new Map()];
  for (const [field, list] of values) {
    choices = choices.flatMap((choice) => [...list].map((value) => new Map([...choice, [field, value]])));
  }
  yield* choices;
}

const ruledByVocabulary = /^(command|param\d|parameterName|parameterValue|text|textId|textChunk)$/;

/** Puts canaries into every field that the level does not keep; kept fields stay zero. */
function fill(type: MessageType, version: Version, level: Level, chosen: ReadonlyMap<string, number>, style: Style) {
  const fields = fieldsOf(type, version);
  const payload = new Uint8Array(sizeOf(type, version));
  for (const [name, value] of chosen) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field !== undefined) writeElement(payload, field.offset, field.type, value);
  }
  const canaries: Canary[] = [];
  for (const field of fields) {
    const rule = activeRule(field, fields, payload)!;
    const number = type.layout.id * 256 + field.offset + (style === 'random' ? 0 : 7_777_777);
    const size = elementSize(field.type);
    const isText = field.type === 'char';
    if (ruledByVocabulary.test(rule.role ?? '')) continue;
    // Filled in, it hides the whole message, and nothing else of it would be tried.
    if (rule.role === 'aboutOthers' && style === 'random') continue;
    let bytes = isText ? text(number, field.length) : noise(number, size * field.length);
    // No "unknown" of any field looks like this.
    if (bytes.length < 3) bytes = Uint8Array.of(0xa5, 0x5c).subarray(0, bytes.length);
    if (style === 'remains' && isText && field.length > 5) {
      // A text of two letters, and what was in the sender's memory behind it.
      payload.set([0x41, 0x42, 0], field.offset);
      bytes = bytes.subarray(3);
      payload.set(bytes, field.offset + 3);
      canaries.push({ field, bytes });
      continue;
    }
    if (isKept(rule, level)) continue;
    if (style === 'remains' && (field.type === 'f32' || field.type === 'f64')) {
      // Not a number, with something written into the bits that do not count.
      for (let at = 0; at < bytes.length; at += size) {
        bytes[at + size - 1] = 0x7f;
        bytes[at + size - 2] = 0xc0 | bytes[at + size - 2]!;
        if (size === 8) bytes[at + size - 2] = 0xf8 | bytes[at + size - 2]!;
      }
    }
    payload.set(bytes, field.offset);
    canaries.push({ field, bytes });
  }
  return { payload, canaries };
}

type Style = 'random' | 'remains';
const SYSTEM = 77;

/** Short fields cannot be searched for: those that came out as they went in. */
function unchanged(type: MessageType, version: Version, output: Uint8Array, sent: Uint8Array, canaries: Canary[]) {
  const frame = readFrames(output, 'raw').find(({ system }) => system === SYSTEM);
  if (frame === undefined) return [];
  expect([frame.type, frame.version]).toEqual([type, version]);
  const short = canaries.filter(({ bytes, field }) => bytes.length < 3 || elementSize(field.type) === 2);
  return short
    .filter(({ field, bytes }) => {
      const size = elementSize(field.type);
      for (let at = field.offset; at < field.offset + bytes.length; at += size) {
        if (readElement(sent, at, field.type) === readElement(frame.payload, at, field.type)) return true;
      }
      return false;
    })
    .map(({ field }) => field.name);
}

function surround(frame: Uint8Array): Uint8Array {
  const quiet = writeFrame({ version: 1, type: heartbeat, payload: new Uint8Array(9) });
  return concat([quiet, frame, quiet]);
}

describe.each(['engineering', 'full'] as const)('what %s hides', { timeout: 60_000 }, (level) => {
  describe.each([1, 2] as const)('MAVLink %i', (version) => {
    const types = official.messages.filter(({ layout }) => version === 2 || layout.id < 256);

    test.each(['random', 'remains'] as const)('leaves no byte of any message (%s)', (style) => {
      let survivors = 0;
      let searched = 0;
      const leaks: string[] = [];
      for (const type of types) {
        for (const chosen of conditions(type)) {
          const { payload, canaries } = fill(type, version, level, chosen, style);
          const frame = writeFrame({ version, type, payload, system: SYSTEM });
          const output = filterBytes(surround(frame), { disclosure: levels[level] });
          const frames = readFrames(output, 'raw');
          searched += canaries.length;
          if (frames.length === 3 && canaries.length > 0) survivors++;
          const names = [...found(output, canaries), ...unchanged(type, version, output, payload, canaries)];
          for (const name of names) leaks.push(`${type.layout.name}.${name} ${JSON.stringify([...chosen])}`);
        }
      }
      expect(leaks).toEqual([]);
      // Else nothing was tried: messages with something hidden that came out nevertheless.
      expect(searched).toBeGreaterThan(level === 'engineering' ? 400 : 20);
      expect(survivors).toBeGreaterThan(level === 'engineering' ? 50 : 5);
    });
  });

  test('leaves no byte behind the last field that is known, nor flags that are not defined', () => {
    const leaks: string[] = [];
    let tried = 0;
    for (const type of official.messages) {
      const { length, id, name } = type.layout;
      const extra = Math.min(24, 255 - length);
      if (extra < 4) continue;
      const bytes = noise(id + 99_000_000, extra).map((byte) => byte || 1);
      const payload = concat([new Uint8Array(length), bytes]);
      const frame = writeFrame({ version: 2, type, payload, system: SYSTEM, compatible: 0x5a });
      const output = filterBytes(surround(frame), { disclosure: levels[level] });
      const frames = readFrames(output, 'raw');
      if (frames.length === 3) tried++;
      for (const { start, system } of frames) if (system === SYSTEM) expect(output[start + 3], name).toBe(0);
      if (found(output, [{ field: type.fields[0]!, bytes }]).length > 0) leaks.push(name);
    }
    expect(leaks).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  test('leaves no byte of messages that nobody knows', () => {
    for (const [version, id] of [
      [1, 13],
      [2, 13],
      [2, 65_000],
      [2, 16_000_000],
    ] as const) {
      expect(official.find(id)).toBeNull();
      const payload = noise(id + version, 60).map((byte) => byte || 1);
      const type = { ...heartbeat, layout: { ...heartbeat.layout, id, crcExtra: 200 } };
      const output = filterBytes(surround(writeFrame({ version, type, payload })), { disclosure: levels[level] });
      expect(readFrames(output, 'raw').length).toBe(2);
      expect(found(output, [{ field: type.fields[0]!, bytes: payload }])).toEqual([]);
    }
  });

  test('leaves no byte of a signature: it tells the time, and keys can be tried out against it', () => {
    const signature = noise(4242, 13);
    for (const name of ['ATTITUDE', 'HEARTBEAT', 'OPEN_DRONE_ID_SELF_ID', 'ADSB_VEHICLE', 'PLAY_TUNE_V2']) {
      const type = byName.get(name)!;
      const { payload } = fill(type, 2, level, new Map(), 'random');
      const signed = writeFrame({ version: 2, type, payload, system: SYSTEM, signature });
      const output = filterBytes(surround(signed), { disclosure: levels[level] });
      expect(found(output, [{ field: type.fields[0]!, bytes: signature }]), name).toEqual([]);
      expect(readFrames(output, 'raw').every((frame) => !frame.signed)).toBe(true);
    }
  });
});

const params = ['param1', 'param2', 'param3', 'param4', 'param5', 'param6', 'param7'];

describe.each(['engineering', 'full'] as const)('commands and mission items at %s', { timeout: 60_000 }, (level) => {
  const types = official.messages.filter(({ fields }) => fields.some(({ rules }) => rules[0]?.role === 'command'));

  const each = types.flatMap((type) =>
    ([1, 2] as const)
      .filter((version) => version === 2 || type.layout.id < 256)
      .map((version) => [type.layout.name, version, type] as const),
  );

  test.each(each)('%s, version %i: no hidden parameter of any command', (_, version, type) => {
    const fields = fieldsOf(type, version);
    const canaries: Canary[] = [];
    const log = [...commands().values()].map(({ id, params: rules }) => {
      const payload = new Uint8Array(sizeOf(type, version));
      for (const field of fields) {
        const role = field.rules[0]?.role ?? '';
        if (role === 'command') writeElement(payload, field.offset, field.type, id);
        const index = params.indexOf(role);
        if (index < 0) continue;
        const rule = rules[index];
        // A parameter without a meaning must not carry anything either.
        if (rule != null && isKept(rule, level)) continue;
        const bytes = noise(id * 8 + index + type.layout.id * 1_000_003, elementSize(field.type));
        payload.set(bytes, field.offset);
        canaries.push({ field: { ...field, name: `${id} ${role}` }, bytes });
      }
      return writeFrame({ version, type, payload });
    });
    const output = filterBytes(concat(log), { disclosure: levels[level] });
    expect(readFrames(output, 'raw').length).toBe(log.length);
    expect(found(output, canaries)).toEqual([]);
    if (fields.some(({ rules }) => rules[0]?.role === 'param1')) expect(canaries.length).toBeGreaterThan(300);
  });

  test('nothing of a command that nobody knows', () => {
    const unknown = [0, 15, 999, 31_015, 50_000, 65_535].filter((id) => !commands().has(id));
    expect(unknown.length).toBe(6);
    for (const type of types) {
      for (const id of unknown) {
        const payload = noise(id + 5, type.layout.length);
        const field = type.fields.find(({ rules }) => rules[0]?.role === 'command')!;
        writeElement(payload, field.offset, field.type, id);
        const frame = writeFrame({ version: 2, type, payload, system: SYSTEM });
        const output = filterBytes(surround(frame), { disclosure: levels[level] });
        expect(readFrames(output, 'raw').map(({ system }) => system)).toEqual([1, 1]);
      }
    }
  });
});

describe.each(['engineering', 'full'] as const)('parameters at %s', { timeout: 60_000 }, (level) => {
  const types = official.messages.filter(({ fields }) =>
    fields.some(({ rules }) => rules[0]?.role === 'parameterName'),
  );

  /** What comes out for a parameter of this name, with canaries in its value, as text or number. */
  function release(type: MessageType, name: string) {
    const payload = new Uint8Array(type.layout.length);
    const canaries: Canary[] = [];
    for (const field of type.fields) {
      const { role, of } = field.rules[0]!;
      if (role === 'parameterName') payload.set(Buffer.from(name).subarray(0, field.length), field.offset);
      if (role !== 'parameterValue' && of !== 'bytes') continue;
      const size = elementSize(field.type) * field.length;
      const bytes = field.type === 'char' ? text(field.offset + 31, size) : noise(field.offset + 31, size);
      payload.set(bytes, field.offset);
      canaries.push({ field, bytes });
    }
    const output = filterBytes(surround(writeFrame({ version: 2, type, payload, system: SYSTEM })), {
      disclosure: levels[level],
    });
    return { frames: readFrames(output, 'raw').length - 2, values: found(output, canaries), output };
  }

  const rows = [...parameterRows()].map(([name, parameter]) => [name.replaceAll('#', '1'), parameter] as const);
  const hidden = rows.filter(([, parameter]) => {
    if (parameter === 'safe') return false;
    return level === 'engineering' || neverKept.has(parameter);
  });

  test('nothing of a name that nobody knows or whose class is hidden', () => {
    expect(hidden.length).toBeGreaterThan(level === 'engineering' ? 200 : 3);
    // A few of every class in every message, all of them in the one that logs are full of.
    const classes = new Set(hidden.map(([, parameter]) => parameter));
    const some = [...classes].flatMap((parameter) => hidden.filter((row) => row[1] === parameter).slice(0, 2));
    const unknown = ['CANARYPARAM', 'SECRETCANARYNAME', 'acro_p', 'X', ''];
    for (const type of types) {
      const names = type.layout.name === 'PARAM_VALUE' ? hidden : some;
      for (const name of [...names.map(([known]) => known), ...unknown]) {
        const { frames, values, output } = release(type, name);
        expect(
          [frames, values, name.length > 3 && Buffer.from(output).includes(name)],
          `${type.layout.name} ${name}`,
        ).toEqual([0, [], false]);
      }
    }
  });

  test('a safe one passes with its value, without what stands behind the end of its name', () => {
    for (const type of types) {
      // A value with room for a letter passes with all settings only.
      const values = type.fields
        .filter(({ rules: [rule] }) => rule!.role === 'parameterValue' || (rule!.of === 'bytes' && level === 'full'))
        .map(({ name }) => name);
      const { frames, values: seen } = release(type, 'ACRO_YAW_P');
      expect([type.layout.name, frames, seen]).toEqual([type.layout.name, 1, values]);
      const remains = release(type, 'ACRO_YAW_P\0CANAR');
      expect(remains.frames).toBe(1);
      expect(Buffer.from(remains.output).includes('CANA')).toBe(false);
    }
  });
});

describe('texts at engineering', () => {
  const type = byName.get('STATUSTEXT')!;
  const release = (...parts: { text: string; id?: number; chunk?: number }[]) => {
    const log = parts.map(({ text: part, id = 0, chunk = 0 }) => {
      const payload = new Uint8Array(type.layout.length);
      payload.set(Buffer.from(part, 'latin1').subarray(0, 50), 1);
      new DataView(payload.buffer).setUint16(51, id, true);
      payload[53] = chunk;
      return writeFrame({ version: 2, type, payload });
    });
    const output = filterBytes(concat(log), { disclosure: levels.engineering });
    return { output: Buffer.from(output), frames: readFrames(output, 'raw') };
  };

  test.each([
    ['no template fits', 'Hello from CANARYVILLE'],
    ['the variable part of a template is removed', 'Config Error: CANARY01 CANARY02 CANARY03'],
    ['what stands behind the end of the text is removed', 'Init Gyro\0CANARY in memory'],
    ['a text without an end is judged as a whole', `${'Init Gyro'.padEnd(41)}CANARYCAN`],
    ['a template inside another text does not count', 'CANARY Init Gyro'],
  ])('%s', (_, whole) => {
    expect(release({ text: whole }).output.includes('CANA')).toBe(false);
  });

  test('known ones do pass', () => {
    const { output, frames } = release({ text: 'Init Gyro' }, { text: 'Config Error: 1 2 3' });
    expect([frames.length, output.includes('Init Gyro'), output.includes('Config Error: *')]).toEqual([2, true, true]);
  });

  test('in chunks they are judged when whole, and their number is not told', () => {
    const first = 'Config Error: '.padEnd(50, 'CANARY');
    const { output, frames } = release({ text: first, id: 40_001, chunk: 0 }, { text: 'CANARY', id: 40_001, chunk: 1 });
    expect(frames.length).toBe(1);
    expect(output.includes('CANA')).toBe(false);
    expect([...frames[0]!.payload.subarray(51)]).toEqual([0, 0, 0]);
    expect(release({ text: 'Init Gyro'.padEnd(50, 'x'), id: 7 }, { text: 'CANARY', id: 7, chunk: 1 }).frames).toEqual(
      [],
    );
  });
});
