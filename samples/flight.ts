import { sendMotion } from './autopilot-motion.ts';
import { sendStatus } from './autopilot-status.ts';
import { encodeFrame, type Sender, tlogRecord, type Values } from './encode.ts';
import { extensionOf, sendOthers } from './others.ts';
import { autopilot, type Event, Scene } from './scene.ts';
import { type FlightSecrets, sampleSecrets } from './secrets.ts';
import { sendStation } from './station.ts';
import { sendTexts } from './texts.ts';

export { type FlightSecrets, type FlightText, identitiesOf, sampleSecrets, type Traffic } from './secrets.ts';

export interface FlightOptions {
  /** `tlog`: with time stamps. Default `tlog`. */
  readonly container?: 'tlog' | 'raw';
  /** Only what was sent in this span, in seconds since the start, is logged. Default: all. */
  readonly fromS?: number;
  readonly toS?: number;
}

/** One frame as it stands in the log. */
export interface Sent {
  readonly atUs: number;
  readonly sender: Sender;
  readonly message: string;
  /** The fields that were given; empty for messages that nobody knows. */
  readonly values: Values;
  readonly frame: Uint8Array;
  /** Junk behind the frame. */
  readonly junk: Uint8Array;
}

const LOSS = 0.004;
/** Where each sender's sequence stands when the log starts. */
const FIRST_SEQUENCE = 137;

/** The frames of a flight in the order of the log. Sequence numbers run through lost frames, so that losses show. */
export function flightFrames(secrets: FlightSecrets = sampleSecrets, options: FlightOptions = {}): Sent[] {
  const { fromS = 0, toS = Number.POSITIVE_INFINITY } = options;
  const scene = new Scene(secrets);
  sendStatus(scene);
  sendMotion(scene);
  sendStation(scene);
  sendTexts(scene);
  sendOthers(scene);
  const junk = junkOf(scene);

  const sequences = new Map<string, number>();
  const ordinals = new Map<string, number>();
  const sent: Sent[] = [];
  for (const event of scene.events.sort((a, b) => a.atUs - b.atUs)) {
    const { sender, message, atUs } = event;
    const address = `${sender.system} ${sender.component}`;
    const name = `${address} ${message}`;
    const ordinal = ordinals.get(name) ?? 0;
    const sequence = sequences.get(address) ?? FIRST_SEQUENCE;
    ordinals.set(name, ordinal + 1);
    sequences.set(address, (sequence + 1) & 0xff);
    const isLost = event.losable && scene.draws.uniform(`loss ${name}`, ordinal) < LOSS;
    if (isLost || atUs < fromS * 1e6 || atUs >= toS * 1e6) continue;
    const noise = junk.get(`${name} ${ordinal}`) ?? new Uint8Array(0);
    sent.push({
      atUs,
      sender,
      message,
      values: event.values,
      frame: frameOfEvent(scene, event, sequence, ordinal),
      junk: noise,
    });
  }
  return sent;
}

function frameOfEvent(scene: Scene, event: Event, sequence: number, ordinal: number): Uint8Array {
  if (event.foreign !== undefined) return event.foreign(sequence);
  const extra = extensionOf(scene, event.message, ordinal);
  const options = extra === undefined ? event.options : { ...event.options, extra };
  return encodeFrame(event.message, event.values, event.sender, sequence, options);
}

/** Bursts on the line, each behind one certain frame. */
function junkOf({ draws }: Scene): Map<string, Uint8Array> {
  const name = `${autopilot.system} ${autopilot.component} HEARTBEAT`;
  return new Map([
    [`${name} 52`, draws.bytes('junk', 61)],
    [`${name} 117`, draws.bytes('more junk', 7)],
  ]);
}

/**
 * A whole flight as the bytes of a log. The same arguments give the same bytes, and two flights whose secrets differ are the same flight
 * in everything that the difference does not determine.
 */
export function generateFlight(secrets: FlightSecrets = sampleSecrets, options: FlightOptions = {}): Uint8Array {
  return logOf(flightFrames(secrets, options), secrets, options);
}

/** Writes frames as a log. */
export function logOf(
  frames: readonly Sent[],
  secrets: FlightSecrets,
  { container = 'tlog' }: FlightOptions = {},
): Uint8Array {
  const start = BigInt(secrets.startUnixUs);
  const pieces = frames.flatMap(({ atUs, frame, junk }) => [
    container === 'tlog' ? tlogRecord(start + BigInt(atUs), frame) : frame,
    junk,
  ]);
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
