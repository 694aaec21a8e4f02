import { type CatalogTable, parseCatalogTable } from '../../model/catalog-table.ts';
import { catalogText } from './gen/catalog.ts';

let table: CatalogTable | undefined;

/** What is known of DJI's subtitles; parsed at first use. */
export function srtCatalog(): CatalogTable {
  table ??= parseCatalogTable(catalogText, 'SRT catalog');
  return table;
}
