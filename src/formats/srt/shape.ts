import type { Memory } from '../../bytes/memory.ts';
import type { Schema } from '../../model/schema.ts';
import type { Cell } from '../../text/cells.ts';

/** What one part of a block's text is. */
export const Op = {
  /** These very bytes. */
  literal: 0,
  /** A number with just so many decimals, and what stands behind it; or what says that it is not known. */
  number: 1,
  /** A setting of the camera: digits, points, slashes and signs; or nothing. */
  camera: 2,
  /** The name of a colour profile. */
  colour: 3,
  date: 4,
  lineEnd: 5,
  /** Any number of pieces that nobody knows, with what separates them from each other and from what is known: matched whatever they say, never written. */
  unknown: 6,
  /** Likewise from the start of a line on, and whole lines. */
  unknownLines: 7,
  /** One piece that has a known name and says what cannot be read. */
  unreadable: 8,
} as const;
export type Op = (typeof Op)[keyof typeof Op];

export interface Part {
  readonly op: Op;
  /** Of a literal; of a number, what stands behind it. */
  readonly bytes: Uint8Array;
  /** Of a value. */
  readonly cell: Cell | null;
  /** Of a number: values beyond this one, in units of the last decimal, are none. */
  readonly most: number;
  /** What stands there instead of a value that is not known or hidden; empty: the value goes with its name. */
  readonly absent: Uint8Array;
}

/** How a part of a line is written where what it says is hidden. */
export const TokenKind = {
  /** It says nothing. */
  fixed: 0,
  /** It says nothing, and what follows stands as at the start of the line. */
  opening: 1,
  /** Blanks at the end of a line. */
  closing: 2,
  /** Never written. */
  unknown: 3,
  /** Values go with their names; without any the token goes. Formats that have these leave out what they do not know. */
  removable: 4,
  /** Values become "n/a" or "N/A", as the same formats write what they do not know. */
  list: 5,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** What sets known things apart where something unknown stood between them. */
export const Between = { blank: 0, comma: 1 } as const;
export type Between = (typeof Between)[keyof typeof Between];

/** A name and its value inside a removable token; numbers of parts, -1: none. */
export interface Entry {
  readonly separator: number;
  readonly name: number;
  readonly value: number;
}

/** Neighbouring parts that are written together. */
export interface Token {
  readonly kind: TokenKind;
  /** Blanks and commas before it: number of a part, -1: none. */
  readonly separator: number;
  /** Behind an unknown one: what is written instead of the separator, whatever stood there. */
  readonly instead: Between | null;
  /** First part behind the separator, and past the last. */
  readonly first: number;
  readonly end: number;
  /** Of a removable one; what stands before and behind them is one part each, or none. */
  readonly entries: readonly Entry[];
}

/** The tokens of a line, and the part that ends it. */
export interface Line {
  readonly tokens: readonly Token[];
  readonly lineEnd: number;
}

/** Of one step in {@link Shape.program}: its literal, the part behind it (-1: the end), and of that part its operation, offset in the body and decimals. */
export const StepSlot = { literal: 0, length: 1, part: 2, op: 3, offset: 4, decimals: 5, count: 6 } as const;

/** Of one value in {@link Shape.values}: its part, and its cell's kind, offset and size; 1: it is hidden or as it was. */
export const ValueSlot = { part: 0, kind: 1, offset: 2, bytes: 3, isSetting: 4, count: 5 } as const;

/** One form of block: all that is the same in blocks that have the same values in the same places. */
export interface Shape {
  readonly parts: readonly Part[];
  readonly lines: readonly Line[];
  /** Where each part starts, and the end: so many bytes behind the end of a part that is no literal; -1: behind the start of the text. */
  readonly bases: Int32Array;
  readonly offsets: Int32Array;
  /** How a text is matched, literals that follow one another as one: {@link StepSlot} of each step; and all literals, one behind the other. */
  readonly program: Int32Array;
  readonly literals: Memory;
  /** Of each part. */
  readonly mosts: Float64Array;
  /** {@link ValueSlot} of each value. */
  readonly values: Int32Array;
  /** Nothing in it is unknown: so none of its lines can be an empty one, or the first of another block. */
  readonly isCertain: boolean;
  readonly hasTimecode: boolean;
  /** A part of it can be known in another block. */
  readonly hasUnreadable: boolean;
  readonly schema: SrtSchema;
}

/** What the sealer needs beside the schema. */
export interface SrtSchema extends Schema {
  readonly shape: Shape;
  /** Of the date and the count of frames in the body; -1: none. */
  readonly dateAt: number;
  readonly frameCountAt: number;
}

/** Where things stand in every body: the block's number, how long it is shown in milliseconds, and when. Cells follow. */
export const BodyOffset = { number: 0, duration: 4, start: 8, cells: 16 } as const;
/** Values of one block; more are unknown to any of the names. */
export const MAX_CELLS = 40;
/** Longest setting of a camera. */
export const CAMERA_BYTES = 12;
export const COLOUR_BYTES = 24;
export const MAX_BODY_BYTES = BodyOffset.cells + MAX_CELLS * COLOUR_BYTES;
/** Longer blocks are none. */
export const MAX_BLOCK_BYTES = 2048;
