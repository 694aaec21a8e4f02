import { BootTimes } from './boot-times.ts';

/**
 * The instant, in Unix seconds, at which a flight starts where its date is hidden: midnight of 11 November 2011. Readers of DJI's records take years before
 * for damage, and day and month are alike because in which order a table has them shows whether the day was beyond the twelfth.
 */
export const FLIGHT_START_UNIX_S = 1_320_969_600;

/** From this many seconds on a count is Unix time (2001), below it is time since boot (31 years). */
export const UNIX_FROM_S = 1_000_000_000;
/** A log whose own clock leaps further ahead was paused, or its clock was set: the length of the leap does not show. */
const LONGEST_PAUSE_S = 600;
const LARGEST_SETBACK_S = 10;
/** A clock that departs so far from the log's was set, has wrapped, or shows something else: it goes on from where the log is. */
const LARGEST_DEPARTURE_S = 30;
/** What every clock shows as the length of a gap in the log that was closed, in seconds. */
export const CLOSED_GAP_S = 0.1;
const TWO_32 = 4_294_967_296;

/** A Unix clock and one since boot, with what makes their values comparable to the log's; by {@link Clocks.kind}. */
export interface ClockKind {
  readonly unixDomain: number;
  readonly bootDomain: number;
  readonly perSecond: number;
  readonly wraps: boolean;
  /** From this value on it is Unix time. */
  readonly unixFrom: number;
  readonly perMicrosecond: number;
  readonly mostDeparture: number;
}

const DOMAINS = 256;
const MAX_SENDERS = 4096;

/**
 * Clocks made relative: the flight starts at a constant instant and only differences remain.
 *
 * Every clock of every sender has an offset of its own, fixed when it is first seen so that it then shows the time elapsed in the log.
 * Tying clocks to each other by one common offset would release how far apart they were set. A clock that steps (set by GNSS, a reboot,
 * a garbled value) gets a new offset and goes on from where the log is: the size of the step could be the date itself.
 *
 * Values are two 32-bit halves, since nanoseconds since 1970 do not fit a double.
 */
export class Clocks {
  /** Result of {@link shift} and {@link observeLog}: the relative time as two 32-bit halves (signed integers, only the bits count). */
  high = 0;
  low = 0;

  /** The instant, in Unix seconds, at which every Unix clock starts. */
  readonly unixStartS: number;
  readonly #domains = new Map<string, number>();
  /** Slot + 1 of each sender; 0: not seen yet. */
  readonly #slots = new Uint16Array(65_536);
  #slotCount = 0;
  #anchored: Anchors = new Anchors(0);
  /** The log's own clock, by {@link Log}. An array, because doubles in fields would be boxed. */
  readonly #log = new Float64Array(6);
  /** Whether a stamp of the log has been released. */
  #hasLog = false;
  /** In logs with one clock for everything. */
  readonly #boot = new BootTimes();
  #isBoot = false;

  /** @param unixStartS the instant, in Unix seconds, at which every Unix clock starts */
  constructor(unixStartS: number = FLIGHT_START_UNIX_S) {
    this.unixStartS = unixStartS;
  }

  /**
   * Clocks of one kind: one of them shows Unix time and the other time since boot, as each value says by its magnitude.
   * @param name of a resolution, or of a field with a clock of its own, so there are few; the same name means the same clocks
   * @param perSecond resolution of the values: units per second
   * @param wraps values are counters of 32 bits that go on from zero after their last value
   * @throws RangeError for more clocks than can be told apart
   */
  kind(name: string, perSecond: number, wraps = false): ClockKind {
    return {
      unixDomain: this.#domain(`unix ${name}`),
      bootDomain: this.#domain(`boot ${name}`),
      perSecond,
      wraps,
      unixFrom: UNIX_FROM_S * perSecond,
      perMicrosecond: perSecond * 1e-6,
      mostDeparture: LARGEST_DEPARTURE_S * perSecond,
    };
  }

  #domain(name: string): number {
    const found = this.#domains.get(name);
    if (found !== undefined) return found;
    const domain = this.#domains.size;
    if (domain >= DOMAINS) throw new RangeError('too many different clocks');
    this.#domains.set(name, domain);
    return domain;
  }

  /** Whether one more field can have clocks of its own, for Unix time and for time since boot. */
  get hasRoom(): boolean {
    return this.#domains.size + 2 <= DOMAINS;
  }

  /** Log time since the start of the log, in microseconds; 0 for logs without a clock of their own. */
  get elapsedUs(): number {
    return this.#isBoot ? this.#boot.elapsedUs : this.#log[Log.elapsedUs]!;
  }

  /**
   * Reads the log's own clock for one frame, in Unix microseconds as two halves; the relative stamp is in `high` and `low`.
   * The frame may still be withheld: then it leaves no trace, because only {@link releaseLog} makes this the log's last stamp.
   */
  observeLog(high: number, low: number): void {
    const value = (high >>> 0) * TWO_32 + (low >>> 0);
    const log = this.#log;
    const startUs = this.unixStartS * 1e6;
    let offsetUs = log[Log.offsetUs]!;
    if (this.#hasLog) {
      const advanceUs = value - log[Log.lastUs]!;
      const shownUs = log[Log.lastUs]! - offsetUs;
      if (log[Log.isBehindGap] !== 0) offsetUs = value - (shownUs + CLOSED_GAP_S * 1e6);
      else if (advanceUs > LONGEST_PAUSE_S * 1e6) offsetUs = value - (shownUs + LONGEST_PAUSE_S * 1e6);
      else if (advanceUs < -LARGEST_SETBACK_S * 1e6) offsetUs = value - shownUs;
    } else {
      offsetUs = value - startUs;
    }
    log[Log.seenUs] = value;
    log[Log.seenOffsetUs] = offsetUs;
    const shownUs = Math.max(0, value - offsetUs);
    log[Log.elapsedUs] = Math.max(0, shownUs - startUs);
    this.high = (shownUs / TWO_32) | 0;
    this.low = (shownUs - this.high * TWO_32) | 0;
  }

  /**
   * As {@link observeLog}, for logs with one clock, which counts microseconds since boot: all times since boot in them are of that clock, whatever
   * their resolution, and keep their distances. It shows {@link BOOT_START_S} at the log's start. A stamp far from those before it (a topic that
   * was published long ago, damage) does not move the clock unless others follow it.
   */
  observeBoot(high: number, low: number): void {
    this.#isBoot = true;
    const boot = this.#boot;
    const log = this.#log;
    boot.observe(high, low, log[Log.isBehindGap] !== 0);
    log[Log.seenUs] = 1;
  }

  /** As {@link observeBoot}, for a frame that has no stamp: it is of the same time as the one that was released before it. */
  observeNoStamp(): void {
    this.#isBoot = true;
    this.#boot.observeNothing();
  }

  /** The time since boot that was shown last, in microseconds, is in `high` and `low`: for logs with one clock. */
  showLast(): void {
    const shownUs = this.#boot.lastShownUs;
    this.high = (shownUs / TWO_32) | 0;
    this.low = (shownUs - this.high * TWO_32) | 0;
  }

  /** The frame of the last {@link observeLog} or {@link observeBoot} is released. */
  releaseLog(): void {
    if (this.#isBoot) {
      if (this.#boot.release()) this.#log[Log.isBehindGap] = 0;
      return;
    }
    const log = this.#log;
    log[Log.lastUs] = log[Log.seenUs]!;
    log[Log.offsetUs] = log[Log.seenOffsetUs]!;
    log[Log.isBehindGap] = 0;
    this.#hasLog = true;
  }

  /**
   * A stretch of the log was left out here, and how long it was must not show. Every clock of every sender goes on {@link CLOSED_GAP_S} behind
   * what it showed last; a clock that is late in the log's own time goes on from there.
   */
  closeGap(): void {
    if (this.#hasLog || this.#isBoot) this.#log[Log.isBehindGap] = 1;
    this.#anchored.loosen();
  }

  /**
   * Makes one time relative.
   * @param sender whose clock (0 to 65535)
   * @param high upper 32 bits of the value
   * @param low lower 32 bits
   * @returns false when there are more senders than can be told apart: the caller withholds the frame
   */
  shift(kind: ClockKind, sender: number, high: number, low: number): boolean {
    const value = (high >>> 0) * TWO_32 + (low >>> 0);
    const isUnix = value >= kind.unixFrom;
    if (this.#isBoot && !isUnix) {
      this.#boot.show(kind, high, low, this);
      return true;
    }
    let slot = this.#slots[sender]!;
    if (slot === 0) {
      slot = this.#addSender(sender);
      if (slot === 0) return false;
    }
    const index = (slot - 1) * DOMAINS + (isUnix ? kind.unixDomain : kind.bootDomain);
    const anchors = this.#anchored;
    const elapsedUs = this.elapsedUs;
    const expected = (elapsedUs - anchors.lastElapsedUs[index]!) * kind.perMicrosecond;
    const departure = value - anchors.last[index]! - expected;
    const runsAlong = departure <= kind.mostDeparture && departure >= -kind.mostDeparture;
    // Nearly every value of nearly every log: all else has its reasons looked into.
    if (!runsAlong || anchors.known[index] !== Known.yes || this.#log[Log.seenUs] === 0) {
      this.#adjust(kind, index, high, low, isUnix);
    }
    anchors.last[index] = value;
    anchors.lastElapsedUs[index] = elapsedUs;
    anchors.show(index, high, low, this);
    return true;
  }

  /** Gives a clock another offset where it is new, was left loose by a gap, has wrapped, or has stepped. */
  #adjust({ perSecond, wraps }: ClockKind, index: number, high: number, low: number, isUnix: boolean): void {
    const anchors = this.#anchored;
    const known = anchors.known[index]!;
    if (known === Known.no) {
      anchors.anchor(index, high, low, this.#now(isUnix, perSecond));
      return;
    }
    if (known === Known.loose) {
      const next = anchors.shown[index]! + Math.floor(CLOSED_GAP_S * perSecond);
      anchors.anchor(index, high, low, Math.max(this.#now(isUnix, perSecond), next));
      return;
    }
    const value = (high >>> 0) * TWO_32 + (low >>> 0);
    // Where a counter wraps tells when it was at zero: it is made to run on.
    const hasWrapped = wraps && value - anchors.last[index]! < -TWO_32 / 2;
    const unwrapped = hasWrapped ? value + TWO_32 : value;
    if (this.#hasStepped(index, unwrapped, perSecond)) {
      anchors.anchor(index, high, low, Math.max(this.#now(isUnix, perSecond), anchors.shown[index]!));
    } else if (hasWrapped) {
      anchors.offsetHigh[index]!--;
    }
  }

  /** Whether a clock did something else than run along with the log. */
  #hasStepped(index: number, value: number, perSecond: number): boolean {
    const anchors = this.#anchored;
    const advance = value - anchors.last[index]!;
    if (this.#log[Log.seenUs] !== 0) {
      const expected = (this.elapsedUs - anchors.lastElapsedUs[index]!) * (perSecond * 1e-6);
      return Math.abs(advance - expected) > LARGEST_DEPARTURE_S * perSecond;
    }
    return advance > LONGEST_PAUSE_S * perSecond || -advance > LARGEST_SETBACK_S * perSecond;
  }

  /** What a clock of this kind shows now: elapsed log time, from zero or from the constant start. */
  #now(isUnix: boolean, perSecond: number): number {
    const elapsed = Math.floor((this.elapsedUs * perSecond) / 1e6);
    return isUnix ? Math.ceil(this.unixStartS * perSecond) + elapsed : elapsed;
  }

  #addSender(sender: number): number {
    if (this.#slotCount >= MAX_SENDERS) return 0;
    const slot = ++this.#slotCount;
    this.#slots[sender] = slot;
    this.#anchored = this.#anchored.grownTo(slot * DOMAINS);
    return slot;
  }
}

/** Places in the state of the log's own clock, all in microseconds. */
const Log = {
  /** The last stamp that was released, and what it was lowered by. */
  lastUs: 0,
  offsetUs: 1,
  /** The stamp of the frame at hand, and what it would be lowered by. */
  seenUs: 2,
  seenOffsetUs: 3,
  /** Log time since its start at the frame at hand. */
  elapsedUs: 4,
  /** 1: something was left out behind the last stamp that was released. */
  isBehindGap: 5,
} as const;

/** What is known of a clock: nothing, its offset, or only what it showed last. */
const Known = { no: 0, yes: 1, loose: 2 } as const;

/** Offsets of clocks and what was last read and shown, in columns. */
class Anchors {
  /** By {@link Known}. */
  readonly known: Uint8Array;
  readonly offsetHigh: Int32Array;
  readonly offsetLow: Int32Array;
  /** The last value read, and the last one shown. */
  readonly last: Float64Array;
  readonly shown: Float64Array;
  readonly lastElapsedUs: Float64Array;

  constructor(size: number) {
    this.known = new Uint8Array(size);
    this.offsetHigh = new Int32Array(size);
    this.offsetLow = new Int32Array(size);
    this.last = new Float64Array(size);
    this.shown = new Float64Array(size);
    this.lastElapsedUs = new Float64Array(size);
  }

  grownTo(size: number): Anchors {
    if (size <= this.known.length) return this;
    const grown = new Anchors(Math.max(size, 2 * this.known.length));
    grown.known.set(this.known);
    grown.offsetHigh.set(this.offsetHigh);
    grown.offsetLow.set(this.offsetLow);
    grown.last.set(this.last);
    grown.shown.set(this.shown);
    grown.lastElapsedUs.set(this.lastElapsedUs);
    return grown;
  }

  /** Chooses the offset so that the value (high, low) is shown as `shown`, a whole number of its units. */
  anchor(index: number, high: number, low: number, shown: number): void {
    const shownHigh = Math.floor(shown / TWO_32);
    const shownLow = shown - shownHigh * TWO_32;
    const borrow = low >>> 0 < shownLow ? 1 : 0;
    this.offsetLow[index] = (low - shownLow) | 0;
    this.offsetHigh[index] = (high - shownHigh - borrow) | 0;
    this.known[index] = Known.yes;
  }

  /** Forgets all offsets, and not what was shown. */
  loosen(): void {
    const { known } = this;
    for (let index = 0; index < known.length; index++) if (known[index] === Known.yes) known[index] = Known.loose;
  }

  /** The value less its offset, into `result` and `shown`; a clock never shows less than zero. */
  show(index: number, high: number, low: number, result: { high: number; low: number }): void {
    const offsetLow = this.offsetLow[index]! >>> 0;
    const borrow = low >>> 0 < offsetLow ? 1 : 0;
    const shownHigh = (high - this.offsetHigh[index]! - borrow) | 0;
    if (shownHigh < 0) {
      // A small setback before the start.
      result.low = result.high = 0;
      this.shown[index] = 0;
      return;
    }
    result.low = (low - offsetLow) | 0;
    result.high = shownHigh;
    this.shown[index] = shownHigh * TWO_32 + (result.low >>> 0);
  }
}
