import type { Memory } from '../../bytes/memory.ts';
import type { SignalKind, SignalSink } from '../../model/signal.ts';
import { zoneSignalIn } from '../../text/zone-texts.ts';
import { ZoneState } from './gen/types.ts';
import { type FieldLayout, layoutOf, type MessageLayout } from './layout.ts';
import { readText } from './read-slots.ts';

/** Reads what the records of one kind tell of zones. */
export type ZoneReader = (body: Memory, sink: SignalSink) => void;

/** What a state says, of the zones that the app knows of. */
const kinds: ReadonlyMap<number, SignalKind> = new Map([
  [ZoneState.outside, 'zone-out'],
  [ZoneState.near, 'zone-near'],
  [ZoneState.inside, 'zone-in'],
  [ZoneState.unlocked, 'unlock-activated'],
]);

/** The reader for records of a kind in one log; undefined for one that tells nothing of zones. */
export function zoneReader(layout: MessageLayout): ZoneReader | undefined {
  if (layout.name === 'FlightRecord') return stateReader(layout);
  return layout.name === 'Warning' ? warningReader(layout) : undefined;
}

/** The same zone is told with every record: only what has changed is told on. */
function stateReader(layout: MessageLayout): ZoneReader {
  const zoneAt = fieldOf(layout, 'zone').at;
  const zone = layoutOf('Zone');
  const stateAt = zoneAt + fieldOf(zone, 'state').at;
  const code = fieldOf(zone, 'area_code');
  let lastState: number = ZoneState.unspecified;
  let lastCode: string | undefined;
  return (body, sink) => {
    const state = body.bytes[stateAt]!;
    const kind = kinds.get(state);
    if (kind === undefined) return;
    const areaCode = readText(body, zoneAt + code.at, code.stride);
    if (state === lastState && areaCode === lastCode) return;
    lastState = state;
    lastCode = areaCode;
    sink.signal(areaCode === undefined ? { kind, evidence: 'app' } : { kind, evidence: 'app', areaCode });
  };
}

function warningReader(layout: MessageLayout): ZoneReader {
  const { at, stride } = fieldOf(layout, 'text');
  return ({ bytes }, sink) => {
    const found = zoneSignalIn(bytes, at, at + stride);
    if (found !== undefined) sink.signal(found);
  };
}

function fieldOf({ fields }: MessageLayout, name: string): FieldLayout {
  return fields.find((field) => field.name === name)!;
}
