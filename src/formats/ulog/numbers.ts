import { RECORD_HEAD_BYTES, RecordType } from './records.ts';

const NONE = 0xffff;
const TYPE_AT = 2;

/**
 * Gives topics numbers of their own, in the order in which they are subscribed to: a number that is missing, or a record that comes late, tells of
 * a topic that was withheld.
 */
export class TopicNumbers {
  readonly #numbers = new Uint16Array(65_536).fill(NONE);
  #count = 0;

  /** Rewrites the number in the record at `start`, if it has one. */
  rewrite(view: DataView, start: number): void {
    switch (view.getUint8(start + TYPE_AT)) {
      case RecordType.data:
      case RecordType.removal:
        this.#rewriteAt(view, start + RECORD_HEAD_BYTES);
        return;
      case RecordType.subscription:
        // Behind the instance.
        this.#rewriteAt(view, start + RECORD_HEAD_BYTES + 1);
    }
  }

  #rewriteAt(view: DataView, at: number): void {
    const number = view.getUint16(at, true);
    if (this.#numbers[number] === NONE) this.#numbers[number] = this.#count++;
    view.setUint16(at, this.#numbers[number]!, true);
  }
}
