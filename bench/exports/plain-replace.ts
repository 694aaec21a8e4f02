/**
 * What somebody would write to hide places, heights and dates with: line by line, by regular expressions. Values become zeros of any length, so that
 * the text stays what it was. It moves nothing, whatever the level.
 */
export function replaceSubtitles(bytes: Uint8Array): Uint8Array {
  return replaceLines(bytes, (line) => {
    let replaced = line;
    for (const [pattern, by] of subtitleRules) replaced = replaced.replace(pattern, by);
    return replaced;
  });
}

const subtitleRules: readonly (readonly [RegExp, string])[] = [
  [/\[(latitude|longt?itude) ?: ?-?[\d.]+\]/g, '[$1: 0.000000]'],
  [/\[altitude ?: ?-?[\d.]+\]/, '[altitude: 0.000]'],
  [/rel_alt: ?-?[\d.]+ abs_alt: ?-?[\d.]+/, 'rel_alt: 0.000 abs_alt: 0.000'],
  [/(GPS|HOME) ?\(-?[\d.]+, ?-?[\d.]+/g, '$1 (0.0000, 0.0000'],
  [/BAROMETER:-?[\d.]+/, 'BAROMETER:0.0'],
  [/\bD -?[\d.]+m, H -?[\d.]+m/, 'D 0.00m, H 0.00m'],
  [/\d{4}[-.]\d{1,2}[-.]\d{1,2} \d{1,2}:\d\d:\d\d([.,]\d+)*/, '2000-01-01 00:00:00.000'],
];

/** Columns that say where and when. */
const told = /latitude|longitude|altitude|height|elevation|distance|home|time|date|serial|sn$|street|city|area/i;

/** The same for an export, by the names of its columns. */
export function replaceColumns(bytes: Uint8Array): Uint8Array {
  let hidden: number[] | undefined;
  return replaceLines(bytes, (line) => {
    const cells = line.split(',');
    if (hidden === undefined) {
      hidden = cells.flatMap((name, index) => (told.test(name) ? [index] : []));
      return line;
    }
    for (const index of hidden) if (index < cells.length) cells[index] = '';
    return cells.join(',');
  });
}

/** Every line but empty ones as `replace` makes it. */
export function replaceLines(bytes: Uint8Array, replace: (line: string) => string): Uint8Array {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8').split('\n');
  return Buffer.from(lines.map((line) => (line === '' ? line : replace(line))).join('\n'));
}
