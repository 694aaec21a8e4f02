import type { DjiSecrets } from '../dji/secrets.ts';
import { Mode } from '../path.ts';
import type { Moment, Scene } from '../scene.ts';
import { degreesAt } from '../tangent.ts';

/** What a row is made of. */
export interface Row {
  /** From 0 on. */
  readonly index: number;
  readonly sinceMs: number;
  readonly scene: Scene;
  readonly moment: Moment;
  /** When the table begins. */
  readonly start: Moment;
  readonly secrets: DjiSecrets;
}

/** A column: its name, as it stands in the header, and its cells as they stand in the file. */
export type Column = readonly [name: string, cell: (row: Row) => string];

/** How a program exports a flight. */
export interface Export {
  readonly stepMs: number;
  readonly lineEnd: '\n' | '\r\n';
  /** A line before the header. */
  readonly opening?: string;
  readonly columns: readonly Column[];
}

/** Where the flight begins, in metres from its home: no place in a table is a round number of degrees. */
const ASIDE = { north: 3.731, east: -4.947 } as const;

/** Where the aircraft is, in degrees. */
export function placeOf({ moment: { state }, secrets }: Row) {
  return degreesAt(secrets.place, state.north + ASIDE.north, state.east + ASIDE.east);
}

/** Where it took off. */
export function homeOf({ secrets }: Row) {
  return degreesAt(secrets.place, ASIDE.north, ASIDE.east);
}

/** A number with at most so many decimals, without zeros at its end. */
export function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)) + 0);
}

/** In quotes where it has to be. */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** ISO 8601 without its zone, to the second, or further with so many digits. */
export function dateTime({ unixUs }: Moment, between: string, digits = 0): string {
  const text = new Date(Number(unixUs / 1000n)).toISOString();
  const fraction = digits === 0 ? '' : `.${text.slice(20, 20 + digits)}`;
  return `${text.slice(0, 10)}${between}${text.slice(11, 19)}${fraction}`;
}

/** The app's name of the flight mode. */
export function modeName({ moment }: Row): string {
  const names = new Map<number, string>([
    [Mode.guided, 'AutoTakeoff'],
    [Mode.auto, 'NaviMissionFollow'],
    [Mode.rtl, 'GoHome'],
  ]);
  return names.get(moment.state.mode) ?? 'P-GPS';
}

/** What the app says at this moment, and what somebody typed. */
export function messageOf({ index, secrets, moment }: Row): string {
  const { zone, text } = secrets;
  if (index === 3) return 'Home Point recorded. Return-to-Home Altitude:98FT';
  if (index === 7 && zone !== null) return `GEO: You are in a Warning Zone (${zone}). Fly with caution.`;
  if (index >= 10 && index < 10 + text.typed.length) return text.typed[index - 10]!;
  return moment.ordinal === 5 ? `Mission of ${secrets.person.pilotName} loaded` : '';
}
