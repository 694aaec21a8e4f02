import { execFileSync } from 'node:child_process';
import { arch, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Circumstances } from '../tables.ts';

/** When, of what and where it is measured. */
export function circumstances(quick: boolean): Circumstances {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  let commit = 'unknown';
  try {
    commit = git('rev-parse', '--short', 'HEAD');
    if (git('status', '--porcelain', '--', 'src') !== '') commit += ' with changes to src';
  } catch {
    // A copy without git is measured just as well.
  }
  const machine = `${cpus().length} cores (${arch()}), Node ${process.versions.node}`;
  return { date: new Date().toISOString().slice(0, 10), commit, machine, quick };
}
