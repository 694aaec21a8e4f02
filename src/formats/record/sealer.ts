import type { FlightState } from '../../model/flight-state.ts';
import type { Frame, Sealer } from '../../model/format.ts';
import { Copier } from '../../text/copier.ts';
import type { RecordBody } from './body.ts';
import { Encoding } from './encoding.ts';
import { timeAt } from './schemas.ts';
import { recordJson } from './write-object.ts';
import { MOST_WIRE_BYTES, WireWriter } from './write-wire.ts';

/** Writes records anew from their bodies, in the one encoding of the output. */
export class RecordSealer implements Sealer {
  readonly #state: FlightState;
  readonly #keepTime: boolean;
  readonly #encoding: Encoding;
  readonly #writer = new WireWriter();
  readonly #copier = new Copier();
  readonly #texts = new TextEncoder();
  #isObserved = false;

  constructor(state: FlightState, options: { readonly keepTime: boolean; readonly encoding: Encoding }) {
    this.#state = state;
    this.#keepTime = options.keepTime;
    this.#encoding = options.encoding;
  }

  observe(_bytes: Uint8Array, { parsed }: Frame): void {
    const { kind, view } = parsed as RecordBody;
    const at = timeAt[kind.index]!;
    this.#isObserved = false;
    if (this.#keepTime || at < 0) return;
    const low = view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    if (low === 0 && high === 0) return;
    this.#state.clocks.observeLog(high, low);
    this.#isObserved = true;
  }

  /** Records have no numbers. */
  drop(): void {}

  /** No record stays where it is: all of them are rebuilt. */
  seal(_bytes: Uint8Array, frame: Frame): number {
    return frame.end;
  }

  rebuild(_bytes: Uint8Array, { parsed }: Frame, _body: Uint8Array, target: Uint8Array): number {
    if (this.#isObserved) this.#state.clocks.releaseLog();
    const body = parsed as RecordBody;
    if (this.#encoding === Encoding.json) return this.#texts.encodeInto(`${recordJson(body)}\n`, target).written;
    const { bytes } = this.#writer;
    return this.#copier.copy(bytes, this.#writer.write(body), MOST_WIRE_BYTES, target, 0);
  }
}
