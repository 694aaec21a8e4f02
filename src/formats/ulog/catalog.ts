import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** The rows of all tables, by topic and field. What a log holds beside topics stands under names in brackets. Read at first use, then shared. */
export function ulogCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'built-in ULog catalog');
  return table;
}
