import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

/** Recorded logs of real people: read where they are, never copied into the tree, never quoted. */
const folder = fileURLToPath(new URL('../../shared/corpus/', import.meta.url));

/** Paths of the real logs of one kind, sorted; empty where there is no corpus. */
export function corpusFiles(kind: string): string[] {
  const path = join(folder, kind);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}

/** A suite over the real logs: it fails without them in CI, and elsewhere says that it was left out. */
export function describeCorpus(title: string, kind: string, suite: (files: readonly string[]) => void): void {
  const files = corpusFiles(kind);
  if (files.length > 0) {
    describe(title, () => suite(files));
  } else if (process.env.CI) {
    throw new Error(`${title}: the corpus of real logs is missing`);
  } else {
    console.warn(`LEFT OUT, no corpus of real logs here: ${title}`);
    describe.skipIf(true)(title, () => undefined);
  }
}
