import { recordedLogs } from './corpus.ts';
import { csvPieces, type Export } from './csv-table.ts';
import { openLog, readRecords } from './dji-reader.ts';
import { benchKeychains, djiPieces, encryptedRecord, type OpenVersion } from './dji-record.ts';
import { moveColumns, moveSubtitles } from './plain-move.ts';
import { replaceByHeader, replaceColumns, replaceSubtitles, splitColumns } from './plain-replace.ts';
import { type Dialect, srtPieces } from './srt-track.ts';

/** How many times as fast as the reader one pass is meant to be. It is not: what is held is that both passes are so many times as fast. */
export const AIM_DJI_RATIO = 10;
export const LEAST_DJI_RATIO = 2;
export const LEAST_TEXT_RATIO = 1;

export interface OtherWay {
  readonly way: string;
  readonly replace: (bytes: Uint8Array) => Uint8Array;
}

/** A kind of log under measurement: its data, and what it is measured against. */
export interface ExportBench {
  readonly name: string;
  /** As the product calls it. */
  readonly format: 'dji' | 'srt' | 'csv';
  readonly title: string;
  /** Of a file's name, with the dot. */
  readonly ending: string;
  /** Pieces of a generated log of about this many bytes, each valid until the next is asked for; undefined: it cannot be had in every size. */
  readonly pieces?: (bytes: number) => Iterable<Uint8Array>;
  /** About; of generated logs. */
  readonly bytesPerFrame: number;
  /** Recorded logs or samples, where they are; of those that cannot be had in every size. */
  readonly logs?: () => readonly Uint8Array[];
  readonly peer: string;
  /** Undefined: the ratio is told, without a bound. */
  readonly leastRatio: number | undefined;
  /** Makes the logs ready for the peer; what it returns goes through all of them once. */
  prepare(logs: readonly Uint8Array[]): () => void;
  /** Other ways to do what the peer does; they are told beside it, without a bound. */
  readonly others?: readonly OtherWay[];
  /** What moves instead of hiding; it is told beside the peer, where the loop moves. */
  readonly move?: (bytes: Uint8Array) => Uint8Array;
  /** The keys of encrypted records, as the key service answers. */
  readonly keychains?: string;
  /** Columns of an export that tell neither where nor when: they are kept at both levels. */
  readonly kept?: readonly string[];
}

const READER = "dji-log-parser-js's records()";
const REPLACE = 'regular expressions by line';

function readAll(logs: readonly Uint8Array[], keychains?: string): () => void {
  const opened = logs.map(openLog);
  return () => {
    for (const log of opened) readRecords(log, keychains);
  };
}

const dji: Omit<ExportBench, 'name' | 'title'> = {
  format: 'dji',
  ending: '.txt',
  bytesPerFrame: 36,
  peer: READER,
  leastRatio: LEAST_DJI_RATIO,
  prepare: (logs) => readAll(logs),
};

/** Of exports: quicker than the peer, and each wrong or hard to write in its own way. */
const others: readonly OtherWay[] = [
  { way: 'one expression for the whole row, made from its header', replace: replaceByHeader },
  { way: 'splitting at commas, wrong where cells are quoted', replace: splitColumns },
];

function djiBench(version: OpenVersion): ExportBench {
  const title = `DJI record, version ${version}`;
  return { ...dji, name: `dji-v${version}`, title, pieces: (bytes) => djiPieces(version, bytes) };
}

function encryptedBench(): ExportBench {
  const keychains = benchKeychains();
  return {
    ...dji,
    ...{ name: 'dji-v14', title: 'DJI record, version 14, with keys', leastRatio: undefined, keychains },
    logs: () => [encryptedRecord()],
    prepare: (logs) => readAll(logs, keychains),
  };
}

function textBench(
  format: 'srt' | 'csv',
  replace: (bytes: Uint8Array) => Uint8Array,
  move: (bytes: Uint8Array) => Uint8Array,
): Omit<ExportBench, 'name' | 'title' | 'bytesPerFrame'> {
  const prepare = (logs: readonly Uint8Array[]) => () => logs.forEach(replace);
  return { format, ending: `.${format}`, peer: REPLACE, leastRatio: LEAST_TEXT_RATIO, prepare, move };
}

function srtBench(dialect: Dialect, bytesPerFrame: number, title: string): ExportBench {
  const name = `srt-${dialect}`;
  return {
    ...textBench('srt', replaceSubtitles, moveSubtitles),
    name,
    title,
    bytesPerFrame,
    pieces: (bytes) => srtPieces(dialect, bytes),
  };
}

function csvBench(kind: Export, bytesPerFrame: number, title: string, kept: readonly string[]): ExportBench {
  const name = `csv-${kind}`;
  const pieces = (bytes: number) => csvPieces(kind, bytes);
  return { ...textBench('csv', replaceColumns, moveColumns), name, title, bytesPerFrame, pieces, kept, others };
}

/** All of them; recorded ones only where there are any. */
export function exportBenches(): readonly ExportBench[] {
  const recorded: ExportBench[] = [
    { ...dji, name: 'dji-recorded', title: 'DJI records, recorded', logs: () => recordedLogs('dji-txt', /-v(8|11)-/) },
    {
      ...textBench('srt', replaceSubtitles, moveSubtitles),
      ...{ name: 'srt-recorded', title: 'subtitles, recorded', bytesPerFrame: 300 },
      logs: () => recordedLogs('dji-srt'),
    },
    {
      ...{ ...textBench('csv', replaceColumns, moveColumns), others },
      ...{ name: 'csv-recorded', title: 'exports, recorded', bytesPerFrame: 500 },
      logs: () => recordedLogs('dji-csv'),
    },
  ];
  return [
    djiBench(8),
    djiBench(11),
    encryptedBench(),
    srtBench('bracketed', 330, 'subtitles in brackets'),
    srtBench('home', 150, 'subtitles with HOME and GPS'),
    srtBench('words', 270, 'subtitles with F, SS, GPS, D, H'),
    csvBench('airdata', 270, 'export of AirData', [' pitch(degrees)', ' roll(degrees)', 'rc_aileron', 'rc_throttle']),
    csvBench('columns', 320, 'export of all columns', ['OSD.pitch', 'OSD.roll', 'RC.aileron', 'RC.throttle']),
    ...recorded.filter(({ logs }) => (logs?.().length ?? 0) > 0),
  ];
}

export function exportBenchOf(name: string): ExportBench | undefined {
  return exportBenches().find((candidate) => candidate.name === name);
}
