/**
 * Holds that two subtitle tracks have the same blocks, and in each of them the same time codes and camera settings.
 * @throws Error that names the first difference
 */
export function compareSubtitles(
  input: Uint8Array,
  output: Uint8Array,
): { readonly records: number; readonly values: number } {
  const [before, after] = [blocksOf(input), blocksOf(output)];
  if (before.length !== after.length) throw new Error(`${before.length} blocks in one, ${after.length} in the other`);
  let values = 0;
  before.forEach((block, index) => {
    const [here, there] = [untouched(block), untouched(after[index]!)];
    if (here.join() !== there.join()) throw new Error(`block ${index}: ${here.join()} has become ${there.join()}`);
    values += here.length;
  });
  if (values < before.length) throw new Error('nothing is left to compare');
  return { records: after.length, values };
}

function blocksOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split(/\r?\n(?=\d+\r?\n\d\d:)/);
}

/** Of the dialects that are measured: what tells neither where nor when. */
const untouchedTokens =
  /\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}|\[(?:iso|shutter|fnum|ev|ct|color_md|focal_len) ?: ?[^\]]*\]|(?:ISO|Shutter|EV|Fnum)[: ][\w./]*|SS [\d.]+|F\/[\d.]+/g;

function untouched(block: string): readonly string[] {
  return block.match(untouchedTokens) ?? [];
}

/**
 * Holds that two exports have the same rows, and the same cells in the columns given.
 * @throws Error that names the first difference
 */
export function compareTables(
  input: Uint8Array,
  output: Uint8Array,
  columns: ReadonlySet<string>,
): { readonly records: number; readonly values: number } {
  const [before, after] = [rowsOf(input), rowsOf(output)];
  if (before.length !== after.length) throw new Error(`${before.length} rows in one, ${after.length} in the other`);
  const names = before[0]!;
  const compared = names.flatMap((name, index) => (columns.has(name) ? [index] : []));
  let values = 0;
  before.forEach((row, index) => {
    const other = after[index]!;
    if (row.length !== other.length) throw new Error(`row ${index} has ${other.length} cells`);
    for (const at of compared) {
      if (row[at] !== other[at]) throw new Error(`row ${index}: ${names[at]} differs`);
      values++;
    }
  });
  if (values < before.length) throw new Error('nothing is left to compare');
  return { records: after.length - 1, values };
}

function rowsOf(bytes: Uint8Array): string[][] {
  const text = Buffer.from(bytes).toString('utf8');
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((row) => row.split(','));
}
