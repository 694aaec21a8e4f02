/** A row of a table, cell by cell. */
export type Row = readonly (string | number)[];

/** A table in Markdown. */
export function table(head: Row, rows: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
