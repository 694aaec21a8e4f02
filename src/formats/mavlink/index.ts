import { type Format, Found } from '../../model/format.ts';
import { type Container, MAX_RECORD_BYTES, MavlinkDecoder } from './decoder.ts';
import { type Dialect, officialDialect } from './dialect.ts';
import { MavlinkSealer } from './sealer.ts';
import { fenceReaders } from './signals.ts';

export { type Dialect, extendedDialect, officialDialect } from './dialect.ts';

/** The formats `.tlog` (frames with time stamps) and raw MAVLink, for the official messages or a dialect of the user's. */
export function mavlinkFormats(dialect: Dialect = officialDialect()): readonly Format[] {
  return [mavlinkFormat(dialect, 'tlog'), mavlinkFormat(dialect, 'raw')];
}

function mavlinkFormat(dialect: Dialect, container: Container): Format {
  return {
    name: container === 'tlog' ? 'tlog' : 'mavlink',
    title: container === 'tlog' ? 'MAVLink telemetry log' : 'raw MAVLink stream',
    family: 'mavlink',
    extension: container === 'tlog' ? '.tlog' : '.mavlink',
    logClock: 'unix',
    maxRecordBytes: MAX_RECORD_BYTES,
    detect: (head, isWhole) => beginsWithFrames(head, isWhole, dialect, container),
    createDecoder: () => new MavlinkDecoder(dialect, container),
    createSealer: (state, options) => new MavlinkSealer(state, container, options),
    catalog: () => dialect.catalog(),
    readLogTimeUs: (view, frame) =>
      container === 'raw' ? undefined : view.getUint32(frame.start) * 2 ** 32 + view.getUint32(frame.start + 4),
    readSignals: (body, frame, sink) => fenceReaders.get(frame.schema)?.(body, frame, sink),
    vehicleOf: (sender) => sender >> 8,
    senderName: (sender) => `system ${sender >> 8}, component ${sender & 0xff}`,
  };
}

/**
 * Whether right frames stand in these bytes and this container explains them best: read as raw, a .tlog leaves its time stamps over;
 * read as .tlog, a raw stream loses every other frame.
 */
function beginsWithFrames(bytes: Uint8Array, isWhole: boolean, dialect: Dialect, container: Container): boolean {
  const mine = unexplained(bytes, isWhole, dialect, container);
  const other = unexplained(bytes, isWhole, dialect, container === 'tlog' ? 'raw' : 'tlog');
  return mine < 1 && (container === 'tlog' ? mine <= other : mine < other);
}

/** Share of the bytes that are no frames, 0 to 1. */
function unexplained(bytes: Uint8Array, isWhole: boolean, dialect: Dialect, container: Container): number {
  const decoder = new MavlinkDecoder(dialect, container);
  decoder.window(bytes, 0, bytes.length, isWhole);
  let inFrames = 0;
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.frame) inFrames += decoder.frame.end - decoder.frame.start;
  }
  return 1 - inFrames / Math.max(1, decoder.position);
}
