import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sync } from '../../../src/daemon/sync.ts';
import type { RecordingProxy } from '../../sync/servers/record.ts';
import { BenchHome, never } from '../engine/bench-home.ts';
import type { WatchedKind } from './recipients.ts';

/** A name that tells who flew where and when. */
export const TELLING_NAME = 'Wirewatch-Chapel-roof-by-Nerina-2024-05-18';

export interface Run {
  /** Every byte that the daemon sent. */
  readonly recorded: Buffer;
  /** Of the one that was delivered. */
  readonly shipment: string;
}

/**
 * The whole daemon sends one log to a real server, through a proxy that records.
 * @param log in a folder of its own below the source
 * @param options.isTwin its flight has the same name and draws as that of any other twin
 * @throws Error if it is not delivered
 */
export async function runOnce(
  kind: WatchedKind,
  bench: BenchHome,
  proxy: RecordingProxy,
  options: { readonly log?: Uint8Array; readonly isTwin?: boolean } = {},
): Promise<Run> {
  const ending = kind.sample.slice(kind.sample.lastIndexOf('.'));
  const name = TELLING_NAME + ending;
  if (options.log === undefined) await bench.addSample(kind.sample, name);
  else await bench.write(name, options.log);
  const sync = await bench.open(bench.config({ sink: kind.sink(proxy.port), concurrency: 1 }));
  try {
    if (options.isTwin === true) drawAlike(sync);
    proxy.takeRecorded();
    await sync.once(never);
    const [item] = sync.state.queue.items();
    if (item?.reason !== 'delivered') throw new Error(`the log is ${item?.state}: ${item?.reason}`);
    return { recorded: proxy.takeRecorded(), shipment: item.shipment! };
  } finally {
    await sync.close();
  }
}

/** Draws are per flight, and twins are flights of different times: theirs would differ. */
function drawAlike({ state }: Sync): void {
  if (!('root' in state.keys)) throw new Error('the daemon has no keys of its own');
  const { flights } = state.keys;
  const alike = {
    flightOf: async () => ({ name: 'f'.repeat(32), draws: new Uint8Array(32).fill(7) }),
    aircraftName: (identity: Uint8Array) => flights!.aircraftName(identity),
  };
  Object.assign(state, { keys: { ...state.keys, flights: alike } });
}

/** The same state folder twice, with consent. */
export async function twinHomes(): Promise<readonly [BenchHome, BenchHome]> {
  const [one, other] = [await BenchHome.make(), await BenchHome.make()];
  await one.grant('engineering');
  await cp(one.home, other.home, { recursive: true });
  return [one, other];
}

/** Parts of a path that are its own. */
export const pathWords = ({ root }: BenchHome): string[] => [
  root,
  root.slice(root.lastIndexOf('/') + 1),
  join(root, 'logs'),
];
