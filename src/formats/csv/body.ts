import { TextBody } from '../../text/text-body.ts';
import { MAX_COLUMNS, MAX_ROW_BYTES, RowReader } from './rows.ts';

/** A row as it was read. */
export class CsvBody extends TextBody {
  /** Where its cells stand in the window. */
  readonly row = new RowReader();
  /** What stands in its cells has neither blanks nor quotes around it. */
  isPlain = false;
  /** Of a plain row: the layouts of its dates, by column. */
  readonly layouts = new Int32Array(MAX_COLUMNS);
  /** Texts that can tell of zones are other ones than in the row before. */
  hasNewText = false;

  constructor() {
    super(MAX_ROW_BYTES);
  }
}
