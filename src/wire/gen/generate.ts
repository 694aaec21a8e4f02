/** Writes the modules beside this file from the messages in `proto`, with pbjs of protobufjs-cli. Run with `npm run generate`. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const folder = new URL('../../../proto/', import.meta.url);

/** What is left out is done by the typed functions of the folder above, or not needed. */
const leftOut = ['create', 'convert', 'delimited', 'verify', 'typeurl', 'service', 'comments'];

function moduleOf(name: string): string {
  const options = ['--target', 'static-module', '--wrap', 'esm', '--dependency', 'protobufjs/minimal.js'];
  const without = leftOut.map((part) => `--no-${part}`);
  const path = fileURLToPath(new URL(name, folder));
  const args = [require.resolve('protobufjs-cli/bin/pbjs'), ...options, ...without, path];
  let text = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const replace = (pattern: RegExp, by: string): void => {
    if (!pattern.test(text)) throw new Error(`pbjs does not write ${pattern} any more`);
    text = text.replace(pattern, by);
  };
  replace(/^\/\*eslint-disable.*\n/, '');
  // A root of the module's own: the package's shared one would be overwritten by whoever uses the same name.
  replace(/^const \$root = .*$/m, 'const $root = {};');
  replace(/\nexport \{\n {2}\$root as default\n\};\s*$/, '');
  return `// Written by generate.ts from proto/${name}. Do not edit.\n// @ts-nocheck: pbjs writes JavaScript.\n${text.trimEnd()}\n`;
}

/** The generated files by name. */
export function generate(): Record<string, string> {
  return {
    'flight-summary.ts': moduleOf('flight_summary.proto'),
    'manifest.ts': moduleOf('manifest.proto'),
    'unlock-event.ts': moduleOf('unlock_event.proto'),
    'unlock-licence.ts': moduleOf('unlock_licence.proto'),
  };
}
