import { expect } from 'vitest';
import { namesIn, sha256 } from './harness.ts';

/** Names of the outputs in a folder. Each stands there with all that belongs to it, and nothing else does, not even a hidden file. */
export function outputsIn(folder: string): string[] {
  const names = namesIn(folder);
  const outputs = names.filter((name) => /^flight-[0-9a-f]{16}\.(?:tlog|mavlink|summary\.json)$/.test(name));
  expect(names).toEqual(outputs.flatMap(filesOf).sort());
  return outputs;
}

/** An output with the files that belong to it. */
function filesOf(output: string): string[] {
  const manifests = [`${output}.manifest.json`, `${output}.manifest.pb`];
  return output.endsWith('.summary.json')
    ? [output, output.replace(/json$/, 'pb'), ...manifests]
    : [output, ...manifests];
}

/** Every file in a folder with its hash: equal before and after if nothing was changed, added or taken away. */
export function hashesIn(folder: string): Record<string, string> {
  return Object.fromEntries(namesIn(folder).map((name) => [name, sha256(`${folder}/${name}`)]));
}
