import { Draw } from '../draw.ts';
import { type Moment, momentAt } from './flight.ts';
import { Period, repeated, turnsOf } from './period.ts';
import { type Px4Field, type Px4Topic, px4Topics, sizes } from './px4-layout.ts';
import { clockFields, informationOf, parameterNames, texts, type Value, valuesOf } from './px4-values.ts';

const HEADER_BYTES = 16;
const RECORD_HEADER_BYTES = 3;
const MAGIC = [0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35, 1];
const SYNC = [0x2f, 0x73, 0x13, 0x20, 0x25, 0x0c, 0xbb, 0x12];
/** As a PX4 of 2025 writes at the start of a log. */
const PARAMETERS = 1100;
const CONSOLE_LINES = 300;
const INFO_LEVEL = '6'.charCodeAt(0);

/** A subscription of the log; other records that come again and again have one without a topic. */
interface Subscription {
  readonly hz: number;
  readonly instances: number;
  readonly topic: Px4Topic | 'text' | 'sync';
  /** Id of the first instance. */
  readonly id: number;
}

/** Pieces of a seeded ULog of a PX4 quadcopter, of about this many bytes; each is valid until the next is asked for. */
export function px4Pieces(bytes: number, seed = 1): Iterable<Uint8Array> {
  const draw = new Draw(seed);
  const subscriptions = subscriptionsOf();
  const head = new Period(1e6);
  writeHead(head, momentAt(0, draw), draw, subscriptions);
  const turns = turnsOf(subscriptions, draw);
  const period = new Period(
    turns.reduce((sum, { entry: { topic } }) => sum + (typeof topic === 'string' ? 128 : topic.size + 5), 0),
  );
  for (const { entry, instance, t } of turns) writeTurn(period, entry, instance, momentAt(t, draw), draw);
  return repeated(head.bytes.slice(), period, bytes);
}

function subscriptionsOf(): Subscription[] {
  let id = 0;
  const topics = px4Topics
    .filter(({ hz }) => hz > 0)
    .map((topic) => {
      const subscription = { hz: topic.hz, instances: topic.instances, topic, id };
      id += topic.instances;
      return subscription;
    });
  return [...topics, { hz: 0.2, instances: 1, topic: 'text', id: -1 }, { hz: 2, instances: 1, topic: 'sync', id: -1 }];
}

function writeHead(head: Period, at: Moment, draw: Draw, subscriptions: readonly Subscription[]): void {
  const { view } = head;
  putBytes(view, head.record(HEADER_BYTES), MAGIC);
  head.clock(8, 'us');
  view.setBigUint64(8, BigInt(at.bootUs), true);
  startRecord(head, 'B', 40);
  for (const [key, value] of informationOf()) {
    const text = typeof value === 'string';
    writeKeyed(head, 'I', text ? `char[${value.length}] ${key}` : `uint32_t ${key}`, text ? value : word(value, true));
  }
  for (const { format } of px4Topics) putText(view, startRecord(head, 'F', format.length), format);
  for (let index = 0; index < PARAMETERS; index++) {
    const name = parameterNames[index % parameterNames.length]!;
    const isWhole = index % 3 === 0;
    writeKeyed(head, 'P', `${isWhole ? 'int32_t' : 'float'} ${name}`, word(draw.unit() * 100, isWhole));
  }
  for (let line = 0; line < CONSOLE_LINES; line++) {
    const text = `INFO  [init] line ${line} of what the console said\n`;
    writeKeyed(head, 'M', `char[${text.length}] boot_console_output`, text, [line === 0 ? 0 : 1]);
  }
  for (const { topic, instances, id } of subscriptions) {
    if (typeof topic === 'string') continue;
    for (let instance = 0; instance < instances; instance++) {
      const start = startRecord(head, 'A', 3 + topic.name.length);
      view.setUint8(start, instance);
      view.setUint16(start + 1, id + instance, true);
      putText(view, start + 3, topic.name);
    }
  }
}

function writeTurn(log: Period, { topic, id }: Subscription, instance: number, at: Moment, draw: Draw): void {
  const { view } = log;
  if (typeof topic === 'string') {
    if (topic === 'sync') putBytes(view, startRecord(log, 'S', SYNC.length), SYNC);
    else writeText(log, draw.pick(texts), at);
    return;
  }
  const start = startRecord(log, 'D', 2 + topic.size);
  view.setUint16(start, id + instance, true);
  const values = valuesOf(topic.name, at, draw);
  for (const field of topic.fields) writeField(log, start + 2, field, values(field));
}

function writeText(log: Period, text: string, at: Moment): void {
  const start = startRecord(log, 'L', 9 + text.length);
  log.view.setUint8(start, INFO_LEVEL);
  log.clock(start + 1, 'us');
  log.view.setBigUint64(start + 1, BigInt(at.bootUs), true);
  putText(log.view, start + 9, text);
}

function writeField(log: Period, body: number, { path, type, count, at }: Px4Field, value: Value): void {
  if (path.includes('_padding')) return;
  if (clockFields.has(path)) log.clock(body + at, 'us');
  for (let index = 0; index < count; index++) {
    const element = Array.isArray(value) ? (value[index] ?? 0) : typeof value === 'function' ? value() : value;
    writeElement(log.view, body + at + index * sizes[type]!, type, element as number);
  }
}

function writeElement(view: DataView, at: number, type: string, value: number): void {
  if (type === 'float') view.setFloat32(at, value, true);
  else if (type === 'double') view.setFloat64(at, value, true);
  else if (sizes[type] === 8) view.setBigInt64(at, BigInt(Math.round(value)), true);
  else if (sizes[type] === 4) view.setUint32(at, Math.round(value), true);
  else if (sizes[type] === 2) view.setUint16(at, Math.round(value), true);
  else view.setUint8(at, Math.round(value));
}

/** Writes a record's header; returns where its content starts. */
function startRecord(log: Period, type: string, length: number): number {
  const start = log.record(RECORD_HEADER_BYTES + length);
  log.view.setUint16(start, length, true);
  log.view.setUint8(start + 2, type.charCodeAt(0));
  return start + RECORD_HEADER_BYTES;
}

function writeKeyed(
  log: Period,
  type: string,
  key: string,
  value: string | readonly number[],
  before: readonly number[] = [],
): void {
  const start = startRecord(log, type, before.length + 1 + key.length + value.length);
  const at = start + before.length;
  putBytes(log.view, start, before);
  log.view.setUint8(at, key.length);
  putText(log.view, at + 1, key);
  if (typeof value === 'string') putText(log.view, at + 1 + key.length, value);
  else putBytes(log.view, at + 1 + key.length, value);
}

/** Four bytes of a whole number or of a float. */
function word(value: number, isWhole: boolean): number[] {
  const view = new DataView(new ArrayBuffer(4));
  if (isWhole) view.setUint32(0, value, true);
  else view.setFloat32(0, value, true);
  return [...new Uint8Array(view.buffer)];
}

function putBytes(view: DataView, at: number, bytes: readonly number[]): void {
  for (let index = 0; index < bytes.length; index++) view.setUint8(at + index, bytes[index]!);
}

function putText(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
}
