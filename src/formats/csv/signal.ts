import { readText } from '../../bytes/text.ts';
import type { Frame } from '../../model/format.ts';
import type { SignalSink } from '../../model/signal.ts';
import type { CsvBody } from './body.ts';
import type { CsvSchema } from './layout.ts';

/** What apps say about zones that are closed, or open under conditions. */
const ofZones =
  /\b(?:GEO\b|no[- ]?fly|(?:warning|restricted|authori[sz]ation|altitude|approach|regulatory|enhanced warning|recommended|fly[- ]?safe)\s+(?:zone|area)|unlock|geo ?fenc)/i;

/** Tells of a row's warning of a zone that the row before did not have. */
export function zoneSignals(frame: Frame, sink: SignalSink): void {
  const body = frame.parsed as CsvBody;
  if (!body.hasNewText || frame.defines !== null) return;
  for (const { offset, length } of (frame.schema as CsvSchema).texts) {
    const words = readText(body.source.bytes, offset, offset + length);
    if (!ofZones.test(words)) continue;
    sink.signal({ kind: 'zone-warning', evidence: 'message', words });
    return;
  }
}
