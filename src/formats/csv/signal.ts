import { readText } from '../../bytes/text.ts';
import type { Frame } from '../../model/format.ts';
import type { Field } from '../../model/schema.ts';
import type { Signal, SignalSink } from '../../model/signal.ts';
import { zoneSignalIn } from '../../text/zone-texts.ts';
import type { CsvBody } from './body.ts';
import type { CsvSchema } from './layout.ts';

/** Columns of states that limits of zones set, and with which value. Exports of DJI's flight records by Flight Reader and others. */
const ofLimits: ReadonlyMap<string, readonly [value: RegExp, signal: Signal]> = new Map([
  ['mc.atairportaltitudelimit', [/^true$/i, { kind: 'fly-safe-limit', evidence: 'status', about: 'height' }]],
  ['mc.atairportboundary', [/^true$/i, { kind: 'fly-safe-limit', evidence: 'status', about: 'boundary' }]],
  [
    'osd.flightaction',
    [/^airport ?avoid ?landing$/i, { kind: 'fly-safe-limit', evidence: 'status', about: 'landing' }],
  ],
  [
    'osd.motorstartfailedcause',
    [/^fly ?forbidden ?error$/i, { kind: 'fly-safe-limit', evidence: 'status', about: 'take-off' }],
  ],
]);

/** Whether a column of states tells of limits. */
export function tellsOfLimits(name: string): boolean {
  return ofLimits.has(name);
}

/** What a column said last. */
export interface ZoneColumn {
  readonly field: Field;
  text: string;
}

/** Tells what a row's texts say of zones, each when it is another one than in the row before. */
export function zoneSignals(frame: Frame, sink: SignalSink): void {
  const body = frame.parsed as CsvBody;
  if (!body.hasNewText || frame.defines !== null) return;
  const { bytes } = body.source;
  for (const column of (frame.schema as CsvSchema).texts) {
    const { name, offset, length } = column.field;
    const text = readText(bytes, offset, offset + length);
    if (text === column.text) continue;
    column.text = text;
    // Some tables have two columns of one name.
    const limit = ofLimits.get(name.replace(/#\d+$/, ''));
    const found = limit === undefined ? zoneSignalIn(bytes, offset, offset + length) : limit[0].test(text) && limit[1];
    if (found) sink.signal(found);
  }
}
