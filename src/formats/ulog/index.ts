import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import type { Format } from '../../model/format.ts';
import { ulogCatalog } from './catalog.ts';
import { UlogDecoder } from './decoder.ts';
import { HEADER_BYTES, MAGIC, MAX_RECORD_BYTES } from './records.ts';
import type { UlogSchema } from './schema.ts';
import { UlogSealer } from './sealer.ts';
import { fenceReaders } from './signals.ts';

const TWO_32 = 2 ** 32;

/** The logs of PX4, by the built-in catalog or another one. */
export function ulogFormat(catalog: () => CatalogTable = ulogCatalog): Format {
  return {
    name: 'ulog',
    title: 'PX4 ULog',
    family: 'ulog',
    extension: '.ulg',
    logClock: 'boot',
    maxRecordBytes: MAX_RECORD_BYTES,
    detect: (head) => head.length >= HEADER_BYTES && MAGIC.every((byte, at) => head[at] === byte),
    createDecoder: () => new UlogDecoder(catalog()),
    createSealer: (state, options) => new UlogSealer(state, options),
    catalog: () => catalogRows('ulog', catalog()),
    readLogTimeUs: (view, frame) => {
      const { stampAt } = frame.schema as UlogSchema;
      if (stampAt < 0) return undefined;
      const at = frame.body + stampAt;
      const timeUs = view.getUint32(at, true) + view.getUint32(at + 4, true) * TWO_32;
      return timeUs === 0 ? undefined : timeUs;
    },
    readSignals: (body, { schema }, sink) => fenceReaders.get(schema)?.(body, sink),
    senderName: () => 'autopilot',
  };
}
