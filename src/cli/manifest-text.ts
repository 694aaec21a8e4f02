import { dataCategories } from '../model/category.ts';
import type { OutputMatch } from '../node/manifest-file.ts';
import type { SignedManifest } from '../node/manifest-signing.ts';
import type { FlightSummary } from '../wire/flight-summary.ts';
import type { Manifest } from '../wire/manifest.ts';
import { plainName } from './console.ts';
import { count, table } from './report-table.ts';

/** A manifest for people: what for, how much and why, what was released, and whether the file beside it is the one it speaks of. */
export function manifestText(manifest: Manifest, match: OutputMatch | undefined): string {
  const { purpose, recipient, level, disclosure, versions, format, released, output } = manifest;
  const named = level === undefined ? '' : `, level ${level}`;
  const lines = [
    `Made for ${purpose}, recipient ${plainName(recipient)}${named}; format ${format}.`,
    `By flightveil ${versions.flightveil}, catalog ${short(versions.catalog)}, policy ${short(versions.policy)}.`,
    `Output: ${output.bytes} bytes, SHA-256 ${output.sha256}.`,
    matchText(match),
    '',
    table(
      ['dimension', 'may be learnt', 'because of'],
      disclosure.map(({ dimension, step, because }) => [dimension, step, because]),
      [],
    ),
    '',
  ];
  if (released.categories.length > 0) {
    const rows = released.categories.map(({ category, kept, changed }) => [
      ...[category, kept, changed],
      dataCategories[category].explanation,
    ]);
    lines.push(table(['released', 'kept', 'changed', 'what it tells'], rows, [1, 2]), '');
  }
  if (released.messages.length > 0) {
    const names = released.messages.map(({ message, frames }) => `${plainName(message)} (${count(frames)})`);
    lines.push(`Messages: ${names.join(', ')}.`, '');
  }
  return lines.join('\n');
}

/** Who signed it, as far as a signature can tell. */
export function signedText({ keyid }: SignedManifest): string {
  return `Signed, and not changed since, by the key ${keyid}.\nAnybody can have a key: compare it with that of earlier uploads, or with what you were told.`;
}

function matchText(match: OutputMatch | undefined): string {
  if (match === undefined) return 'The file is not beside it.';
  const { lengthMatches, sha256Matches } = match;
  if (lengthMatches && sha256Matches) return 'The file beside it is that one: length and hash match.';
  if (!lengthMatches) return 'The file beside it is another one, or was changed: neither length nor hash match.';
  return 'The file beside it is another one, or was changed: the length matches, the hash does not.';
}

const short = (hash: string): string => hash.slice(0, 16);

/** A summary for people; what is not known says so. */
export function summaryText(summary: FlightSummary): string {
  const { durationMin, distanceM, heightAboveStartM, batteryUsedPercent } = summary;
  const value = (known: string | number | undefined, unit: string): string =>
    known === undefined ? 'not known' : `${known} ${unit}`;
  const rows = [
    ['duration', value(durationMin, 'min')],
    ['distance', value(distanceM === undefined ? undefined : (distanceM / 1000).toFixed(1), 'km')],
    ['height above start', value(heightAboveStartM, 'm')],
    ['battery used', value(batteryUsedPercent, '%')],
  ];
  return `${table(['of the flight', ''], rows, [1])}\n`;
}
