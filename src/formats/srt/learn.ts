import type { CatalogTable } from '../../model/catalog-table.ts';
import { readDate } from '../../text/date-layout.ts';
import { degrees, type ListedNumber, meaningOf, type Order } from './lists.ts';
import { isColour, scanCamera, scanColour } from './match.ts';
import { bracketNames, colonNames, type Named, suffixes, type Value, wordNames } from './names.ts';
import { Between, type Entry, Op, type Shape, TokenKind } from './shape.ts';
import { ShapeBuilder } from './shape-builder.ts';
import { isInstant, scanDate, scanPiece, scanUnknown } from './unknown.ts';

const MESSAGE = 'subtitle';
/** Pieces of one block that have a known name and cannot be read. Each form is tried until one fits: what is nearly the same must not be tried for ever. */
const MAX_UNREADABLE = 16;
/** How a value that is not known is written between commas, and in lists that are not. */
const ABSENT = { spaced: 'n/a', tight: 'N/A' } as const;
const font = /<font size="?\d{1,2}"?>/y;
const bracketName = /([a-z_0-9]{1,20})( ?: ?)/y;
const colonName = /([A-Za-z]{1,12}) ?:(?: (?=[-+]?\d|F\d))?/y;
const wordName = /F\/|(?:SS|ISO|EV|D|H|H\.S|V\.S) /y;
const list = /(GPS|RTK|HOME|F\.PRY|G\.PRY)( ?)\(([^()\r\n]{1,100})\)/y;
const listed = /^( *)([-+]?)(\d+)(?:\.(\d+))?([^\d ]*)( *)$/;
/** Of the Matrice 300, whose heights end in a capital letter. */
const matrice = /\bBAROMETER:[-+]?\d+\.\d+M\b/;
/** How things begin that commas set apart. */
const commaSeparated = /F\/|[A-Z][A-Z.]* |(?:Srt|Frame)Cnt/y;
const number = /[-+]?(\d+)(?:\.(\d+))?/y;
/** What may stand behind a value. */
const boundary = /[ ,)\]<\r\n]|$/y;

/**
 * Learns the form of a block from its text: what stands where. Names and words are of a list; what is not becomes a part that is never written.
 *
 * @returns undefined if it says something of which nothing is understood
 */
export function learnShape(
  bytes: Uint8Array,
  start: number,
  end: number,
  hasTimecode: boolean,
  index: number,
  catalog: CatalogTable,
): Shape | undefined {
  const reader = new TextReader(bytes, start, end, new ShapeBuilder(catalog, MESSAGE));
  reader.read();
  const { builder, hasUnknown, unreadable } = reader;
  const isUnknown = unreadable > MAX_UNREADABLE || (hasUnknown && builder.understood === 0);
  return isUnknown ? undefined : builder.build(index, hasTimecode);
}

class TextReader {
  readonly builder: ShapeBuilder;
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #start: number;
  /** The same bytes, one character each. */
  readonly #text: string;
  #at = 0;
  /** Something is in the text that must not be written. */
  hasUnknown = false;
  unreadable = 0;

  constructor(bytes: Uint8Array, start: number, end: number, builder: ShapeBuilder) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#text = String.fromCharCode(...bytes.subarray(start, end));
    this.builder = builder;
  }

  read(): void {
    while (this.#at < this.#text.length && this.unreadable <= MAX_UNREADABLE) {
      this.#readToken();
      if (!this.#isLineEnd()) continue;
      this.builder.endLine();
      this.#at += this.#text[this.#at] === '\r' ? 2 : 1;
    }
  }

  #isLineEnd(): boolean {
    const text = this.#text;
    return this.#at >= text.length || text[this.#at] === '\n' || text.startsWith('\r\n', this.#at);
  }

  #readToken(): void {
    const { builder } = this;
    const from = this.#start + this.#at;
    const { isAtLineStart } = builder;
    const unknownEnd = scanUnknown(this.#bytes, from, this.#end, isAtLineStart);
    if (unknownEnd >= 0) {
      this.#unknown(isAtLineStart ? Op.unknownLines : Op.unknown, -1, unknownEnd);
      return;
    }
    const separator = builder.literal(this.#take(/[ ,]*/y)![0]);
    const first = builder.length;
    if (this.#isLineEnd()) {
      if (separator >= 0) builder.token(TokenKind.closing, -1, separator);
      return;
    }
    const at = this.#at;
    const isKnown =
      this.#fixed(separator, first) ||
      this.#readers().some((read) => {
        this.#at = at;
        return builder.attempt(() => read.call(this, separator, first));
      });
    if (isKnown) {
      builder.between = this.#isAt(commaSeparated, at) ? Between.comma : Between.blank;
      return;
    }
    this.unreadable++;
    this.#unknown(Op.unreadable, separator, scanPiece(this.#bytes, this.#start + at, this.#end));
  }

  /** What can begin with the next character. */
  #readers(): readonly ((separator: number, first: number) => boolean)[] {
    const next = this.#text[this.#at]!;
    if (next === '[') return [this.#bracket];
    return next >= '0' && next <= '9' ? [this.#date] : [this.#list, this.#colon, this.#word];
  }

  #unknown(op: Op, separator: number, end: number): void {
    const first = this.builder.plain(op);
    this.builder.token(TokenKind.unknown, separator, first);
    this.hasUnknown = true;
    this.#at = end - this.#start;
  }

  #fixed(separator: number, first: number): boolean {
    const opening = this.#take(font);
    const match = opening ?? this.#take(/<\/font>/y);
    if (match === undefined) return false;
    this.builder.literal(match[0]);
    this.builder.token(opening === undefined ? TokenKind.fixed : TokenKind.opening, separator, first);
    return true;
  }

  #bracket(separator: number, first: number): boolean {
    const { builder } = this;
    const open = this.#take(/\[ */y);
    if (open === undefined) return false;
    builder.literal(open[0]);
    const entries: Entry[] = [];
    for (let close = this.#take(/ *\]/y); ; close = this.#take(/ *\]/y)) {
      if (close !== undefined) {
        if (entries.length === 0) return false;
        builder.literal(close[0]);
        builder.token(TokenKind.removable, separator, first, entries);
        return true;
      }
      const between = entries.length === 0 ? -1 : builder.literal(this.#take(/[ ,]*/y)![0]);
      const name = this.#take(bracketName);
      const named = name === undefined ? undefined : bracketNames.get(name[1]!);
      if (name === undefined || named === undefined) return false;
      const entry = { separator: between, name: builder.literal(name[0]), value: this.#value(named) };
      if (entry.value < 0) return false;
      entries.push(entry);
    }
  }

  #date(separator: number, first: number): boolean {
    const from = this.#start + this.#at;
    const stop = scanDate(this.#bytes, from, this.#end);
    if (stop === from || !isInstant(readDate(this.#bytes, from, stop))) return false;
    const value = this.builder.date();
    this.#at = stop - this.#start;
    this.builder.token(TokenKind.removable, separator, first, [{ separator: -1, name: -1, value }]);
    return value >= 0;
  }

  #colon(separator: number, first: number): boolean {
    const name = this.#take(colonName);
    const named = name === undefined ? undefined : colonNames.get(name[1]!);
    if (name === undefined || named === undefined) return false;
    const entry = { separator: -1, name: this.builder.literal(name[0]), value: this.#value(named) };
    this.builder.token(TokenKind.removable, separator, first, [entry]);
    return entry.value >= 0;
  }

  #word(separator: number, first: number): boolean {
    const name = this.#take(wordName);
    const named = name === undefined ? undefined : wordNames.get(name[0]);
    if (name === undefined || named === undefined) return false;
    this.builder.literal(name[0]);
    const isAbsent = this.#text.startsWith(ABSENT.spaced, this.#at);
    const at = this.#at;
    const value = isAbsent ? this.#absent() : this.#value(named, ABSENT.spaced);
    if (value < 0 || this.#at === at || !this.#stands(boundary)) return false;
    this.builder.token(isAbsent ? TokenKind.fixed : TokenKind.list, separator, first);
    return true;
  }

  #absent(): number {
    this.#at += ABSENT.spaced.length;
    return this.builder.literal(ABSENT.spaced);
  }

  #list(separator: number, first: number): boolean {
    const { builder } = this;
    const found = this.#take(list);
    if (found === undefined) return false;
    const [, name, blank, inside] = found as unknown as [string, string, string, string];
    const texts = inside.split(',');
    const absent = blank === '' ? ABSENT.tight : ABSENT.spaced;
    const values = texts.map((text) => listedNumber(text, absent));
    if (values.some((value) => value === undefined)) return false;
    const numbers = values as ListedNumber[];
    const hasHome = builder.has('home_longitude') || builder.has('home_first');
    const meaning = meaningOf(name, numbers, this.#orderOf(blank !== '', hasHome));
    if (meaning === undefined) return false;
    let literal = `${name}${blank}(`;
    for (const [index, { named, most }] of meaning.entries()) {
      const { isAbsent, decimals, suffix } = numbers[index]!;
      const [, before, after] = /^( *).*?( *)$/.exec(texts[index]!) as unknown as [string, string, string];
      literal += before;
      if (isAbsent) {
        literal += absent;
      } else {
        if (!suffixes[named.value].includes(suffix)) return false;
        builder.literal(literal);
        literal = '';
        if (builder.number({ named, decimals, suffix, most, absent }) < 0) return false;
      }
      literal += after + (index === meaning.length - 1 ? ')' : ',');
    }
    builder.literal(literal);
    builder.token(TokenKind.list, separator, first);
    return this.#stands(boundary);
  }

  #orderOf(isSpaced: boolean, hasHome: boolean): Order {
    const isMatrice = matrice.test(this.#text);
    if (isSpaced || hasHome) return isMatrice ? 'unknown' : 'longitude first';
    return isMatrice ? 'latitude first' : 'unknown';
  }

  /** Reads a value; its part, or -1. */
  #value({ field, value }: Named, absent = ''): number {
    const { builder } = this;
    const from = this.#start + this.#at;
    if (value === 'camera' || value === 'colour') {
      const stop =
        value === 'camera' ? scanCamera(this.#bytes, from, this.#end) : scanColour(this.#bytes, from, this.#end);
      this.#at = stop - this.#start;
      const isThere = value === 'camera' || isColour(this.#bytes, from, stop);
      return isThere && this.#stands(boundary)
        ? builder.text(field, value === 'camera' ? Op.camera : Op.colour, absent)
        : -1;
    }
    const match = this.#take(number);
    if (match === undefined) return -1;
    const decimals = match[2]?.length ?? 0;
    const suffix = this.#suffix(value);
    if (suffix === undefined) return -1;
    const limit = value === 'latitude' ? 90 : value === 'longitude' ? 180 : Number.POSITIVE_INFINITY;
    const most = degrees(limit, { decimals });
    if (Number(match[1]! + (match[2] ?? '')) > most) return -1;
    return builder.number({ named: { field, value }, decimals, suffix, most, absent });
  }

  #suffix(value: Value): string | undefined {
    const at = this.#at;
    for (const suffix of suffixes[value]) {
      this.#at = at + suffix.length;
      if (this.#text.startsWith(suffix, at) && this.#stands(boundary)) return suffix;
    }
    return undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #stands(pattern: RegExp): boolean {
    return this.#isAt(pattern, this.#at);
  }

  #isAt(pattern: RegExp, at: number): boolean {
    pattern.lastIndex = at;
    return pattern.test(this.#text);
  }
}

function listedNumber(text: string, absent: string): ListedNumber | undefined {
  if (text.trim() === absent) return { units: 0, decimals: -1, suffix: '', isAbsent: true };
  const match = listed.exec(text);
  if (match === null) return undefined;
  const [, , , whole, decimals = '', suffix] = match as unknown as [string, string, string, string, string?, string?];
  return { units: Number(whole + decimals), decimals: decimals.length, suffix: suffix!, isAbsent: false };
}
