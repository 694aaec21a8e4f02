/** Writes the zones of this folder. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { zoneFiles } from './documents.ts';

export function writeZoneFiles(): void {
  for (const [name, text] of Object.entries(zoneFiles)) writeFileSync(new URL(name, import.meta.url), text());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeZoneFiles();
