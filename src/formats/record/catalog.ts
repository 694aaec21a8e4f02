import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is declared beside the fields of records; parsed at first use. */
export function recordCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'record catalog');
  return table;
}
