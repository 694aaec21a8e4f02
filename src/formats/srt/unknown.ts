import { hasDate, hasTime, MOST_DATE_CHARS, readDate } from '../../text/date-layout.ts';
import { BLANK, CARRIAGE_RETURN, COMMA, charactersOf, isDigit, LINE_FEED, scan } from './bytes.ts';
import { angleLists, bracketNames, colonNames, wordNames } from './names.ts';

const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_TAG = 0x3c;
const CLOSING_TAG = 0x3e;
const inSeparator = charactersOf(' ,');
const inDate = charactersOf('0123456789.:,/- T');
const inDay = charactersOf('./-');
const YEAR_DIGITS = 4;
/** Names of lists of places; those of angles have a table. */
const placeLists = ['GPS', 'RTK', 'HOME'];

const withColon = (name: string): string[] => [`${name}:`, `${name} :`];
const knownStarts = startsOf([
  ...[...colonNames.keys()].flatMap(withColon),
  ...[...placeLists, ...angleLists.keys()].flatMap((name) => [`${name}(`, `${name} (`]),
  ...wordNames.keys(),
  ...['<font ', '</font>'],
]);
const knownInBrackets = startsOf([...bracketNames.keys()].flatMap(withColon));

/** Texts with which something begins, by their first byte. */
function startsOf(texts: readonly string[]): readonly (readonly Uint8Array[])[] {
  const table: Uint8Array[][] = Array.from({ length: 256 }, () => []);
  for (const text of texts) table[text.charCodeAt(0)]!.push(Uint8Array.from(text, (one) => one.charCodeAt(0)));
  return table;
}

/** Whether something may begin here that has a known name, or is a date: whether it can be read its values tell. */
export function startsKnown(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === OPENING_BRACKET) {
    let at = start + 1;
    while (at < end && bytes[at] === BLANK) at++;
    return hasStart(knownInBrackets, bytes, at, end);
  }
  return startsDate(bytes, start, end) || hasStart(knownStarts, bytes, start, end);
}

function hasStart(table: readonly (readonly Uint8Array[])[], bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end) return false;
  const texts = table[bytes[start]!]!;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    const { length } = text;
    let same = 1;
    if (end - start >= length) while (same < length && bytes[start + same] === text[same]) same++;
    if (same === length) return true;
  }
  return false;
}

function startsDate(bytes: Uint8Array, start: number, end: number): boolean {
  const first = behindDigits(bytes, start, end);
  if (first === start || first >= end || inDay[bytes[first]!] === 0) return false;
  const second = behindDigits(bytes, first + 1, end);
  if (second === first + 1 || bytes[second] !== bytes[first]) return false;
  return isInstant(readDate(bytes, start, scanDate(bytes, start, end)));
}

/** Behind no more digits than a year has. */
function behindDigits(bytes: Uint8Array, start: number, end: number): number {
  const most = Math.min(end, start + YEAR_DIGITS);
  let at = start;
  while (at < most && isDigit(bytes[at])) at++;
  return at;
}

/** Blanks and commas behind a date are none of it. */
export function scanDate(bytes: Uint8Array, start: number, end: number): number {
  let stop = scan(inDate, bytes, start, Math.min(end, start + MOST_DATE_CHARS + 1));
  while (stop > start && inSeparator[bytes[stop - 1]!] === 1) stop--;
  return stop;
}

/** Whether a layout has both a day and a time. */
export function isInstant(layout: number): boolean {
  return layout >= 0 && hasDate(layout) && hasTime(layout);
}

/**
 * Behind pieces that nobody knows, and all blanks and commas before, between and behind them; -1: the next one may be known, or none is there.
 * @param withLines behind line ends too: nothing is left of the lines that they end
 */
export function scanUnknown(bytes: Uint8Array, start: number, end: number, withLines: boolean): number {
  let behind = -1;
  let at = scan(inSeparator, bytes, start, end);
  while (at < end) {
    if (isLineEnd(bytes, at, end)) {
      if (!withLines || behind < 0) break;
      at += bytes[at] === LINE_FEED ? 1 : 2;
    } else {
      if (startsKnown(bytes, at, end)) break;
      at = scanPiece(bytes, at, end);
    }
    at = scan(inSeparator, bytes, at, end);
    behind = at;
  }
  return behind;
}

function isLineEnd(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end || bytes[at] === LINE_FEED) return true;
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED && at + 1 < end;
}

/** Behind `[...]`, `<...>` or words that are not known; a bracket that is not closed ends with its line. At least one byte. */
export function scanPiece(bytes: Uint8Array, start: number, end: number): number {
  const open = bytes[start];
  const close = open === OPENING_BRACKET ? CLOSING_BRACKET : open === OPENING_TAG ? CLOSING_TAG : 0;
  return close === 0 ? scanWords(bytes, start, end) : scanBracket(bytes, start, end, close);
}

function scanBracket(bytes: Uint8Array, start: number, end: number, close: number): number {
  let at = start + 1;
  for (; at < end && bytes[at] !== LINE_FEED; at++) if (bytes[at] === close) return at + 1;
  return withoutReturn(bytes, start, at);
}

/** Up to the next comma that is not inside parentheses, bracket, tag or end of the line. */
function scanWords(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0x28) depth++;
    else if (byte === 0x29) depth--;
    else if (byte === COMMA && depth <= 0) break;
    else if (byte === LINE_FEED || ((byte === OPENING_BRACKET || byte === OPENING_TAG) && at > start)) break;
  }
  return withoutReturn(bytes, start, at);
}

/** What ends a line is none of a piece. */
function withoutReturn(bytes: Uint8Array, start: number, end: number): number {
  const hasReturn = bytes[end] === LINE_FEED && bytes[end - 1] === CARRIAGE_RETURN;
  return Math.max(start + 1, hasReturn ? end - 1 : end);
}
