import type { CatalogTable } from '../../model/catalog-table.ts';
import type { FieldRule } from '../../model/schema.ts';
import { type CellRule, cellRulesOf } from './cell-rules.ts';
import type { SentenceReader } from './sentence.ts';
import { transducerCells, transducersOf } from './transducers.ts';
import type { Variant } from './variant.ts';

/** A kind of sentence that the catalog has. */
export interface SentenceKind {
  readonly message: string;
  readonly cells: readonly CellRule[];
  /** Index of the cell with the time of day; of those that say the day; of the latitude; -1: none. */
  readonly timeAt: number;
  readonly dates: readonly number[];
  readonly placeAt: number;
  /** As sentences of it are written; the decoder has the keys. */
  readonly variants: Map<number, Variant>;
}

/** The sentence whose cells say themselves what they are. */
const TRANSDUCERS = 'XDR';
/** Ways in which they are put together; what comes beyond is withheld. */
const MOST_TRANSDUCER_KINDS = 64;

/** Kinds with the same address: told apart by their first cell or their number of cells. */
interface Address {
  readonly name: Uint8Array;
  readonly bySub: readonly (readonly [sub: Uint8Array, kind: SentenceKind])[];
  readonly byCount: ReadonlyMap<number, SentenceKind>;
  readonly kind: SentenceKind | undefined;
  readonly isTransducers: boolean;
}

export const Talker = { unknown: 0, known: 1, constellation: 2 } as const;

/** Systems of satellites; GP and GN say no more than that there is a receiver. */
const constellations = ['GL', 'GA', 'GB', 'BD', 'GQ', 'QZ', 'GI', 'QI'];
/** IEC 61162-1, talker identifiers, and those that receivers and autopilots use. */
const talkers =
  'GP GN AB AD AG AI AN AP AR AS AT AX BI BN BS CC CD CM CR CS CT CV CX DE DF DP DU EC EI EP ER FD FE FR FS HC HD HE HF HN HS II IN JA LC LR MX NL NV OM RA RB RC SA SD SG SN SS ST TC TI TR UP VA VD VM VR VW WI WL YC YD YF YL YP YR YT YV YX ZA ZC ZQ ZV';
const UPPER_A = 0x41;
const LETTERS = 26;
const UPPER_P = 0x50;
const TALKER_CHARS = 2;
const FORMATTER_CHARS = 3;
/** How many addresses are remembered by their letters; a power of two. */
const REMEMBERED = 256;
const SLOT_SHIFT = 24;
const GOLDEN = 0x9e37_79b1;

const talkerClasses = new Uint8Array(LETTERS * LETTERS);
for (const name of talkers.split(' '))
  if (name.length === TALKER_CHARS) talkerClasses[talkerIndex(name)] = Talker.known;
for (const name of constellations) talkerClasses[talkerIndex(name)] = Talker.constellation;

function talkerIndex(name: string): number {
  return (name.charCodeAt(0) - UPPER_A) * LETTERS + name.charCodeAt(1) - UPPER_A;
}

/** What the talker at `at` is, by {@link Talker}. */
function talkerAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]! - UPPER_A;
  const second = bytes[at + 1]! - UPPER_A;
  if (first < 0 || first >= LETTERS || second < 0 || second >= LETTERS) return Talker.unknown;
  return talkerClasses[first * LETTERS + second]!;
}

/** Finds the kind of a sentence without allocating. */
export class SentenceKinds {
  readonly #addresses = new Map<number, Address>();
  readonly #transducers = new Map<number, SentenceKind>();
  #transducerRows: ReadonlyMap<string, readonly FieldRule[]> = new Map();
  /** Addresses of five letters that were met: in the place that some bits of the letters name, the letters, the talker's class and what was found. */
  readonly #heads = new Int32Array(REMEMBERED);
  readonly #tails = new Int32Array(REMEMBERED);
  readonly #talkers = new Uint8Array(REMEMBERED);
  readonly #remembered: (Address | undefined)[] = new Array<Address | undefined>(REMEMBERED).fill(undefined);
  /** Of the sentence that was found last, by {@link Talker}. */
  talker = 0;

  constructor(catalog: CatalogTable) {
    const names = new Map<string, { sub: string; count: string; kind: SentenceKind }[]>();
    for (const [message, rows] of catalog) {
      const [, name = '', sub = '', count = ''] = /^([^,/]+)(?:,([^/]+))?(?:\/(\d+))?$/.exec(message) ?? [];
      const kind = kindOf(message, cellRulesOf(rows, sub !== ''));
      if (name === TRANSDUCERS) this.#transducerRows = rows;
      names.set(name, [...(names.get(name) ?? []), { sub, count, kind }]);
    }
    for (const [name, kinds] of names) {
      const bytes = bytesOf(name);
      const subs = kinds.filter(({ sub }) => sub !== '').map(({ sub, kind }) => [bytesOf(sub), kind] as const);
      const counts = kinds.filter(({ count }) => count !== '').map(({ count, kind }) => [Number(count), kind] as const);
      const plain = kinds.find(({ sub, count }) => sub === '' && count === '');
      const address = {
        name: bytes,
        bySub: subs,
        byCount: new Map(counts),
        kind: plain?.kind,
        isTransducers: name === TRANSDUCERS,
      };
      const hash = hashOf(bytes, 0, bytes.length);
      if (this.#addresses.has(hash)) throw new RangeError(`two addresses have the same hash: ${name}`);
      this.#addresses.set(hash, address);
    }
  }

  /** The kind of the sentence that starts at `start`; undefined if nobody knows it. */
  find(bytes: Uint8Array, start: number, sentence: SentenceReader): SentenceKind | undefined {
    const end = sentence.addressEnd;
    const isUsual = end - start === 1 + TALKER_CHARS + FORMATTER_CHARS;
    const address = isUsual ? this.#recall(bytes, start) : this.#find(bytes, start, end);
    if (address === undefined) return undefined;
    const { bySub, byCount, isTransducers, kind } = address;
    if (isTransducers) return this.#findTransducers(transducersOf(bytes, sentence));
    if (sentence.count > 0) {
      for (let index = 0; index < bySub.length; index++) {
        const [sub, found] = bySub[index]!;
        if (isText(sub, bytes, sentence.edges[0]! + 1, sentence.edges[1]!)) return found;
      }
    }
    return (byCount.size > 0 ? byCount.get(sentence.count) : undefined) ?? kind;
  }

  /** As {@link #find}, which is asked for once only. */
  #recall(bytes: Uint8Array, start: number): Address | undefined {
    const head = (bytes[start + 1]! << 8) | bytes[start + 2]!;
    const tail = (bytes[start + 3]! << 16) | (bytes[start + 4]! << 8) | bytes[start + 5]!;
    const slot = Math.imul(tail ^ head, GOLDEN) >>> SLOT_SHIFT;
    if (this.#heads[slot] === head && this.#tails[slot] === tail) {
      this.talker = this.#talkers[slot]!;
      return this.#remembered[slot];
    }
    const address = this.#find(bytes, start, start + 1 + TALKER_CHARS + FORMATTER_CHARS);
    if (address === undefined) return undefined;
    this.#heads[slot] = head;
    this.#tails[slot] = tail;
    this.#talkers[slot] = this.talker;
    this.#remembered[slot] = address;
    return address;
  }

  /** Leaves what the talker is. */
  #find(bytes: Uint8Array, start: number, end: number): Address | undefined {
    const isMakers = bytes[start + 1] === UPPER_P;
    const from = isMakers ? start + 1 : start + 1 + TALKER_CHARS;
    if (!isMakers && end - from !== FORMATTER_CHARS) return undefined;
    this.talker = isMakers ? Talker.known : talkerAt(bytes, start + 1);
    if (this.talker === Talker.unknown) return undefined;
    const address = this.#addresses.get(hashOf(bytes, from, end));
    return address !== undefined && isText(address.name, bytes, from, end) ? address : undefined;
  }

  #findTransducers(code: number): SentenceKind | undefined {
    let kind = this.#transducers.get(code);
    if (kind === undefined && this.#transducers.size < MOST_TRANSDUCER_KINDS) {
      kind = kindOf(TRANSDUCERS, transducerCells(code, this.#transducerRows));
      this.#transducers.set(code, kind);
    }
    return kind;
  }
}

function kindOf(message: string, cells: readonly CellRule[]): SentenceKind {
  return {
    message,
    cells,
    timeAt: cells.findIndex(({ part }) => part === 'time'),
    dates: cells.flatMap(({ part }, index) => (part !== undefined && part !== 'time' ? [index] : [])),
    placeAt: cells.findIndex(({ place }) => place === 'latitude'),
    variants: new Map(),
  };
}

/** Of 30 bits: small integers are not allocated. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 0x0100_0193) ^ bytes[at]!) & 0x3fff_ffff;
  return hash;
}

function isText(text: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text[at]) return false;
  return true;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
