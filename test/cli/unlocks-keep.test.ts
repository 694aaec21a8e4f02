import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepLicences, loadLicences } from '../../src/node/licence-store.ts';
import { withLog } from '../../src/node/unlock-logs.ts';
import { namedFor } from '../../src/node/unlock-recorder.ts';
import { flightveil, type Said, temporaryFolder } from '../node/harness.ts';
import { fullEvent, NOW_S } from '../unlock/log/samples.ts';

let home: string;
/** Names of flights in the own log: two of them, of two persons. */
let flights: readonly string[];
const persons = ['Zerubbabel Quuxbury', 'Ada Ordinary'];
const say = (...args: string[]): Promise<Said> => flightveil(['--home', home, 'unlocks', ...args]);

beforeEach(async () => {
  home = join(temporaryFolder(), 'home');
  const recorded = await withLog(home, 'self', async ({ log, keys }) => {
    flights = persons.map((person) => keys.nameOf('flight', person));
    const events = persons.map((person, at) => ({
      id: keys.entryId(person),
      event: { ...fullEvent, person, flight: flights[at]! },
    }));
    await log.append(events.map((one) => ({ ...one, keepUntilS: 2 * NOW_S, ground: 'test' })));
    return events;
  });
  await withLog(home, 'manufacturer', ({ log, keys }) =>
    log.append(recorded.map((one) => ({ ...namedFor(one, keys), keepUntilS: 2 * NOW_S, ground: 'test' }))),
  );
});

/** Which entries of a log have values. */
async function held(recipient: string): Promise<readonly (string | undefined)[]> {
  return withLog(home, recipient, async ({ log }) => {
    const found = [];
    for await (const { values } of log.held()) {
      if (values?.event.kind !== 'values-deleted') found.push(values?.event.person);
    }
    return found;
  });
}

/** As if a run had been killed when it had done the own log. */
const eraseOwnOnly = (): Promise<unknown> =>
  withLog(home, 'self', ({ log }) => log.overwriteValues([0], { because: 'person', nowS: NOW_S }));

const isOnDisk = (text: string): boolean =>
  readdirSync(home).some((name) => readFileSync(join(home, name)).includes(text));

describe('erase', () => {
  test.each(['--person', '--flight', '--entry'])('%s reaches all logs, whatever the own one still has', async (by) => {
    const name = { '--person': persons[0]!, '--flight': flights[0]!, '--entry': '0' }[by]!;
    await eraseOwnOnly();
    expect([await held('self'), await held('manufacturer')]).toEqual([[persons[1]], persons]);
    expect(await say('erase', by, name)).toMatchObject({ code: 0 });
    expect([await held('self'), await held('manufacturer')]).toEqual([[persons[1]], [persons[1]]]);
    expect(isOnDisk(persons[0]!)).toBe(false);
    expect(isOnDisk(persons[1]!)).toBe(true);
  });

  test('takes the own log last: what cannot be done elsewhere can be done again', async () => {
    const database = new Database(join(home, 'unlocks.sqlite'));
    const tiles = 'UPDATE tiles SET hashes = zeroblob(length(hashes)) WHERE log = 2';
    database.exec(tiles);
    database.close();
    expect(await say('erase', '--flight', flights[0]!.slice(0, 8))).toMatchObject({ code: 1, out: '' });
    expect(await held('self')).toEqual(persons);
  });

  test('fails while the files still have what was deleted, also where nothing is left to delete', async () => {
    await eraseOwnOnly();
    await withLog(home, 'manufacturer', ({ log }) => log.overwriteValues([0], { because: 'person', nowS: NOW_S }));
    const kept = new Database(join(home, 'unlocks.sqlite'));
    kept.pragma('wal_autocheckpoint = 0');
    // A reader that came before the values were deleted.
    kept.exec('BEGIN; SELECT count(*) FROM held');
    await withLog(home, 'self', ({ log }) => log.overwriteValues([1], { because: 'person', nowS: NOW_S }));
    expect(isOnDisk(persons[1]!)).toBe(true);
    const { code, out, err } = await say('erase', '--entry', '1');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/still reads/);
    kept.close();
    expect(await say('erase', '--person', persons[1]!)).toMatchObject({ code: 0 });
    expect(isOnDisk(persons[1]!)).toBe(false);
  }, 60_000);

  test.each(['', 'a', '1234567', 'not-hex-digits'])('wants a flight to be named: %j', async (name) => {
    const { code, out, err } = await say('erase', '--flight', name);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/first 8 of its 32 hex digits/);
    expect(await held('self')).toEqual(persons);
  });

  test('refuses a flight that there is not, and says which there are of several', async () => {
    expect(await say('erase', '--flight', '0'.repeat(9))).toMatchObject({ code: 2, out: '' });
    const twins = ['a', 'b'].map((last) => `12345678${last.repeat(24)}`);
    await withLog(home, 'self', ({ log }) =>
      log.append(
        twins.map((flight) => ({ id: flight, event: { ...fullEvent, flight }, keepUntilS: NOW_S, ground: 'test' })),
      ),
    );
    const { code, err } = await say('erase', '--flight', '12345678');
    expect(code).toBe(2);
    for (const flight of twins) expect(err).toContain(flight);
    expect(await say('erase', '--flight', '12345678A')).toMatchObject({ code: 0 });
    expect(await held('self')).toHaveLength(3);
  });

  test.each(['--person', '--entry'])('refuses an empty %s', async (option) => {
    expect(await say('erase', option, '')).toMatchObject({ code: 2, out: '' });
    expect(await held('self')).toEqual(persons);
  });

  test('works around values that cannot be read, says so, and deletes them when asked to', async () => {
    const database = new Database(join(home, 'unlocks.sqlite'));
    database.exec('DROP TRIGGER held_no_change');
    const bytes = database.prepare<[], Buffer>('SELECT bytes FROM held WHERE number = 2').pluck().get()!;
    bytes[400]! ^= 1;
    database.prepare('UPDATE held SET bytes = ? WHERE number = 2').run(bytes);
    database.close();
    expect(await say('list')).toMatchObject({ code: 1, out: '' });
    expect(await say('export')).toMatchObject({ code: 1, out: '' });
    const { code, err } = await say('erase', '--person', persons[0]!);
    expect(code).toBe(0);
    expect(err).toMatch(/^1 entries or licences cannot be read/);
    expect([await held('self'), await held('manufacturer')]).toEqual([[undefined], [persons[1]]]);
    expect(await say('erase', '--damaged')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/values of 1 entries/),
    });
    expect(await say('list')).toMatchObject({ code: 0 });
    expect(await held('manufacturer')).toEqual([persons[1]]);
  });

  test('takes the licences of a person, and no others', async () => {
    const base = { kind: 'unknown', isEnabled: true, isUserOnly: false, source: 'flightveil' } as never;
    const licences = persons.map((holder, at) => ({ ...(base as object), id: `L-${at}`, holder }) as never);
    await keepLicences(home, licences, NOW_S);
    const { out } = await say('erase', '--person', persons[0]!, '--json');
    expect(JSON.parse(out)).toEqual({ entries: 2, licences: 1 });
    expect((await loadLicences(home)).map(({ licence }) => licence.holder)).toEqual([persons[1]]);
    expect(isOnDisk(persons[0]!)).toBe(false);
  });
});

test('list refuses an empty flight and area', async () => {
  expect(await say('list', '--flight', '')).toMatchObject({ code: 2, out: '' });
  expect(await say('list', '--area', '')).toMatchObject({ code: 2, out: '' });
});
