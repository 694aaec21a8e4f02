import { framesIn, idOf, markIn } from './mark.ts';
import type { Arrivals } from './receiver.ts';

/** What came of the frames of one turn. */
export interface TurnFindings {
  readonly sent: number;
  readonly received: number;
  /** Of those that tell their number, in milliseconds. */
  readonly latenciesMs: readonly number[];
  /** Frames that came behind one that was sent later, or twice. */
  readonly outOfOrder: number;
  /** Frames that tell a number under which something else was sent, or none. */
  readonly unknown: number;
  /** Frames that hold latitude and longitude of one fix as they were sent. */
  readonly places: number;
}

/** Looks at what came after the turn, so that looking takes no time from it. @throws Error if it is no sequence of whole frames */
export function findingsOf(
  sent: readonly Uint8Array[],
  sentMs: Float64Array,
  { pieces, times }: Arrivals,
): TurnFindings {
  const bytes = Buffer.concat(pieces);
  const frames = framesIn(bytes);
  const places = placesIn(sent);
  const latenciesMs: number[] = [];
  const counts = { outOfOrder: 0, unknown: 0, places: 0 };
  let piece = 0;
  let pieceEnd = pieces[0]?.length ?? 0;
  let last = 0;
  for (const frame of frames) {
    // A frame is there with its last byte.
    const end = frame.byteOffset + frame.length - bytes.byteOffset;
    while (end > pieceEnd) pieceEnd += pieces[++piece]!.length;
    if (holdsPlace(frame, places)) counts.places++;
    const number = markIn(frame);
    if (number === undefined) continue;
    const original = sent[number - 1];
    if (original === undefined || idOf(original) !== idOf(frame)) {
      counts.unknown++;
      continue;
    }
    if (number <= last) counts.outOfOrder++;
    last = number;
    latenciesMs.push(times[piece]! - sentMs[number - 1]!);
  }
  return { sent: sent.length, received: frames.length, latenciesMs, ...counts };
}

const GLOBAL_POSITION_INT = 33;
const GPS_RAW_INT = 24;
/** Latitude in these messages, behind the header; the longitude follows. */
const placeAt: ReadonlyMap<number, number> = new Map([
  [GLOBAL_POSITION_INT, 10 + 4],
  [GPS_RAW_INT, 10 + 8],
]);

/** Longitude by latitude, in 1e-7 degrees, of all fixes in frames. */
function placesIn(frames: readonly Uint8Array[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const frame of frames) {
    const at = placeAt.get(idOf(frame));
    if (at === undefined) continue;
    const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
    places.set(view.getInt32(at, true), view.getInt32(at + 4, true));
  }
  return places;
}

function holdsPlace(frame: Uint8Array, places: ReadonlyMap<number, number>): boolean {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  for (let at = 0; at + 4 <= frame.length; at++) {
    const longitude = places.get(view.getInt32(at, true));
    if (longitude === undefined) continue;
    for (let other = 0; other + 4 <= frame.length; other++) {
      if (view.getInt32(other, true) === longitude) return true;
    }
  }
  return false;
}
