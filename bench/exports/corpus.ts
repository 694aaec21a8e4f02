import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Recorded logs of real people: read where they are, where there are any. */
const folder = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** The recorded logs of one kind whose names match, by name; none where there are none. */
export function recordedLogs(kind: string, names: RegExp = /./): Uint8Array[] {
  const path = join(folder, kind);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort()
    .filter((name) => names.test(name))
    .map((name) => readFileSync(join(path, name)));
}
