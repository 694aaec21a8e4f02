/** Writes `catalog.ts` beside this file from the tables in `../catalog`. Run with `npm run generate`; a test holds that it changes nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { minifyCatalog, textModule } from '../../../model/catalog-source.ts';

const folder = new URL('../catalog/', import.meta.url);

/** The generated files by name. */
export function generate(): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const tables = names.sort().map((name) => minifyCatalog(readFileSync(new URL(name, folder), 'utf8')));
  return { 'catalog.ts': textModule('catalogText', 'catalog/*.txt', `${tables.join('\n')}\n`) };
}
