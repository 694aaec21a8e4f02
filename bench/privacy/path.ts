import { type Point, tangentOf } from './geometry.ts';
import { column, type Log, type Table } from './log.ts';

/** The released path of an aircraft: fixes with the velocity that came along, in the order of the log. */
export interface Path {
  readonly length: number;
  readonly timeS: readonly number[];
  readonly points: readonly Point[];
  /** As the integers of the log. */
  readonly latE7: readonly number[];
  readonly lonE7: readonly number[];
  readonly velocityNorth: readonly number[];
  readonly velocityEast: readonly number[];
  /** East and north of the first fix in the plane that touches there, in metres. */
  readonly eastM: readonly number[];
  readonly northM: readonly number[];
}

/** The fixes of GLOBAL_POSITION_INT that are any; undefined where there are none. */
export function pathOf(log: Log): Path | undefined {
  return fixesOf(log.table('GLOBAL_POSITION_INT'), 'time_boot_ms', 1000);
}

export function fixesOf(table: Table | undefined, clock: string, ticks: number): Path | undefined {
  if (table === undefined) return undefined;
  const [lat, lon, time] = [column(table, 'lat'), column(table, 'lon'), column(table, clock)];
  const [vx, vy] = [table.columns.get('vx'), table.columns.get('vy')];
  const rows = lat.map((_, row) => row).filter((row) => lat[row] !== 0 || lon[row] !== 0);
  if (rows.length === 0) return undefined;
  const points = rows.map((row) => ({ latitudeDeg: lat[row]! * 1e-7, longitudeDeg: lon[row]! * 1e-7 }));
  const plane = points.map((point) => tangentOf(points[0]!, point));
  return {
    length: rows.length,
    timeS: rows.map((row) => time[row]! / ticks),
    points,
    latE7: rows.map((row) => lat[row]!),
    lonE7: rows.map((row) => lon[row]!),
    velocityNorth: rows.map((row) => (vx?.[row] ?? 0) / 100),
    velocityEast: rows.map((row) => (vy?.[row] ?? 0) / 100),
    eastM: plane.map(([east]) => east),
    northM: plane.map(([, north]) => north),
  };
}

/** Values of another message at the times of a path, by the nearest one; NaN further than a twentieth of a second from any. */
export function nearest(times: readonly number[], values: readonly number[], at: readonly number[]): number[] {
  let index = 0;
  return at.map((time) => {
    while (index + 1 < times.length && Math.abs(times[index + 1]! - time) <= Math.abs(times[index]! - time)) index++;
    return Math.abs((times[index] ?? Number.NaN) - time) <= 0.05 ? values[index]! : Number.NaN;
  });
}

/** Local position and velocity at the fixes of a path. */
export interface LocalTwin {
  readonly north: readonly number[];
  readonly east: readonly number[];
  readonly velocityNorth: readonly number[];
  readonly velocityEast: readonly number[];
}

/** What LOCAL_POSITION_NED says at the fixes; undefined without it. A column that is zero throughout is blanked: NaN. */
export function localTwinOf(log: Log, path: Path): LocalTwin | undefined {
  const table = log.table('LOCAL_POSITION_NED');
  if (table === undefined) return undefined;
  const times = column(table, 'time_boot_ms').map((ms) => ms / 1000);
  const at = (name: string): number[] => {
    const values = column(table, name);
    const isBlank = values.every((value) => value === 0 || Number.isNaN(value));
    return isBlank ? path.timeS.map(() => Number.NaN) : nearest(times, values, path.timeS);
  };
  return { north: at('x'), east: at('y'), velocityNorth: at('vx'), velocityEast: at('vy') };
}
