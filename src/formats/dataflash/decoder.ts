import { LastView } from '../../bytes/crc16.ts';
import { readText } from '../../bytes/text.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { type Decoder, Found, Frame, type Gap, type GapReason, noSchema } from '../../model/format.ts';
import type { Schema } from '../../model/schema.ts';
import { type Definition, Kind } from './definition.ts';
import { Definitions, formatRow, type Taught } from './definitions.ts';
import {
  FORMAT_BYTES,
  FORMAT_TYPE,
  FormatColumn,
  HEAD,
  HEAD_1,
  HEAD_2,
  HEADER_BYTES,
  MAX_RECORD_BYTES,
} from './layout.ts';
import { Chain, chainFrom, lastChain } from './resync.ts';
import { judgeFormat, judgeRow, type Teachings } from './teach.ts';

/**
 * Behind the place where step was lost, the header of a record may be damaged that begins up to this far behind; its content, which can be
 * another log, ends within as much again. Records are believed again where they run on beyond that.
 */
const DOUBTFUL_BYTES = 2 * MAX_RECORD_BYTES;

/**
 * Finds the records of a binary DataFlash log.
 *
 * They have no checksum. In step, a record of a known type counts when another begins right behind it, or the log ends there; it is stepped
 * over whole, so that a log inside a record never comes out. Out of step, nothing counts before a chain of records that nothing
 * inside one record could be.
 */
export class DataflashDecoder implements Decoder {
  readonly frame = new Frame();
  readonly gap: Gap = { offset: 0, length: 0, reason: 'noise', sender: -1 };
  schema: Schema = noSchema;
  position = 0;

  readonly #definitions: Definitions;
  /** By type: length of a record with its header (0: nobody knows), and its definition. */
  readonly #lengths = new Uint8Array(256);
  readonly #types: (Definition | null)[] = new Array<Definition | null>(256).fill(null);
  readonly #teachings: Teachings;
  #bytes: Uint8Array = new Uint8Array(0);
  readonly #lastView = new LastView();
  #view: DataView = this.#lastView.of(this.#bytes);
  #end = 0;
  #final = false;
  /** Offset in the whole input of index 0 of the window's buffer. */
  #origin = 0;
  /** Whether a record is due right here: at the start and behind a record. */
  #inStep = true;
  /** Out of step: bytes skipped so far, and why. */
  #lostBytes = 0;
  #lostReason: GapReason = 'noise';
  /** The next record of a chain that breaks, which needs no second look; -1: none. */
  #deadNext = -1;

  constructor(catalog: CatalogTable) {
    this.#definitions = new Definitions(catalog);
    this.#teachings = { definitions: this.#definitions, types: this.#types };
    this.#lengths[FORMAT_TYPE] = FORMAT_BYTES;
  }

  window(bytes: Uint8Array, start: number, end: number, final: boolean): void {
    this.#origin += this.position - start;
    this.#bytes = bytes;
    this.#view = this.#lastView.of(bytes);
    this.position = start;
    this.#end = end;
    this.#final = final;
    this.#deadNext = -1;
  }

  next(): Found {
    if (!this.#inStep) return this.#resync();
    const start = this.position;
    const end = this.#end;
    if (start + HEADER_BYTES > end) return this.#atEnd(start);
    const view = this.#view;
    if (view.getUint16(start, true) !== HEAD) return this.#lose('noise');
    const type = view.getUint8(start + 2);
    const length = this.#lengths[type]!;
    if (length === 0) return this.#lose('unknown-message');
    const behind = start + length;
    if (behind + 2 <= end) {
      if (view.getUint16(behind, true) !== HEAD) return this.#lose('noise');
    } else if (!this.#final) {
      return Found.more;
    } else if (behind > end) {
      return this.#takeGap(end - start, 'end-of-input');
    } else if (behind < end && view.getUint8(behind) !== HEAD_1) {
      return this.#lose('noise');
    }
    const definition = this.#types[type]!;
    if (definition === null) {
      return type === FORMAT_TYPE ? this.#takeFormat(start) : this.#takeGap(length, 'unknown-message');
    }
    if (definition.kind !== Kind.data) return this.#takeRow(start, definition);
    const { schema } = definition;
    if (schema === null) return this.#announce(this.#definitions.announce(definition));
    return this.#takeFrame(start, length, schema, null);
  }

  #takeFrame(start: number, length: number, schema: Schema, defines: Schema | null): Found {
    const { frame } = this;
    frame.start = start;
    frame.head = start;
    frame.end = start + length;
    frame.body = start + HEADER_BYTES;
    frame.bodyLength = length - HEADER_BYTES;
    frame.schema = schema;
    frame.defines = defines;
    this.position = start + length;
    return Found.frame;
  }

  #announce(schema: Schema): Found {
    this.schema = schema;
    return Found.schema;
  }

  /** A FMT row, which is accepted or leaves its type without meaning: rather nothing than what it meant before. */
  #takeFormat(start: number): Found {
    const bytes = this.#bytes;
    const body = start + HEADER_BYTES;
    const column = (from: number, to: number): string => readText(bytes, body + from, body + to);
    const type = bytes[body + FormatColumn.type]!;
    const length = bytes[body + FormatColumn.length]!;
    const name = column(FormatColumn.name, FormatColumn.format);
    const format = column(FormatColumn.format, FormatColumn.columns);
    const columns = column(FormatColumn.columns, FormatColumn.end);
    const judged = judgeFormat(this.#definitions, type, length - HEADER_BYTES, name, format, columns);
    if (type !== FORMAT_TYPE) {
      this.#types[type] = judged.definition;
      this.#lengths[type] = length >= HEADER_BYTES ? length : 0;
    }
    if (judged.refused !== undefined) return this.#takeGap(FORMAT_BYTES, judged.refused);
    // It goes with its message: that there is one tells that the message was written.
    const { definition } = judged;
    const isOfData = judged.isKnown && definition !== null && definition.kind === Kind.data;
    if (isOfData && definition.schema === null) return this.#announce(this.#definitions.announce(definition));
    return this.#takeTaught(start, formatRow, judged.isKnown, isOfData ? definition.schema : null);
  }

  /** A FMTU, UNIT or MULT row. */
  #takeRow(start: number, definition: Definition): Found {
    const row = judgeRow(this.#teachings, definition.kind, this.#view, this.#bytes, start + HEADER_BYTES);
    if (row.defines !== null && row.defines.schema === null) {
      return this.#announce(this.#definitions.announce(row.defines));
    }
    return this.#takeTaught(start, definition, row.isKnown, row.defines?.schema ?? null);
  }

  #takeTaught(start: number, taught: Taught, isKnown: boolean, defines: Schema | null): Found {
    const schema = this.#definitions.teaching(taught.kind, isKnown);
    if (schema !== undefined) return this.#takeFrame(start, HEADER_BYTES + taught.size, schema, defines);
    return this.#announce(this.#definitions.announceTeaching(isKnown, taught));
  }

  /** Less than a header is left. */
  #atEnd(start: number): Found {
    if (!this.#final || start >= this.#end) return Found.more;
    return this.#takeGap(this.#end - start, 'end-of-input');
  }

  #lose(reason: GapReason): Found {
    this.#inStep = false;
    this.#lostBytes = 0;
    this.#lostReason = reason;
    this.#deadNext = -1;
    return this.#resync();
  }

  /** Skips to the next place from which records run on; never none of the bytes where step was lost. */
  #resync(): Found {
    const bytes = this.#bytes;
    const start = this.position;
    const end = this.#end;
    const lostAt = start - this.#lostBytes;
    for (let at = start + (this.#lostBytes === 0 ? 1 : 0); at < end; at++) {
      if (bytes[at] !== HEAD_1) continue;
      if (at + HEADER_BYTES > end) {
        if (this.#final) continue;
        return this.#skip(at);
      }
      if (bytes[at + 1] !== HEAD_2) continue;
      const behind = at + this.#lengths[bytes[at + 2]!]!;
      if (at === this.#deadNext) {
        this.#deadNext = behind;
        continue;
      }
      const chain = chainFrom(bytes, at, end, this.#final, lostAt + DOUBTFUL_BYTES, this.#lengths);
      if (chain === Chain.broken) {
        if (!lastChain.hasTaught) this.#deadNext = behind;
        continue;
      }
      // With more bytes it is examined again, as it would have been had they been there.
      this.#inStep = chain === Chain.right;
      return this.#skip(at);
    }
    return this.#skip(end);
  }

  /** Gives up the bytes before `to`, if there are any. */
  #skip(to: number): Found {
    const length = to - this.position;
    if (length === 0) return this.#inStep ? this.next() : Found.more;
    this.#lostBytes += length;
    return this.#takeGap(length, this.#lostReason);
  }

  #takeGap(length: number, reason: GapReason): Found {
    this.gap.offset = this.#origin + this.position;
    this.gap.length = length;
    this.gap.reason = reason;
    this.position += length;
    return Found.gap;
  }
}
