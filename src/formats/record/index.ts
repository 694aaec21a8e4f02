import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import { type Format, Found } from '../../model/format.ts';
import type { RecordBody } from './body.ts';
import { recordCatalog } from './catalog.ts';
import { MAX_RECORD_BYTES, RecordDecoder } from './decoder.ts';
import { Encoding } from './encoding.ts';
import { type RecordSchema, timeAt } from './schemas.ts';
import { RecordSealer } from './sealer.ts';

const TWO_32 = 2 ** 32;

/**
 * Records of ground-station apps (`proto/record.proto`), as protobuf and as JSON, a record a line. Each of the two formats reads either encoding and writes
 * its own. The catalog can be another one in tests; it is asked for at first use.
 */
export function recordFormats(catalog: () => CatalogTable = recordCatalog): readonly Format[] {
  return [
    {
      ...formatOf(Encoding.json, catalog),
      name: 'record-json',
      title: 'Flightveil records (JSON)',
      extension: '.ndjson',
    },
    { ...formatOf(Encoding.wire, catalog), name: 'record', title: 'Flightveil records', extension: '.pb' },
  ];
}

function formatOf(encoding: Encoding, catalog: () => CatalogTable): Omit<Format, 'name' | 'title' | 'extension'> {
  return {
    family: 'record',
    maxRecordBytes: MAX_RECORD_BYTES,
    hasDeviceRecords: true,
    detect: (head, isWhole) => isMostlyRecords(head, isWhole, encoding, new RecordDecoder(catalog())),
    createDecoder: () => new RecordDecoder(catalog()),
    createSealer: (state, { keepTime }) => new RecordSealer(state, { keepTime, encoding }),
    catalog: () => catalogRows('record', catalog()),
    logClock: 'unix',
    readLogTimeUs: (_view, { parsed }) => {
      const { kind, view } = parsed as RecordBody;
      const at = timeAt[kind.index]!;
      if (at < 0) return undefined;
      const timeUs = view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true);
      return timeUs === 0 ? undefined : timeUs;
    },
    readSignals: (body, { schema }, sink) => (schema as RecordSchema).zones?.(body, sink),
    senderName: () => 'the app',
  };
}

/** Whether these bytes are in this encoding, and records for the most part. */
function isMostlyRecords(head: Uint8Array, isWhole: boolean, encoding: Encoding, decoder: RecordDecoder): boolean {
  decoder.window(head, 0, head.length, isWhole);
  let inRecords = 0;
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (decoder.encoding !== encoding) return false;
    if (found === Found.frame) inRecords += decoder.frame.end - decoder.frame.start;
    // Of protobuf any bytes may look like a record; a stream of them begins with one.
    else if (found === Found.gap && inRecords === 0 && encoding === Encoding.wire) return false;
  }
  return inRecords * 2 > decoder.position;
}
