import { type MessageDefinition, parseMessage, ULog } from '@foxglove/ulog';

/** A record of a ULog, found by lengths alone. */
export interface Record {
  readonly type: string;
  readonly payload: Uint8Array;
}

/** Walks over a whole ULog from its header on. Throws where a record does not fit. */
export function walk(log: Uint8Array): Record[] {
  const records: Record[] = [];
  let at = 16;
  while (at < log.length) {
    const end = at + 3 + log[at]! + 256 * log[at + 1]!;
    if (end > log.length) throw new Error(`the record at ${at} ends behind the log`);
    records.push({ type: String.fromCharCode(log[at + 2]!), payload: log.subarray(at + 3, end) });
    at = end;
  }
  return records;
}

/** What @foxglove/ulog makes of a log: its header, and how many data records it has for each topic and instance. */
export async function readWithFoxglove(log: Uint8Array) {
  const reader = new ULog({
    open: async () => log.length,
    // It takes what it is given for a whole buffer.
    read: async (offset, length) => log.slice(offset, offset + length),
    size: () => log.length,
  });
  await reader.open();
  const counts = new Map<string, number>();
  for (const [number, count] of reader.dataMessageCounts()!) {
    const { name, multiId } = reader.subscriptions.get(number)!;
    const key = `${name} ${multiId}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return { reader, header: reader.header!, counts, logs: reader.logCount()! };
}

/** The values of a data record as @foxglove/ulog reads them: `esc[0].esc_rpm`, `q[2]`, by path. */
export function valuesIn(
  topic: string,
  data: Uint8Array,
  definitions: Map<string, MessageDefinition>,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  flatten(parseMessage(definitions.get(topic)!, definitions, view), '', values);
  return values;
}

function flatten(value: unknown, path: string, into: Map<string, unknown>): void {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) flatten(element, `${path}[${index}]`, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) flatten(member, path === '' ? name : `${path}.${name}`, into);
  } else {
    into.set(path, value);
  }
}
