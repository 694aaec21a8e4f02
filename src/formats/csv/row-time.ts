import { type Cell, CellKind } from '../../text/cells.ts';
import type { CsvSchema } from './layout.ts';

const TWO_32 = 2 ** 32;
const DAY_US = 86_400e6;

/**
 * When a row was logged, in microseconds: since 1970 if it tells the date, else since some start. NaN if it does not say.
 */
export function rowTimeUs(view: DataView, { dates, elapsed }: CsvSchema): number {
  const [first, second] = dates;
  const date = first === undefined ? Number.NaN : wholeOf(view, first);
  // Some tools write the date and the time of day into two columns.
  const more = second === undefined ? Number.NaN : wholeOf(view, second);
  if (date % DAY_US === 0 && more < DAY_US) return date + more;
  if (more % DAY_US === 0 && date < DAY_US) return date + more;
  if (!Number.isNaN(date)) return date;
  return elapsed === undefined ? Number.NaN : wholeOf(view, elapsed.cell) * elapsed.unitUs;
}

function wholeOf(view: DataView, cell: Cell): number {
  const { offset } = cell;
  if (cell.kind < CellKind.time) return Number.NaN;
  const high = view.getInt32(offset + 4, true);
  const low = view.getInt32(offset, true);
  return high === -1 && low === -1 ? Number.NaN : high * TWO_32 + (low >>> 0);
}
