import { Memory } from '../../bytes/memory.ts';
import { TextBody } from '../../text/text-body.ts';
import { SentenceReader } from './sentence.ts';

/** Of the longest sentence that is known, with every cell as long as it may be. */
export const MAX_BODY_BYTES = 1024;

/** A sentence as it was read. */
export class NmeaBody extends TextBody {
  /** Where its cells stand in the window. */
  readonly sentence = new SentenceReader();
  /** The window. */
  input: Memory = new Memory(new Uint8Array(0));
  /** The log has told no date yet: its times count from the midnight before it began. */
  isDateless = false;

  constructor() {
    super(MAX_BODY_BYTES);
  }

  /** As every body's, for sizes that differ from sentence to sentence: whole words. Few bytes cost less in a loop than in a call out of compiled code. */
  override fill(size: number): void {
    const { words, sourceWords } = this;
    const count = (size + 3) >> 2;
    for (let word = 0; word < count; word++) words[word] = sourceWords[word]!;
  }
}
