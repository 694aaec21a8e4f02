import type { Findings } from '../findings.ts';
import { linesOf } from '../lines.ts';
import { Airspace } from '../openair/airspace.ts';
import { meaningOf } from '../openair/classes.ts';
import type { GeoZone } from '../zone.ts';
import type { ReadZones } from './reader.ts';

const command = /^\s*(A[A-Z]|T[COP]|S[PB]|D[PABCY]|V)(?:\s+|(?=[=\d+-])|$)(.*)$/is;

export function isOpenAir(text: string): boolean {
  return /^[ \t]*AC[ \t]+\S/im.test(text) && /^[ \t]*(?:DP|DC|DA|DB)[ \t]*\S/im.test(text);
}

interface Header {
  readonly number: number;
  readonly airspaceClass: string;
  readonly isTerrain: boolean;
  name?: string;
  readonly types: string[];
  identifier?: string;
}

/**
 * OpenAir of version 1 (WinPilot 1998) and 2.1 (SeeYou): one airspace from each AC on. Its directions begin clockwise again, and its centre is
 * its own. Arcs become points within 10 m, circles stay circles.
 */
export function readOpenAir(text: string, findings: Findings): ReadZones {
  const zones: GeoZone[] = [];
  let counted = 0;
  let header: Header | undefined;
  let lines: (readonly [string, string])[] = [];
  const finish = (): void => {
    const zone = header && readAirspace(header, lines, findings);
    if (zone !== undefined) zones.push(zone);
    lines = [];
  };
  for (const line of linesOf(text)) {
    const comment = line.indexOf('*');
    const plain = comment < 0 ? line : line.slice(0, comment);
    if (plain.trim() === '') continue;
    const [, given, value = ''] = command.exec(plain) ?? [];
    const name = given?.toUpperCase();
    if (name === undefined) {
      findings.of().tolerated('line-unknown', 'lines with no known command are left out');
      // What a line of an airspace says may have been its outline.
      if (header !== undefined) lines.push(['', '']);
    } else if (name === 'AC' || name === 'TC' || name === 'TO') {
      finish();
      counted++;
      header = { number: counted, airspaceClass: value.trim(), isTerrain: name !== 'AC', types: [] };
    } else if (header === undefined) {
      findings.of().tolerated('line-without-airspace', 'lines before the first airspace are left out');
    } else if (name === 'AN') header.name = value.trim();
    else if (name === 'AY') header.types.push(value.trim());
    else if (name === 'AI') header.identifier = value.trim();
    else lines.push([name, value]);
  }
  finish();
  return { zones, counted };
}

function readAirspace(
  { number, airspaceClass, isTerrain, name, types, identifier }: Header,
  lines: readonly (readonly [string, string])[],
  findings: Findings,
): GeoZone | undefined {
  const known = identifier || name || `#${number}`;
  const notes = findings.of(known);
  if (isTerrain) return notes.refused('terrain', 'a record of terrain is no zone');
  if (lines.some(([command]) => command === '')) {
    return notes.refused('line-unreadable', 'a line of the airspace cannot be read');
  }
  if (!identifier && !name) notes.tolerated('identifier-missing', 'an airspace has no name');
  const airspace = new Airspace(notes);
  for (const [command, value] of lines) airspace.take(command, value);
  const read = airspace.end();
  if (read === undefined) return undefined;
  return { identifier: known, ...(name ? { name } : {}), ...meaningOf(airspaceClass, types), ...read };
}
