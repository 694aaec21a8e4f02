import { TextBody } from '../../text/text-body.ts';
import { SentenceReader } from './sentence.ts';

/** Of the longest sentence that is known, with every cell as long as it may be. */
export const MAX_BODY_BYTES = 1024;

/** A sentence as it was read. */
export class NmeaBody extends TextBody {
  /** Where its cells stand in the window. */
  readonly sentence = new SentenceReader();
  /** The log has told no date yet: its times count from the midnight before it began. */
  isDateless = false;

  constructor() {
    super(MAX_BODY_BYTES);
  }
}
