import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import type { CatalogRow } from '../../model/format.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is known of ArduPilot's messages; parsed at first use. */
export function dataflashCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'DataFlash catalog');
  return table;
}

export function* catalogRows(catalog: CatalogTable): Generator<CatalogRow> {
  for (const [message, rows] of catalog) {
    for (const [field, rules] of rows) for (const rule of rules) yield { format: 'dataflash', message, field, rule };
  }
}
