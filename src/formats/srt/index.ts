import { type CatalogTable, catalogRows } from '../../model/catalog-table.ts';
import { type Format, Found, type Frame } from '../../model/format.ts';
import { srtCatalog } from './catalog.ts';
import { SrtDecoder } from './decoder.ts';
import { SrtSealer } from './sealer.ts';
import { MAX_BLOCK_BYTES, type SrtSchema } from './shape.ts';

const TWO_32 = 2 ** 32;

/** DJI's subtitle tracks. The catalog can be another one in tests; it is asked for at first use. */
export function srtFormat(catalog: () => CatalogTable = srtCatalog): Format {
  return {
    name: 'srt',
    family: 'srt',
    title: 'DJI subtitle track',
    extension: '.srt',
    maxRecordBytes: MAX_BLOCK_BYTES,
    detect: (head, isWhole) => isMostlyBlocks(head, isWhole, new SrtDecoder(catalog())),
    createDecoder: () => new SrtDecoder(catalog()),
    createSealer: (state, options) => new SrtSealer(state, options),
    catalog: () => catalogRows('srt', catalog()),
    logClock: 'unix',
    readLogTimeUs: (_view, { parsed, schema }) => {
      const { dateAt } = schema as SrtSchema;
      if (dateAt < 0) return undefined;
      return parsed!.view.getInt32(dateAt + 4, true) * TWO_32 + parsed!.view.getUint32(dateAt, true);
    },
    senderName: () => 'the camera',
  };
}

/** Whether the first block is soon found and most of these bytes are blocks. */
function isMostlyBlocks(head: Uint8Array, isWhole: boolean, decoder: SrtDecoder): boolean {
  decoder.window(head, 0, head.length, isWhole);
  let inBlocks = 0;
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found === Found.frame && tells(decoder.frame)) inBlocks += decoder.frame.end - decoder.frame.start;
    else if (inBlocks === 0 && decoder.position > FIRST_BLOCK_BYTES) return false;
  }
  return inBlocks * 2 > decoder.position;
}

/** Films have subtitles too; one without any text is of no kind. */
function tells({ schema }: Frame): boolean {
  return (schema as SrtSchema).shape.parts.some(({ cell }) => cell !== null);
}

/** How far into a file the first block may begin. */
const FIRST_BLOCK_BYTES = 16_384;
