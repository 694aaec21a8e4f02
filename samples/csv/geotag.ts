import { type Export, placeOf, trimmed } from './cells.ts';

/** Places of a film's pictures, as the app lists them. */
export const geotag: Export = {
  stepMs: 100,
  lineEnd: '\r\n',
  columns: [
    ['Id', ({ index }) => String(index + 1)],
    ['Time(seconds)', ({ sinceMs }) => trimmed(sinceMs / 1000, 1)],
    ['Time(text)', ({ sinceMs }) => `${Math.floor(sinceMs / 60_000)}m ${trimmed((sinceMs % 60_000) / 1000, 1)}s`],
    ['Latitude', (row) => trimmed(placeOf(row).latitudeDeg, 8)],
    ['Longitude', (row) => trimmed(placeOf(row).longitudeDeg, 8)],
  ],
};
