import { Memory } from '../../bytes/memory.ts';
import { type MessageLayout, MOST_BODY_BYTES, type RecordKind, recordKinds } from './layout.ts';

/** The values of one record, each in its slot; a slot of which nothing is known holds what {@link MessageLayout.unknown} does. */
export class RecordBody extends Memory {
  /** What kind of record it is. */
  kind: RecordKind = recordKinds[0]!;

  /** The same memory as whole numbers of 32 bits. */
  readonly words: Int32Array;

  constructor() {
    super(new Uint8Array(MOST_BODY_BYTES));
    this.words = new Int32Array(this.bytes.buffer);
  }

  /** Makes it a record of which nothing is known. */
  clear(kind: RecordKind): void {
    this.kind = kind;
    const { words } = this;
    const template = kind.layout.unknown;
    // A call that copies takes longer than this.
    for (let word = 0; word < template.length; word++) words[word] = template[word]!;
  }

  /** Whether nothing is known of the message that starts at `base`, nor was anything read into it. */
  isUnknown(layout: MessageLayout, base: number): boolean {
    const { words } = this;
    const template = layout.unknown;
    for (let word = 0, at = base >>> 2; word < template.length; word++, at++) {
      if (words[at] !== template[word]) return false;
    }
    return true;
  }
}
