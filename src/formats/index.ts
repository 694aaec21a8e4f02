import { FlightveilError } from '../model/errors.ts';
import { DETECT_BYTES, type Format } from '../model/format.ts';
import { dataflashFormats } from './dataflash/index.ts';
import { type Dialect, mavlinkFormats } from './mavlink/index.ts';
import { ulogFormat } from './ulog/index.ts';

/** Every format that can be read, in the order in which they are tried. A new format is added to this list. */
export function allFormats(options: { mavlinkDialect?: Dialect } = {}): readonly Format[] {
  return [...dataflashFormats(), ulogFormat(), ...mavlinkFormats(options.mavlinkDialect)];
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
