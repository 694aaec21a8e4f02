import { parseNmeaSentence } from 'nmea-simple';
import { median, rounded } from '../numbers.ts';
import { type BenchLevel, filterAll, loopAt, type Product, surveyOf } from '../product.ts';
import { speedOf } from '../speed.ts';
import { type Spread, spreadOf } from '../throughput.ts';
import { nmeaLog } from './nmea-log.ts';
import { replaceSentences } from './plain-replace.ts';

/** Times as fast as regular expressions, as for other text. */
export const LEAST_NMEA_RATIO = 1;

export interface NmeaOptions {
  readonly megabytes: number;
  readonly rounds: number;
}

export interface NmeaResult extends NmeaOptions {
  readonly level: BenchLevel;
  readonly sentences: number;
  readonly withheld: number;
  /** Megabytes a second, medians over the rounds. */
  readonly loopSpeed: number;
  readonly replaceSpeed: number;
  readonly parserSpeed: number;
  /** Of the loop and the expressions in the same round. */
  readonly ratio: Spread;
  /** Of the loop and the parser, which only reads; without a bound. */
  readonly parserRatio: Spread;
  readonly bound: number;
  readonly attempts: number;
}

/**
 * The loop over NMEA sentences against regular expressions that hide them line by line, and beside nmea-simple's parser, turn by turn.
 * @throws Error if nmea-simple finds other sentences in the output than were written, or a place as it was
 */
export async function measureNmea(product: Product, level: BenchLevel, options: NmeaOptions): Promise<NmeaResult> {
  const bytes = nmeaLog(options.megabytes * 1e6);
  const facts = surveyOf(product, bytes, 'nmea');
  const pieces: Uint8Array[] = [];
  const counts = filterAll(loopAt(product, level, facts, 'nmea'), bytes, (piece) => pieces.push(piece.slice()));
  const output = Buffer.concat(pieces);
  const written = counts.written.reduce((sum, count) => sum + count, 0);
  const withheld = counts.withheld.reduce((sum, count) => sum + count, 0);
  if (written + withheld !== facts.frames)
    throw new Error(`${facts.frames} sentences in, ${written} out, ${withheld} withheld`);
  checkSentences(bytes, output, written);
  checkSentences(bytes, replaceSentences(bytes), facts.frames);

  const loop = (): void => {
    let length = 0;
    filterAll(loopAt(product, level, facts, 'nmea'), bytes, (piece) => {
      length += piece.length;
    });
    if (length !== output.length) throw new Error(`the loop has written ${length} bytes and ${output.length} before`);
  };
  const replace = (): Uint8Array => replaceSentences(bytes);
  const parse = (): void => {
    for (const line of linesOf(bytes)) parseNmeaSentence(line);
  };
  const works = [loop, replace, parse] as const;
  for (const work of works) for (let warm = 0; warm < 2; warm++) await speedOf(work, bytes.length);
  const rounds: { loop: number; replace: number; parser: number }[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const [ours, expressions, parser] = [
      await speedOf(loop, bytes.length, 2),
      await speedOf(replace, bytes.length),
      await speedOf(parse, bytes.length),
    ];
    rounds.push({ loop: ours, replace: expressions, parser });
  }
  const of = (key: 'loop' | 'replace' | 'parser'): number => rounded(median(rounds.map((round) => round[key])));
  return {
    ...options,
    ...{ level, sentences: facts.frames, withheld },
    ...{ loopSpeed: of('loop'), replaceSpeed: of('replace'), parserSpeed: of('parser') },
    ratio: spreadOf(rounds.map((round) => round.loop / round.replace)),
    parserRatio: spreadOf(rounds.map((round) => round.loop / round.parser)),
    ...{ bound: LEAST_NMEA_RATIO, attempts: 1 },
  };
}

function linesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').split('\r\n').slice(0, -1);
}

const place = /\d+\.\d+,[NS],\d+\.\d+,[EW]/;

/**
 * What nmea-simple says of an output: it reads every sentence, checksums hold, and no place is one of the input.
 * @throws Error that names what does not hold
 */
export function checkSentences(input: Uint8Array, output: Uint8Array, expected: number): void {
  const lines = linesOf(output);
  if (lines.length !== expected) throw new Error(`${lines.length} sentences in the output, ${expected} were written`);
  const places = new Set(linesOf(input).flatMap((line) => place.exec(line)?.[0] ?? []));
  if (places.size === 0) throw new Error('the input tells no place');
  for (const line of lines) {
    // It throws where a checksum does not hold.
    parseNmeaSentence(line);
    const [told] = place.exec(line) ?? [];
    if (told !== undefined && places.has(told)) throw new Error('the output tells a place of the input');
  }
}

/** The bounds that were missed, each as a sentence. @param share of the bound that is enough */
export function missedNmeaBounds(results: readonly NmeaResult[], share = 1): string[] {
  return results.flatMap(({ level, ratio, bound }) =>
    ratio.median >= share * bound
      ? []
      : [`nmea, ${level}: the loop is ${ratio.median} times as fast as regular expressions, not ${bound} times`],
  );
}
