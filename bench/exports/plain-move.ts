import { replaceLines } from './plain-replace.ts';

/** By how much everything is moved: degrees, metres, milliseconds. */
const SHIFT = { latitude: 1.5, longitude: -3.5, height: 20, ms: -1e9 } as const;

/**
 * As {@link replaceSubtitles}, but places, heights above the sea and dates are moved by constants instead of hidden: what comes next to `dynamics`
 * without turning anything or hiding how values were rounded.
 */
export function moveSubtitles(bytes: Uint8Array): Uint8Array {
  return replaceLines(bytes, (line) =>
    line
      .replace(/\[(latitude|longt?itude) ?: ?(-?[\d.]+)\]/g, (_, name: string, value: string) => {
        return `[${name}: ${moved(value, name === 'latitude' ? SHIFT.latitude : SHIFT.longitude)}]`;
      })
      .replace(/\b(GPS|HOME)( ?)\((-?[\d.]+)(, ?)(-?[\d.]+)/g, (_, name, gap, longitude, comma, latitude) => {
        return `${name}${gap}(${moved(longitude, SHIFT.longitude)}${comma}${moved(latitude, SHIFT.latitude)}`;
      })
      .replace(/\babs_alt: ?(-?[\d.]+)/, (_, value: string) => `abs_alt: ${moved(value, SHIFT.height)}`)
      .replace(/\bD -?[\d.]+m/, 'D 0.00m')
      .replace(/(\d{4})([-.])(\d{1,2})[-.](\d{1,2}) (\d{1,2}):(\d\d):(\d\d)(?:\.(\d+))?/, movedDate),
  );
}

function moved(value: string, by: number): string {
  const point = value.indexOf('.');
  return (Number(value) + by).toFixed(point < 0 ? 0 : value.length - point - 1);
}

function movedDate(
  _: string,
  y: string,
  separator: string,
  mo: string,
  d: string,
  h: string,
  mi: string,
  s: string,
  ms?: string,
): string {
  const instant = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), Number(ms ?? 0));
  const text = new Date(instant + SHIFT.ms).toISOString().replaceAll('-', separator).replace('T', ' ');
  return text.slice(0, ms === undefined ? 19 : 20 + ms.length);
}

type Rule = (cell: string) => string;
const rules: readonly (readonly [RegExp, Rule])[] = [
  [/^home\.|distance|serial|sn$|street|city|area/i, () => ''],
  [/latitude/i, (cell) => moved(cell, SHIFT.latitude)],
  [/longitude/i, (cell) => moved(cell, SHIFT.longitude)],
  [/altitude|elevation/i, (cell) => moved(cell, SHIFT.height)],
  [
    /datetime|updatetime/i,
    (cell) => cell.replace(/(\d{4})([-/])(\d{1,2})[-/](\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?/, movedDate),
  ],
];

/** The same for an export, by the names of its columns. */
export function moveColumns(bytes: Uint8Array): Uint8Array {
  let columns: (readonly [number, Rule])[] | undefined;
  return replaceLines(bytes, (line) => {
    const cells = line.split(',');
    if (columns === undefined) {
      columns = cells.flatMap((name, index) => {
        const rule = rules.find(([pattern]) => pattern.test(name))?.[1];
        return rule === undefined ? [] : [[index, rule] as const];
      });
      return line;
    }
    for (const [index, rule] of columns)
      if (cells[index] !== undefined && cells[index] !== '') cells[index] = rule(cells[index]);
    return cells.join(',');
  });
}
