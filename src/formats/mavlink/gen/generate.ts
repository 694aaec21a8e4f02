/**
 * Writes `layouts.ts` and `catalog.ts` beside this file from the package mavlink-mappings, from `../layouts.txt` (what the package lacks
 * or has wrong) and from the tables in `../catalog`. Run with `npm run generate`; a test holds that it changes nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { minifyCatalog, textModule } from '../../../model/catalog-source.ts';
import { type FieldDefinition, formatLayouts, type Layout, layOut, parseLayouts } from '../layout.ts';

const here = new URL('.', import.meta.url);
const require = createRequire(import.meta.url);

const types: Record<string, FieldDefinition['type']> = {
  char: 'char',
  double: 'f64',
  float: 'f32',
  int16_t: 'i16',
  int32_t: 'i32',
  int64_t: 'i64',
  int8_t: 'i8',
  uint16_t: 'u16',
  uint32_t: 'u32',
  uint64_t: 'u64',
  uint8_t: 'u8',
  uint8_t_mavlink_version: 'u8',
};

interface MappedMessage {
  MSG_ID: number;
  MSG_NAME: string;
  FIELDS: { source: string; type: string; length: number; extension: boolean; units?: string }[];
}

function mappedLayouts(): Layout[] {
  const mappings = require('mavlink-mappings') as Record<string, Record<string, unknown>>;
  const layouts = new Map<string, Layout>();
  for (const dialect of Object.values(mappings)) {
    if (typeof dialect !== 'object' || dialect === null) continue;
    for (const value of Object.values(dialect)) {
      const message = value as MappedMessage;
      if (typeof value !== 'function' || !Array.isArray(message.FIELDS) || !(message.MSG_ID >= 0)) continue;
      const fields = message.FIELDS.map((field): FieldDefinition => {
        const type = types[field.type.replace('[]', '')];
        if (type === undefined) throw new Error(`${message.MSG_NAME}.${field.source}: type ${field.type}`);
        const elements = field.type.endsWith('[]') || type === 'char' ? field.length : 0;
        return { name: field.source, type, elements, extension: field.extension, units: field.units ?? '' };
      });
      layouts.set(message.MSG_NAME, layOut(message.MSG_ID, message.MSG_NAME, fields));
    }
  }
  return [...layouts.values()];
}

/** The generated files by name. */
export function generate(): Record<string, string> {
  const supplement = parseLayouts(readFileSync(new URL('../layouts.txt', here), 'utf8'), 'layouts.txt');
  const replaced = new Set(supplement.map((layout) => layout.name));
  const layouts = [...mappedLayouts().filter((layout) => !replaced.has(layout.name)), ...supplement];
  layouts.sort((a, b) => a.id - b.id || (a.name < b.name ? -1 : 1));
  const version = (require('mavlink-mappings/package.json') as { version: string }).version;

  const folder = new URL('../catalog/', here);
  const tables = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const catalog = tables.sort().map((name) => minifyCatalog(readFileSync(new URL(name, folder), 'utf8')));
  return {
    'layouts.ts': textModule('layoutsText', `mavlink-mappings ${version} and layouts.txt`, formatLayouts(layouts)),
    'catalog.ts': textModule('catalogText', 'catalog/*.txt', `${catalog.join('\n')}\n`),
  };
}
