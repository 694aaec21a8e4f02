import type { Memory } from '../bytes/memory.ts';
import type { Edit } from '../model/edit.ts';
import type { FlightState } from '../model/flight-state.ts';
import { byteSizes, type Field, type FieldRule, fieldSize } from '../model/schema.ts';
import { unknownOf, writeValue } from '../model/values.ts';
import { commands } from '../vocabulary/commands.ts';

/** What is done to places and heights in commands and mission items. */
export interface PlaceEdits {
  /** Whether a parameter that the vocabulary describes so holds a place or height to be treated. */
  treats(rule: FieldRule): boolean;
  /** The edit for a latitude and a longitude: degrees as floats, or times 1e7 as whole numbers. */
  place(latitude: Field, longitude: Field): Edit;
  /** The edit for a height above the sea, or above home; undefined: it is hidden. */
  height(field: Field, datum: 'amsl' | 'home'): Edit | undefined;
  /** For heights over other levels, and places in frames that are not global; undefined: they are hidden. */
  readonly elsewhere?: Edit | undefined;
}

/**
 * Treats parameters 5 to 7 where a command has a place or a height there and the frame says which. In frames that are not global, or unknown, they are
 * blanked.
 *
 * @param frame field with the MAV_FRAME; undefined for messages without one, whose places are global and whose heights are over an unknown level
 */
export function placeCommands(
  command: Field,
  params: readonly (Field | undefined)[],
  frame: Field | undefined,
  edits: PlaceEdits,
): Edit {
  const meanings = new Map<number, number>();
  for (const { id, params: rules } of commands().values()) {
    const is = (index: number, role: string): boolean => rules[index]?.role === role && edits.treats(rules[index]);
    const meaning = (is(4, 'latitude') && is(5, 'longitude') ? PLACE : 0) | (is(6, 'altitude') ? HEIGHT : 0);
    if (meaning !== 0) meanings.set(id, meaning);
  }
  return new PlaceCommands(command, params, frame, meanings, edits);
}

const PLACE = 1;
const HEIGHT = 2;

const NO_FRAME = -1;
/** MAV_FRAME values whose places are latitude and longitude, by what their heights are over. */
const amslFrames: ReadonlySet<number> = new Set([0, 5]);
const homeFrames: ReadonlySet<number> = new Set([3, 6]);
const terrainFrames: ReadonlySet<number> = new Set([10, 11]);

class PlaceCommands implements Edit {
  readonly reach: number;
  readonly #commandAt: number;
  readonly #frameAt: number;
  readonly #meanings: ReadonlyMap<number, number>;
  readonly #place: Edit | undefined;
  readonly #heights: Readonly<Record<'amsl' | 'home', Edit>> | undefined;
  readonly #blankPlace: Edit;
  readonly #blankHeight: Edit;

  constructor(
    command: Field,
    params: readonly (Field | undefined)[],
    frame: Field | undefined,
    meanings: ReadonlyMap<number, number>,
    edits: PlaceEdits,
  ) {
    const [latitude, longitude, height] = [4, 5, 6].map((index) => withUnits(params[index], index));
    this.#commandAt = command.offset;
    this.#frameAt = frame?.offset ?? NO_FRAME;
    this.#meanings = meanings;
    this.#place = latitude === undefined || longitude === undefined ? undefined : edits.place(latitude, longitude);
    this.#blankPlace = edits.elsewhere ?? blankOf([latitude, longitude]);
    this.#blankHeight = edits.elsewhere ?? blankOf([height]);
    if (height !== undefined) {
      const edit = (datum: 'amsl' | 'home'): Edit => edits.height(height, datum) ?? this.#blankHeight;
      this.#heights = { amsl: edit('amsl'), home: edit('home') };
    }
    const fields = [command, frame, latitude, longitude, height].filter((field) => field !== undefined);
    this.reach = Math.max(...fields.map((field) => field.offset + fieldSize(field)));
  }

  apply(memory: Memory, body: number, sender: number, state: FlightState): boolean {
    const meaning = this.#meanings.get(memory.view.getUint16(body + this.#commandAt, true));
    if (meaning === undefined) return true;
    const frame = this.#frameAt < 0 ? NO_FRAME : memory.view.getUint8(body + this.#frameAt);
    const isAmsl = amslFrames.has(frame);
    const isHome = homeFrames.has(frame);
    const isGlobal = isAmsl || isHome || terrainFrames.has(frame) || frame === NO_FRAME;
    const hasPlace = (meaning & PLACE) !== 0;
    if (hasPlace && this.#place !== undefined) {
      const edit = isGlobal ? this.#place : this.#blankPlace;
      if (!edit.apply(memory, body, sender, state)) return false;
    }
    if ((meaning & HEIGHT) === 0 || this.#heights === undefined) return true;
    const { amsl, home } = this.#heights;
    const edit = isAmsl ? amsl : isHome ? home : this.#blankHeight;
    return edit.apply(memory, body, sender, state);
  }
}

/** Parameters have no units of their own; as places and heights they have these. */
function withUnits(field: Field | undefined, index: number): Field | undefined {
  if (field === undefined) return undefined;
  if (index === 6) return { ...field, units: 'm' };
  return { ...field, units: field.type === 'i32' ? 'degE7' : 'deg' };
}

/** Writes "unknown" over parameters that are not zero: zero says nothing. */
function blankOf(fields: readonly (Field | undefined)[]): Edit {
  const blanks = fields
    .filter((field) => field !== undefined)
    .map((field) => {
      const unknown = new Uint8Array(byteSizes[field.type]);
      writeValue(unknown, 0, field.type, unknownOf(field, field.rules[0]!) ?? 0);
      return { at: field.offset, unknown };
    });
  return {
    reach: Math.max(0, ...blanks.map(({ at, unknown }) => at + unknown.length)),
    apply({ bytes }, body) {
      for (const { at, unknown } of blanks) {
        let isZero = true;
        for (let index = 0; index < unknown.length; index++) isZero &&= bytes[body + at + index] === 0;
        if (!isZero) bytes.set(unknown, body + at);
      }
      return true;
    },
  };
}
