import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is known of sentences; parsed at first use. */
export function nmeaCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'NMEA catalog');
  return table;
}
