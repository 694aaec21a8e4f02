import type { Nearness, PlaceEvidence } from './residue-evidence.ts';
import type { HiddenPlace } from './residue-hidden.ts';
import type { Needle, NeedleKeys, ScanWindow } from './residue-needles.ts';

/** How degrees are written as text. */
interface Notation {
  readonly name: string;
  /** The number that is written, without its sign. */
  numberOf(degrees: number): number;
  /** Fewest and most decimals that are told apart; more than that count as that many. */
  readonly least: number;
  readonly most: number;
}

const notations: readonly Notation[] = [
  { name: 'decimal degrees', numberOf: Math.abs, least: 5, most: 7 },
  {
    name: 'degrees and minutes',
    numberOf: (degrees) => {
      const whole = Math.floor(Math.abs(degrees));
      return 100 * whole + 60 * (Math.abs(degrees) - whole);
    },
    least: 4,
    most: 6,
  },
];

const PAIR_BYTES = 64;
/** Numbers no further apart than this stand beside each other: a separator, a name, a hemisphere. */
const BESIDE_BYTES = 24;
const MOST_WHOLE_DIGITS = 6;
const MOST_DECIMALS = 20;
/** Doubles as text may end in 9s where a decimal fraction was meant. */
const ROUNDING = 5e-9;
/** A number with so many decimals takes eight bytes with what separates it; within reach there is room for a few others. */
const WAYS: Readonly<Record<Nearness, number>> = { beside: 2 / 8, near: 12 / 8 };
const DOT = 0x2e;
const [ZERO, NINE] = [0x30, 0x39];

/** Looks for places as text. @param evidenceOf where hits of an encoding are counted */
export function addDecimals(
  places: readonly HiddenPlace[],
  evidenceOf: (encoding: string, ways: Readonly<Record<Nearness, number>>) => PlaceEvidence,
  keys: NeedleKeys,
): void {
  for (const notation of notations) {
    const evidence = new Map<number, PlaceEvidence>();
    for (let decimals = notation.least; decimals <= notation.most; decimals++) {
      const found = evidenceOf(`text, ${notation.name} with ${decimals} decimals`, WAYS);
      evidence.set(decimals, found);
      for (const place of places) found.expect(bitsOf(place, notation, decimals));
    }
    const needles = new Map<number, DecimalNeedle>();
    for (const place of places) {
      for (const word of keysOf(notation.numberOf(place.latitudeDeg))) {
        let needle = needles.get(word);
        if (needle === undefined) {
          needle = new DecimalNeedle(notation, evidence);
          needles.set(word, needle);
          keys.add(word, needle);
        }
        needle.places.push(place);
      }
    }
  }
}

/** The point and three decimals, as cut off and as rounded. */
function keysOf(number: number): number[] {
  const words = [number, number + 1e-4 / 2, number - 1e-4 / 2].map((value) => {
    const thousandths = Math.floor(Math.abs(value) * 1000 + 1e-6) % 1000;
    const digits = String(thousandths).padStart(3, '0');
    return DOT | (digits.charCodeAt(0) << 8) | (digits.charCodeAt(1) << 16) | (digits.charCodeAt(2) << 24);
  });
  return [...new Set(words)];
}

function bitsOf({ latitudeDeg, longitudeDeg }: HiddenPlace, { numberOf }: Notation, decimals: number): number {
  const bits = (degrees: number): number => Math.log2(Math.max(1, numberOf(degrees) * 10 ** decimals)) + 2;
  return bits(latitudeDeg) + bits(longitudeDeg);
}

/** A number found as text. */
interface Written {
  readonly value: number;
  readonly decimals: number;
  readonly start: number;
  readonly end: number;
}

const MOST_TESTS = 4096;

/** Latitudes with the same first decimals. */
class DecimalNeedle implements Needle {
  readonly places: HiddenPlace[] = [];
  readonly #notation: Notation;
  readonly #evidence: ReadonlyMap<number, PlaceEvidence>;
  #hits = 0;

  constructor(notation: Notation, evidence: ReadonlyMap<number, PlaceEvidence>) {
    this.#notation = notation;
    this.#evidence = evidence;
  }

  test(window: ScanWindow, at: number): void {
    if (this.#hits >= MOST_TESTS) return;
    const { least, most, numberOf } = this.#notation;
    const latitude = numberAt(window, at);
    if (latitude === undefined || latitude.decimals < least) return;
    const places = this.places.filter(({ latitudeDeg }) => isWritten(latitude, numberOf(latitudeDeg)));
    if (places.length === 0) return;
    const from = Math.max(window.start, latitude.start - PAIR_BYTES);
    const to = Math.min(window.end, latitude.end + PAIR_BYTES);
    for (let dot = from; dot < to; dot++) {
      if (window.bytes[dot] !== DOT || dot === at) continue;
      const longitude = numberAt(window, dot);
      if (longitude === undefined || longitude.decimals < least) continue;
      const place = places.find(({ longitudeDeg }) => isWritten(longitude, numberOf(longitudeDeg)));
      if (place === undefined) continue;
      const decimals = Math.min(latitude.decimals, longitude.decimals, most);
      const apart = Math.max(latitude.start - longitude.end, longitude.start - latitude.end);
      this.#hits++;
      this.#evidence
        .get(decimals)!
        .hit(
          ...([place.latitudeDeg, place.longitudeDeg, bitsOf(place, this.#notation, decimals)] as const),
          apart <= BESIDE_BYTES ? 'beside' : 'near',
        );
      return;
    }
  }
}

/** Whether this is the number, cut off or rounded. */
function isWritten({ value, decimals }: Written, number: number): boolean {
  return Math.abs(value - number) < Math.max(0.9999 * 10 ** -decimals, ROUNDING);
}

/** The number whose point stands at `dot`. */
function numberAt({ bytes, start, end }: ScanWindow, dot: number): Written | undefined {
  const isDigit = (at: number): boolean => at >= start && at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE;
  let first = dot;
  while (dot - first < MOST_WHOLE_DIGITS && isDigit(first - 1)) first--;
  let last = dot + 1;
  while (last - dot <= MOST_DECIMALS && isDigit(last)) last++;
  if (first === dot || last === dot + 1 || isDigit(first - 1) || isDigit(last)) return undefined;
  let text = '';
  for (let at = first; at < last; at++) text += String.fromCharCode(bytes[at]!);
  return { value: Number(text), decimals: last - dot - 1, start: first, end: last };
}
