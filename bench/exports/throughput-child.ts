/** Measures one kind of log at one level in a process of its own, as a log is filtered: code that has seen others is slower. Prints one line of JSON. */
import { type BenchLevel, loadProduct } from '../product.ts';
import { exportBenchOf } from './subjects.ts';
import { type ExportThroughputOptions, measureExportThroughput } from './throughput.ts';

const [folder, level, name, options] = process.argv.slice(2) as [string, BenchLevel, string, string];
const bench = exportBenchOf(name);
if (bench === undefined) throw new Error(`nothing is called ${name}`);
const product = await loadProduct(folder);
const result = await measureExportThroughput(product, level, bench, JSON.parse(options) as ExportThroughputOptions);
process.stdout.write(JSON.stringify(result));
