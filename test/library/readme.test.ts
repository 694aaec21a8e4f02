import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createFilter, decodeRecords, explain, levels, survey } from '../../src/index.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import { MemoryKeyStore } from '../../src/session/index.ts';
import { namesIn, put, root, temporaryFolder } from '../node/harness.ts';
import { Consent } from '../session/app.ts';
import { bundle } from './bundle.ts';
import { anyKey, chunksOf, concat, copterLog, pushAll, shortLog } from './logs.ts';
import { example, examples, librarySection } from './readme.ts';

const execute = promisify(execFile);

const inNode = ['A file in Node', 'A stream in Node', 'What a log tells, and what a decision means'] as const;
const neutral = ['A file in a browser', 'A live link in a ground station', 'A session in an app'] as const;

/** The package's entries, as they are in the sources. */
const paths = {
  flightveil: [join(root, 'src', 'index.ts')],
  'flightveil/node': [join(root, 'src', 'node', 'index.ts')],
  'flightveil/consent': [join(root, 'src', 'consent', 'index.ts')],
  'flightveil/session': [join(root, 'src', 'session', 'index.ts')],
};

/** An example as a program in a folder with a log, which it also gets as its input; what it says there. */
async function runInNode(heading: string): Promise<{ folder: string; said: Buffer; err: string }> {
  const folder = temporaryFolder();
  put(folder, 'flight.tlog', copterLog);
  put(folder, 'package.json', '{ "type": "module" }');
  const tsconfig = put(folder, 'tsconfig.json', JSON.stringify({ compilerOptions: { paths } }));
  const program = put(folder, 'example.ts', example(heading));
  const env = { ...process.env, FLIGHTVEIL_HOME: join(folder, 'home'), TSX_TSCONFIG_PATH: tsconfig };
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], { cwd: folder, env });
  const [said, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => said.push(data));
  child.stderr.on('data', (data: Buffer) => err.push(data));
  child.stdin.on('error', () => undefined);
  child.stdin.end(shortLog);
  const [code] = await once(child, 'close');
  expect(code, Buffer.concat(err).toString()).toBe(0);
  return { folder, said: Buffer.concat(said), err: Buffer.concat(err).toString() };
}

/** An example as a module of this process. */
async function importNeutral(heading: string): Promise<Record<string, (...args: never[]) => unknown>> {
  const path = put(temporaryFolder(), 'example.mjs', await bundle(example(heading)));
  return import(/* @vite-ignore */ path);
}

const dynamics = decide({ purpose: 'local', recipient: 'self', level: 'dynamics' }, localPolicy);

describe('the examples of the README', () => {
  test('are all tested here', () => {
    expect([...examples.keys()].sort()).toEqual([...inNode, ...neutral].sort());
    expect(librarySection.match(/^```/gm)).toHaveLength(2 * examples.size);
  });

  test.each([
    ['Node', inNode, { types: ['node'], lib: ['ES2023'] }],
    ['browsers, without the types of Node', neutral, { types: [], lib: ['ES2023', 'DOM'] }],
  ])('have right types: those for %s', async (_, headings, options) => {
    const folder = temporaryFolder();
    for (const [index, heading] of headings.entries()) put(folder, `example-${index}.ts`, example(heading));
    const base = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as { compilerOptions: object };
    const compilerOptions = {
      ...base.compilerOptions,
      ...{ ...options, typeRoots: [join(root, 'node_modules', '@types')] },
      paths,
    };
    put(folder, 'package.json', '{ "type": "module" }');
    put(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const said = await execute(process.execPath, [tsc, '-p', folder], { cwd: folder }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    // What is wrong in the sources themselves is no matter of the examples.
    expect(said.split('\n').filter((line) => /^(example|error|tsconfig)/.test(line))).toEqual([]);
  });

  test('A file in Node', async () => {
    const { folder, said } = await runInNode('A file in Node');
    const [name] = namesIn(join(folder, 'out')).filter((made) => made.endsWith('.tlog'));
    expect(said.toString()).toMatch(new RegExp(`^out.${name}: [1-9]\\d* frames written, [1-9]\\d* withheld\\n$`));
  });

  test('A stream in Node: what comes out is filtered under the key of the state folder', async () => {
    const { folder, said, err } = await runInNode('A stream in Node');
    expect(readFileSync(join(folder, 'home', 'root.key'))).toHaveLength(32);
    const live = createFilter({ level: 'dynamics', format: 'mavlink', key: anyKey, flight: 'f' });
    pushAll(live, shortLog);
    const { framesWritten } = live.report();
    expect(framesWritten).toBeGreaterThan(50);
    const again = createFilter({ level: 'full', format: 'mavlink', seed: 's' });
    pushAll(again, said);
    expect(again.report()).toMatchObject({ framesWritten, framesWithheld: 0, gapBytes: {} });
    expect(err).toContain("category: 'attitude'");
  });

  test('A file in a browser: it needs nothing of Node', async () => {
    const { shareable } = await importNeutral('A file in a browser');
    const blob = (await shareable!(new File([copterLog], 'x') as never, anyKey as never)) as Blob;
    const filter = createFilter({ level: 'dynamics', key: anyKey, facts: await survey(copterLog) });
    expect(Buffer.compare(new Uint8Array(await blob.arrayBuffer()), pushAll(filter, copterLog))).toBe(0);
  });

  test('A live link in a ground station', async () => {
    const { share, drawKey, drawFlight } = await importNeutral('A live link in a ground station');
    const sent: Uint8Array[] = [];
    const key = drawKey!() as Uint8Array;
    const flight = drawFlight!() as string;
    const send = (bytes: Uint8Array): number => sent.push(bytes);
    const link = share!(key as never, flight as never, send as never) as {
      received(bytes: Uint8Array): void;
      closed(): void;
    };
    for (const chunk of chunksOf(shortLog, 100)) link.received(chunk);
    link.closed();
    const expected = pushAll(createFilter({ level: 'dynamics', format: 'mavlink', key, flight }), shortLog);
    expect(Buffer.compare(concat(sent), expected)).toBe(0);
    expect(sent.filter(({ length }) => length === 0)).toEqual([]);
    expect(sent.length).toBeGreaterThan(20);
    expect(drawFlight!()).not.toBe(flight);
  });

  test('A session in an app: what is sent is filtered, and nothing is without a grant', async () => {
    const { fly } = await importNeutral('A session in an app');
    const sent: Uint8Array[] = [];
    const send = async (bytes: Uint8Array): Promise<void> => void sent.push(bytes);
    const consent = new Consent();
    const store = new MemoryKeyStore();
    const flown = (): Promise<void> => fly!(consent.ledger as never, store as never, send as never) as Promise<void>;
    await expect(flown()).rejects.toMatchObject({ code: 'withheld' });
    await consent.give(levels.dynamics, { recipient: 'service-provider' });
    await flown();
    const records = [...decodeRecords(concat(sent))];
    expect(records.map((record) => Object.keys(record)[0])).toEqual(['deviceInfo', 'flightRecord']);
    const position = records.flatMap((record) => ('flightRecord' in record ? [record.flightRecord.position] : []))[0];
    expect(position!.latitudeDegE7! / 1e7).toBeLessThan(0);
    expect(JSON.stringify(records, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toMatch(
      /Skylark/i,
    );
  });

  test('What a log tells, and what a decision means', async () => {
    const { said } = await runInNode('What a log tells, and what a decision means');
    const { frames, durationS } = await survey(copterLog);
    const text = said.toString();
    expect(text).toContain(`${frames} frames, ${durationS} seconds\n`);
    expect(text).toMatch(/^attitude: roll, pitch, body rates; \d+ values, kept at dynamics$/m);
    for (const { meaning } of explain(dynamics)) expect(text).toContain(meaning);
  });
});
