/**
 * Runs in a process of its own; prints one line of JSON. Filters one file durably, with the product or with node-mavlink, and says how long that took from opening
 * the file to the durable output; loading the modules is left out. See command.ts.
 */
import { open, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Peer } from './peer.ts';
import type { PeerTask } from './peer-changes.ts';
import { type BenchLevel, endingOf, filterAll, loadProduct, loopAt, surveyOf } from './product.ts';
import { wholeRecordsEnd } from './records.ts';
import { streamOfBytes } from './stream.ts';
import { plainMotionOf } from './throughput.ts';

const [who, folder, level, input, outputFolder] = process.argv.slice(2) as [string, string, BenchLevel, string, string];
/** In 64 KiB, as it is fastest for node-mavlink. */
const CHUNK_BYTES = 64 * 1024;
/** A minute of the stream: all its kinds of messages. */
const SAMPLE_BYTES = 160_000;

async function withProduct(): Promise<string> {
  const load = (path: string): Promise<unknown> =>
    import(pathToFileURL(join(resolve(folder), path + endingOf(folder))).href);
  const { filterFile } = (await load('node/index')) as typeof import('../src/node/index.ts');
  const { decide, localPolicy } = (await load('policy/decide')) as typeof import('../src/policy/decide.ts');
  const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
  started = performance.now();
  const { outputPath } = await filterFile(input, { decision, keys: { seed: 'bench', ordinal: 0 }, outputFolder });
  return outputPath;
}

async function withPeer(): Promise<string> {
  // What is to be done comes from the filter, which looks at a sample of the stream for it.
  const product = await loadProduct(folder);
  const sample = streamOfBytes(SAMPLE_BYTES);
  const facts = surveyOf(product, sample);
  const counts = filterAll(loopAt(product, level, facts), sample);
  const task: PeerTask = { product, level, counts, motion: plainMotionOf(product, level, facts) };
  const path = join(outputFolder, 'peer.tlog');
  started = performance.now();
  const output = await open(`${path}.partial`, 'wx', 0o600);
  const peer = new Peer(task, new Uint8Array(64 * CHUNK_BYTES));
  const flush = async (bytes: Uint8Array): Promise<void> => {
    if (bytes.length > 0) await output.writeFile(bytes);
  };
  await flush(await peer.run(wholeRecords(), flush));
  await output.sync();
  await output.close();
  await rename(`${path}.partial`, path);
  const parent = await open(dirname(path), 'r');
  await parent.sync();
  await parent.close();
  return path;
}

/** The input in pieces that end between records, because node-mavlink's splitter loses frames that a chunk cuts. */
async function* wholeRecords(): AsyncGenerator<Uint8Array> {
  const file = await open(input, 'r');
  let rest = new Uint8Array(0);
  for (;;) {
    // A buffer each: the splitter's queue may still hold the one before.
    const buffer = new Uint8Array(CHUNK_BYTES);
    buffer.set(rest);
    const { bytesRead } = await file.read(buffer, rest.length, CHUNK_BYTES - rest.length, null);
    if (bytesRead === 0) break;
    const read = buffer.subarray(0, rest.length + bytesRead);
    const end = wholeRecordsEnd(read);
    yield read.subarray(0, end);
    rest = read.subarray(end);
  }
  await file.close();
}

let started = 0;
const outputPath = await (who === 'peer' ? withPeer() : withProduct());
const milliseconds = performance.now() - started;
process.stdout.write(`${JSON.stringify({ milliseconds, outputPath })}\n`);
