import { digitOf } from './bytes.ts';

/** `00:00:01,000 --> 00:00:02,000`, always of this length. */
export const TIMECODE_CHARS = 29;
const ARROW = Uint8Array.from(' --> ', (one) => one.charCodeAt(0));
const SECOND_AT = 17;
const ZERO = 0x30;
const COLON = 0x3a;
const COMMA = 0x2c;
const POINT = 0x2e;
/** 100 hours less a millisecond: what can be written. */
const MOST_MS = 359_999_999;

/** Start and end in milliseconds, as {@link readTimecode} found them. */
export const timecode = { startMs: 0, endMs: 0 };

/** Reads the times at `at`; false if there are none, or the end is before the start. */
export function readTimecode(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < TIMECODE_CHARS) return false;
  for (let index = 0; index < ARROW.length; index++) if (bytes[at + 12 + index] !== ARROW[index]) return false;
  const startMs = readTime(bytes, at);
  const endMs = readTime(bytes, at + SECOND_AT);
  timecode.startMs = startMs;
  timecode.endMs = endMs;
  return startMs >= 0 && endMs >= startMs;
}

/** Writes a start in milliseconds and a duration over a copy of the times that were read. */
export function writeTimecode(startMs: number, durationMs: number, target: Uint8Array, at: number): void {
  // Whole numbers of 31 bits are handed over without being allocated.
  const start = Math.min(startMs, MOST_MS) | 0;
  writeTime(start, target, at);
  writeTime(Math.min(start + durationMs, MOST_MS) | 0, target, at + SECOND_AT);
}

function readTime(bytes: Uint8Array, at: number): number {
  const mark = bytes[at + 8];
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON || (mark !== COMMA && mark !== POINT)) return -1;
  const hours = readDigits(bytes, at, 2);
  const minutes = readDigits(bytes, at + 3, 2);
  const seconds = readDigits(bytes, at + 6, 2);
  const milliseconds = readDigits(bytes, at + 9, 3);
  // Some firmware counts the end of a minute as its 60th second.
  if (hours < 0 || minutes < 0 || minutes > 60 || seconds < 0 || seconds > 60 || milliseconds < 0) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

function readDigits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = digitOf(bytes[index]);
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function writeTime(timeMs: number, target: Uint8Array, at: number): void {
  const seconds = (timeMs / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  writeDigits((minutes / 60) | 0, 2, target, at);
  writeDigits(minutes % 60, 2, target, at + 3);
  writeDigits(seconds % 60, 2, target, at + 6);
  writeDigits(timeMs - seconds * 1000, 3, target, at + 9);
}

function writeDigits(value: number, count: number, target: Uint8Array, at: number): void {
  let left = value;
  for (let index = at + count - 1; index >= at; index--) {
    const rest = (left / 10) | 0;
    target[index] = ZERO + left - rest * 10;
    left = rest;
  }
}
