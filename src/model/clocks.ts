/**
 * Clocks made relative: the flight starts at a constant instant and only differences remain.
 *
 * Every clock of every sender has an offset of its own, fixed when it is first seen so that it then shows the time
 * elapsed in the log. Tying clocks to each other by one common offset would release how far apart they were set. A clock that
 * steps (set by GNSS, a reboot, a garbled value) gets a new offset and goes on from where the log is: the size of the
 * step could be the date itself.
 *
 * Values are two 32-bit halves, since nanoseconds since 1970 do not fit a double.
 */
export const FLIGHT_START_UNIX_S = 1_000_000_000;

/** From this many seconds on a count is Unix time, below it is time since boot (31 years). */
const UNIX_FROM_S = 1_000_000_000;
const LONGEST_PAUSE_S = 86_400;
const LARGEST_SETBACK_S = 10;
const TWO_32 = 4_294_967_296;

const DOMAINS = 256;
const MAX_SENDERS = 4096;

export class Clocks {
  /** Result of {@link shift}: the relative time as two 32-bit halves (as signed integers, only the bits count). */
  high = 0;
  low = 0;

  readonly #unixStartS: number;
  readonly #domains = new Map<string, number>();
  /** Slot + 1 of each sender; 0: not seen yet. */
  readonly #slots = new Uint16Array(65_536);
  #slotCount = 0;
  #known = new Uint8Array(0);
  #offsetHigh = new Int32Array(0);
  #offsetLow = new Int32Array(0);
  #last = new Float64Array(0);
  /** [0]: microseconds of log time since its start. An array, because a double in a field would be boxed. */
  readonly #elapsedUs = new Float64Array(1);

  /** @param unixStartS the instant, in Unix seconds, at which every Unix clock starts */
  constructor(unixStartS: number = FLIGHT_START_UNIX_S) {
    this.#unixStartS = unixStartS;
  }

  /** Number of a clock by its name; names are those of resolutions and fields, so there are few. */
  domain(name: string): number {
    const found = this.#domains.get(name);
    if (found !== undefined) return found;
    const domain = this.#domains.size;
    if (domain >= DOMAINS) throw new RangeError('too many different clocks');
    this.#domains.set(name, domain);
    return domain;
  }

  /** Log time since the start of the log, in microseconds; 0 for logs without a clock of their own. */
  get elapsedUs(): number {
    return this.#elapsedUs[0]!;
  }

  /** Advances the log's own clock, given in Unix microseconds as two halves; the relative time is in `high` and `low`. */
  advanceLog(domain: number, high: number, low: number): void {
    // The log's clock must not be measured against itself.
    this.#elapsedUs[0] = 0;
    this.shift(domain, domain, 0, high, low, 1e6);
    const us = (this.high >>> 0) * TWO_32 + (this.low >>> 0);
    this.#elapsedUs[0] = us >= this.#unixStartS * 1e6 ? us - this.#unixStartS * 1e6 : us;
  }

  /**
   * Makes one time relative.
   * @param unixDomain clock to use if the value is Unix time by magnitude
   * @param bootDomain clock to use if it is time since boot
   * @param sender whose clock (0 to 65535)
   * @param high upper 32 bits of the value
   * @param low lower 32 bits
   * @param perSecond resolution of the value: units per second
   * @returns false when there are more senders than can be told apart: the caller withholds the frame
   */
  shift(unixDomain: number, bootDomain: number, sender: number, high: number, low: number, perSecond: number): boolean {
    let slot = this.#slots[sender]!;
    if (slot === 0) {
      slot = this.#addSender(sender);
      if (slot === 0) return false;
    }
    const value = (high >>> 0) * TWO_32 + (low >>> 0);
    const isUnix = value >= UNIX_FROM_S * perSecond;
    const index = (slot - 1) * DOMAINS + (isUnix ? unixDomain : bootDomain);
    if (this.#known[index] === 0) {
      this.#anchor(index, high, low, this.#now(isUnix, perSecond));
      this.#known[index] = 1;
    } else {
      const last = this.#last[index]!;
      if (value - last > LONGEST_PAUSE_S * perSecond || last - value > LARGEST_SETBACK_S * perSecond) {
        const lastShown = last - ((this.#offsetHigh[index]! >>> 0) * TWO_32 + (this.#offsetLow[index]! >>> 0));
        this.#anchor(index, high, low, Math.max(this.#now(isUnix, perSecond), lastShown));
      }
    }
    this.#last[index] = value;
    const offsetLow = this.#offsetLow[index]! >>> 0;
    const borrow = low >>> 0 < offsetLow ? 1 : 0;
    this.low = (low - offsetLow) | 0;
    this.high = (high - this.#offsetHigh[index]! - borrow) | 0;
    return true;
  }

  /** What a clock of this kind shows now: elapsed log time, from zero or from the constant start. */
  #now(isUnix: boolean, perSecond: number): number {
    const elapsed = Math.floor((this.#elapsedUs[0]! * perSecond) / 1e6);
    return isUnix ? Math.ceil(this.#unixStartS * perSecond) + elapsed : elapsed;
  }

  /** Chooses the offset so that the value (high, low) is shown as `shown`. */
  #anchor(index: number, high: number, low: number, shown: number): void {
    const positive = Math.max(0, shown);
    const shownHigh = Math.floor(positive / TWO_32);
    const shownLow = positive - shownHigh * TWO_32;
    const borrow = low >>> 0 < shownLow ? 1 : 0;
    this.#offsetLow[index] = (low - shownLow) | 0;
    this.#offsetHigh[index] = (high - shownHigh - borrow) | 0;
  }

  #addSender(sender: number): number {
    if (this.#slotCount >= MAX_SENDERS) return 0;
    const slot = ++this.#slotCount;
    this.#slots[sender] = slot;
    const needed = slot * DOMAINS;
    if (this.#known.length < needed) {
      const size = Math.max(needed, this.#known.length * 2);
      const known = new Uint8Array(size);
      known.set(this.#known);
      this.#known = known;
      const offsetHigh = new Int32Array(size);
      offsetHigh.set(this.#offsetHigh);
      this.#offsetHigh = offsetHigh;
      const offsetLow = new Int32Array(size);
      offsetLow.set(this.#offsetLow);
      this.#offsetLow = offsetLow;
      const last = new Float64Array(size);
      last.set(this.#last);
      this.#last = last;
    }
    return slot;
  }
}
