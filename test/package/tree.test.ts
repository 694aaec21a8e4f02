import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, temporaryFolder } from '../node/harness.ts';

test('the root holds only what it may hold', () => {
  const allowed = [
    ...['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE', 'CHANGELOG.md'],
    ...['src', 'proto', 'samples', 'bench', 'test'],
  ];
  // Made by tools and left out of the tree by .gitignore.
  const ignored = ['node_modules', 'dist', 'coverage', 'out'];
  const names = readdirSync(root).filter((name) => !name.startsWith('.') && !name.endsWith('.tgz'));
  expect(names.filter((name) => ![...allowed, ...ignored].includes(name))).toEqual([]);
  for (const name of [...allowed.slice(0, 6), 'src', 'test']) expect(names).toContain(name);
  const gitignore = readFileSync(join(root, '.gitignore'), 'utf8');
  for (const name of ignored) expect(gitignore).toMatch(new RegExp(`^/?${name}/$`, 'm'));
});

test('the lock file names no registry host, and its packages have hashes', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([name]) => name)).toEqual([]);
});

test('npm ci takes the lock file as complete', () => {
  const folder = temporaryFolder();
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(root, name), join(folder, name));
  const ci = ['ci', '--dry-run', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', ci, { cwd: folder, encoding: 'utf8' });
  expect(stderr.split('\n').filter((line) => line.includes('Missing:'))).toEqual([]);
  expect(status).toBe(0);
});

test('the built files are what src builds: else run npm run build', () => {
  const fresh = join(temporaryFolder(), 'dist');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'src', 'tsconfig.json'), '--outDir', fresh]);
  copyFileSync(join(root, 'src', 'policy', 'gen', 'policy.schema.json'), join(fresh, 'policy.schema.json'));
  copyFileSync(join(root, 'src', 'daemon', 'config', 'gen', 'sync.schema.json'), join(fresh, 'flightveil.schema.json'));
  const filesOf = (folder: string): Map<string, string> =>
    new Map(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => statSync(join(folder, file)).isFile())
        .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    );
  const [expected, built] = [filesOf(fresh), filesOf(join(root, 'dist'))];
  expect([...built.keys()].sort()).toEqual([...expected.keys()].sort());
  expect([...expected].filter(([file, text]) => built.get(file) !== text).map(([file]) => file)).toEqual([]);
});
