/**
 * What somebody would write to hide places, heights and dates with: line by line, by regular expressions. Values become zeros of any length, so that
 * the text stays what it was, and cells of an export become empty. It moves nothing, whatever the level.
 */
export function replaceSubtitles(bytes: Uint8Array): Uint8Array {
  return replaceLines(bytes, (line) => {
    let replaced = line;
    for (const [pattern, by] of subtitleRules) replaced = replaced.replace(pattern, by);
    return replaced;
  });
}

/** One for each token that tells where or when. */
const subtitleRules: readonly (readonly [RegExp, string])[] = [
  [/\[(latitude|longt?itude) ?: ?-?[\d.]+\]/g, '[$1: 0.000000]'],
  [/\[altitude ?: ?-?[\d.]+\]/, '[altitude: 0.000]'],
  [/rel_alt: ?-?[\d.]+ abs_alt: ?-?[\d.]+/, 'rel_alt: 0.000 abs_alt: 0.000'],
  [/(GPS|HOME) ?\(-?[\d.]+, ?-?[\d.]+/g, '$1 (0.0000, 0.0000'],
  [/(?<before>\bHOME ?\([^()]*, ?)-?[\d.]+m/, '$<before>0.00m'],
  [/BAROMETER:-?[\d.]+/, 'BAROMETER:0.0'],
  [/\bD -?[\d.]+m, H -?[\d.]+m/, 'D 0.00m, H 0.00m'],
  [/\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]\d{1,2}:\d\d:\d\d([.,]\d+)*/, '2000-01-01 00:00:00.000'],
];

/** Columns that say where and when. */
const told = /latitude|longitude|altitude|height|elevation|distance|home|time|date|serial|sn$|street|city|area/i;

/**
 * The same for an export, by the names of its columns. One expression walks the cells of a row; those in quotes can hold commas, quotes and line feeds.
 */
export function replaceColumns(bytes: Uint8Array): Uint8Array {
  let hidden: readonly boolean[] | undefined;
  return replaceRows(bytes, (row) => {
    if (hidden === undefined) {
      hidden = hiddenOf(row);
      return row;
    }
    let column = 0;
    return row.replace(cells, (all, _cell: string, behind: string) => (hidden?.[column++] === false ? all : behind));
  });
}

/** A cell and what ends it: a comma, or the end of the row. What stands behind a quote that closes is part of its cell. */
const cells = /(?<=^|,)((?:"(?:[^"]|"")*")?[^,\r\n]*)(,|\r?$)/g;

/** Whether each column tells something. */
function hiddenOf(header: string): boolean[] {
  return Array.from(header.matchAll(cells), ([, name]) => told.test(name!));
}

/**
 * The same again, as somebody would write it who wants to be fast: an expression is made from the header that takes a whole row apart into what stays and
 * what goes. A row with too few cells loses all of them. It is told beside, without a bound.
 */
export function replaceByHeader(bytes: Uint8Array): Uint8Array {
  let rule: [RegExp, string] | undefined;
  return replaceRows(bytes, (row) => {
    if (rule !== undefined) return row.replace(rule[0], rule[1]);
    rule = rowRule(hiddenOf(row));
    return row;
  });
}

const CELL = '(?:"(?:[^"]|"")*"|[^",\\r\\n]*)';

/** A whole row, and what it becomes. @param hidden by column */
function rowRule(hidden: readonly boolean[]): [RegExp, string] {
  let pattern = '';
  let by = '';
  let groups = 0;
  for (let at = 0; at < hidden.length; ) {
    const behind = hidden.indexOf(!hidden[at], at);
    const end = behind < 0 ? hidden.length : behind;
    const run = Array.from({ length: end - at }, (_, index) => (at + index === 0 ? CELL : `,${CELL}`)).join('');
    pattern += hidden[at] ? run : `(${run})`;
    by += hidden[at] ? ','.repeat(at === 0 ? end - 1 : end - at) : `$${++groups}`;
    at = end;
  }
  return [new RegExp(`^(?:${pattern}(\\r?)|.*)$`, 's'), `${by}$${++groups}`];
}

/** Without any expression: rows with quotes come apart in the wrong places. It is told beside, without a bound. */
export function splitColumns(bytes: Uint8Array): Uint8Array {
  let hidden: number[] | undefined;
  return replaceLines(bytes, (line) => {
    const all = line.split(',');
    if (hidden === undefined) {
      hidden = all.flatMap((name, index) => (told.test(name) ? [index] : []));
      return line;
    }
    for (const index of hidden) if (index < all.length) all[index] = '';
    return all.join(',');
  });
}

/** Every line but empty ones as `replace` makes it. */
export function replaceLines(bytes: Uint8Array, replace: (line: string) => string): Uint8Array {
  return Buffer.from(
    linesOf(bytes)
      .map((line) => (line === '' ? line : replace(line)))
      .join('\n'),
  );
}

/** Likewise for rows, which go on in the next line while a quote is open. */
function replaceRows(bytes: Uint8Array, replace: (row: string) => string): Uint8Array {
  const rows: string[] = [];
  let open = '';
  for (const line of linesOf(bytes)) {
    const row = open + line;
    if (row.includes('"') && row.split('"').length % 2 === 0) {
      open = `${row}\n`;
      continue;
    }
    open = '';
    rows.push(row === '' || row === '\r' ? row : replace(row));
  }
  // Behind a quote that is never closed no cells can be told apart: it goes.
  return Buffer.from(rows.join('\n'));
}

function linesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8').split('\n');
}
