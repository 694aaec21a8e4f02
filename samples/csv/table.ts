import { type DjiSecrets, djiSecrets } from '../dji/secrets.ts';
import { Draws } from '../draws.ts';
import type { Span } from '../rows.ts';
import { Scene } from '../scene.ts';
import { airdata } from './airdata.ts';
import type { Column, Export } from './cells.ts';
import { geotag } from './geotag.ts';
import { bracketedTxtlog, txtlog } from './txtlog.ts';
import { ugcs } from './ugcs.ts';

const exports = {
  'airdata-feet': airdata('feet'),
  'airdata-metres': airdata('metres'),
  txtlog,
  'txtlog-brackets': bracketedTxtlog,
  ugcs,
  geotag,
} as const satisfies Record<string, Export>;

export type CsvKind = keyof typeof exports;
export const csvKinds = Object.keys(exports) as readonly CsvKind[];

const wholeSpan: Span = { fromS: 22, toS: 172 };

/** The flight as somebody would have exported it. The same arguments give the same bytes. */
export function csvExport(
  kind: CsvKind,
  secrets: DjiSecrets = djiSecrets,
  { fromS, toS }: Span = wholeSpan,
): Uint8Array {
  const { stepMs, lineEnd, opening, columns }: Export = exports[kind];
  const scene = new Scene(secrets);
  const all = [...columns, ...unknownColumns(secrets)];
  const lines = [...(opening === undefined ? [] : [opening]), all.map(([name]) => name).join(',')];
  const start = scene.at(Math.round(1e6 * fromS), 'export', 0);
  for (let index = 0; 1000 * fromS + stepMs * index < 1000 * toS; index++) {
    const sinceMs = stepMs * index;
    const moment = scene.at(Math.round(1e6 * fromS + 1000 * sinceMs), 'export', index);
    const row = { index, sinceMs, scene, moment, start, secrets };
    lines.push(all.map(([, cell]) => cell(row)).join(','));
  }
  return new TextEncoder().encode(lines.map((line) => line + lineEnd).join(''));
}

/** Columns that nobody knows: as many in every flight, unless there are none, so that no row differs in its commas alone. */
function unknownColumns({ unknownMessages }: DjiSecrets): Column[] {
  const draws = new Draws(`columns ${unknownMessages}`);
  if (unknownMessages === null) return [];
  return [0, 1].map((index): Column => {
    const name = `Custom field ${draws.integer('name', index, 0, 9999)}`;
    return [name, ({ index: at }) => draws.normal(`cell ${index}`, at).toFixed(draws.integer('digits', index, 0, 6))];
  });
}
