import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is known of ArduPilot's messages; parsed at first use. */
export function dataflashCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'DataFlash catalog');
  return table;
}
