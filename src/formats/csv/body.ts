import { TextBody } from '../../text/text-body.ts';
import { MAX_ROW_BYTES, RowReader } from './rows.ts';

/** A row as it was read. */
export class CsvBody extends TextBody {
  /** Where its cells stand in the window. */
  readonly row = new RowReader();
  /** Texts that can warn of zones are other ones than in the row before. */
  hasNewText = false;

  constructor() {
    super(MAX_ROW_BYTES);
  }
}
