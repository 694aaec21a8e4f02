import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

// As test/node/harness.ts has them, without the whole command line behind them.

/** The tree's root. */
export const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** A folder for one test, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'flightveil-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder; returns its path. */
export function put(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export const namesIn = (folder: string): string[] => readdirSync(folder).sort();
