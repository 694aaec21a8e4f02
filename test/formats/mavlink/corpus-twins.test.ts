import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DataCategory } from '../../../src/model/category.ts';
import type { Disclosure } from '../../../src/model/disclosure.ts';
import type { Field, FieldRule } from '../../../src/model/schema.ts';
import { levels } from '../../../src/policy/levels.ts';
import { commands } from '../../../src/vocabulary/commands.ts';
import { parameterClass } from '../../../src/vocabulary/parameters.ts';
import { templateText } from '../../../src/vocabulary/text-templates.ts';
import { describeCorpus } from '../../corpus.ts';
import {
  activeRule,
  concat,
  elementSize,
  fieldsOf,
  filterBytes,
  firstDifference,
  type ReadFrame,
  readElement,
  readFrames,
  recordsOf,
  writeElement,
  writeFrame,
} from './tools.ts';

/** One secret: which fields of a frame it stands in and what the twin has there. Changes the payload; returns the new time stamp. */
interface Secret {
  readonly name: string;
  readonly disclosure: Disclosure;
  readonly rewrite: (frame: ReadFrame, draw: () => number) => bigint;
}

const withoutDevice: Disclosure = { ...levels.engineering, device: 'none' };

/** A sequence of whole numbers of 32 bits (mulberry32). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** The category that a field has in this frame: by its row, its command's parameter or its parameter's name. */
function categoryOf(rule: FieldRule, frame: ReadFrame): DataCategory | undefined {
  const fields = fieldsOf(frame.type, frame.version);
  const byRole = (role: string): Field | undefined => fields.find(({ rules }) => rules[0]?.role === role);
  const param = /^param([1-7])$/.exec(rule.role ?? '')?.[1];
  if (param !== undefined) {
    const command = byRole('command')!;
    const id = Number(readElement(frame.payload, command.offset, command.type));
    return commands().get(id)?.params[Number(param) - 1]?.category;
  }
  if (rule.role === 'parameterValue') {
    const name = byRole('parameterName')!;
    const bytes = Buffer.from(frame.payload.subarray(name.offset, name.offset + name.length));
    const parameter = parameterClass(bytes.toString('latin1').replace(/\0.*$/s, ''));
    return parameter === 'safe' ? undefined : parameter;
  }
  return /^(command|parameterName|text|textId|textChunk)$/.test(rule.role ?? '') ? undefined : rule.category;
}

/** Other values in every field of these categories; what says "not given" (all zero) may have to stay so. */
function otherValues(categories: readonly DataCategory[], options: { keepZero?: boolean } = {}) {
  return (frame: ReadFrame, draw: () => number): bigint => {
    const { payload } = frame;
    const fields = fieldsOf(frame.type, frame.version);
    for (const field of fields) {
      const rule = activeRule(field, fields, payload)!;
      if (rule.clock !== undefined || rule.needs !== undefined) continue;
      const category = categoryOf(rule, frame);
      if (category === undefined || !categories.includes(category)) continue;
      const size = elementSize(field.type);
      const bytes = payload.subarray(field.offset, field.offset + size * field.length);
      // Given at all, it says that the message is about another aircraft.
      const keepZero = options.keepZero || rule.role === 'aboutOthers';
      if (keepZero && bytes.every((byte) => byte === 0)) continue;
      for (let at = field.offset; at < field.offset + bytes.length; at += size) {
        writeElement(payload, at, field.type, otherValue(field, payload, at, rule, draw));
      }
    }
    return frame.stampUs;
  };
}

function otherValue(field: Field, payload: Uint8Array, at: number, rule: FieldRule, draw: () => number) {
  const before = readElement(payload, at, field.type);
  for (;;) {
    const value = drawValue(field, draw);
    if (value !== before && value !== (rule.unknown ?? rule.blank)) return value;
  }
}

function drawValue({ type }: Field, draw: () => number): number | bigint {
  if (type === 'f32' || type === 'f64') return Math.fround((draw() / 2 ** 31 - 1) * 1000);
  if (type === 'char') return 97 + (draw() % 26);
  const bits = 8 * elementSize(type);
  const wide = (BigInt(draw()) << 32n) | BigInt(draw());
  const value = type.startsWith('i') ? BigInt.asIntN(bits, wide) : BigInt.asUintN(bits, wide);
  return bits === 64 ? value : Number(value);
}

const DAYS = 1234n;
const perSecond: Readonly<Record<string, bigint>> = { ns: 10n ** 9n, us: 10n ** 6n, ms: 1000n, cs: 100n, s: 1n };

/** Every clock that shows a date, the container's too, some years later to the microsecond. */
function laterDate(frame: ReadFrame, draw: () => number): bigint {
  const { payload } = frame;
  const fields = fieldsOf(frame.type, frame.version);
  for (const field of fields) {
    const rule = activeRule(field, fields, payload)!;
    if (rule.clock === undefined) continue;
    if (rule.clock === 'gps') {
      if (rule.category === 'absoluteTime') writeElement(payload, field.offset, field.type, drawValue(field, draw));
      continue;
    }
    const scale = perSecond[rule.timeUnit ?? ''];
    const value = BigInt(readElement(payload, field.offset, field.type));
    if (scale === undefined || rule.clock === 'own' || value < 1_000_000_000n * scale) continue;
    const later = value + DAYS * 86_400n * scale;
    const bits = 8 * elementSize(field.type);
    if (later >> BigInt(field.type.startsWith('i') ? bits - 1 : bits) !== 0n) continue;
    writeElement(payload, field.offset, field.type, bits === 64 ? later : Number(later));
  }
  return frame.stampUs + DAYS * 86_400n * 1_000_000n;
}

/** 125 times what 32 bits of microseconds hold: clocks that wrap around after it show the same again. */
const EARLIER_US = 125n << 32n;

/** Every clock that counts from the boot as if that had been some days earlier. */
function earlierBoot(frame: ReadFrame): bigint {
  const { payload } = frame;
  const fields = fieldsOf(frame.type, frame.version);
  for (const field of fields) {
    const rule = activeRule(field, fields, payload)!;
    const scale = perSecond[rule.timeUnit ?? ''];
    if (rule.clock === undefined || rule.clock === 'gps' || scale === undefined) continue;
    const value = BigInt(readElement(payload, field.offset, field.type));
    if (value <= 0n || value === BigInt(rule.unknown ?? 0) || value >= 1_000_000_000n * scale) continue;
    const bits = 8 * elementSize(field.type);
    const later = BigInt.asUintN(bits, value + (EARLIER_US * scale) / 1_000_000n);
    writeElement(payload, field.offset, field.type, bits === 64 ? later : Number(later));
  }
  return frame.stampUs;
}

/** Other words in texts that fit no template, before and after. */
function otherWords(frame: ReadFrame, draw: () => number): bigint {
  const field = fieldsOf(frame.type, frame.version).find(({ rules }) => rules[0]?.role === 'text');
  if (field === undefined) return frame.stampUs;
  const bytes = frame.payload.subarray(field.offset, field.offset + field.length);
  const end = bytes.indexOf(0);
  const whole = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
  // What stands behind the end of a text is the sender's memory.
  if (end >= 0) for (let at = end + 1; at < bytes.length; at++) bytes[at] = draw() & 0xff;
  if (whole.length < 4 || templateText(whole) !== undefined) return frame.stampUs;
  const words = Uint8Array.from({ length: whole.length }, () => 97 + (draw() % 26));
  if (templateText(Buffer.from(words).toString('latin1')) === undefined) bytes.set(words);
  return frame.stampUs;
}

const both =
  (...parts: Secret['rewrite'][]): Secret['rewrite'] =>
  (frame, draw) => {
    let stamp = frame.stampUs;
    for (const part of parts) stamp = part(frame, draw);
    return stamp;
  };

const secrets: readonly Secret[] = [
  {
    name: 'place',
    disclosure: levels.engineering,
    rewrite: otherValues([
      ...(['aircraftPosition', 'missionPosition', 'relativePosition', 'altitude', 'motion', 'heading'] as const),
      ...(['homePosition', 'operatorPosition', 'magnetic', 'pressure', 'terrain', 'satellites'] as const),
    ]),
  },
  { name: 'date', disclosure: levels.engineering, rewrite: laterDate },
  { name: 'time of boot', disclosure: levels.engineering, rewrite: earlierBoot },
  {
    name: 'device',
    disclosure: withoutDevice,
    rewrite: otherValues(['deviceIdentity', 'firmwareIdentity', 'calibration'], { keepZero: true }),
  },
  {
    name: 'people, networks and what they wrote',
    disclosure: levels.engineering,
    rewrite: both(otherValues(['personIdentity', 'network', 'credential', 'freeText'], { keepZero: true }), otherWords),
  },
  {
    name: 'others, and payloads inside payloads',
    disclosure: levels.engineering,
    rewrite: otherValues(['thirdPartyPosition', 'thirdPartyIdentity', 'opaque', 'media']),
  },
];

/** The same flight with another secret; how many frames differ is told too. */
function twinOf(log: Uint8Array, { rewrite }: Secret): { bytes: Uint8Array; rewritten: number } {
  const draw = draws(1);
  let rewritten = 0;
  const pieces = [...recordsOf(log, 'tlog')].map(({ start, end, frame }) => {
    const record = log.subarray(start, end);
    if (frame === undefined) return record;
    const payload = frame.payload.slice();
    const stampUs = rewrite({ ...frame, payload }, draw);
    if (stampUs === frame.stampUs && Buffer.from(payload).equals(frame.payload)) return record;
    rewritten++;
    const { version, type, sequence, system, component } = frame;
    return writeFrame({ version, type, payload, sequence, system, component, stampUs });
  });
  return { bytes: concat(pieces), rewritten };
}

describeCorpus('twins of recorded logs, filtered with the same draws, are the same byte for byte', 'tlog', (files) => {
  const rewritten = new Map<string, number>();
  /** Outputs of the logs themselves, by path and what is released of the device. */
  const released = new Map<string, Uint8Array>();

  describe.each(secrets)('with another $name', (secret) => {
    test.each(files.map((path) => [basename(path), path] as const))('%s', { timeout: 60_000 }, (_, path) => {
      const log = readFileSync(path);
      const twin = twinOf(log, secret);
      rewritten.set(secret.name, (rewritten.get(secret.name) ?? 0) + twin.rewritten);
      const options = { disclosure: secret.disclosure, container: 'tlog', seed: 'twins' } as const;
      const key = `${path} ${secret.disclosure.device}`;
      const first = released.get(key) ?? filterBytes(log, options);
      released.set(key, first);
      const second = filterBytes(twin.bytes, options);
      expect(first.length).toBeGreaterThan(1000);
      if (Buffer.from(first).equals(second)) return;
      expect.fail(`they differ at ${firstDifference(readFrames(first, 'tlog'), readFrames(second, 'tlog'))}`);
    });

    test('something was different in some log', () => {
      expect(rewritten.get(secret.name)).toBeGreaterThan(0);
    });
  });

  test('a twin in what is released is told apart', () => {
    const log = readFileSync(files.at(-1)!);
    const options = { disclosure: levels.engineering, container: 'tlog', seed: 'twins' } as const;
    const secret = { name: 'power', disclosure: levels.engineering, rewrite: otherValues(['power']) };
    const [first, second] = [filterBytes(log, options), filterBytes(twinOf(log, secret).bytes, options)];
    expect(firstDifference(readFrames(first, 'tlog'), readFrames(second, 'tlog'))).toMatch(/SYS_STATUS|POWER|BATTERY/);
  });
});
