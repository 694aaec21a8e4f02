import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * A module that imports `flightveil`, with all that it needs, as users' tools make it for a browser: anything of Node is an error. Logs that
 * it imports are bytes.
 */
export async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', logLevel: 'silent', charset: 'utf8' },
    platform: 'browser',
    alias: {
      flightveil: fileURLToPath(new URL('../../src/index.ts', import.meta.url)),
      'flightveil/session': fileURLToPath(new URL('../../src/session/index.ts', import.meta.url)),
    },
    loader: { '.tlog': 'binary' },
  });
  return outputFiles[0]!.text;
}
