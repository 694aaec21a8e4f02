import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filterFile } from '../../src/node/index.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import { readManifest } from '../../src/wire/manifest.ts';
import { flightveil, namesIn, put, temporaryFolder } from './harness.ts';
import { tinyLog } from './tiny-log.ts';

test.each(['summary', 'engineering', 'dynamics', 'full'] as const)(
  'the library writes an output with its manifest at the level %s',
  async (level) => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
    const outputFolder = join(folder, 'out');
    const { outputName, outputSha256 } = await filterFile(input, {
      ...{ decision, outputFolder },
      keys: { seed: 's', ordinal: 0 },
    });
    const names = namesIn(outputFolder);
    expect(names).toEqual(expect.arrayContaining([outputName, `${outputName}.manifest.json`]));
    const manifest = readManifest(readFileSync(join(outputFolder, `${outputName}.manifest.json`)));
    expect(manifest).toMatchObject({ level, purpose: 'local', recipient: 'self', output: { sha256: outputSha256 } });
    const output = readFileSync(join(outputFolder, outputName));
    expect(manifest.output.bytes).toBe(output.length);
    expect(createHash('sha256').update(output).digest('hex')).toBe(outputSha256);
  },
);

test('rows of --classify for a message that the dialect does not define are an error and no silence', async () => {
  const folder = temporaryFolder();
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  const dialect = put(
    folder,
    'own.xml',
    text(
      '<mavlink><messages><message id="54321" name="OWN"><field type="uint8_t" name="x">x</field></message></messages></mavlink>',
    ),
  );
  const table = put(folder, 'own.txt', text('HEARTBEAT\n  custom_mode  credential\n'));
  const { code, err } = await flightveil(['catalog', '--dialect', dialect, '--classify', table]);
  expect(code).toBe(2);
  expect(err).toContain('HEARTBEAT');
});

test('wrong usage is a JSON document too where JSON was asked for', async () => {
  const { code, out } = await flightveil(['filter', 'flight.tlog', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ error: 'usage' });
});
