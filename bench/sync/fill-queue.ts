import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sync } from '../../src/daemon/sync.ts';
import { endingOf } from '../product.ts';
import { streamOfFrames } from '../stream.ts';
import type { SyncFolder } from './sync-folder.ts';

/** Of a source: nothing is in it, but to read all of them would show. */
export const SOURCE_BYTES = 1_000_000;
const AIRCRAFT = 20;
const MANIFEST_BYTES = 2_000;

/**
 * Fills a state folder with so many logs that were filtered and wait to be sent: sources that are known, items with decisions, audit entries, and shipments of a
 * real output in the spool. One log goes the whole way, and the others are entered like it, without waiting for the disk.
 * @param folder configured, with uploads paused and a rule named `club`
 */
export async function fillQueue(folder: SyncFolder, count: number): Promise<void> {
  const product = await loadSync(folder.product);
  const { home, logs } = folder;
  await mkdir(logs, { recursive: true });
  const real = join(logs, 'real.tlog');
  await writeFile(real, streamOfFrames(2_000).bytes);
  const config = await product.loadConfig(join(home, 'flightveil.yaml'), {}, home);
  const sync = await product.Sync.open(home, config);
  try {
    const { signal } = new AbortController();
    await new Promise((settled) => setTimeout(settled, 1_100));
    await sync.once(signal);
    await fillLike(product, folder, sync, count - 1);
  } finally {
    await sync.close();
  }
}

type Product = Awaited<ReturnType<typeof loadSync>>;

async function loadSync(productFolder: string) {
  const load = (path: string): Promise<unknown> =>
    import(pathToFileURL(join(resolve(productFolder), path + endingOf(productFolder))).href);
  return {
    ...((await load('daemon/sync')) as typeof import('../../src/daemon/sync.ts')),
    ...((await load('daemon/config/load-config')) as typeof import('../../src/daemon/config/load-config.ts')),
    ...((await load('daemon/sources/file-identity')) as typeof import('../../src/daemon/sources/file-identity.ts')),
    ...((await load('sync/queue/queue')) as typeof import('../../src/sync/queue/queue.ts')),
    ...((await load('sync/sealed-decision')) as typeof import('../../src/sync/sealed-decision.ts')),
    ...((await load('sync/spool/sealing')) as typeof import('../../src/sync/spool/sealing.ts')),
    ...((await load('sync/spool/spool-key')) as typeof import('../../src/sync/spool/spool-key.ts')),
  };
}

async function fillLike(product: Product, { home, logs }: SyncFolder, { state }: Sync, count: number): Promise<void> {
  const { queue, files, spool, config } = state;
  const [example] = queue.items({ state: 'queued' });
  const key = await product.presentSpoolKey(home, { key: 'file' });
  if (example === undefined || key === undefined)
    throw new Error('the log that goes the whole way is not in the queue');
  queue.database.pragma('synchronous = OFF');
  const decision = product.openDecision(spool, example);
  const logPart = example.parts.find(({ role }) => role === 'log')!;
  const pieces: Uint8Array[] = [];
  for await (const piece of spool.read(logPart.spoolId)) pieces.push(piece);
  const contents = { log: Buffer.concat(pieces), manifest: Buffer.alloc(MANIFEST_BYTES, 'm') };
  const release = queue.audit.entries(0, 10).find(({ entry }) => entry.kind === 'release')!.entry;
  for (let index = 0; index < count; index++) {
    const path = join(logs, `${String(index).padStart(5, '0')}.tlog`);
    await sparse(path);
    const identity = (await product.identityAt(path))!;
    const log = await queue.enter(randomBytes(32), SOURCE_BYTES, config.uploads, ({ id }) => {
      files.putContent('logs', { path, identity }, id);
      files.put('logs', path, { identity, settledAt: Date.now() });
    });
    const shipment = product.drawnShipment();
    const parts = [];
    for (const role of ['manifest', 'log'] as const) {
      const plain = contents[role];
      const spoolId = product.newId();
      await sealInto(product, join(home, 'spool', `${spoolId}.sealed`), key.bytes, spoolId, plain);
      const sha256 = createHash('sha256').update(plain).digest('hex');
      const name = `${shipment}.${role === 'log' ? 'tlog' : 'manifest.dsse.json'}`;
      parts.push({ role, name, mediaType: 'application/octet-stream', sizeBytes: plain.length, sha256, spoolId });
    }
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    const change = { shipment, parts, sizeBytes, sealed: product.sealDecision(spool, decision, shipment) };
    let [item] = queue.items({ log: log.id });
    for (const next of ['surveyed', 'decided', 'filtered', 'checked'] as const) item = await queue.move(item!, next);
    const aircraft = `aircraft-${index % AIRCRAFT}`;
    item = await queue.move(item!, 'audited', { ...change, aircraft, format: 'tlog' }, { ...release, item: shipment });
    await queue.move(item!, 'queued');
  }
  queue.database.pragma('wal_checkpoint(TRUNCATE)');
}

/** A file of a size that takes no room. */
async function sparse(path: string): Promise<void> {
  const file = await open(path, 'wx');
  await file.truncate(SOURCE_BYTES);
  await file.close();
}

/** As the spool would, but for syncing. */
async function sealInto(product: Product, path: string, key: Uint8Array, id: string, plain: Uint8Array): Promise<void> {
  const seal = new product.FileSeal(key, id);
  const chunks = Math.max(1, Math.ceil(plain.length / product.CHUNK_BYTES));
  const sealed = Buffer.alloc(plain.length + chunks * product.TAG_BYTES);
  let at = 0;
  for (let chunk = 0; chunk < chunks; chunk++) {
    const some = plain.subarray(chunk * product.CHUNK_BYTES, (chunk + 1) * product.CHUNK_BYTES);
    at = seal.seal(some, chunk, chunk === chunks - 1, sealed, at);
  }
  await writeFile(path, Buffer.concat([seal.header, sealed.subarray(0, at)]), { mode: 0o600, flag: 'wx' });
}
