import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import { type Format, Found } from '../../model/format.ts';
import type { NmeaBody } from './body.ts';
import { nmeaCatalog } from './catalog.ts';
import { NmeaDecoder } from './decoder.ts';
import type { NmeaSchema } from './layout.ts';
import { ofOperator, type ReceiverOwner } from './operator.ts';
import { NmeaSealer } from './sealer.ts';
import { END_BYTES, MAX_SENTENCE_BYTES } from './sentence.ts';
import { DATELESS_US } from './timeline.ts';

export { type ReceiverOwner, receiverOwners } from './operator.ts';

export interface NmeaOptions {
  /** Whose receiver it is: that of the aircraft, or one that the pilot carries. Default: the aircraft's. */
  readonly of?: ReceiverOwner | undefined;
  /** Another one in tests; it is asked for at first use. */
  readonly catalog?: () => CatalogTable;
}

const TWO_32 = 2 ** 32;
/** Changed numbers can be longer than those that stood there. */
const GROWTH_BYTES = 256;
/** So many sentences without checksum make a log of an old receiver. */
const LEAST_UNCHECKED = 3;

/** Sentences of receivers of satellites and ships' instruments: NMEA 0183, IEC 61162-1. */
export function nmeaFormat({ of = 'aircraft', catalog = nmeaCatalog }: NmeaOptions = {}): Format {
  let owned: CatalogTable | undefined;
  const table = (): CatalogTable => {
    owned ??= of === 'operator' ? ofOperator(catalog()) : catalog();
    return owned;
  };
  return {
    name: 'nmea',
    family: 'nmea',
    title: 'NMEA 0183',
    extension: '.nmea',
    maxRecordBytes: MAX_SENTENCE_BYTES + END_BYTES + GROWTH_BYTES,
    logClock: 'unix',
    detect: (head, isWhole) => hasSentences(head, isWhole, new NmeaDecoder(table())),
    createDecoder: () => new NmeaDecoder(table()),
    createSealer: (state, options) => new NmeaSealer(state, options),
    catalog: () => catalogRows('nmea', table()),
    readLogTimeUs: (_view, { parsed, schema }) => {
      const { timeAt } = schema as NmeaSchema;
      if (timeAt < 0) return undefined;
      const us = parsed!.view.getInt32(timeAt + 4, true) * TWO_32 + parsed!.view.getUint32(timeAt, true);
      return (parsed as NmeaBody).isDateless ? us - DATELESS_US : us;
    },
    senderName: () => 'the receiver',
  };
}

/** One sentence that is known and has its checksum, or some without one, is not there by chance. */
function hasSentences(head: Uint8Array, isWhole: boolean, decoder: NmeaDecoder): boolean {
  decoder.window(head, 0, head.length, isWhole);
  let unchecked = 0;
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { sentence } = decoder.frame.parsed as NmeaBody;
    if (sentence.hasChecksum || ++unchecked >= LEAST_UNCHECKED) return true;
  }
  return false;
}
