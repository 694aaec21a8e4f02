import { crc32, deflateRawSync } from 'node:zlib';

/** An entry to write, and what shall be wrong with it. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly isStored?: boolean;
  readonly crc32?: number;
  /** Unpacked bytes, as the directory says. */
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Of the Unix file, with its type. */
  readonly mode?: number;
  /** Has no bytes of its own: the directory points to the first entry's. */
  readonly sharesFirst?: boolean;
}

/** A .zip with no more than a test needs. */
export function zip(entries: readonly ZipEntry[], claimedEntries = entries.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const method = entry.method ?? (entry.isStored ? 0 : 8);
    const packed = entry.isStored ? content : deflateRawSync(content, { level: 9 });
    const name = Buffer.from(entry.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE((entry.flags ?? 0) | 0x800, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(entry.crc32 ?? crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.size ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const offset = entry.sharesFirst ? 0 : at;
    if (!entry.sharesFirst) {
      const whole = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
      parts.push(whole);
      at += whole.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeByUnix = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeByUnix, fields, rest, name]));
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(claimedEntries, 8);
  end.writeUInt16LE(claimedEntries, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}
