import { type BenchLevel, benchKeys, filterAll, formatOf, loopAt, type Product, surveyOf } from '../product.ts';
import type { ExportBench } from './subjects.ts';

type Counts = ReturnType<typeof filterAll>;

/** Filters one log as a file is filtered, but for its first pass, which is made before. */
export interface Passes {
  /** Twice for formats that are measured first; else {@link last} alone. */
  readonly all: () => Counts;
  /** The pass that writes, by what the first time has measured. @param take gets the output */
  readonly last: (take?: (piece: Uint8Array) => void) => Counts;
}

/** @throws Error if the log is not found to be of the format */
export function passesOf(product: Product, level: BenchLevel, bench: ExportBench, bytes: Uint8Array): Passes {
  const { format: name, keychains } = bench;
  const options = keychains === undefined ? {} : { djiKeychains: product.readKeychains(keychains) };
  const format = formatOf(product, name, options);
  const found = product.detectFormat(bytes, true, product.allFormats(options)).name;
  if (found !== name) throw new Error(`${bench.title} is taken for ${found}`);
  const facts = surveyOf(product, bytes, format);
  const measure = (): number | undefined => {
    const loopFacts = { ...product.loopFactsOf(facts), isMeasuring: true };
    const loop = product.createLoop(format, product.levels[level], benchKeys(product), loopFacts);
    filterAll(loop, bytes);
    return loop.measured;
  };
  const write = (measured: number | undefined, take?: (piece: Uint8Array) => void): Counts =>
    filterAll(loopAt(product, level, facts, format, measured), bytes, take);
  const isMeasured = format.measures === true;
  const measured = isMeasured ? measure() : undefined;
  return { all: () => write(isMeasured ? measure() : undefined), last: (take) => write(measured, take) };
}

/** The logs of a kind. @param bytes how large a generated one is, about */
export function logsOf(bench: ExportBench, bytes: number): readonly Uint8Array[] {
  const { pieces, logs } = bench;
  if (pieces === undefined) return logs?.() ?? [];
  return [Buffer.concat(Array.from(pieces(bytes), (piece) => piece.slice()))];
}

/** What the loop makes of a log. */
export function outputOf({ last }: Passes): { readonly output: Uint8Array; readonly counts: Counts } {
  const pieces: Uint8Array[] = [];
  const counts = last((piece) => pieces.push(piece.slice()));
  return { output: Buffer.concat(pieces), counts };
}
