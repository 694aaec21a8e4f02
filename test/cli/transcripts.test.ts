import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flightveil, put, temporaryFolder } from '../node/harness.ts';
import { outputsIn } from '../node/outputs.ts';
import { START_UNIX_S, tinyLog } from '../node/tiny-log.ts';

test('filter prints a table by category and says what the level means', async () => {
  const folder = temporaryFolder();
  const input = put(folder, 'flight.tlog', tinyLog());
  const { code, out, err } = await flightveil(['filter', input, '-o', folder, '--level', 'engineering', '--seed', 's']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.replaceAll(folder, 'FOLDER').replace(/flight-[0-9a-f]{16}/, 'flight-NAME')).toMatchInlineSnapshot(`
    "FOLDER/flight.tlog -> FOLDER/flight-NAME.tlog
    category          kept  changed  dropped  what it tells
    aircraftPosition     -        -       20  where the aircraft was
    altitude             -        -       20  heights of the aircraft
    motion               -        -       30  velocity, speed, course, wind
    heading              -        -       20  where the nose, a target or the camera points
    absoluteTime         -       10       10  dates and clocks
    attitude            50        -        -  roll, pitch, body rates
    mode                30        -        -  flight modes, commands, states
    structural          30        -        -  counters, types, addresses that hold the log together

    20 frames written, 10 withheld; numbers above are field values.
    Messages withheld entirely: GLOBAL_POSITION_INT.
    Level engineering: how the aircraft behaved, but not where, when, or whose it is.
    "
  `);
});

test('filter at summary prints the page that it writes', async () => {
  const folder = temporaryFolder();
  const input = put(folder, 'flight.tlog', tinyLog());
  const { code, out, err } = await flightveil(['filter', input, '-o', folder, '--level', 'summary', '--seed', 's']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.replaceAll(folder, 'FOLDER').replace(/flight-[0-9a-f]{16}/, 'flight-NAME')).toMatchInlineSnapshot(`
    "FOLDER/flight.tlog -> FOLDER/flight-NAME.summary.json
    of the flight
    duration                0 min
    distance               0.0 km
    height above start        0 m
    battery used        not known

    Level summary: totals of the flight and nothing else.
    "
  `);
});

test('filter --json is one document that names input, output, hash, level and what became of every category', async () => {
  const folder = temporaryFolder();
  mkdirSync(`${folder}/out`);
  const input = put(folder, 'flight.tlog', tinyLog());
  const said = await flightveil(['filter', input, '-o', `${folder}/out`, '--level', 'engineering', '--json']);
  expect({ code: said.code, err: said.err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(said.out);
  expect(document).toMatchObject({ purpose: 'local', recipient: 'self', level: 'engineering' });
  expect(document.disclosure).toMatchObject({ place: 'none', time: 'none', dynamics: 'full', secrets: 'none' });
  expect(Object.keys(document.because)).toEqual(Object.keys(document.disclosure));
  const [file] = document.files;
  expect(document.files).toHaveLength(1);
  expect(file).toMatchObject({
    input,
    output: `${folder}/out/${outputsIn(`${folder}/out`)[0]}`,
    format: 'tlog',
    framesWritten: 20,
    framesWithheld: 10,
    inputBytes: tinyLog().length,
  });
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(file.categories).toContainEqual({
    ...{ category: 'aircraftPosition', dimension: 'place', kept: 0, changed: 0, dropped: 20 },
  });
  expect(file.messages).toContainEqual({
    ...{ message: 'GLOBAL_POSITION_INT', written: 0, withheld: 10, because: 'tells what is hidden' },
  });
});

test('inspect prints categories first and then the fields that tell who, where and when', async () => {
  const input = put(temporaryFolder(), 'flight.tlog', tinyLog());
  const { code, out, err } = await flightveil(['inspect', input]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "MAVLink telemetry log: 30 frames from 1 senders, 0 minutes.

    category          values  messages  fields  released as is at                   what it tells
    aircraftPosition      20         1       2  track (in part), full               where the aircraft was
    altitude              20         1       2  track (in part), full               heights of the aircraft
    motion                20         1       2  track (in part), full               velocity, speed, course, wind
    heading               20         2       2  track (in part), full               where the nose, a target or the camera points
    absoluteTime          20         2       2  full                                dates and clocks
    attitude              19         1       2  engineering, dynamics, track, full  roll, pitch, body rates
    mode                  20         1       2  engineering, dynamics, track, full  flight modes, commands, states
    structural            30         1       3  engineering, dynamics, track, full  counters, types, addresses that hold the log together

    aircraftPosition:
      GLOBAL_POSITION_INT.lat (10)
      GLOBAL_POSITION_INT.lon (10)
    altitude:
      GLOBAL_POSITION_INT.alt (10)
      GLOBAL_POSITION_INT.relative_alt (10)
    motion:
      GLOBAL_POSITION_INT.vx (10)
      GLOBAL_POSITION_INT.vy (10)
    heading:
      ATTITUDE.yaw (10)
      GLOBAL_POSITION_INT.hdg (10)
    absoluteTime:
      ATTITUDE.time_boot_ms (10)
      GLOBAL_POSITION_INT.time_boot_ms (10)
    "
  `);
});

test('inspect --json counts for every field that says something in how many frames it does', async () => {
  const input = put(temporaryFolder(), 'flight.tlog', tinyLog());
  const { code, out, err } = await flightveil(['inspect', input, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(out);
  expect(document).toMatchObject({
    ...{ format: 'tlog', frames: 30, durationS: 2.9, gapBytes: {} },
    senders: [{ name: 'system 1, component 1', frames: 30 }],
  });
  expect(document.fields).toContainEqual({
    ...{ message: 'GLOBAL_POSITION_INT', field: 'lat', frames: 10, category: 'aircraftPosition', dimension: 'place' },
  });
  expect(document.fields.map(({ field }: { field: string }) => field)).not.toContain('vz');
  expect(out).not.toContain(String(START_UNIX_S));
});

test('catalog --json is one document with a row a field, and the lines for people hold the same rows', async () => {
  const json = await flightveil(['catalog', '--json']);
  const text = await flightveil(['catalog']);
  expect([json.code, text.code, json.err, text.err]).toEqual([0, 0, '', '']);
  const rows: { format: string; message: string; field: string; category: string; dimension: string }[] = JSON.parse(
    json.out,
  );
  expect(rows.length).toBeGreaterThan(3000);
  expect(rows).toContainEqual(
    expect.objectContaining({ message: 'GLOBAL_POSITION_INT', field: 'lat', category: 'aircraftPosition' }),
  );
  for (const format of ['mavlink', 'dataflash', 'ulog']) {
    const one = await flightveil(['catalog', '--format', format]);
    expect(one.out.split('\n').length - 1, format).toBe(rows.filter((row) => row.format === format).length);
  }
  const lines = rows.map((row) => [row.format, row.message, row.field, row.category, row.dimension].join('\t'));
  expect(text.out).toBe(`${lines.join('\n')}\n`);
});

test('--version is one line, --help names every command, both are done', async () => {
  const version = await flightveil(['--version']);
  expect(version).toMatchObject({ code: 0, err: '' });
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  const help = await flightveil(['--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const command of ['filter', 'inspect', 'catalog', 'keys', 'verify']) expect(help.out).toContain(`  ${command} `);
});

test('catalog lists the fields of an own dialect that nobody has classified as withheld', async () => {
  const folder = temporaryFolder();
  const xml = `<?xml version="1.0"?><mavlink><messages><message id="54321" name="OWN"><field type="uint8_t" name="x">x</field></message></messages></mavlink>`;
  const dialect = put(folder, 'own.xml', new TextEncoder().encode(xml));
  const plain = await flightveil(['catalog', '--dialect', dialect]);
  expect(plain.out).toContain('mavlink\tOWN\tx\tunclassified\twithheld\n');
  const table = put(folder, 'own.txt', new TextEncoder().encode('OWN\n  x  power\n'));
  const classified = await flightveil(['catalog', '--dialect', dialect, '--classify', table]);
  expect(classified.out).toContain('mavlink\tOWN\tx\tpower\tdynamics\n');
});
