import { describe, expect, test, vi } from 'vitest';
import { nmeaIdentitiesOf, writeNmea } from '../../samples/nmea/log.ts';
import { type NmeaReceiver, receiverOf } from '../../samples/nmea/receivers.ts';
import { sampleSecrets } from '../../samples/secrets.ts';
import { levels } from '../../src/index.ts';
import { filterLog, firstDifference } from './compare.ts';
import { type DjiSubject, describeDjiTwins } from './dji-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

const span = { fromS: 33, toS: 49 };

const places = ['GGA.latitude', 'GGA.altitude', 'GGA.geoid', 'GLL.longitude', 'RMB.latitude', 'WPL.longitude'];
const near = [...places, 'PGRMZ.altitude', 'MDA.weather', 'DPT.depths'];
const dated = ['RMC.latitude', 'PUBX,00.latitude', 'PUBX,00.height'];
/** As many satellites in view as there are, so many sentences: of later ones other kinds stand in their places. */
const sky = ['GSA.satellites', 'GGA.hdop', 'GGA.latitude'];
const height = ['GGA.altitude', 'PGRMZ.altitude', 'MDA.weather'];
const directions =
  'VTG.course HDT.heading HDG.heading PASHR.heading THS.heading MWD.direction PGRMV.east APB.way'.split(' ');

/** What is to be seen of each secret in what a receiver writes. */
function showsOf(name: NmeaReceiver): DjiSubject['shows'] {
  const { hasDate, talker } = receiverOf(name);
  const here = [...near, ...(hasDate ? dated : []), ...(talker === 'GN' ? ['GNS.latitude', 'GNS.geoid'] : [])];
  const times = ['GSA.satellites', 'GGA.time', ...(hasDate ? ['RMC.time'] : [])];
  return {
    'moved by kilometres': here,
    'moved to the other hemisphere': sky,
    'moved to where the antimeridian is crossed in flight': sky,
    'moved to 78 south': sky,
    'moved in height only': height,
    'moved and turned': ['GSA.satellites', 'GGA.latitude', 'HDT.heading', 'PASHR.heading'],
    'turned where it is': [...directions, 'GGA.latitude'],
    'on another date': times,
    'on a date after 2038': times,
    'with the pilot elsewhere': ['VDO.others'],
    'of another person': ['PFLAC.others', 'WPL.name', 'TXT.text'],
    'with other text': ['TXT.text'],
    'with no text typed': ['TXT.text'],
    'with other traffic': ['PFLAU.others', 'PFLAA.others', 'VDM.others', 'TTM.others', 'TLL.others'],
    'with no traffic': ['PFLAU.others', 'PFLAU.received'],
    'with other records that nobody knows': ['HDT.(header)'],
    'with no records that nobody knows': ['HDT.(header)'],
    'of another device': ['TXT.text', 'PSRFTXT.text', 'PGRMT.version', 'PFLAV.software', 'PFLAC.others'],
  };
}

interface Subject {
  readonly name: NmeaReceiver;
  readonly compared: DjiSubject['compared'];
  /** Of a step, and of the ten steps for which a released place is repeated: within them it lies anywhere, on either side. */
  readonly positionRmsM: number;
}

/** Minutes with five decimals. */
const usualRmsM = 0.03 + 0.09;
/** With four. */
const oldRmsM = 0.3 + 0.9;

const subjects: readonly Subject[] = [
  { name: 'usual', compared: { place: 200, height: 60, direction: 190 }, positionRmsM: usualRmsM },
  { name: 'precise', compared: { place: 400, height: 120, direction: 330 }, positionRmsM: 0.03 },
  { name: 'old', compared: { place: 140, height: 60, direction: 130 }, positionRmsM: oldRmsM },
  { name: 'dateless', compared: { place: 140, height: 60, direction: 160 }, positionRmsM: usualRmsM },
];

describe.each(subjects)('what a receiver says ($name)', ({ name, compared, positionRmsM }) => {
  describeDjiTwins({
    log: (secrets, stretch) => writeNmea(name, secrets, stretch),
    identitiesOf: nmeaIdentitiesOf,
    span,
    shows: showsOf(name),
    atFull: [
      ...['on another date', 'on a date after 2038', 'of another person', 'with other text', 'with no text typed'],
    ],
    pseudonyms: ['PFLAV.obstacles', 'PFLAV.software', 'PGRMT.version'],
    compared,
    positionRmsM,
  });
});

const midnights = [
  ['soon after the first fix', 34],
  ['in flight', 38],
  ['when corrections begin', 41],
] as const;

describe.each(['usual', 'precise', 'old', 'dateless'] as const)('a twin over midnight (%s)', (name) => {
  const original = writeNmea(name, sampleSecrets, span);

  test.each(midnights)('%s gives the same output where dates are hidden', (_, seconds) => {
    // Where in a second a flight begins is the same in all twins.
    const startUnixUs = (Date.UTC(2025, 1, 28) / 1000 - seconds) * 1e6;
    const twin = writeNmea(name, { ...sampleSecrets, startUnixUs }, span);
    const text = Buffer.from(twin).toString('latin1');
    expect(text).toMatch(/\$G.GGA,2359\d\d.\d\d,/);
    expect(text).toMatch(/\$G.GGA,0000\d\d.\d\d,/);
    for (const level of ['engineering', 'dynamics'] as const) {
      const [one, other] = [filterLog(original, levels[level]), filterLog(twin, levels[level])];
      expect(firstDifference(one, other, 'onboard'), level).toBeUndefined();
    }
  });
});

describe.each(['usual', 'dateless'] as const)('what surrounds sentences (%s)', (name) => {
  test.each([
    ['another network', { person: { ...sampleSecrets.person, network: 'guests $GPGGA' } }],
    ['another operator', { person: { ...sampleSecrets.person, operatorId: '' } }],
    ['another recorder', { device: 'another aircraft' }],
    ['other names of waypoints', { text: { ...sampleSecrets.text, description: '', badParameter: 'A*00$' } }],
  ])('shows nothing of it: %s', (_, secrets) => {
    const hidden = { ...levels.dynamics, device: 'none' } as const;
    const original = writeNmea(name, sampleSecrets, span);
    const twin = writeNmea(name, { ...sampleSecrets, ...secrets }, span);
    expect(Buffer.compare(original, twin)).not.toBe(0);
    expect(firstDifference(filterLog(original, hidden), filterLog(twin, hidden), 'onboard')).toBeUndefined();
  });
});

test('nothing that was planted is in any output', () => {
  const planted = [
    'Tasfeld',
    'sample4711',
    'CHIPID',
    'Chapel',
    'vineyard',
    'SMPL12',
    '4B1A2F',
    'REC-',
    '4637.1',
    '1042.1',
  ];
  for (const name of ['usual', 'precise', 'old', 'dateless'] as const) {
    const log = writeNmea(name, sampleSecrets, span);
    for (const word of planted) expect(Buffer.from(log).includes(word), word).toBe(true);
    for (const level of ['engineering', 'dynamics', 'track'] as const) {
      const output = Buffer.from(filterLog(log, levels[level]));
      expect(output.length).toBeGreaterThan(10_000);
      // Digits of a place can stand elsewhere by chance, not before a comma.
      expect(planted.filter((word) => output.includes(word))).toEqual([]);
    }
  }
});
