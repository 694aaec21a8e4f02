import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import { type Decoder, type Format, Found } from '../../model/format.ts';
import { textOf } from '../../text/decimal.ts';
import { dataflashCatalog } from './catalog.ts';
import { DataflashDecoder } from './decoder.ts';
import type { DataflashSchema } from './definition.ts';
import { HEAD_1, MAX_RECORD_BYTES } from './layout.ts';
import { stampUsOf } from './log-clock.ts';
import { DataflashSealer } from './sealer.ts';
import { fenceReaders } from './signals.ts';
import { DataflashTextDecoder } from './text-decoder.ts';
import { MAX_LINE_BYTES } from './text-line.ts';
import { DataflashTextSealer } from './text-sealer.ts';

/** How far into a file the first line of a log is looked for. */
const FIRST_LINES_BYTES = 4096;

/** ArduPilot's logs, binary and as text. The catalog can be another one in tests; it is asked for at first use. */
export function dataflashFormats(catalog: () => CatalogTable = dataflashCatalog): readonly Format[] {
  return [
    {
      name: 'dataflash',
      title: 'ArduPilot DataFlash log',
      extension: '.bin',
      maxRecordBytes: MAX_RECORD_BYTES,
      detect: (head, isWhole) =>
        head.includes(HEAD_1) && isMostlyFrames(head, isWhole, new DataflashDecoder(catalog())),
      createDecoder: () => new DataflashDecoder(catalog()),
      createSealer: (state, options) => new DataflashSealer(state, options),
      ...common(catalog),
    },
    {
      name: 'dataflash-text',
      title: 'ArduPilot DataFlash log as text',
      extension: '.log',
      maxRecordBytes: MAX_LINE_BYTES,
      detect: (head, isWhole) =>
        hasFormatLine(head) && isMostlyFrames(head, isWhole, new DataflashTextDecoder(catalog())),
      createDecoder: () => new DataflashTextDecoder(catalog()),
      createSealer: (state, options) => new DataflashTextSealer(state, options),
      ...common(catalog),
    },
  ];
}

type Common = Pick<Format, 'family' | 'logClock' | 'catalog' | 'readLogTimeUs' | 'readSignals' | 'senderName'>;

function common(catalog: () => CatalogTable): Common {
  return {
    family: 'dataflash',
    logClock: 'boot',
    catalog: () => catalogRows('dataflash', catalog()),
    readLogTimeUs: (view, frame) =>
      stampUsOf(frame.parsed === null ? view : frame.parsed.view, frame.body, frame.schema as DataflashSchema),
    readSignals: (body, frame, sink) => fenceReaders.get(frame.schema)?.(body, sink),
    senderName: () => 'the autopilot',
  };
}

/** Whether one of the first lines is FMT's: headers of ground stations stand before it. */
function hasFormatLine(head: Uint8Array): boolean {
  return /^FMT, ?\d/m.test(textOf(head, 0, Math.min(head.length, FIRST_LINES_BYTES)));
}

/** Whether most of these bytes are frames. */
function isMostlyFrames(head: Uint8Array, isWhole: boolean, decoder: Decoder): boolean {
  decoder.window(head, 0, head.length, isWhole);
  let inFrames = 0;
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.frame) inFrames += decoder.frame.end - decoder.frame.start;
  }
  return inFrames * 2 > decoder.position;
}
