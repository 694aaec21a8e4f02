import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build, type Format } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { manifestFiles } from '../../src/wire/manifest.ts';
import { root } from '../node/harness.ts';
import { fullManifest } from './samples.ts';

/** The documents as a page would load them, in one file. */
async function bundle(format: Format): Promise<string> {
  const contents = `export * from './wire/manifest.ts'; export * from './wire/flight-summary.ts';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, 'src'), loader: 'ts' },
    ...{ bundle: true, write: false, minify: true, format, globalName: 'wire', platform: 'browser', target: 'es2022' },
  });
  return outputFiles[0]!.text;
}

/** Reads both forms of a manifest; needs no Node. */
const use = `[...wire.manifestFiles(manifest).map(({ bytes }) => JSON.stringify(wire.readManifest(bytes)))].join('\\n')`;
const expected = manifestFiles(fullManifest)
  .map(() => JSON.stringify(fullManifest))
  .join('\n');

describe('without code from strings', () => {
  let script = '';
  beforeAll(async () => {
    script = await bundle('iife');
  });

  test('manifests are written and read where a content policy forbids both eval and WebAssembly', () => {
    const run = (code: string): string => {
      const codeGeneration = { strings: false, wasm: false };
      const context = createContext({ TextEncoder, TextDecoder, manifest: fullManifest }, { codeGeneration });
      return runInContext(code, context) as string;
    };
    // What is forbidden is forbidden indeed.
    expect(() => run(`Function('return 1')()`)).toThrow(/Code generation from strings disallowed/);
    const empty = '0, 97, 115, 109, 1, 0, 0, 0';
    expect(() => run(`new WebAssembly.Module(Uint8Array.from([${empty}]))`)).toThrow(/Wasm code generation disallowed/);
    expect(run(`${script}\n${use}`)).toBe(expected);
    expect(run(`${script}\n[typeof process, typeof Buffer, typeof require].join()`)).toBe(
      'undefined,undefined,undefined',
    );
  });

  test('and in Node under --disallow-code-generation-from-strings', () => {
    const run = (code: string): string =>
      execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '--eval', code], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    expect(() => run(`Function('return 1')()`)).toThrow();
    expect(run(`${script}\nconst manifest = ${JSON.stringify(fullManifest)};\nprocess.stdout.write(${use})`)).toBe(
      expected,
    );
  });

  test('the bundle asks for none', () => {
    expect(script).not.toMatch(/\beval\b|\bFunction\(|new Function/);
  });
});
