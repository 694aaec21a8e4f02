import { crc16Byte, crc16ChangeOf, crc16Of, LastView } from '../../bytes/crc16.ts';
import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import {
  CHECKSUM_BYTES,
  type Container,
  INCOMPAT_SIGNED,
  MAGIC_V2,
  type MavlinkSchema,
  TLOG_STAMP_BYTES,
} from './decoder.ts';

const SEQUENCE_V1 = 2;
const SEQUENCE_V2 = 4;
const INCOMPAT_FLAGS = 2;
const COMPAT_FLAGS = 3;

/**
 * Makes edited MAVLink frames valid: sequence numbers without the frames that were dropped, payloads trimmed as a fresh writer trims
 * them, checksums, no signature, and the .tlog's time stamps.
 */
export class MavlinkSealer implements Sealer {
  readonly #state: FlightState;
  readonly #stamp: number;
  readonly #keepTime: boolean;
  /** The current frame's new time stamp. */
  #stampHigh = 0;
  #stampLow = 0;
  readonly #sealed = new LastView();
  readonly #rebuilt = new LastView();

  constructor(state: FlightState, container: Container, options: { keepTime: boolean }) {
    this.#state = state;
    this.#stamp = container === 'tlog' ? TLOG_STAMP_BYTES : 0;
    this.#keepTime = options.keepTime;
  }

  observe(bytes: Uint8Array, frame: Frame): void {
    if (this.#stamp === 0 || this.#keepTime) return;
    const { clocks } = this.#state;
    const view = this.#sealed.of(bytes);
    // As signed halves: small integers are not allocated when they are handed over.
    clocks.observeLog(view.getInt32(frame.start), view.getInt32(frame.start + 4));
    this.#stampHigh = clocks.high;
    this.#stampLow = clocks.low;
  }

  drop(sender: number): void {
    this.#state.sequenceOffset[sender]!++;
  }

  seal(bytes: Uint8Array, frame: Frame, edited: boolean): number {
    const view = this.#sealed.of(bytes);
    this.#writeStamp(view, frame.start);
    const { head, body } = frame;
    const isV2 = bytes[head] === MAGIC_V2;
    const isSigned = isV2 && (bytes[head + INCOMPAT_FLAGS]! & INCOMPAT_SIGNED) !== 0;
    const bodyLength = trimmedLength(bytes, body, Math.min(frame.bodyLength, frame.schema.size), isV2);
    // No compatibility flag is defined: whatever stands there is no part of the message and does not pass.
    const sameBody = !edited && bodyLength === frame.bodyLength && (!isV2 || bytes[head + COMPAT_FLAGS] === 0);
    const sequenceAt = head + (isV2 ? SEQUENCE_V2 : SEQUENCE_V1);
    const sequence = bytes[sequenceAt]!;
    const renumbered = this.#renumber(frame.sender, sequence);
    // A signature tells the absolute time, and its key can be tried out against it: none passes.
    if (sameBody && renumbered === sequence && !isSigned) return frame.end;
    const checksumAt = body + bodyLength;
    if (sameBody && !isSigned) {
      bytes[sequenceAt] = renumbered;
      // CRC-extra counts as one more byte behind the payload.
      const change = crc16ChangeOf(sequence ^ renumbered, checksumAt - sequenceAt);
      view.setUint16(checksumAt, view.getUint16(checksumAt, true) ^ change, true);
      return checksumAt + CHECKSUM_BYTES;
    }
    return finish(view, bytes, head, body, bodyLength, renumbered, frame);
  }

  rebuild(bytes: Uint8Array, frame: Frame, body: Uint8Array, target: Uint8Array): number {
    const headerEnd = frame.body - frame.start;
    for (let at = 0; at < headerEnd; at++) target[at] = bytes[frame.start + at]!;
    const view = this.#rebuilt.of(target);
    this.#writeStamp(view, 0);
    const head = frame.head - frame.start;
    const isV2 = target[head] === MAGIC_V2;
    for (let at = 0; at < frame.schema.size; at++) target[headerEnd + at] = body[at]!;
    const bodyLength = trimmedLength(target, headerEnd, frame.schema.size, isV2);
    const sequence = target[head + (isV2 ? SEQUENCE_V2 : SEQUENCE_V1)]!;
    const renumbered = this.#renumber(frame.sender, sequence);
    return finish(view, target, head, headerEnd, bodyLength, renumbered, frame);
  }

  #renumber(sender: number, sequence: number): number {
    const { hasBegun, sequenceOffset, nextSequence } = this.#state;
    if (hasBegun[sender] === 0) {
      hasBegun[sender] = 1;
      sequenceOffset[sender] = sequence - nextSequence[sender]!;
    }
    const renumbered = (sequence - sequenceOffset[sender]!) & 0xff;
    nextSequence[sender] = renumbered + 1;
    return renumbered;
  }

  #writeStamp(view: DataView, at: number): void {
    if (this.#stamp === 0 || this.#keepTime) return;
    this.#state.clocks.releaseLog();
    view.setInt32(at, this.#stampHigh);
    view.setInt32(at + 4, this.#stampLow);
  }
}

/** MAVLink 2 cuts trailing zero bytes of a payload down to one byte; MAVLink 1 cuts nothing. */
function trimmedLength(bytes: Uint8Array, body: number, length: number, isV2: boolean): number {
  let trimmed = length;
  if (isV2) while (trimmed > 1 && bytes[body + trimmed - 1] === 0) trimmed--;
  return trimmed;
}

/** Writes length, flags, sequence number and checksum; returns the end of the record. */
function finish(
  view: DataView,
  bytes: Uint8Array,
  head: number,
  body: number,
  length: number,
  sequence: number,
  frame: Frame,
): number {
  bytes[head + 1] = length;
  if (bytes[head] === MAGIC_V2) {
    bytes[head + INCOMPAT_FLAGS]! &= ~INCOMPAT_SIGNED;
    bytes[head + COMPAT_FLAGS] = 0;
    bytes[head + SEQUENCE_V2] = sequence;
  } else {
    bytes[head + SEQUENCE_V1] = sequence;
  }
  const checksumAt = body + length;
  const crc = crc16Of(view, head + 1, checksumAt);
  view.setUint16(checksumAt, crc16Byte(crc, (frame.schema as MavlinkSchema).crcExtra), true);
  return checksumAt + CHECKSUM_BYTES;
}
