import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/session/version.ts';
import { shortLog } from '../library/logs.ts';
import { Kept, ownSession, root } from './app.ts';

/** A minified bundle of the session must stay smaller than this; more than half of it is the shapes of countries, which policies need. */
const GZIP_KILOBYTES = 540;

const bundle = (format: 'esm' | 'iife') =>
  build({
    entryPoints: [fileURLToPath(new URL('../../src/session/index.ts', import.meta.url))],
    ...{ bundle: true, write: false, minify: true, metafile: true, logLevel: 'silent', charset: 'utf8' },
    ...{ platform: 'browser', target: 'es2022', format, globalName: 'session' },
  });

describe('the session, bundled for a browser', () => {
  it('needs nothing of Node and is no larger than it was', async () => {
    const { metafile, outputFiles } = await bundle('esm');
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter(({ external, path }) => external || path.startsWith('node:'))).toEqual([]);
    const { text, contents } = outputFiles[0]!;
    expect(text).not.toContain('node:');
    const kilobytes = gzipSync(contents).length / 1000;
    console.info(`session: ${(contents.length / 1000).toFixed(1)} kB minified, ${kilobytes.toFixed(1)} kB gzip`);
    expect(kilobytes).toBeLessThan(GZIP_KILOBYTES);
  });

  it('releases the same where there is no Node: no process, no Buffer, no require', async () => {
    const kept = new Kept();
    const here = await ownSession(kept);
    void here.push({ mavlink: shortLog });
    await here.close();
    const { outputFiles } = await bundle('iife');
    const use = `
      (async () => {
        const output = [];
        const own = { purpose: 'local', recipient: 'self', consent: { level: 'dynamics' } };
        const keys = { root: Uint8Array.from(root) };
        const sink = ({ bytes }) => void output.push(...bytes);
        const opened = await session.openSession({ ...own, keys, flight: 'a', sink });
        opened.push({ mavlink: Uint8Array.from(bytes) });
        await opened.close();
        return [typeof process, typeof Buffer, typeof require, typeof WritableStream, output.join()];
      })()`;
    const globals = { TextEncoder, TextDecoder, crypto, bytes: [...shortLog], root: [...root] };
    const made = (await runInNewContext(`${outputFiles[0]!.text}\n${use}`, globals)) as string[];
    expect([...made]).toEqual([...Array(4).fill('undefined'), kept.of('mavlink').join()]);
  });
});

it('names the version of the package in its manifests', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(version);
});
