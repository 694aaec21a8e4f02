import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFilter } from '../../src/index.ts';
import { root } from '../node/harness.ts';
import { tinyLog } from '../node/tiny-log.ts';

const execute = promisify(execFile);

/** npm's own settings for the script that runs these tests would make a child believe it is at home here. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_package_|npm_lifecycle_|npm_config_local_prefix|INIT_CWD)/.test(name),
  ),
);

async function execIn(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await execute(command, args, { cwd, env: environment, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** A minified bundle of all that the neutral entry exports must stay smaller than this. */
const GZIP_KILOBYTES = 300;

let folder = '';
/** A fresh project that has installed the packed package. */
let user = '';
let tarball = '';
let packed: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'flightveil-package-'));
  // Scripts would build again under the feet of the tests beside this one; that dist is fresh has its own test.
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [report] = JSON.parse(await execIn(root, 'npm', ...pack)) as [{ filename: string; files: { path: string }[] }];
  packed = report.files.map(({ path }) => path);
  tarball = join(folder, report.filename);
  user = join(folder, 'user');
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  // Without the database of the consent ledger, which is compiled where it has no binary: nothing here needs it.
  const install = ['install', '--prefer-offline', '--omit=optional', '--no-audit', '--no-fund', tarball];
  await execIn(user, 'npm', ...install);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  test('holds what was built, the wire format and four files of words, no source, test, generator or sample', () => {
    const words = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
    expect(packed.filter((path) => !/^(dist|proto)\//.test(path)).sort()).toEqual(words);
    expect(packed.filter((path) => path.startsWith('proto/') && !path.endsWith('.proto'))).toEqual([]);
    const built = packed.filter((path) => path.startsWith('dist/'));
    expect(built).toContain('dist/index.js');
    expect(built).toContain('dist/cli/main.js');
    expect(built.filter((path) => !/\.(js|d\.ts)$/.test(path))).toEqual([
      'dist/flightveil.schema.json',
      'dist/policy.schema.json',
    ]);
    expect(built.filter((path) => /generate|test|sample|bench/.test(path))).toEqual([]);
  });

  test('has no error that publint knows of', async () => {
    const installed = join(user, 'node_modules', 'flightveil');
    const { messages } = await publint({ pkgDir: installed, pack: false });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  });

  test('gives types to everybody who can import it (attw, esm-only)', { timeout: 60_000 }, async () => {
    const attw = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
    const args = [attw, tarball, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'json'];
    const { analysis } = JSON.parse(await execIn(folder, process.execPath, ...args));
    expect(Object.keys(analysis.entrypoints).sort()).toEqual([
      '.',
      './consent',
      './flightveil.schema.json',
      './node',
      './package.json',
      './policy',
      './policy.schema.json',
      './session',
      './unlock',
    ]);
    for (const { resolutions } of Object.values<{ resolutions: Record<string, { resolution?: unknown }> }>(
      analysis.entrypoints,
    )) {
      expect(resolutions['node16-esm']?.resolution).toBeDefined();
      expect(resolutions.bundler?.resolution).toBeDefined();
    }
  });
});

/** What the library makes of the tiny log, from the sources: installed and bundled it must make the same. */
function expectedBytes(): Uint8Array {
  const filter = createFilter({ level: 'engineering', seed: 's' });
  return Uint8Array.from(Buffer.concat([filter.push(tinyLog()), filter.flush()]));
}

describe('a project that installed it', () => {
  test('runs the program', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await execIn(user, 'npx', '--no-install', 'flightveil', '--version')).toBe(`${version}\n`);
  });

  test('imports the library and the part for Node, which filter alike', async () => {
    writeFileSync(join(user, 'flight.tlog'), tinyLog());
    mkdirSync(join(user, 'out'));
    const script = `
      import { readFileSync } from 'node:fs';
      import { createFilter, decide, localPolicy } from 'flightveil';
      import { filterFile } from 'flightveil/node';
      const decision = decide({ purpose: 'local', recipient: 'self', level: 'engineering' }, localPolicy);
      const filter = createFilter({ level: 'engineering', seed: 's' });
      const pieces = [filter.push(readFileSync('flight.tlog')), filter.flush()];
      const options = { decision, keys: { seed: 's', ordinal: 0 }, outputFolder: 'out' };
      const { outputPath } = await filterFile('flight.tlog', options);
      console.log(JSON.stringify([Buffer.concat(pieces), readFileSync(outputPath)].map((bytes) => bytes.toString('hex'))));`;
    writeFileSync(join(user, 'use.js'), script);
    const [inMemory, asFile] = JSON.parse(await execIn(user, process.execPath, 'use.js')) as [string, string];
    const expected = Buffer.from(expectedBytes()).toString('hex');
    expect(inMemory).toBe(expected);
    expect(asFile).toBe(expected);
  });

  test('decides by a ledger in memory, without the part for Node', async () => {
    const script = `
      import { ConsentLedger, MemoryLedgerStore, neutralSigning } from 'flightveil/consent';
      import { builtInPolicy, decide } from 'flightveil/policy';
      import { levels } from 'flightveil';
      const ledger = new ConsentLedger(new MemoryLedgerStore(), neutralSigning(new Uint8Array(32).fill(3)));
      const said = { collectedS: 1000, how: 'app' };
      const noticeSha256 = 'ab'.repeat(32);
      await ledger.addNotice({ name: 'notice', version: '1', sha256: noticeSha256, bytes: 1 }, said);
      await ledger.declareSubject({ name: 'pilot', ageBand: 'adult' }, said);
      const request = { purpose: 'scientific-research', recipient: 'researcher' };
      const before = decide(request, builtInPolicy, { consent: await ledger.state(2000), nowS: 2000 });
      const terms = { ...request, subject: 'pilot', ceiling: levels.dynamics, scope: {}, noticeSha256, validFromS: 1000 };
      const { id } = await ledger.grant(terms, said);
      const after = decide(request, builtInPolicy, { consent: await ledger.state(2000), nowS: 2000 });
      console.log(JSON.stringify([before.disclosure.shape, after.disclosure.shape, after.grant === id]));`;
    writeFileSync(join(user, 'consent.js'), script);
    expect(await execIn(user, process.execPath, 'consent.js')).toBe('["none","relative",true]\n');
  });

  test('opens a session, without the part for Node', async () => {
    const script = `
      import { openSession } from 'flightveil/session';
      const pieces = [];
      const own = { purpose: 'local', recipient: 'self', consent: { level: 'engineering' }, keys: { seed: 's' } };
      const session = await openSession({ ...own, sink: ({ bytes }) => pieces.push(bytes) });
      session.push({ flightRecord: { attitude: { rollRad: 0.5 }, position: { latitudeDegE7: 1, longitudeDegE7: 2 } } });
      const { manifests } = await session.close();
      console.log(JSON.stringify([pieces.length, manifests[0].released.messages]));`;
    writeFileSync(join(user, 'session.js'), script);
    const released = '[1,[{"message":"FlightRecord","frames":1}]]\n';
    expect(await execIn(user, process.execPath, 'session.js')).toBe(released);
  });

  test('reaches nothing that is not exported', async () => {
    const inner = `import('flightveil/dist/node/state.js').catch((error) => console.log(error.code))`;
    const code = await execIn(user, process.execPath, '--input-type=module', '--eval', inner);
    expect(code).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
  });

  test('checks its types without those of Node', async () => {
    writeFileSync(
      join(user, 'use.ts'),
      `import { createFilter, type Filter } from 'flightveil';
       export function filter(log: Uint8Array): Blob {
         const filter: Filter = createFilter({ level: 'engineering', key: log.subarray(0, 32), flight: 'f' });
         const pieces = [filter.push(log), filter.flush()];
         return new Blob(pieces);
       }
       // @ts-expect-error a key goes with a flight
       createFilter({ level: 'engineering', key: new Uint8Array(32) });
       // @ts-expect-error a seed takes the place of a key
       createFilter({ level: 'engineering', key: new Uint8Array(32), flight: 'f', seed: 's' });
       // @ts-expect-error there is no such level
       createFilter({ level: 'all', seed: 's' });`,
    );
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--target', 'ES2022', '--module', 'NodeNext', '--types', ''];
    await expect(execIn(user, process.execPath, tsc, ...options, 'use.ts')).resolves.toBe('');
  });
});

describe('the neutral entry, bundled for a browser', () => {
  const bundle = (format: 'esm' | 'iife') =>
    build({
      stdin: { contents: `export * from 'flightveil';`, resolveDir: user },
      ...{ bundle: true, write: false, minify: true, metafile: true, logLevel: 'silent', charset: 'utf8' },
      ...{ platform: 'browser', target: 'es2022', format, globalName: 'flightveil' },
    });

  test('needs nothing of Node and is small', async () => {
    const { metafile, outputFiles } = await bundle('esm');
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter(({ external, path }) => external || path.startsWith('node:'))).toEqual([]);
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual([]);
    const { text, contents } = outputFiles[0]!;
    expect(text).not.toContain('node:');
    const kilobytes = gzipSync(contents).length / 1000;
    console.info(`neutral entry: ${(contents.length / 1000).toFixed(1)} kB minified, ${kilobytes.toFixed(1)} kB gzip`);
    expect(kilobytes).toBeLessThan(GZIP_KILOBYTES);
    const stated = /is about (\d+) kB minified and (\d+) kB\s+with gzip/.exec(
      readFileSync(join(root, 'README.md'), 'utf8'),
    );
    expect(Number(stated?.[1]) / (contents.length / 1000), 'what the README states, minified').toBeCloseTo(1, 1);
    expect(Number(stated?.[2]) / kilobytes, 'what the README states, with gzip').toBeCloseTo(1, 1);
  });

  test('filters where there is no Node: no process, no Buffer, no require', async () => {
    const { outputFiles } = await bundle('iife');
    const use = `
      const { createFilter } = flightveil;
      const filter = createFilter({ level: 'engineering', seed: 's' });
      const output = [...filter.push(Uint8Array.from(bytes)), ...filter.flush()];
      let stream;
      try { createFilter({ level: 'engineering', seed: 's' }).stream(); } catch (error) { stream = error.code; }
      [typeof process, typeof Buffer, typeof require, output.join(), stream];`;
    const globals = { TextEncoder, bytes: [...tinyLog()] };
    const made = runInNewContext(`${outputFiles[0]!.text}\n${use}`, globals) as string[];
    expect([...made]).toEqual(['undefined', 'undefined', 'undefined', expectedBytes().join(), 'usage']);
  });
});
