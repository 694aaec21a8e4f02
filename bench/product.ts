import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The built package's folder: what is measured is what ships, not what a loader makes of the sources. */
export const builtFolder: string = join(root, 'dist');
export const sourceFolder: string = join(root, 'src');

/** Whether a folder holds built code or sources, which need a loader. */
export function endingOf(folder: string): '.js' | '.ts' {
  return existsSync(join(folder, 'index.js')) ? '.js' : '.ts';
}

/**
 * The modules under measurement. Types come from `src`, code from the folder given.
 * @param folder `dist`, a folder with another build, or `src` where a loader runs TypeScript
 */
export async function loadProduct(folder: string) {
  const ending = endingOf(folder);
  const load = (path: string): Promise<unknown> => import(pathToFileURL(join(resolve(folder), path + ending)).href);
  return {
    ...((await load('index')) as typeof import('../src/index.ts')),
    ...((await load('bytes/memory')) as typeof import('../src/bytes/memory.ts')),
    ...((await load('filter/compile')) as typeof import('../src/filter/compile.ts')),
    ...((await load('filter/choose')) as typeof import('../src/filter/choose.ts')),
    ...((await load('filter/create-loop')) as typeof import('../src/filter/create-loop.ts')),
    ...((await load('formats/dji/keychains')) as typeof import('../src/formats/dji/keychains.ts')),
    ...((await load('filter/staging')) as typeof import('../src/filter/staging.ts')),
    ...((await load('model/clocks')) as typeof import('../src/model/clocks.ts')),
    ...((await load('model/flight-state')) as typeof import('../src/model/flight-state.ts')),
    ...((await load('model/format')) as typeof import('../src/model/format.ts')),
    ...((await load('model/values')) as typeof import('../src/model/values.ts')),
    ...((await load('treatments/pseudonymise')) as typeof import('../src/treatments/pseudonymise.ts')),
    ...((await load('treatments/relocate/move-place')) as typeof import('../src/treatments/relocate/move-place.ts')),
    ...((await load('treatments/relocate/relocation')) as typeof import('../src/treatments/relocate/relocation.ts')),
    ...((await load('vocabulary/parameters')) as typeof import('../src/vocabulary/parameters.ts')),
    ...((await load('vocabulary/text-templates')) as typeof import('../src/vocabulary/text-templates.ts')),
  };
}

export type Product = Awaited<ReturnType<typeof loadProduct>>;

/** Why the build cannot be measured, or undefined if it can. */
export function staleness(): string | undefined {
  if (!existsSync(join(builtFolder, 'index.js'))) return 'there is no build: run npm run build first';
  return newest(sourceFolder) > newest(builtFolder)
    ? 'the build is older than src: run npm run build first'
    : undefined;
}

function newest(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

/** What is measured: the least useful level of those with all dynamics, and the one that moves the path. */
export const benchLevels = ['engineering', 'dynamics'] as const;
export type BenchLevel = (typeof benchLevels)[number];

/** The keys of every loop here: fixed draws. */
export function benchKeys(product: Product): ReturnType<Product['FlightKeys']['ofSeed']> {
  return product.FlightKeys.ofSeed('bench', 0);
}

/** A format, or its name. */
export type Named = string | ReturnType<typeof formatOf>;

/** What the first pass finds in a log. */
export function surveyOf(
  product: Product,
  bytes: Uint8Array,
  format: Named = 'tlog',
): ReturnType<InstanceType<Product['Survey']>['finish']> {
  const survey = new product.Survey(typeof format === 'string' ? formatOf(product, format) : format);
  for (const chunk of chunksOf(bytes)) survey.push(chunk);
  return survey.finish();
}

/** A fresh loop over a log. @param facts of its survey @param measured what a loop before has measured, for formats that ask for it */
export function loopAt(
  product: Product,
  level: BenchLevel,
  facts: Parameters<Product['loopFactsOf']>[0],
  format: Named = 'tlog',
  measured?: number,
): InstanceType<typeof import('../src/filter/loop.ts').FilterLoop> {
  return product.createLoop(
    typeof format === 'string' ? formatOf(product, format) : format,
    product.levels[level],
    benchKeys(product),
    { ...product.loopFactsOf(facts), measured },
  );
}

export function tlogOf(product: Product) {
  return formatOf(product, 'tlog');
}

/** @throws Error if the product knows no such format */
export function formatOf(product: Product, name: string, options: Parameters<Product['allFormats']>[0] = {}) {
  const format = product.allFormats(options).find((candidate) => candidate.name === name);
  if (format === undefined) throw new Error(`the product reads no ${name}`);
  return format;
}

/** The bytes in pieces of 256 KiB, as a file is read. */
export function* chunksOf(bytes: Uint8Array, size: number = 256 * 1024): Generator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Filters everything; returns what was counted. */
export function filterAll(
  loop: ReturnType<typeof loopAt>,
  bytes: Uint8Array,
  take?: (piece: Uint8Array) => void,
): ReturnType<typeof loop.counts> {
  for (const chunk of chunksOf(bytes)) for (const piece of loop.push(chunk)) take?.(piece);
  for (const piece of loop.finish()) take?.(piece);
  return loop.counts();
}
