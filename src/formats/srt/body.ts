import { TextBody } from '../../text/text-body.ts';
import { MAX_BLOCK_BYTES, MAX_BODY_BYTES } from './shape.ts';

/** A block as it was read: its values, and where its parts stand, counted from the block's first byte. */
export class SrtBody extends TextBody {
  numberStart = 0;
  numberEnd = 0;
  /** First byte of the times; -1: it has none. */
  timecode = -1;
  textStart = 0;
  textEnd = 0;
  /** Layout of the date, if there is one. */
  dateLayout = -1;
  /** Past the last byte of each part that is no literal. */
  readonly ends = new Int32Array(MAX_BLOCK_BYTES + 1);

  constructor() {
    super(MAX_BODY_BYTES);
  }
}
