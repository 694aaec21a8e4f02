import { expect, test } from 'vitest';
import { filterFile } from '../../src/node/index.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import { flightveil, namesIn, put, temporaryFolder } from './harness.ts';
import { tinyLog } from './tiny-log.ts';

test.each(['summary', 'dynamics', 'track'] as const)(
  'the library refuses the level %s, which is not made yet, and writes nothing',
  async (level) => {
    const folder = temporaryFolder();
    const input = put(folder, 'flight.tlog', tinyLog());
    const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
    const refused = filterFile(input, { decision, keys: { seed: 's', ordinal: 0 }, outputFolder: folder });
    await expect(refused).rejects.toMatchObject({ code: 'level-not-available' });
    expect(namesIn(folder)).toEqual(['flight.tlog']);
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
