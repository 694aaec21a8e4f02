import { type CsvKind, csvExport } from '../csv/table.ts';
import type { Span } from '../rows.ts';
import { type SrtDialect, srtTrack } from '../srt/track.ts';
import type { DjiVersion } from './body.ts';
import { djiRecord } from './log.ts';
import { type DjiSecrets, djiSecrets } from './secrets.ts';

/** Which file of a flight with the maker's app: its flight record, the subtitles of its film, or a table that somebody made of it. */
export type DjiLog =
  | { readonly format: 'txt'; readonly version: DjiVersion }
  | { readonly format: 'srt'; readonly dialect: SrtDialect }
  | { readonly format: 'csv'; readonly kind: CsvKind };

/** The flight in such a file. The same arguments give the same bytes. */
export function djiLog(log: DjiLog, secrets: DjiSecrets = djiSecrets, span?: Span): Uint8Array {
  switch (log.format) {
    case 'txt':
      return djiRecord(log.version, secrets, span);
    case 'srt':
      return srtTrack(log.dialect, secrets, span);
    case 'csv':
      return csvExport(log.kind, secrets, span);
  }
}
