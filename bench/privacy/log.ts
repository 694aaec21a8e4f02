import {
  ardupilotmega,
  asluav,
  common,
  development,
  icarous,
  type MavLinkData,
  type MavLinkDataConstructor,
  minimal,
  standard,
  storm32,
  ualberta,
  uavionix,
} from 'mavlink-mappings';
import { MavLinkProtocolV1, MavLinkProtocolV2 } from 'node-mavlink';

/** Logs as an attacker reads them: by node-mavlink and the definitions of mavlink-mappings, which share nothing with the filter. */
export type MessageClass = MavLinkDataConstructor<MavLinkData>;

/** The later definition of an id wins; all of them are of different messages. */
const dialects = [minimal, standard, common, ardupilotmega, uavionix, icarous, asluav, development, ualberta, storm32];
export const messageClasses: ReadonlyMap<number, MessageClass> = new Map(
  dialects.flatMap((dialect) =>
    Object.values(dialect.REGISTRY as Readonly<Record<number, MessageClass>>).map(
      (type) => [type.MSG_ID, type] as const,
    ),
  ),
);

const STAMP_BYTES = 8;
const V1 = 0xfe;
const SIGNED = 0x01;
const SIGNATURE_BYTES = 13;
export const protocols = { v1: new MavLinkProtocolV1(), v2: new MavLinkProtocolV2() };

/** One record of a .tlog. */
export interface LogRecord {
  /** Unix microseconds. */
  readonly stampUs: number;
  /** Without the stamp. */
  readonly frame: Buffer;
  readonly isV1: boolean;
}

/** The records of a .tlog without noise between them. @throws Error where none begins */
export function* recordsOf(bytes: Uint8Array): Generator<LogRecord, void, void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + STAMP_BYTES + 8 <= buffer.length; ) {
    const head = at + STAMP_BYTES;
    const isV1 = buffer[head] === V1;
    if (!isV1 && buffer[head] !== 0xfd) throw new Error(`no frame at byte ${at}`);
    const signature = !isV1 && buffer[head + 2]! & SIGNED ? SIGNATURE_BYTES : 0;
    const end = head + (isV1 ? 8 : 12) + buffer[head + 1]! + signature;
    if (end > buffer.length) return;
    yield { stampUs: Number(buffer.readBigUInt64BE(at)), frame: buffer.subarray(head, end), isV1 };
    at = end;
  }
}

/** Fields of all messages of one name from one sender, a column each, in the order of the log. Elements of arrays are `name[0]`, ... */
export interface Table {
  readonly message: string;
  readonly sender: number;
  readonly length: number;
  readonly stampUs: readonly number[];
  readonly columns: ReadonlyMap<string, readonly number[]>;
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

interface MutableTable {
  readonly message: string;
  readonly sender: number;
  length: number;
  readonly stampUs: number[];
  readonly columns: Map<string, number[]>;
  readonly texts: Map<string, string[]>;
}

/** A decoded log. */
export class Log {
  readonly #tables: ReadonlyMap<string, Table>;
  readonly frames: number;

  constructor(bytes: Uint8Array) {
    const tables = new Map<string, MutableTable>();
    let frames = 0;
    for (const { stampUs, frame, isV1 } of recordsOf(bytes)) {
      frames++;
      const protocol = isV1 ? protocols.v1 : protocols.v2;
      const { msgid, sysid, compid } = protocol.header(frame);
      const type = messageClasses.get(msgid);
      if (type === undefined) continue;
      const sender = sysid * 256 + compid;
      const key = `${type.MSG_NAME} ${sender}`;
      let table = tables.get(key);
      if (table === undefined) {
        table = { message: type.MSG_NAME, sender, length: 0, stampUs: [], columns: new Map(), texts: new Map() };
        tables.set(key, table);
      }
      table.length++;
      table.stampUs.push(stampUs);
      append(table, type, protocol.data(protocol.payload(frame), type) as unknown as Record<string, unknown>);
    }
    this.#tables = tables;
    this.frames = frames;
  }

  tables(): Iterable<Table> {
    return this.#tables.values();
  }

  /** The messages of one name from the sender that has most of them. */
  table(message: string): Table | undefined {
    let longest: Table | undefined;
    for (const table of this.#tables.values()) {
      if (table.message === message && table.length > (longest?.length ?? 0)) longest = table;
    }
    return longest;
  }
}

function append(table: MutableTable, type: MessageClass, data: Readonly<Record<string, unknown>>): void {
  for (const { name, source } of type.FIELDS) {
    const value = data[name];
    if (typeof value === 'string') push(table.texts, source, value);
    else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++)
        push(table.columns, `${source}[${index}]`, Number(value[index]));
    } else push(table.columns, source, Number(value));
  }
}

function push<T>(columns: Map<string, T[]>, name: string, value: T): void {
  const column = columns.get(name);
  if (column === undefined) columns.set(name, [value]);
  else column.push(value);
}

/** A column that must be there. */
export function column(table: Table, name: string): readonly number[] {
  const values = table.columns.get(name);
  if (values === undefined) throw new Error(`${table.message} has no field ${name}`);
  return values;
}
