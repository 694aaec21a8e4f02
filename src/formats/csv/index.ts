import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import type { Format } from '../../model/format.ts';
import { csvCatalog } from './catalog.ts';
import { CsvDecoder } from './decoder.ts';
import { MAX_HEADER_BYTES, readHeader } from './header.ts';
import type { CsvSchema } from './layout.ts';
import { findPrefix } from './prefix.ts';
import { rowTimeUs } from './row-time.ts';
import { lineEnd, MAX_ROW_BYTES } from './rows.ts';
import { CsvSealer } from './sealer.ts';
import { zoneSignals } from './signal.ts';

/** Among how many of a file's first lines a header is looked for. */
const FIRST_LINES = 8;

/** Flight logs that apps and services exported as tables. The catalog can be another one in tests; it is asked for at first use. */
export function csvFormat(catalog: () => CatalogTable = csvCatalog): Format {
  return {
    name: 'csv',
    family: 'csv',
    title: 'Flight log exported as CSV',
    extension: '.csv',
    maxRecordBytes: MAX_ROW_BYTES,
    logClock: 'unix',
    detect: (head) => hasHeader(head, catalog),
    createDecoder: () => new CsvDecoder(catalog()),
    createSealer: (state, options) => new CsvSealer(state, options),
    catalog: () => catalogRows('csv', catalog()),
    readLogTimeUs: (_view, frame) => {
      if (frame.defines !== null) return undefined;
      const timeUs = rowTimeUs(frame.parsed!.view, frame.schema as CsvSchema);
      return Number.isNaN(timeUs) ? undefined : timeUs;
    },
    readSignals: (_memory, frame, sink) => zoneSignals(frame, sink),
    senderName: () => 'the aircraft',
  };
}

/** Whether one of the first lines is a header that the catalog knows. */
function hasHeader(head: Uint8Array, catalog: () => CatalogTable): boolean {
  let start = 0;
  for (let line = 0; line < FIRST_LINES && start < head.length; line++) {
    const most = Math.min(head.length, start + MAX_HEADER_BYTES);
    const at = findPrefix(head, start, most);
    const next = at < 0 ? -1 : lineEnd(head, at, most);
    if (next < 0) return false;
    const end = next - 1 > at && head[next - 2] === 0x0d ? next - 2 : next - 1;
    if (readHeader(head, at, end, catalog()) !== undefined) return true;
    start = next;
  }
  return false;
}
