import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is known of DJI's records; parsed at first use. */
export function djiCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'DJI catalog');
  return table;
}
