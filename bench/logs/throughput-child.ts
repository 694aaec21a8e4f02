/** Measures one format at one level in a process of its own, as a log is filtered: code that has seen other formats is slower. Prints one line of JSON. */
import { type BenchLevel, loadProduct } from '../product.ts';
import { logBenches } from './readers.ts';
import { type LogThroughputOptions, measureLogThroughput } from './throughput.ts';

const [folder, level, format, options] = process.argv.slice(2);
const bench = logBenches.find((candidate) => candidate.format === format);
if (bench === undefined) throw new Error(`no format is called ${format}`);
const product = await loadProduct(folder!);
const result = await measureLogThroughput(
  product,
  level as BenchLevel,
  bench,
  JSON.parse(options!) as LogThroughputOptions,
);
process.stdout.write(JSON.stringify(result));
