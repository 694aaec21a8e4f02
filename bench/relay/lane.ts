import { median, rounded } from '../numbers.ts';
import { findingsOf, type TurnFindings } from './check.ts';
import { Player } from './play.ts';
import { type Usage, usageOf } from './process-usage.ts';
import { Receiver, type Transport } from './receiver.ts';
import type { Subject } from './subjects.ts';
import { Traffic } from './traffic.ts';

/** Of one of the two, medians over the rounds. */
export interface ForwardingResult {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  /** Of processor time, in a second of the stream. */
  readonly processorMsPerSecond: number;
  /** Behind the warm turns, and at the end. */
  readonly residentMegabytes: readonly [start: number, end: number];
}

/** One turn of one of the two. */
export interface Turn {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  readonly processorMsPerSecond: number;
}

/** Of all turns; see {@link TurnFindings}. */
export type Totals = Record<'sent' | 'received' | 'outOfOrder' | 'unknown' | 'places', number>;

/** A flight on its way through one of the two. */
export class Lane {
  readonly subject: Subject;
  readonly turns: Turn[] = [];
  readonly totals: Totals = { sent: 0, received: 0, outOfOrder: 0, unknown: 0, places: 0 };
  readonly #receiver: Receiver;
  readonly #player: Player;
  readonly #traffic: Traffic;
  #first: Usage | undefined;

  private constructor(subject: Subject, receiver: Receiver, player: Player, seed: number) {
    this.subject = subject;
    this.#receiver = receiver;
    this.#player = player;
    this.#traffic = new Traffic(seed);
  }

  static async open(transport: Transport, seed: number, start: (port: number) => Promise<Subject>): Promise<Lane> {
    const receiver = await Receiver.open(transport);
    try {
      const subject = await start(receiver.port);
      await receiver.joined();
      return new Lane(subject, receiver, await Player.to(subject.port), seed);
    } catch (error) {
      receiver.close();
      throw error;
    }
  }

  /** What was before does not count. */
  begin(): void {
    this.turns.length = 0;
    this.#first = usageOf(this.subject.pid);
  }

  async turn(framesPerSecond: number, seconds: number): Promise<void> {
    const frames = this.#traffic.take(Math.round(framesPerSecond * seconds));
    const before = usageOf(this.subject.pid).processorMs;
    const began = performance.now();
    const sentMs = await this.#player.play(frames, framesPerSecond);
    const tookS = (performance.now() - began) / 1000;
    const arrivals = await this.#receiver.arrivals();
    const processorMs = usageOf(this.subject.pid).processorMs - before;
    const findings = findingsOf(frames, sentMs, arrivals);
    this.#add(findings);
    const sorted = findings.latenciesMs.toSorted((a, b) => a - b);
    this.turns.push({
      medianMs: at(sorted, 0.5),
      p99Ms: at(sorted, 0.99),
      mostMs: at(sorted, 1),
      processorMsPerSecond: processorMs / tookS,
    });
  }

  /** What comes at the end. */
  async drain(): Promise<void> {
    this.#add({ ...findingsOf([], new Float64Array(0), await this.#receiver.arrivals()), unknown: 0 });
  }

  result(): ForwardingResult {
    const of = (key: keyof Turn): number => rounded(median(this.turns.map((turn) => turn[key])), 3);
    const [start, end] = [this.#first!, usageOf(this.subject.pid)].map(({ residentMegabytes }) =>
      rounded(residentMegabytes, 3),
    );
    return {
      ...{ medianMs: of('medianMs'), p99Ms: of('p99Ms'), mostMs: of('mostMs') },
      processorMsPerSecond: of('processorMsPerSecond'),
      residentMegabytes: [start!, end!],
    };
  }

  async close(): Promise<void> {
    await this.subject.end();
    this.#player.close();
    this.#receiver.close();
  }

  #add(findings: TurnFindings): void {
    for (const key of Object.keys(this.totals) as (keyof Totals)[]) this.totals[key] += findings[key];
  }
}

/** Of sorted numbers the one below which this share of them lies. */
export function at(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) throw new Error('nothing has come through');
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
