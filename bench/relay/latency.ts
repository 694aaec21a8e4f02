import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Spread, spreadOf } from '../throughput.ts';
import { type Account, accountOf, mustBeWhole } from './account.ts';
import { type ForwardingResult, Lane, type Turn } from './lane.ts';
import { droppedAt } from './process-usage.ts';
import type { Transport } from './receiver.ts';
import { grantIn, startForwarder, startRelayCommand, summaryIn } from './subjects.ts';

export const MOST_EXTRA_MEDIAN_MS = 0.2;
export const MOST_EXTRA_P99_MS = 1;
export const MOST_PROCESSOR_RATIO = 2;

export interface RelayOptions {
  readonly transport: Transport;
  readonly framesPerSecond: number;
  /** Of one turn. */
  readonly seconds: number;
  readonly rounds: number;
  /** Turns of each before those that count. */
  readonly warmTurns: number;
}

export interface RelayResult extends RelayOptions {
  readonly plain: ForwardingResult;
  readonly relay: ForwardingResult;
  /** Of the relay beyond the forwarder, round by round. */
  readonly extraMedianMs: Spread;
  readonly extraP99Ms: Spread;
  readonly processorRatio: Spread;
  readonly account: Account;
  readonly attempts: number;
}

/**
 * Plays one flight through a plain forwarder and another through the relay, turn by turn, and notes for each frame how long it took. Sender and receiver are this
 * process, so that one clock measures; the two are processes of their own.
 * @param folder of the product
 * @throws Error if a frame is missing, comes out of order, is not one that was sent, or tells a place
 */
export async function measureRelay(folder: string, options: RelayOptions): Promise<RelayResult> {
  const scratch = await mkdtemp(join(tmpdir(), 'flightveil-bench-'));
  const lanes: Lane[] = [];
  try {
    const home = join(scratch, 'home');
    await mkdir(home, { mode: 0o700 });
    await grantIn(folder, home);
    const { transport } = options;
    const plain = await Lane.open(transport, 1, (port) => startForwarder(transport, port));
    lanes.push(plain);
    const relay = await Lane.open(transport, 2, (port) => startRelayCommand(folder, home, transport, port));
    lanes.push(relay);
    for (let turn = 0; turn < options.warmTurns; turn++)
      for (const lane of lanes) await lane.turn(options.framesPerSecond, options.seconds);
    for (const lane of lanes) lane.begin();
    for (let round = 0; round < options.rounds; round++) {
      for (const lane of round % 2 === 0 ? lanes : lanes.toReversed())
        await lane.turn(options.framesPerSecond, options.seconds);
    }
    const results = [plain.result(), relay.result()] as const;
    const droppedBefore = droppedAt(relay.subject.port);
    mustBeWhole(plain.totals, droppedAt(plain.subject.port));
    const status = summaryIn(await relay.subject.end());
    await relay.drain();
    const account = accountOf(status, relay.totals, droppedBefore);
    return {
      ...options,
      ...compare(plain.turns, relay.turns),
      plain: results[0],
      relay: results[1],
      account,
      attempts: 1,
    };
  } finally {
    for (const lane of lanes) await lane.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

function compare(plain: readonly Turn[], relay: readonly Turn[]) {
  const each = (of: (ours: Turn, theirs: Turn) => number): Spread =>
    spreadOf(relay.map((turn, round) => of(turn, plain[round]!)));
  return {
    extraMedianMs: each((ours, theirs) => ours.medianMs - theirs.medianMs),
    extraP99Ms: each((ours, theirs) => ours.p99Ms - theirs.p99Ms),
    processorRatio: each((ours, theirs) => ours.processorMsPerSecond / theirs.processorMsPerSecond),
  };
}
