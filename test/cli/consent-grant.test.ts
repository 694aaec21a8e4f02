import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { Grant } from '../../src/consent/grant.ts';
import { levels } from '../../src/policy/levels.ts';
import { flightveil, put } from '../node/harness.ts';
import { emptyHome, logOf, pilotsHome, setClock, sharedHome, squareAt, sync, TODAY } from './consent-home.ts';

setClock();

const KEYED = 'a'.repeat(64);

test('the whole way: a notice, a grant, what it comes to, its end', async () => {
  const home = emptyHome();
  const { folder, say } = home;
  const log = put(folder, 'flight.tlog', logOf(7));
  const area = put(folder, 'zone.geojson', squareAt(98, 12));
  const notice = put(folder, 'notice.md', 'We count your flights.\n');
  const said = [
    await say('notice', 'add', notice, '--version', '2026-11'),
    await say('subject', '--age-band', 'adult'),
  ];
  const options = ['--until', '2027-01-01', '--aircraft', log, '--area', area, '--except', 'text'];
  said.push(await say('grant', ...sync, '--ceiling', 'dynamics', ...options));
  said.push(await say('list'), await say('log', '--verify'));
  const { id } = (await home.ask('list')).grants[0].grant;
  const explain = ['--home', home.home, 'explain', ...sync, '--flight', log, '--json'];
  const before = JSON.parse((await flightveil(explain)).out);
  said.push(await say('withdraw', id));
  const after = JSON.parse((await flightveil(explain)).out);

  expect(before).toMatchObject({ grant: id, disclosure: { shape: 'relative', text: 'none', dynamics: 'full' } });
  expect(after.grant).toBeUndefined();
  expect(after).toMatchObject({ disclosure: { shape: 'none', dynamics: 'none' } });
  expect(said.map(({ code, err }) => ({ code, err }))).toEqual(said.map(() => ({ code: 0, err: '' })));
  expect(said.map(({ out }) => out.replaceAll(id, 'ID')).join('\n')).toMatchInlineSnapshot(`
    "The notice privacy, version 2026-11, is the current one from now on.
    SHA-256 4426bac5bfc8c399d70d0e90e517fcb97e4a6cdf3764f002ddf85f9ec04d29ff

    These are flights of pilot.
    Age: adult.
    Residence: not said.

    Consent ID
    pilot allowed manufacturer to learn, for flight-record-sync, at most:
      - the form of the flight path: relative
      - which aircraft it is: flight
      - the settings of the aircraft: safe
      - geofence unlocks: kind
      - how the aircraft behaved: full
    Only flights that fit: 1 aircraft by name, wholly inside 1 area.
    It holds since 2026-11-22 12:00 UTC, and ends on 2027-01-01 00:00 UTC.
    Given on 2026-11-22 12:00 UTC (command-line), after reading the notice privacy, version 2026-11.
    To take it back: flightveil consent withdraw ID. That takes effect at once, and costs as little as giving it.
    For synchronising flight records this comes to: shape relative, device flight, settings safe, geofence kind, dynamics full.

    granted           for                 to            at most              flights  until (UTC)       now
    ID  flight-record-sync  manufacturer  dynamics, text none  some     2027-01-01 00:00  holds

    not allowed          what does not work without
    after-sales-service  A repair or a warranty claim is judged without the flights, from the device alone.
    map-service          Flights are drawn without a map, or on one that was stored before.
    find-aircraft        A lost aircraft has to be found without its last position.
    product-improvement  Your flights do not count when faults are ranked; nothing else changes.
    usage-statistics     There are no personal statistics or suggestions.
    scientific-research  Your flights are in no study; nothing else changes.
    content-sharing      Nothing is published; files can still be shared by hand.
    communications       No news and offers are sent.

    3 entries, each as it was written.

    Withdrawn: from now on nothing is released under it.
    What no longer works:
      - Flight records are kept on this machine only.
      - Other devices do not show past flights.
    "
  `);
});

describe('a ceiling', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['is a level', ['--ceiling', 'engineering'], {}],
    [
      'less in one dimension',
      ['--ceiling', 'track', '--at-most', 'place=area', 'time=month'],
      { place: 'area', time: 'month' },
    ],
    ['nothing of some', ['--ceiling', 'track', '--except', 'text', 'settings'], { text: 'none', settings: 'none' }],
    ['the same said twice', ['--ceiling', 'track', '--except', 'text', '--at-most', 'text=none'], { text: 'none' }],
  ])('%s', async (_, options, changed) => {
    const { ask } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, ...options);
    expect(grant.ceiling).toEqual({ ...levels[options[1] as 'track'], ...changed });
  });

  test('has media only where they are chosen', async () => {
    const { ask } = await pilotsHome();
    const sharing = ['--for', 'content-sharing', '--to', 'public', '--ceiling', 'full'];
    expect((await ask('grant', ...sharing)).comesTo.media).toBe('none');
    const { grant, comesTo } = await ask('grant', ...sharing, '--media', 'exact');
    expect(grant.ceiling.media).toBe('exact');
    expect(comesTo.media).toBe('stripped');
  });

  test('is shown as what purpose and recipient leave of it', async () => {
    const { ask, say } = await pilotsHome();
    const { grant, comesTo } = await ask('grant', '--for', 'map-service', '--to', 'map-provider', '--ceiling', 'full');
    expect(grant.ceiling).toEqual(levels.full);
    expect(comesTo).toEqual({ ...levels.withhold, place: 'region' });
    const { out } = await say('grant', '--for', 'map-service', '--to', 'map-provider', '--ceiling', 'full');
    expect(out).toContain('For maps this comes to: place region.\n');
  });

  test('is not asked for where no flight is released', async () => {
    const { ask } = await pilotsHome();
    const { grant } = await ask('grant', '--for', 'communications', '--to', 'manufacturer');
    expect(grant.ceiling).toEqual(levels.withhold);
  });
});

describe('dates', () => {
  const at = (text: string): number => Date.parse(text) / 1000;

  test.each([
    ['2027-01-01', '2027-01-01T00:00:00Z'],
    ['2027-01-01T12:30Z', '2027-01-01T12:30:00Z'],
    ['2027-01-01T12:30:15Z', '2027-01-01T12:30:15Z'],
    ['2027-01-01T01:00+02:00', '2026-12-31T23:00:00Z'],
    ['2028-02-29', '2028-02-29T00:00:00Z'],
  ])('%s is %s', async (written, meant) => {
    const { ask } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, '--ceiling', 'track', '--until', written, '--flown-until', written);
    expect(grant).toMatchObject({ validUntilS: at(meant), scope: { flownUntilS: at(meant) } });
  });

  test('a grant begins now, also where today is named, or later', async () => {
    const { ask } = await pilotsHome();
    const fromOf = async (...options: string[]) =>
      (await ask('grant', ...sync, '--ceiling', 'track', ...options)).grant.validFromS;
    expect(await fromOf()).toBe(at('2026-11-22T12:00Z'));
    expect(await fromOf('--from', '2026-11-22')).toBe(at('2026-11-22T12:00Z'));
    expect(await fromOf('--from', '2026-12-01')).toBe(at('2026-12-01T00:00Z'));
  });
});

test('a grant for a named flight begins and ends by the clock, and a clock set back changes nothing', async () => {
  const { ask, home, folder } = await pilotsHome();
  const log = put(folder, 'flight.tlog', logOf(7));
  const service = ['--for', 'after-sales-service', '--to', 'manufacturer'];
  const span = ['--from', '2026-12-01', '--until', '2027-01-01'];
  const { grant } = await ask('grant', ...service, '--ceiling', 'dynamics', '--flight', log, ...span);
  const statusAt = async (now: string): Promise<[string, string | undefined]> => {
    vi.setSystemTime(new Date(now));
    const explained = await flightveil(['--home', home, 'explain', ...service, '--flight', log, '--json']);
    return [(await ask('list', '--all')).grants[0].status, JSON.parse(explained.out).grant];
  };
  try {
    expect(await statusAt('2026-11-30T23:59:59Z')).toEqual(['grant-not-yet-valid', undefined]);
    expect(await statusAt('2026-12-01T00:00:00Z')).toEqual(['holds', grant.id]);
    expect(await statusAt('2026-12-31T23:59:59Z')).toEqual(['holds', grant.id]);
    expect(await statusAt('2027-01-01T00:00:00Z')).toEqual(['grant-expired', undefined]);
    expect((await ask('list')).grants).toEqual([]);
    // Something that is said then marks the time.
    await ask('object');
    expect(await statusAt('2026-12-15T00:00:00Z')).toEqual(['grant-expired', undefined]);
  } finally {
    vi.setSystemTime(new Date(`${TODAY}T12:00:00Z`));
  }
});

test('grants may overlap: each stands by itself', async () => {
  const { ask, entries } = await pilotsHome();
  const before = entries();
  const first = await ask('grant', ...sync, '--ceiling', 'dynamics', '--until', '2027-06-01');
  const second = await ask('grant', ...sync, '--ceiling', 'track', '--until', '2027-01-01');
  expect(entries()).toBe(before + 2);
  const { grants } = await ask('list');
  expect(grants.map((one: { grant: Grant }) => one.grant.id)).toEqual([first.grant.id, second.grant.id]);
  expect(grants.map((one: { status: string }) => one.status)).toEqual(['holds', 'holds']);
  expect((await ask('withdraw', first.grant.id)).others).toEqual([second.grant.id]);
});

test('a policy file brings purposes and recipients of its own', async () => {
  const { ask, say, folder } = await pilotsHome();
  const text = `
version: 1
recipients: [{ name: my-club, title: our club }]
purposes:
  - { name: club-log, title: the log of the club, use: Counts flights., ceiling: { dynamics: summary }, recipients: [my-club], lost: [The club counts by hand.] }
`;
  const policy = ['--policy', put(folder, 'policy.yaml', text)];
  const club = ['--for', 'club-log', '--to', 'my-club', '--ceiling', 'summary'];
  expect(await say('grant', ...club)).toMatchObject({ code: 2, err: expect.stringContaining('no such purpose') });
  const { grant, comesTo } = await ask('grant', ...club, ...policy);
  expect(comesTo).toEqual(levels.summary);
  expect((await ask('list')).grants[0].status).toBe('not-in-policy');
  expect((await ask('list', ...policy)).grants[0].status).toBe('holds');
  expect((await ask('withdraw', grant.id, ...policy)).lost).toEqual(['The club counts by hand.']);
});

/** All that is wrong with a grant; nothing of it may reach the ledger. */
const wrong: [string, string[], RegExp][] = [
  [
    'an unknown purpose',
    ['--for', 'fun', '--to', 'manufacturer', '--ceiling', 'track'],
    /no such purpose.*flight-record-sync, /,
  ],
  [
    'an unknown recipient',
    ['--for', 'flight-record-sync', '--to', 'bob', '--ceiling', 'track'],
    /no such recipient.*manufacturer, /,
  ],
  [
    'a purpose that is never for the recipient',
    ['--for', 'map-service', '--to', 'public', '--ceiling', 'track'],
    /never for public\. It is for: map-provider\./,
  ],
  [
    'a contract',
    ['--for', 'activation', '--to', 'manufacturer', '--ceiling', 'full'],
    /not rest on consent but on contract: there is nothing to grant.*consent refuse/,
  ],
  [
    'legitimate interests',
    ['--for', 'aggregate-reporting', '--to', 'manufacturer', '--ceiling', 'full'],
    /legitimate interests.*consent object/,
  ],
  [
    'a legal obligation',
    ['--for', 'legal-disclosure', '--to', 'law-enforcement', '--ceiling', 'full'],
    /legal obligation: there is nothing to grant$/,
  ],
  ['no ceiling', [...sync], /--ceiling is missing/],
  ['an unknown level', [...sync, '--ceiling', 'most'], /no such level/],
  ['an unknown dimension', [...sync, '--ceiling', 'track', '--except', 'smell'], /no such dimension/],
  ['an unknown step', [...sync, '--ceiling', 'track', '--at-most', 'place=street'], /place has no such step.*region/],
  ['no step', [...sync, '--ceiling', 'track', '--at-most', 'place'], /no DIMENSION=STEP/],
  ['more than the level', [...sync, '--ceiling', 'dynamics', '--at-most', 'place=exact'], /above level dynamics/],
  ['media by a level', [...sync, '--ceiling', 'full', '--at-most', 'media=exact'], /no level has media/],
  [
    'two steps of one dimension',
    [...sync, '--ceiling', 'track', '--at-most', 'place=area', 'place=region'],
    /place contradicts itself/,
  ],
  [
    'a step and an exception',
    [...sync, '--ceiling', 'track', '--at-most', 'place=area', '--except', 'place'],
    /place contradicts itself/,
  ],
  ['nothing at all', [...sync, '--ceiling', 'withhold'], /allow nothing/],
  [
    'nothing that the purpose needs',
    ['--for', 'map-service', '--to', 'map-provider', '--ceiling', 'dynamics'],
    /allow nothing.*It needs: place region/,
  ],
  ['a day that is none', [...sync, '--ceiling', 'track', '--until', '2027-02-29'], /--until is no date/],
  ['a month that is none', [...sync, '--ceiling', 'track', '--until', '2027-13-01'], /--until is no date/],
  ['an hour that is none', [...sync, '--ceiling', 'track', '--until', '2027-01-01T24:00Z'], /--until is no date/],
  ['a time without a zone', [...sync, '--ceiling', 'track', '--until', '2027-01-01T12:00'], /--until is no date/],
  ['a date in words', [...sync, '--ceiling', 'track', '--until', 'tomorrow'], /--until is no date/],
  ['a date in other order', [...sync, '--ceiling', 'track', '--from', '01.01.2027'], /--from is no date/],
  ['a date before 1970', [...sync, '--ceiling', 'track', '--flown-from', '1969-12-31'], /before 1970/],
  ['an end that is now', [...sync, '--ceiling', 'track', '--until', '2026-11-22T12:00Z'], /--until is past/],
  ['an end that is past', [...sync, '--ceiling', 'track', '--until', '2026-11-22'], /--until is past/],
  ['a beginning that is past', [...sync, '--ceiling', 'track', '--from', '2026-11-21'], /--from lies in the past/],
  [
    'an end before the beginning',
    [...sync, '--ceiling', 'track', '--from', '2027-02-01', '--until', '2027-01-01'],
    /--until is not after --from/,
  ],
  [
    'flights of no time',
    [...sync, '--ceiling', 'track', '--flown-from', '2026-02-01', '--flown-until', '2026-02-01'],
    /no flight lies between/,
  ],
  ['no notice of this name', [...sync, '--ceiling', 'track', '--notice', 'other'], /no notice of this name.*privacy/],
  [
    'service without flights',
    ['--for', 'after-sales-service', '--to', 'manufacturer', '--ceiling', 'track', '--until', '2027-01-01'],
    /asks for named flights and an end/,
  ],
  [
    'service without an end',
    ['--for', 'after-sales-service', '--to', 'manufacturer', '--ceiling', 'track', '--flight', KEYED],
    /asks for named flights and an end/,
  ],
  ['no recipient', ['--for', 'map-service', '--ceiling', 'track'], /--to/],
];

describe('refused with exit code 2, and nothing is written', () => {
  const home = sharedHome();

  test.each(wrong)('%s', async (_, options, words) => {
    const { say, entries } = home();
    const before = entries();
    const { code, out, err } = await say('grant', ...options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')[0]).toMatch(words);
    expect(entries()).toBe(before);
    const json = await say('grant', ...options, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ message: expect.any(String) });
    expect(entries()).toBe(before);
  });

  test('without a notice, which it says how to add; nobody is declared either', async () => {
    const { say, entries } = emptyHome();
    const { code, out, err } = await say('grant', ...sync, '--ceiling', 'dynamics');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('flightveil consent notice add FILE');
    expect(entries()).toBe(0);
  });

  test('with several notices and none said', async () => {
    const { ask, say, folder, entries } = await pilotsHome();
    await ask('notice', 'add', put(folder, 'b', 'B'), '--version', '1', '--name', 'research');
    const before = entries();
    const options = ['grant', ...sync, '--ceiling', 'dynamics'];
    expect(await say(...options)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--notice privacy or research/),
    });
    expect(entries()).toBe(before);
    expect((await ask(...options, '--notice', 'research')).grant.purpose).toBe('flight-record-sync');
  });
});

test('a wrong command makes no state folder', async () => {
  const { say, home } = emptyHome();
  await say('grant', '--for', 'fun', '--to', 'manufacturer', '--ceiling', 'track');
  await say('withdraw', 'no id');
  expect(existsSync(home)).toBe(false);
});
