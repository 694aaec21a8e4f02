import { Command } from 'commander';
import { stateFolder } from '../node/state.ts';
import { importZones, type ZoneImport } from '../node/zone-store.ts';
import type { ZoneFinding } from '../zones/zone.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { codeOf, describeError, Exit } from './exit-codes.ts';
import { table } from './report-table.ts';

/** Zones that are named for one kind of finding. */
const NAMED = 3;

export interface Finding extends Omit<ZoneFinding, 'zone'> {
  readonly count: number;
  /** The first of them. */
  readonly zones: readonly string[];
}

/** `flightveil zones import`: reads files of zones and keeps them. */
export function importCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('import')
    .description('take zones in: ED-318, ED-269, GeoJSON, FAA UAS Facility Maps, OpenAir, fences and plans')
    .argument('<file...>', 'files of zones; one of the same name as before replaces it')
    .action(async (paths: readonly string[], _: unknown, command: Command) => {
      const { home, json } = command.optsWithGlobals<{ home?: string; json?: boolean }>();
      const imports = await importZones(stateFolder(home), paths);
      if (json) console.out(jsonDocument({ files: imports.map(described) }));
      else for (const one of imports) report(one, console);
      finish(imports.some((one) => 'error' in one) ? Exit.failed : Exit.done);
    });
}

function described(one: ZoneImport): object {
  if ('error' in one) return { path: one.path, error: codeOf(one.error), message: describeError(one.error) };
  const { source, format, zones, counted, findings } = one.set;
  const { path, replaced } = one;
  return { path, ...source, format, zones: zones.length, counted, replaced, findings: summed(findings) };
}

function report(one: ZoneImport, console: Console): void {
  const name = plainName(one.path);
  if ('error' in one) {
    console.err(`${name}: ${describeError(one.error)}\n`);
    return;
  }
  const { zones, counted, findings, format } = one.set;
  const again = one.replaced ? ', in place of those before' : '';
  console.out(`${name}: ${zones.length} of ${counted} zones can be used (${format})${again}.\n`);
  if (findings.length > 0) console.out(`${findingsTable(findings)}\n`);
}

export function findingsTable(findings: readonly ZoneFinding[]): string {
  return table(
    ['', 'finding', 'zones', 'what', 'the first'],
    summed(findings).map(({ severity, code, count, message, zones }) => [
      ...[severity, code, count, message, zones.map(plainName).join(', ')],
    ]),
    [2],
  );
}

const order = ['refused', 'warned', 'tolerated'];

/** Findings of one kind together, the worst first. */
export function summed(findings: readonly ZoneFinding[]): readonly Finding[] {
  const kinds = new Map<string, { -readonly [key in keyof Finding]: Finding[key] }>();
  for (const { severity, code, message, zone } of findings) {
    const key = `${severity} ${code}`;
    const kind = kinds.get(key) ?? { severity, code, message, count: 0, zones: [] };
    kind.count++;
    if (zone !== undefined && kind.zones.length < NAMED) kind.zones = [...kind.zones, zone];
    kinds.set(key, kind);
  }
  return [...kinds.values()].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.count - a.count || (a.code < b.code ? -1 : 1),
  );
}
