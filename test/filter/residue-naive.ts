import { type Container, HEADER_V2, MavlinkDecoder, type MavlinkSchema } from '../../src/formats/mavlink/decoder.ts';
import { officialDialect } from '../../src/formats/mavlink/index.ts';
import { Found } from '../../src/model/format.ts';
import type { Schema } from '../../src/model/schema.ts';
import { readValue, writeValue } from '../../src/model/values.ts';
import { concat, frameOf, trimmed } from '../formats/mavlink/frames.ts';

/** One frame's body, with every field present. */
export interface Message {
  readonly schema: Schema;
  readonly body: Uint8Array;
}

/**
 * A log with its messages changed, and everything else as it was: what people write who do not use Flightveil.
 * @param change changes the body in place; false drops the frame
 */
export function rewritten(log: Uint8Array, container: Container, change: (message: Message) => boolean): Uint8Array {
  const decoder = new MavlinkDecoder(officialDialect(), container);
  decoder.window(log, 0, log.length, true);
  const pieces: Uint8Array[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { start, head, body: from, bodyLength } = decoder.frame;
    const schema = decoder.frame.schema as MavlinkSchema;
    const body = new Uint8Array(schema.size);
    body.set(log.subarray(from, from + Math.min(bodyLength, schema.size)));
    if (!change({ schema, body })) continue;
    const version = from - head === HEADER_V2 ? 2 : 1;
    const at = version === 2 ? head + 4 : head + 2;
    const frame = frameOf({
      ...{ version, crcExtra: schema.crcExtra, payload: version === 2 ? trimmed(body) : body },
      id: version === 2 ? log[head + 7]! | (log[head + 8]! << 8) | (log[head + 9]! << 16) : log[head + 5]!,
      ...{ sequence: log[at]!, system: log[at + 1]!, component: log[at + 2]! },
    });
    pieces.push(log.subarray(start, head), frame);
  }
  return concat(...pieces);
}

/** Changes every field that the catalog calls a latitude or a longitude, in degrees; 0/0 stays. */
export function changePlaces(
  { schema, body }: Message,
  change: (degrees: number, isLatitude: boolean) => number,
): void {
  for (const field of schema.fields) {
    const role = field.rules.find((rule) => rule.role === 'latitude' || rule.role === 'longitude')?.role;
    if (role === undefined || (field.type !== 'i32' && field.type !== 'f32')) continue;
    const size = field.type === 'i32' ? 1e-7 : 1;
    const value = Number(readValue(body, field.offset, field.type));
    if (value === 0 || value === 0x7fff_ffff) continue;
    const changed = change(value * size, role === 'latitude') / size;
    writeValue(body, field.offset, field.type, field.type === 'i32' ? Math.round(changed) : changed);
  }
}
