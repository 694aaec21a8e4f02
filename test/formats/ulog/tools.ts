import { UlogDecoder } from '../../../src/formats/ulog/decoder.ts';
import type { CatalogTable } from '../../../src/model/catalog-table.ts';
import { parseCatalogTable } from '../../../src/model/catalog-table.ts';
import { Found, type GapReason } from '../../../src/model/format.ts';
import { byteSizes, type Schema } from '../../../src/model/schema.ts';
import { readValue } from '../../../src/model/values.ts';
import { UlogWriter } from './writer.ts';

/** A catalog of a few topics, one for each way in which rows find their fields. */
export const smallCatalog: CatalogTable = parseCatalogTable(
  `
(header)
  timestamp absoluteTime clock=boot unit=us
(info)
  sys_uuid deviceIdentity
  ver_hw firmwareIdentity
  perf freeText
  ver_data_format structural
(multi info)
  console freeText
  dump opaque
(parameter)
  name parameter role=parameterName
  value parameter role=parameterValue
(parameter default)
  types structural
  name parameter role=parameterName
  value parameter role=parameterValue
(logged string)
  level systemHealth
  timestamp absoluteTime clock=boot unit=us
  text freeText role=text
(tagged string)
  level systemHealth
  tag systemHealth
  timestamp absoluteTime clock=boot unit=us
  text freeText role=text
(dropout)
  duration systemHealth
plain
  timestamp absoluteTime clock=boot unit=us
  load power
  name systemHealth type=char[],f32
  flag mode
other
  load power
typed
  timestamp absoluteTime clock=boot unit=us
  lat aircraftPosition group=place role=latitude units=degE7 type=i32,i64
  lat aircraftPosition group=place role=latitude units=deg
  odd power type=f32
array
  timestamp absoluteTime clock=boot unit=us
  states estimatorHealth
  states[1] motion group=velocity role=velocityNorth
  whole inertial type=f32[]
nest
  timestamp absoluteTime clock=boot unit=us
  current.lat missionPosition group=current role=latitude
  current.lon missionPosition group=current role=longitude
  items[*].rpm actuators group=item
  items[*].lat missionPosition group=item role=latitude
  items[1].lat missionPosition group=first
  items[*].list[2] power group=item
  items[*].list inertial
point
  lat missionPosition
  lon missionPosition
item
  rpm actuators
  lat missionPosition
  list inertial
`,
  'small catalog',
);

export const PLAIN = 'plain:uint64_t timestamp;float load;bool flag;char[4] name;';

/** A log by the small catalog, and one that has subscribed to `plain`. */
export const start = (): UlogWriter => new UlogWriter(smallCatalog).header();
export const plain = (): UlogWriter => start().format(PLAIN).subscribe('plain');
export const load = (value: number) => ({ timestamp: 5n, load: value });

export interface FoundFrame {
  readonly schema: Schema;
  readonly defines: Schema | null;
  readonly record: Uint8Array;
  /** By name of field; text as text. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface FoundGap {
  readonly offset: number;
  readonly length: number;
  readonly reason: GapReason;
}

/** Reads a whole log: what was found in its order, frames by message, schemas as they were announced. */
export function read(log: Uint8Array, catalog: CatalogTable = smallCatalog, chunk = Math.max(1, log.length)) {
  const decoder = new UlogDecoder(catalog);
  const frames: FoundFrame[] = [];
  const gaps: FoundGap[] = [];
  const schemas: Schema[] = [];
  for (let end = Math.min(chunk, log.length); ; end = Math.min(end + chunk, log.length)) {
    // The bytes before the window are not there any more.
    const start = decoder.position;
    const bytes = new Uint8Array(log.length);
    bytes.set(log.subarray(start, end), start);
    decoder.window(bytes, start, end, end === log.length);
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.gap) gaps.push({ ...decoder.gap });
      else if (found === Found.schema) schemas.push(decoder.schema);
      else {
        const { schema, defines, start: from, end: to, body } = decoder.frame;
        if (schemas[schema.index] !== schema) throw new Error(`${schema.message} was not announced`);
        const whole = new Uint8Array(schema.size);
        whole.set(bytes.subarray(body, Math.min(to, body + schema.size)));
        frames.push({ schema, defines, record: bytes.slice(from, to), values: valuesOf(schema, whole) });
      }
    }
    if (end === log.length) break;
  }
  if (decoder.position !== log.length) throw new Error('bytes are left over');
  return { frames, gaps, schemas, messages: frames.map(({ schema }) => schema.message) };
}

function valuesOf(schema: Schema, body: Uint8Array): Record<string, unknown> {
  return Object.fromEntries(
    schema.fields.map(({ name, type, offset, length }) => {
      if (type === 'char')
        return [
          name,
          Buffer.from(body.subarray(offset, offset + length))
            .toString('latin1')
            .replace(/\0+$/, ''),
        ];
      const values = Array.from({ length }, (_, index) => readValue(body, offset + index * byteSizes[type], type));
      return [name, length === 1 ? values[0] : values];
    }),
  );
}
