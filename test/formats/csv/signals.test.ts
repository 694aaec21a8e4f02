import { describe, expect, test } from 'vitest';
import { csvFormat } from '../../../src/formats/csv/index.ts';
import { surveyLog } from '../../suite/run.ts';
import { allTables, csvFlight, csvOf } from './tables.ts';

const format = csvFormat();

/** What rows with these cells in these columns tell. */
function told(header: string, ...rows: readonly string[]): string[] {
  const log = csvOf(
    `CUSTOM.date [UTC],CUSTOM.updateTime [UTC],OSD.latitude,OSD.longitude,OSD.flycState,${header}`,
    ...rows.map((row, second) => `6/14/2021,9:30:0${second}.00 AM,46.1,10.2,P-GPS,${row}`),
  );
  return surveyLog(format, log).signals.map(({ kind, evidence, about, words, timeUs }) =>
    [(timeUs / 1e6) % 60, kind, evidence, about ?? words].join(' '),
  );
}

describe('what an export of a flight record tells', () => {
  test('its tips and warnings, each when it appears', () => {
    const zone = 'You are in a Warning Zone';
    expect(
      told('APP.tip,APP.warning', ',', `${zone},`, `${zone},NFZ ahead`, ',NFZ ahead', `${zone},NFZ ahead`),
    ).toEqual([`1 zone-warning message ${zone}`, '2 zone-warning message NFZ ahead', `4 zone-warning message ${zone}`]);
  });

  test('what was done with a licence, in any script', () => {
    expect(told('APP.tip', 'Unlocking license enabled.', '解禁证书已停用')).toEqual([
      '0 unlock-activated message Unlocking license enabled.',
      '1 unlock-deactivated message 解禁证书已停用',
    ]);
  });

  test.each([
    ['MC.atAirportAltitudeLimit', 'True', 'False', 'height'],
    ['MC.atAirportBoundary', 'TRUE', '', 'boundary'],
    ['OSD.flightAction', 'AirportAvoidLanding', 'None', 'landing'],
    ['OSD.motorStartFailedCause', 'FlyForbiddenError', 'CompassError', 'take-off'],
  ])('%s, when it becomes %s', (column, on, off, about) => {
    const signal = `fly-safe-limit status ${about}`;
    expect(told(column, off, on, on, off, on)).toEqual([`1 ${signal}`, `4 ${signal}`]);
  });

  test('a second column of the same name counts too', () => {
    expect(told('OSD.flightAction,OSD.flightAction', 'None,AirportAvoidLanding')).toEqual([
      '0 fly-safe-limit status landing',
    ]);
  });

  test("other limits are the pilot's own", () => {
    const columns = 'OSD.isOutOfLimit,HOME.isReachedLimitHeight,MC.atDistanceLimit,OSD.flightAction';
    expect(told(columns, 'True,True,True,GoHome', 'False,False,False,None')).toEqual([]);
  });
});

test('flights without zones tell nothing', () => {
  const without = allTables.filter(({ columns }) => columns.every(([name]) => !/message|tip|warn/i.test(name)));
  expect(without.length).toBeGreaterThan(0);
  for (const table of without) expect(surveyLog(format, csvFlight(table, {})).signals).toEqual([]);
});
