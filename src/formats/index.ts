import { FlightveilError } from '../model/errors.ts';
import { DETECT_BYTES, type Format } from '../model/format.ts';
import { csvFormat } from './csv/index.ts';
import { dataflashFormats } from './dataflash/index.ts';
import type { Keychains } from './dji/feature-keys.ts';
import { djiFormat } from './dji/index.ts';
import { type Dialect, mavlinkFormats } from './mavlink/index.ts';
import { nmeaFormat, type ReceiverOwner } from './nmea/index.ts';
import { recordFormats } from './record/index.ts';
import { srtFormat } from './srt/index.ts';
import { ulogFormat } from './ulog/index.ts';

/** What a user adds to the formats. */
export interface FormatsOptions {
  readonly mavlinkDialect?: Dialect;
  /** Keys of one encrypted flight record. */
  readonly djiKeychains?: Keychains;
  /** Whose receiver logs in NMEA are of. Default: the aircraft's. */
  readonly nmeaOf?: ReceiverOwner;
}

/** Every format that can be read, in the order in which they are tried. A new format is added to this list. */
export function allFormats({ mavlinkDialect, djiKeychains, nmeaOf }: FormatsOptions = {}): readonly Format[] {
  return [
    ...dataflashFormats(),
    ulogFormat(),
    ...mavlinkFormats(mavlinkDialect),
    djiFormat({ keychains: djiKeychains }),
    csvFormat(),
    srtFormat(),
    nmeaFormat({ of: nmeaOf }),
    ...recordFormats(),
  ];
}

/**
 * Finds the format of a log by its content, never by its name.
 * @param head the first bytes of the log, up to {@link DETECT_BYTES}
 * @throws FlightveilError `unknown-format`, `input-empty`
 */
export function detectFormat(head: Uint8Array, isWhole: boolean, formats: readonly Format[] = allFormats()): Format {
  if (head.length === 0) throw new FlightveilError('input-empty', 'the file is empty');
  const bytes = head.subarray(0, DETECT_BYTES);
  const format = formats.find((candidate) => candidate.detect(bytes, isWhole && head.length === bytes.length));
  if (format !== undefined) return format;
  throw new FlightveilError('unknown-format', 'no known log format stands at the start of the file', {
    advice: `Known formats: ${formats.map((known) => known.title).join(', ')}.`,
  });
}
