import { keyedUnits } from './keyed-units.ts';
import type { GeoPoint } from './surface.ts';
import { RADIANS, SEMI_MAJOR_M } from './wgs84.ts';

export type CellKind = 'region' | 'area';

export interface Cell extends GeoPoint {
  /** No side is shorter, in metres. */
  readonly sideM: number;
}

const REGION_SIDE_M = 10_000;
const SPARE = 1.001;
/** Of latitude: a degree is nowhere shorter than 110 574 m. */
const ROW_DEG = (SPARE * REGION_SIDE_M) / 110_574;
/** Areas along one side of a region. */
const AREAS = 10;

/**
 * The middle of the cell that holds a place. Cells lie in rows between two latitudes, cut at meridians; where rows and meridians begin is drawn
 * by the key, so that nobody else knows the borders. An area has a tenth of its region's sides. Around each pole is one round region,
 * which is its own area.
 */
export function cellOf(placeKey: Uint8Array, latitudeDeg: number, longitudeDeg: number, kind: CellKind): Cell {
  const [rowShift] = keyedUnits(placeKey, 'rows', []);
  const southOf = (row: number): number => (row - rowShift) * ROW_DEG - 90;
  const row = Math.floor((latitudeDeg + 90) / ROW_DEG + rowShift);
  const south = southOf(row);
  // What is left over before a pole goes with the row beside it.
  if (southOf(row + 2) > 90 || southOf(row - 1) < -90) {
    return { latitudeDeg: latitudeDeg > 0 ? 90 : -90, longitudeDeg: 0, sideM: REGION_SIDE_M };
  }
  // The side towards the pole is the shorter one. Parallels of this sphere are never longer than those of the ellipsoid.
  const polewardDeg = Math.max(Math.abs(south), Math.abs(southOf(row + 1)));
  const aroundM = 2 * Math.PI * SEMI_MAJOR_M * Math.cos(polewardDeg * RADIANS);
  const columns = Math.max(1, Math.floor(aroundM / (SPARE * REGION_SIDE_M)));
  const columnDeg = 360 / columns;
  const [columnShift] = keyedUnits(placeKey, 'columns', [row]);
  const turned = longitudeDeg / columnDeg + columnShift;
  const column = Math.floor(turned);
  const west = (column - columnShift) * columnDeg;
  if (kind === 'region') return cellAt(south, west, ROW_DEG, columnDeg, REGION_SIDE_M);
  const areaRow = areaOf((latitudeDeg - south) / ROW_DEG);
  const areaColumn = areaOf(turned - column);
  return cellAt(
    south + (areaRow * ROW_DEG) / AREAS,
    west + (areaColumn * columnDeg) / AREAS,
    ROW_DEG / AREAS,
    columnDeg / AREAS,
    REGION_SIDE_M / AREAS,
  );
}

/** In which of the tenths a fraction lies. */
function areaOf(fraction: number): number {
  return Math.min(AREAS - 1, Math.max(0, Math.floor(fraction * AREAS)));
}

function cellAt(south: number, west: number, rowDeg: number, columnDeg: number, sideM: number): Cell {
  const longitudeDeg = west + columnDeg / 2;
  return {
    latitudeDeg: south + rowDeg / 2,
    longitudeDeg: longitudeDeg - 360 * Math.floor((longitudeDeg + 180) / 360),
    sideM,
  };
}
