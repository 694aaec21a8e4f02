import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { farFlight } from './far-flight.ts';
import { builtMain, ended, namesIn, put, root, temporaryFolder } from './harness.ts';
import { outputsIn } from './outputs.ts';

/** Runs a copy of the built program whose residue thread is this script. */
async function filterWith(script: (own: string) => string) {
  expect(existsSync(builtMain), 'the package is not built: npm run build').toBe(true);
  const copy = temporaryFolder();
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const entry = join(copy, 'dist', 'node', 'residue-worker-entry.js');
  put(join(copy, 'dist', 'node'), 'residue-worker-entry.js', script(readFileSync(entry, 'utf8')));
  const input = put(copy, 'far.tlog', Buffer.concat(Array.from({ length: 10 }, () => farFlight())));
  const folder = join(copy, 'out');
  const args = ['filter', input, '-o', folder, '--level', 'engineering', '--seed', 's'];
  const main = join(copy, 'dist', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  return { ...(await ended(child)), folder };
}

const begin = "import { parentPort } from 'node:worker_threads';\n";

test.each([
  ['ends at once', () => 'process.exit(0);'],
  ['cannot be loaded', () => 'import "./nowhere.js";'],
  ['throws at once', () => 'throw new RangeError("at 46.9231174");'],
  ['ends with its first bytes', () => `${begin}parentPort.once('message', () => process.exit(0));`],
  ['throws at its first bytes', () => `${begin}parentPort.once('message', () => { throw new Error('no'); });`],
  [
    'ends without an answer',
    (own: string) => own.replace("postMessage({ what: 'findings'", "close(); ({ what: 'findings'"),
  ],
])('a thread that %s means that nothing is released', async (_, script) => {
  const { code, out, err, folder } = await filterWith(script);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(err).not.toContain('46.92');
  expect(namesIn(folder)).toEqual([]);
});

test('the same copy with its own thread releases the log', async () => {
  const { code, err, folder } = await filterWith((own) => own);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(outputsIn(folder)).toHaveLength(1);
});
