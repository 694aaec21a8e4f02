import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isDataCategory } from '../../src/model/category.ts';
import { type ParameterClass, parameterClass, parameterRows } from '../../src/vocabulary/parameters.ts';

const rows = [...parameterRows()];
const safe = rows.filter(([, parameter]) => parameter === 'safe').map(([name]) => name);

describe('how a name is looked up', () => {
  test('by itself, or with its numbers standing for #', () => {
    expect(parameterClass('ATC_RAT_RLL_P')).toBe('safe');
    expect(safe).toContain('BATT#_CAPACITY');
    for (const number of ['2', '9', '12']) expect(parameterClass(`BATT${number}_CAPACITY`)).toBe('safe');
    // The table's own notation is no name.
    expect(parameterClass('BATT#_CAPACITY')).toBeUndefined();
  });

  test('two numbers in one name, each a # of its own', () => {
    const [name, parameter] = rows.find(([row]) => row.split('#').length === 3)!;
    expect(parameterClass(name.replace('#', '1').replace('#', '2'))).toBe(parameter);
  });

  test('# stands for digits and for nothing else', () => {
    for (const name of ['BATT_CAPACITYX', 'BATTX_CAPACITY', 'BATT-1_CAPACITY', 'BATT1.5_CAPACITY', 'BATT 1_CAPACITY']) {
      expect(parameterClass(name), name).toBeUndefined();
    }
    expect(safe).not.toContain('SERVO_FUNCTION');
    expect(parameterClass('SERVO_FUNCTION')).toBeUndefined();
  });

  test('every row of the table is found under its own class, with numbers put in for #', () => {
    for (const [name, parameter] of rows) {
      for (const number of ['1', '16']) {
        expect(parameterClass(name.replaceAll('#', number)), `${name} with ${number}`).toBe(parameter);
      }
    }
  });
});

describe('what nobody has classified is undefined', () => {
  test.each(['', ' ', 'XYLOPHONE_9', 'atc_rat_rll_p', 'ATC_RAT_RLL_P ', ' ATC_RAT_RLL_P', '1', '#'])('%j', (name) =>
    expect(parameterClass(name)).toBeUndefined(),
  );

  test('names of what every object inherits', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(parameterClass(name)).toBeUndefined();
  });

  test('section headings are no names', () => {
    for (const name of ['[safe]', 'safe', '[network]']) expect(parameterClass(name)).toBeUndefined();
  });

  test('a name with many numbers is answered at once', () => {
    const begin = performance.now();
    for (let run = 0; run < 1000; run++) parameterClass(`A${'1B'.repeat(200)}${run}`);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

describe('no name has two classes', () => {
  /** Names that one string could match both have the same shape: every run of digits and # taken for one number. */
  const byShape = new Map<string, (readonly [string, ParameterClass])[]>();
  for (const row of rows) {
    const shape = row[0].replace(/[#\d]+/g, '0');
    byShape.set(shape, [...(byShape.get(shape) ?? []), row]);
  }

  test('once in the file at most, within a section too', () => {
    const words = readFileSync(new URL('../../src/vocabulary/parameters.txt', import.meta.url), 'utf8')
      .replace(/^#.*$/gm, '')
      .split(/\s+/)
      .filter((word) => word !== '' && !word.startsWith('['));
    expect(words.length).toBe(rows.length);
    expect(new Set(words).size).toBe(words.length);
  });

  test('not when # is written out either', () => {
    const clashes: string[] = [];
    for (const alike of byShape.values()) {
      for (const [a, classOfA] of alike) {
        const pattern = new RegExp(`^${a.replaceAll('#', String.raw`[\d#]+`)}$`);
        for (const [b, classOfB] of alike) {
          if (classOfA !== classOfB && pattern.test(b)) clashes.push(`${a} (${classOfA}) and ${b} (${classOfB})`);
        }
      }
    }
    expect(clashes).toEqual([]);
  });
});

describe('what is safe', () => {
  /** Looked at one by one: switches, gains, ports, axes of the screen, offsets between parts of one aircraft. */
  const reviewed = new Set(
    `
    ADSB_GPS_OFF_LAT ADSB_GPS_OFF_LON ADSB_OFFSET_LAT ADSB_OFFSET_LON ARM_FOLL_OFS_DEF BRD_RADIO_BZOFS ESC_HW_OFS
    ESC_TLM_MAV_OFS FLOW_BUS_ID FOLL_OFS_TYPE FOLL_OFS_X FOLL_OFS_Y FOLL_OFS_Z FS_LONG_ACTN FS_LONG_TIMEOUT
    GPS#_MB_OFS_X GPS#_MB_OFS_Y GPS#_MB_OFS_Z GPS_MB#_OFS_X GPS_MB#_OFS_Y GPS_MB#_OFS_Z GPS_PITCH_OFFSET GPS_YAW_OFFSET
    HLD_LAT_I HLD_LAT_IMAX HLD_LAT_P HLD_LON_I HLD_LON_IMAX HLD_LON_P LOITER_LAT_D LOITER_LAT_I LOITER_LAT_IMAX
    LOITER_LAT_P LOITER_LON_D LOITER_LON_I LOITER_LON_IMAX LOITER_LON_P MAV_HASH_CHK_EN MIXING_OFFSET OSD#_GPSLAT_EN
    OSD#_GPSLAT_X OSD#_GPSLAT_Y OSD#_GPSLONG_EN OSD#_GPSLONG_X OSD#_GPSLONG_Y OSD#_PARAM#_KEY OSD_H_OFFSET OSD_SB_H_OFS
    OSD_V_OFFSET PLND_LAND_OFS_X PLND_LAND_OFS_Y PUP_ELEV_OFS RCMAP_LATERAL SDLOG_UUID SEP_PITCH_OFFS SEP_YAW_OFFS
    SERIAL#_BAUD SERIAL#_OPTIONS SERIAL#_PROTOCOL SERIAL_PASS# SERIAL_PASSTIMO SHIP_AUTO_OFS SIM_GPS_ALT_OFS
    SLUP_RESTOFS_TC TERRAIN_OFS_MAX THR_PASS_STAB TMODE_LEFT_LONG TOFSENSE_INST# TOFSENSE_MODE TOFSENSE_NO TOFSENSE_PRX
    TOFSENSE_S1_BR TOFSENSE_S1_PRX TOFSENSE_S1_SP VT_MOT_ID
    COMPASS_AUTODEC COMPASS_AUTO_ROT COMPASS_CAL_FIT COMPASS_DISBLMSK COMPASS_ENABLE COMPASS_EXTERN# COMPASS_EXTERNAL
    COMPASS_FLTR_RNG COMPASS_LEARN COMPASS_MOTCT COMPASS_OFFS_MAX COMPASS_OPTIONS COMPASS_ORIENT COMPASS_ORIENT#
    COMPASS_PMOT_EN COMPASS_PMOT_EXP COMPASS_PRIMARY COMPASS_TYPEMASK COMPASS_USE COMPASS_USE# OSD#_COMPASS_EN
    OSD#_COMPASS_X OSD#_COMPASS_Y`
      .trim()
      .split(/\s+/),
  );

  test('nothing that sounds like a place, an identity, a secret or a calibration, beyond the reviewed names', () => {
    const telling = /LAT|LON|_ID$|DEC$|SERIAL|PASS|KEY|_IP|OFS|OFFS|HASH|UUID/;
    expect(safe.filter((name) => telling.test(name) && !reviewed.has(name))).toEqual([]);
    expect([...reviewed].filter((name) => !safe.includes(name))).toEqual([]);
  });

  test.each([
    ['SYSID_THISMAV', 'deviceIdentity'],
    ['BRD_SERIAL_NUM', 'deviceIdentity'],
    ['BATT2_SERIAL_NUM', 'deviceIdentity'],
    ['CAL_MAG0_ID', 'deviceIdentity'],
    ['ADSB_ICAO_ID', 'deviceIdentity'],
    ['STAT_BOOTCNT', 'absoluteTime'],
    ['STAT_RUNTIME', 'absoluteTime'],
    ['COM_FLIGHT_UUID', 'absoluteTime'],
    ['COMPASS_DEC', 'magnetic'],
    ['EKF2_MAG_DECL', 'magnetic'],
    ['GND_ABS_PRESS', 'pressure'],
    ['NET_IPADDR0', 'network'],
    ['FENCE_TOTAL', 'missionPosition'],
    ['INS_ACCOFFS_X', 'calibration'],
  ])('%s is not', (name, parameter) => {
    expect(parameterClass(name)).toBe(parameter);
  });

  test('every class is a category or safe', () => {
    for (const [, parameter] of rows) expect(parameter === 'safe' || isDataCategory(parameter)).toBe(true);
  });
});
