import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import { type Decoder, type Format, Found } from '../../model/format.ts';
import { djiCatalog } from './catalog.ts';
import { DjiDecoder } from './decoder.ts';
import type { Keychains } from './feature-keys.ts';
import { MAX_RECORD_BYTES, MOST_VERSION, OLD_PREFIX_BYTES, prefixBytes, TIME_AT, VERSION_AT } from './layout.ts';
import type { DjiSchema } from './records.ts';
import { DjiSealer } from './sealer.ts';

/** DJI's flight records, with the keys of those that are encrypted (versions 13 and later) or without. */
export function djiFormat(
  options: { keychains?: Keychains | undefined } = {},
  catalog: () => CatalogTable = djiCatalog,
): Format {
  const { keychains } = options;
  return {
    name: 'dji',
    title: 'DJI flight record',
    family: 'dji',
    extension: '.txt',
    logClock: 'unix',
    measures: true,
    isScrambled: true,
    maxRecordBytes: MAX_RECORD_BYTES,
    detect: (head, isWhole) => hasPrefix(head) && beginsWell(head, isWhole, new DjiDecoder(catalog(), keychains)),
    createDecoder: () => new DjiDecoder(catalog(), keychains),
    createSealer: (state, sealing) => new DjiSealer(state, sealing, keychains),
    catalog: () => catalogRows('dji', catalog()),
    readLogTimeUs: (_view, { schema, parsed }) => {
      if ((schema as DjiSchema).kind !== 'record') return undefined;
      const timeUs = parsed!.view.getFloat64(TIME_AT, true);
      return Number.isNaN(timeUs) ? undefined : timeUs;
    },
    readSignals: (body, { schema }, sink) => (schema as DjiSchema).zones?.(body, sink),
    senderName: () => 'the app',
  };
}

/** Offsets of files are small; a text has letters in its upper bytes. */
function hasPrefix(head: Uint8Array): boolean {
  if (head.length < OLD_PREFIX_BYTES) return false;
  const version = head[VERSION_AT]!;
  return version > 0 && version <= MOST_VERSION && head.length >= prefixBytes(version) && isSmall(head);
}

function isSmall(head: Uint8Array): boolean {
  return head[5] === 0 && head[6] === 0 && head[7] === 0;
}

/** So many parts are looked at behind the prefix. */
const FIRST_PARTS = 4;

/** Whether the first parts behind the prefix are records or blocks. */
function beginsWell(head: Uint8Array, isWhole: boolean, decoder: Decoder): boolean {
  decoder.window(head, 0, head.length, isWhole);
  let parts = 0;
  for (let found = decoder.next(); found !== Found.more && parts <= FIRST_PARTS; found = decoder.next()) {
    if (found === Found.schema) continue;
    const isDamage = found === Found.gap && !['encrypted', 'unknown-message'].includes(decoder.gap.reason);
    if (isDamage) return false;
    parts++;
  }
  return parts > 1;
}
