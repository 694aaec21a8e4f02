import type { FilterReport } from '../filter/report.ts';
import type { LiveCounts, UnitCount } from '../live/live-output.ts';

/** `withdrawn`: what was decided holds no longer. */
export type OutputState = 'open' | 'done' | 'withdrawn' | 'failed';

/** What one output has done so far: counts, no values. A unit is what was released of one piece of input: whole frames. */
export interface OutputStatus extends LiveCounts {
  readonly link: string;
  readonly state: OutputState;
  readonly peers: number;
  /** Frames that the filter let through, and that it withheld. */
  readonly framesReleased: number;
  readonly framesWithheld: number;
  /** Bytes of the input that were no frame, by reason. */
  readonly gapBytes: FilterReport['gapBytes'];
  /** Released while nobody was there to get it. */
  readonly unheard: UnitCount;
  /** What its far side said: frames that went on to the devices, and bytes that did not. */
  readonly back: { readonly frames: number; readonly deniedBytes: number };
  readonly refusedPeers: number;
}

export interface InputStatus {
  readonly link: string;
  readonly peers: number;
  readonly bytes: number;
  /** Of peers that were too many, of datagrams that had no room, of lines that were too long. */
  readonly refusedBytes: number;
  readonly refusedPeers: number;
}

export interface RelayStatus {
  readonly input: InputStatus;
  readonly outputs: readonly OutputStatus[];
}

/** Adds up the reports of filters that have ended. */
export class ReportSum {
  framesReleased = 0;
  framesWithheld = 0;
  gapBytes: FilterReport['gapBytes'] = {};

  constructor(from?: ReportSum) {
    if (from === undefined) return;
    this.framesReleased = from.framesReleased;
    this.framesWithheld = from.framesWithheld;
    this.gapBytes = from.gapBytes;
  }

  add({ framesWritten, framesWithheld, gapBytes }: FilterReport): void {
    this.framesReleased += framesWritten;
    this.framesWithheld += framesWithheld;
    const sum: Record<string, number> = { ...this.gapBytes };
    for (const [reason, bytes] of Object.entries(gapBytes)) sum[reason] = (sum[reason] ?? 0) + bytes;
    this.gapBytes = sum;
  }
}

/** Adds up what outputs counted. */
export class CountSum {
  #written = { units: 0, bytes: 0 };
  #dropped = { units: 0, bytes: 0 };
  #discarded = { units: 0, bytes: 0 };

  add({ written, dropped, discarded }: LiveCounts): void {
    this.#written = sum(this.#written, written);
    this.#dropped = sum(this.#dropped, dropped);
    this.#discarded = sum(this.#discarded, discarded);
  }

  get counts(): LiveCounts {
    return { written: this.#written, dropped: this.#dropped, discarded: this.#discarded };
  }
}

function sum(a: UnitCount, b: UnitCount): UnitCount {
  return { units: a.units + b.units, bytes: a.bytes + b.bytes };
}
