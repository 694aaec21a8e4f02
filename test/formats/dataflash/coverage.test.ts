import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CatalogTable, parseCatalogTable } from '../../../src/model/catalog-table.ts';
import type { DataCategory } from '../../../src/model/category.ts';
import type { FieldRule } from '../../../src/model/schema.ts';
import { type Quantity, unitSize } from '../../../src/model/units.ts';

const folder = new URL('../../../src/formats/dataflash/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** One column of one layout. */
interface Column {
  readonly name: string;
  /** Format character. */
  readonly type: string;
  /** What the firmware says of it: a character for the unit and one for the multiplier; `-` and `?`: nothing. */
  readonly unit: string;
  readonly multiplier: string;
}

/** Layouts of every message of the list; those of scripts and of PX4 stand under the same names. */
const layouts = new Map<string, Column[][]>();
{
  let current: Column[] = [];
  for (const line of text('gen/messages.txt').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith(' ')) {
      const [, name, type, unit, multiplier] = line.split(' ') as [string, string, string, string, string];
      current.push({ name, type, unit, multiplier });
      continue;
    }
    const [message] = line.split(' ') as [string];
    current = [];
    layouts.set(message, [...(layouts.get(message) ?? []), current]);
  }
}

/** Columns that stand in no source that could be read, with the firmware in whose logs they were seen; `*`: a message as a whole. */
const elsewhere: Readonly<Record<string, string>> = {
  ...{ 'STRT.Arg1': 'ArduCopter 3.1.5', 'STRT.Arg2': 'ArduCopter 3.1.5', 'ATUN.DirOrAvg': 'ArduCopter 3.2-rc2' },
  ...{ 'CMOT.*': 'ArduCopter 3.2-rc2', 'CMO2.*': 'ArduCopter 3.2-rc2', 'MOTR.*': 'ArduCopter 3.2-rc2' },
  ...Object.fromEntries(
    ['TimeMS', 'RT', 'RC', 'RM', 'PT', 'PC', 'PM', 'YT', 'YC', 'YM'].map((name) => [
      `PIDS.${name}`,
      'ArduCopter 3.2-rc2',
    ]),
  ),
  ...{ 'NKT1.*': 'ArduPlane 3.8.2-dev', 'NKT2.*': 'ArduPlane 3.8.2-dev', 'FLOW.IntT': 'PX4 of 2015' },
  ...Object.fromEntries(['X', 'Z', 'QuatX', 'QuatY', 'QuatZ', 'QuatW'].map((name) => [`VISP.${name}`, 'PX4 of 2015'])),
};

const files = readdirSync(new URL('catalog/', folder)).filter((name) => name.endsWith('.txt'));
const table = parseCatalogTable(files.map((name) => text(`catalog/${name}`)).join('\n'), 'catalog');

function rulesOf(catalog: CatalogTable, message: string, { name, type }: Column): readonly FieldRule[] {
  const rules = catalog.get(message)?.get(name) ?? [];
  return rules.filter((rule) => rule.type === undefined || rule.type.includes(type));
}

/** Columns of the list for which no row holds, or none in the remaining cases. */
function bare(catalog: CatalogTable): string[] {
  return [...layouts].flatMap(([message, all]) =>
    all.flat().flatMap((column) => {
      const rules = rulesOf(catalog, message, column);
      return rules.length > 0 && rules.at(-1)!.when === undefined ? [] : [`${message}.${column.name} ${column.type}`];
    }),
  );
}

const rows = [...table].flatMap(([message, columns]) =>
  [...columns].flatMap(([column, rules]) =>
    rules.map((rule) => ({ at: `${message}.${column}`, message, column, rule })),
  ),
);
/** The rows of `MESSAGE.Column`. */
function rulesAt(at: string): readonly FieldRule[] {
  const [message, column] = at.split('.') as [string, string];
  return table.get(message)!.get(column)!;
}
/** Columns of all messages that have the same rows as this one. */
const sharing = (message: string): Column[] =>
  [...layouts].flatMap(([name, all]) => (table.get(name) === table.get(message) ? all.flat() : []));

const movingCategories: ReadonlySet<DataCategory> = new Set<DataCategory>([
  ...(['aircraftPosition', 'missionPosition', 'relativePosition', 'homePosition', 'operatorPosition'] as const),
  ...(['altitude', 'motion', 'heading'] as const),
]);
const ofAttitude: ReadonlySet<string> = new Set(['roll', 'pitch', 'yawRate']);
const gps = ['GPS', 'GPS2', 'GPSB', 'DGPS'];
const quantities: Readonly<Record<string, Quantity>> = {
  ...{ latitude: 'angle', longitude: 'angle', course: 'angle', yaw: 'angle', windDirection: 'angle', bearing: 'angle' },
  ...{ altitude: 'length', distance: 'length', groundSpeed: 'speed', airspeed: 'speed', climbRate: 'speed' },
};
const quantityNames: Quantity[] = ['angle', 'length', 'speed', 'acceleration'];
const movingRows = rows.filter(({ rule }) => movingCategories.has(rule.category) && rule.role !== undefined);

describe('the list of messages', () => {
  test('names its sources: the newest firmware and many old ones', () => {
    const sources = [...text('gen/messages.txt').matchAll(/^# (\S+\/\S+) [0-9a-f]{40} (\d{4})-\d\d-\d\d$/gm)];
    const years = sources.filter(([, name]) => name === 'ArduPilot/ardupilot').map(([, , year]) => Number(year));
    for (const year of [2013, 2014, 2015, 2017, 2019, 2021, 2022, 2023, 2024, 2025, 2026])
      expect(years).toContain(year);
    expect(layouts.size).toBeGreaterThan(500);
    // Messages of all vehicles, of libraries, replay frames, scripts, PX4.
    for (const name of ['ATT', 'NTUN', 'QTUN', 'STER', 'SWSH', 'FINO', 'VPOS', 'XKF4', 'RGPJ', 'BTAG', 'TEL0']) {
      expect(layouts.has(name), name).toBe(true);
    }
  });
});

describe('the DataFlash catalog and the messages of ArduPilot', () => {
  test('every column of every layout has a row that holds for its type', () => {
    expect([...new Set(bare(table))]).toEqual([]);
    expect([...layouts.values()].flat(2).length).toBeGreaterThan(7000);
  });

  test('a row that is taken out is missed', () => {
    for (const at of ['GPS.Lat', 'ATT.AEKF', 'RGPJ.Lon', 'BAT7.Volt']) {
      const [message, column] = at.split('.') as [string, string];
      const shorter: CatalogTable = new Map(table);
      shorter.set(message, new Map([...table.get(message)!].filter(([name]) => name !== column)));
      expect(bare(shorter).length).toBeGreaterThan(0);
      expect(bare(shorter).every((one) => one.startsWith(`${at} `))).toBe(true);
    }
  });

  test('no row names a message or column that is in no list', () => {
    const lost: string[] = [];
    for (const [message, columns] of table) {
      if (!layouts.has(message) && elsewhere[`${message}.*`] === undefined) lost.push(message);
      const names = new Set(sharing(message).map(({ name }) => name));
      // Of messages that share their rows one may have the column.
      const seen = Object.keys(elsewhere).filter((at) => table.get(at.split('.')[0]!) === columns);
      for (const column of columns.keys()) {
        const isSeen = seen.some((at) => at.endsWith(`.${column}`) || at.endsWith('.*'));
        if (!names.has(column) && !isSeen) lost.push(`${message}.${column}`);
      }
    }
    expect(lost).toEqual([]);
  });

  test('what was seen in logs alone is in the catalog and in no list', () => {
    for (const [at, firmware] of Object.entries(elsewhere)) {
      const [message, column] = at.split('.') as [string, string];
      const listed = layouts.get(message)?.flat() ?? [];
      const isListed = column === '*' ? listed.length > 0 : listed.some(({ name }) => name === column);
      expect(table.has(message) && !isListed, `${at}: ${firmware}`).toBe(true);
    }
  });

  test('no row is for a type that its column never has', () => {
    const idle = rows.filter(({ message, column, rule }) => {
      if (rule.type === undefined) return false;
      const found = new Set(sharing(message).flatMap(({ name, type }) => (name === column ? [type] : [])));
      return found.size > 0 && [...rule.type].some((type) => !found.has(type));
    });
    expect(idle.map(({ at, rule }) => `${at} ${rule.type}`)).toEqual([]);
  });

  test('a row with a condition is on another whole-number column that means one thing and is released with it', () => {
    const conditional = rows.filter(({ rule }) => rule.when !== undefined);
    const items = ['CMD', 'MISE'].flatMap((name) =>
      ['Lat', 'Lat', 'Lng', 'Lng', 'Alt'].map((column) => `${name}.${column}`),
    );
    const expected = ['DU32.Value', 'ATT.Yaw', ...items, ...gps.map((name) => `${name}.GCrs`)];
    expect(conditional.map(({ at }) => at)).toEqual(expected);
    const undecided: string[] = [];
    for (const { at, message, column, rule } of conditional) {
      const deciding = table.get(message)!.get(rule.when!.field)!;
      expect(deciding.length, at).toBe(1);
      expect(['structural', 'estimatorHealth', rule.category], at).toContain(deciding[0]!.category);
      for (const layout of layouts.get(message)!) {
        const own = layout.find(({ name }) => name === column);
        const other = layout.find(({ name }) => name === rule.when!.field);
        if (own === undefined || other === undefined || !rulesOf(table, message, own).includes(rule)) continue;
        if (!'BbHhIiMcCeE'.includes(other.type)) undecided.push(`${at} by ${other.name} ${other.type}`);
      }
    }
    // A layout of some months in 2016: where a condition cannot be read, the whole message is withheld.
    expect(undecided).toEqual(['GPS2.GCrs by Spd f']);
  });
});

describe('what moves', () => {
  test('says for which types it holds, and in which unit where that matters', () => {
    const without = movingRows.filter(({ rule }) => {
      if (ofAttitude.has(rule.role!)) return false;
      const quantity = quantities[rule.role!];
      return rule.type === undefined || (quantity !== undefined && unitSize(rule.units, quantity) === undefined);
    });
    expect(without.map(({ at }) => at)).toEqual([]);
    expect(movingRows.length).toBeGreaterThan(300);
  });

  test('is in the unit that the firmware itself names', () => {
    const angles: Readonly<Record<string, string>> = { d: 'deg', h: 'deg', D: 'deg', U: 'deg', r: 'rad' };
    const named: Readonly<Record<string, string>> = { ...angles, m: 'm', n: 'm/s', o: 'm/s/s' };
    const steps: Readonly<Record<string, number>> = { '0': 1, A: 0.1, B: 0.01, C: 1e-3, G: 1e-7 };
    const scales: Readonly<Record<string, number>> = { c: 100, C: 100, e: 100, E: 100, L: 1e7 };
    const wrong = new Set<string>();
    let compared = 0;
    for (const [message, all] of layouts) {
      for (const column of all.flat()) {
        const units = rulesOf(table, message, column).find((rule) => rule.units !== undefined)?.units;
        if (units === undefined || column.unit === '-' || column.unit === '?') continue;
        const quantity = quantityNames.find((one) => unitSize(units, one) !== undefined)!;
        const firmware = unitSize(named[column.unit], quantity);
        compared++;
        if (firmware === undefined) wrong.add(`${message}.${column.name}: ${column.unit}`);
        else if (!'-?'.includes(column.multiplier)) {
          const told = firmware * steps[column.multiplier]!;
          const relied = unitSize(units, quantity)! / (scales[column.type] ?? 1);
          if (Math.abs(told / relied - 1) > 1e-9) wrong.add(`${message}.${column.name}: ${column.multiplier}`);
        }
      }
    }
    expect([...wrong]).toEqual([]);
    expect(compared).toBeGreaterThan(400);
  });

  test('is in the unit that the source of old firmware says, where a plain number is not in the natural one', () => {
    const looked: Readonly<Record<string, readonly string[]>> = {
      ...{ 'NTUN.Yaw': ['deg C', 'cdeg H'], 'NTUN.GSpdCM': ['cm/s I'], 'NTUN.PosX': ['cm f'] },
      ...{ 'NTUN.VelY': ['cm/s f'], 'NTUN.DAccX': ['cm/s/s f'], 'CTUN.CRate': ['cm/s h'], 'QTUN.CRt': ['cm/s h', ' '] },
      ...{ 'RGPJ.Lat': ['degE7 i'], 'RGPJ.Alt': ['cm i'], 'INAV.IAlt': ['m c'], 'GPS.Spd': ['m/s Ef'] },
      ...{ 'ATT.Yaw': ['deg f', ' f', 'deg C'], 'DMP.DMPYaw': ['deg C'] },
    };
    for (const [at, expected] of Object.entries(looked)) {
      const found = rulesAt(at).map(({ units, type }) => `${units ?? ''} ${type ?? ''}`);
      expect(found, at).toEqual(expected);
    }
  });

  test('every group has a latitude with its longitude, a north with its east, of the same type', () => {
    const vectors = ['velocity', 'acceleration', 'wind'].map((of) => [`${of}North`, `${of}East`]);
    const parts = [...'XYZ'].map((axis) => ['quaternionW', `quaternion${axis}`]);
    const pairs = [['latitude', 'longitude'], ['north', 'east'], ...vectors, ...parts] as [string, string][];
    const broken: string[] = [];
    for (const [message, all] of layouts) {
      for (const layout of all) {
        const members = layout.flatMap((column) => {
          const rule = rulesOf(table, message, column).at(0);
          return rule === undefined || !movingCategories.has(rule.category) ? [] : [{ column, rule }];
        });
        const find = (role: string, group: string | undefined) =>
          members.filter(({ rule }) => rule.role === role && rule.group === group);
        for (const { column, rule } of members) {
          for (const [first, second] of pairs) {
            if (rule.role !== first && rule.role !== second) continue;
            const others = find(rule.role === first ? second : first, rule.group);
            const isPair = rule.group !== undefined && others.length === 1 && others[0]!.column.type === column.type;
            if (!isPair || find(rule.role, rule.group).length !== 1) broken.push(`${message}.${column.name}`);
          }
          // A member that cannot be moved would take its group with it.
          if (
            rule.group !== undefined &&
            rule.role === undefined &&
            members.some((one) => one.rule.group === rule.group && one.rule.role !== undefined)
          )
            broken.push(`${message}.${column.name}: no role`);
        }
      }
    }
    expect([...new Set(broken)]).toEqual([]);
  });

  test('a place of the aircraft is never in 32-bit floats', () => {
    const coarse = movingRows.filter(({ rule }) => rule.category === 'aircraftPosition' && /f/.test(rule.type!));
    expect(coarse).toEqual([]);
  });

  test('of one place only one height above the sea', () => {
    for (const [message, all] of layouts) {
      for (const layout of all) {
        const heights = layout.flatMap((column) =>
          rulesOf(table, message, column).filter(({ datum }) => datum === 'amsl'),
        );
        expect(heights.length, message).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('times', () => {
  test('are on a clock with a unit, and weeks stand beside milliseconds of the week', () => {
    for (const { at, rule } of rows) {
      if (rule.category !== 'absoluteTime') continue;
      if (rule.clock === 'past') expect([rule.timeUnit, rule.role], at).toEqual([undefined, undefined]);
      else if (rule.clock !== 'gps') expect(rule.timeUnit, at).toBeDefined();
      if (rule.role === 'gpsMsOfWeek') expect(rule.timeUnit, at).toBe('ms');
    }
    for (const [message, all] of layouts) {
      for (const layout of all) {
        const roles = layout.map((column) => rulesOf(table, message, column).at(0)?.role);
        // The first camera messages have no week.
        if (message !== 'CAM') expect(roles.includes('gpsWeek'), message).toBe(roles.includes('gpsMsOfWeek'));
      }
    }
  });

  test('every TimeUS and TimeMS is since boot, but the milliseconds that are of the GPS week', () => {
    const stamps = rows.filter(({ column }) => column === 'TimeUS' || column === 'TimeMS');
    for (const { at, message, column, rule } of stamps) {
      const isOfWeek = gps.includes(message) && column === 'TimeMS';
      const unit = column === 'TimeUS' ? 'us' : 'ms';
      expect(rule, at).toMatchObject({ clock: isOfWeek ? 'gps' : 'boot', timeUnit: unit });
    }
  });
});

describe('messages that need thought', () => {
  const cases = `
    opaque: FILE.Data FILE.FileName CANF.B0 CAFD.D7 LTER.R1 GRXS.prMes GRAW.cpMes SBRM.1 D32.Value DFLT.Value
    parameter: PARM.Name PARM.Value PARM.Default RGPI.OX ATUN.RP
    freeText: MSG.Message NVF.Value SCR.Name STAK.Name
    firmwareIdentity: VER.GH VER.APJ
    deviceIdentity: CAND.UID1 IREG.DevID BTAG.Ser MPPT.SN
    aircraftPosition: LTES.CID GPS.Lat POS.Lng AHR2.Lat EAHR.Lon CAM.Lat RGPJ.Lat RSLL.Lat
    satellites: UBX1.jamInd GPS.NSats GPA.HAcc
    altitude: GPA.AEl GPA.Und EAHR.Alt VNKF.Alt
    absoluteTime: GPS.GWk GRXH.rcvTime PM.R RTC.Epoch TSYN.TimeOffset
    homePosition: ORGN.Lat RFRN.HLat RBCH.OLat RSO3.Lat DSTL.Lat XKF1.OH
    missionPosition: FNCE.Lat RALY.Lng NTUN.TLat OABR.OLt OADJ.DLat OAVG.Lon GUIP.pX
    thirdPartyPosition: FOLL.Lat FOLL.LatE ADSB.Lat PL.mX VPOS.Lat
    thirdPartyIdentity: ADSB.ICAO_address
    relativePosition: SRTL.N PSCN.PN BCN.PosX REPH.PX WENC.Dist0 XKF4.OFN XKV1.V07
    motion: XKF3.IVN XKY1.IVE3 SA.DVelX ARSP.Airspeed AOA.AOA OF.flowX PIDA.Tar PIDN.Tar
    heading: VNAT.Q1 XKY0.Y0 REY3.yawangle MNT.YawB ATT.DesYaw GUIA.Yaw
    magnetic: MAG.MagX XKF2.MN XKF2.MX XKF3.IMX RMGH.Dec RMGI.FX
    pressure: BARO.Press BARO.Alt BARO.GndTemp CTUN.BAlt CTUN.E2T RFRN.E2T IMU.T MCU.MTemp RBRI.Alt
    terrain: TERR.TerrH CTUN.TAlt RFND.Dist XKF5.HAGL RTER.Alt PRX.D0
    calibration: MAG.OfsX XKF1.GX XKF2.AX COFS.OfsX TCLR.X
    vibration: VIBE.VibeX FTN1.PkAvg
    inertial: ISBD.x
    power: BAT.Volt CURR.Curr
    actuators: RCOU.C1 MOTB.ThLimit ESC.RPM
    radioControl: RCIN.C1
    estimatorHealth: XKF4.SV NKF4.SM XKT.IMUMax
    mode: MODE.Mode EV.Id
    geofence: ERR.Subsys MODE.Rsn FENC.EN
    attitude: PIDR.Tar RATE.R
    systemHealth: PM.Load
    linkHealth: RAD.RSSI TSYN.RTT
  `
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [category, columns] = line.trim().split(': ') as [string, string];
      return columns.split(' ').map((at) => [at, category] as const);
    });

  test.each(cases)('%s is %s', (at, category) => {
    expect(new Set(rulesAt(at).map((rule) => rule.category))).toEqual(new Set([category]));
  });

  test('what people set in round numbers, or what starts at a constant, has no role', () => {
    const fixed = [
      'ATT.DesYaw',
      'ANG.DesYaw',
      'NTUN.DesYaw',
      'ATSP.YawSP',
      'ATSP.qw',
      'LPSP.Yaw',
      'GPSP.Yaw',
      'GUIP.pX',
    ];
    const started = ['XKY0.YC', 'XKY0.Y0', 'VISP.Y', 'MNT.YawE', 'GPYW.RHD', 'GPS.Cog', 'GUIA.Yaw', 'NTUN.TAW'];
    for (const at of [...fixed, ...started])
      expect(
        rulesAt(at).map((rule) => rule.role),
        at,
      ).toEqual([undefined]);
  });

  test('the course of a receiver is turned only in whole numbers and above a walk', () => {
    const [first, last] = rulesAt('GPS.GCrs');
    const when = { field: 'Spd', test: 'anyBit', values: [0xffff_ffc0] };
    expect(first).toMatchObject({ type: 'e', role: 'course', when });
    expect(last!.role).toBeUndefined();
  });

  test('commands and mission items are read by their number', () => {
    const roles = ['param1', 'param2', 'param3', 'param4', 'param5', 'param6', 'param7'];
    for (const [message, command, ...params] of [
      ['CMD', 'CId', 'Prm1', 'Prm2', 'Prm3', 'Prm4', 'Lat', 'Lng', 'Alt'],
      ['MISE', 'CId', 'Prm1', 'Prm2', 'Prm3', 'Prm4', 'Lat', 'Lng', 'Alt'],
      ['CMDI', 'CId', 'Prm1', 'Prm2', 'Prm3', 'Prm4', 'Lat', 'Lng', 'Alt'],
      ['MAVC', 'Cmd', 'P1', 'P2', 'P3', 'P4', 'X', 'Y', 'Z'],
    ] as const) {
      expect(rulesAt(`${message}.${command}`)[0]).toMatchObject({ role: 'command', type: 'H' });
      const found = params.flatMap((param) => rulesAt(`${message}.${param}`).flatMap((rule) => rule.role ?? []));
      expect(found).toEqual(roles);
    }
  });
});
