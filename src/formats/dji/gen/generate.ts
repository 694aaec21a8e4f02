/**
 * Writes `catalog.ts` and `layouts.ts` beside this file from the tables in `../catalog` and `../layouts`. Run with `npm run generate`; a test
 * holds that it changes nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { minifyCatalog, textModule } from '../../../model/catalog-source.ts';

/** The generated files by name. */
export function generate(): Record<string, string> {
  return {
    'catalog.ts': textModule('catalogText', 'catalog/*.txt', tablesOf('catalog')),
    'layouts.ts': textModule('layoutsText', 'layouts/*.txt', tablesOf('layouts')),
  };
}

function tablesOf(name: string): string {
  const folder = new URL(`../${name}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  const tables = files.sort().map((file) => minifyCatalog(readFileSync(new URL(file, folder), 'utf8')));
  return `${tables.join('\n')}\n`;
}
