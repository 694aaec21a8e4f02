import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import type { CatalogRow } from '../../model/format.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** The rows of all tables, by topic and field. What a log holds beside topics stands under names in brackets. Read at first use, then shared. */
export function ulogCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'built-in ULog catalog');
  return table;
}

export function* catalogRows(catalog: CatalogTable): Generator<CatalogRow> {
  for (const [message, fields] of catalog) {
    for (const [field, rules] of fields) {
      for (const rule of rules) yield { format: 'ulog', message, field, rule };
    }
  }
}
