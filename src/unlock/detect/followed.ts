/** An end that lasts for less is none: sensors flutter at the edge of a fence. */
export const HOLD_US = 3_000_000;

/** One state as one way of telling tells it. A beginning counts at once; an end from when it came, once it has lasted. */
export class Followed {
  /** As far as it counts. */
  #isOn: boolean | undefined;
  #endUs: number | undefined;
  readonly #holdUs: number;
  readonly #changed: (isOn: boolean, timeUs: number) => void;

  /**
   * @param holdUs how long an end must last, 0 for what is an act each time
   * @param changed called with each change that counts, and with when it was
   */
  constructor(holdUs: number, changed: (isOn: boolean, timeUs: number) => void) {
    this.#holdUs = holdUs;
    this.#changed = changed;
  }

  /** @param tellsFirst whether an end is news where nothing was known before */
  see(isOn: boolean, timeUs: number, tellsFirst: boolean): void {
    this.settle(timeUs);
    if (this.#isOn === undefined && !isOn && !tellsFirst) this.#isOn = false;
    else if (this.#isOn === isOn) this.#endUs = undefined;
    else if (isOn || !(this.#holdUs > 0)) this.#change(isOn, timeUs);
    else this.#endUs ??= timeUs;
  }

  /** Lets an end count that has lasted. @param timeUs now; infinite behind the last record */
  settle(timeUs: number): void {
    const endUs = this.#endUs;
    if (endUs !== undefined && !(timeUs - endUs < this.#holdUs)) this.#change(false, endUs);
  }

  #change(isOn: boolean, timeUs: number): void {
    this.#isOn = isOn;
    this.#endUs = undefined;
    this.#changed(isOn, timeUs);
  }
}
