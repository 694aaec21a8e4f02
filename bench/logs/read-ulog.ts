import { type Filelike, MessageType, ULog } from '@foxglove/ulog';
import type { ReadMessage } from './readers.ts';

/** A log in memory, for @foxglove/ulog: reading it costs less than reading a file. */
class MemoryFile implements Filelike {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  async open(): Promise<number> {
    return this.#bytes.length;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    // A copy, as a file gives it: the library takes for granted that a chunk starts where its memory does.
    return new Uint8Array(this.#bytes.subarray(offset, offset + length));
  }

  size(): number {
    return this.#bytes.length;
  }
}

/** Reads every data message as the documentation of @foxglove/ulog does it; resolves to their number. */
export async function countUlog(bytes: Uint8Array): Promise<number> {
  const ulog = new ULog(new MemoryFile(bytes));
  await ulog.open();
  let messages = 0;
  for await (const message of ulog.readMessages()) if (message.type === MessageType.Data) messages++;
  return messages;
}

/** All data messages in the order of time, with their topic. */
export async function readUlog(bytes: Uint8Array): Promise<ReadMessage[]> {
  const ulog = new ULog(new MemoryFile(bytes));
  await ulog.open();
  const messages: ReadMessage[] = [];
  for await (const message of ulog.readMessages()) {
    if (message.type !== MessageType.Data) continue;
    messages.push({ name: ulog.subscriptions.get(message.msgId)!.name, values: message.value });
  }
  return messages;
}
