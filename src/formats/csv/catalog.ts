import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is known of the columns of tables; parsed at first use. */
export function csvCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'CSV catalog');
  return table;
}
