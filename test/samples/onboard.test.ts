import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { dataflashText } from '../../samples/dataflash/log.ts';
import { knownMessages } from '../../samples/dataflash/writer.ts';
import { onboardFiles } from '../../samples/generate.ts';
import { type OnboardFormat, onboardLog } from '../../samples/onboard.ts';
import { sampleSecrets } from '../../samples/secrets.ts';
import { projectedMetres, scaledMetres } from '../../samples/spheres.ts';
import { knownTopics } from '../../samples/ulog/topic.ts';
import { detectFormat } from '../../src/index.ts';
import { type Part, partsOf } from './compare.ts';
import { elementsOf } from './readings.ts';

vi.setConfig({ testTimeout: 60_000 });

const names: Readonly<Record<OnboardFormat, string>> = { bin: 'dataflash', log: 'dataflash-text', ulg: 'ulog' };

/** Values of some fields, in order. */
function valuesOf(parts: readonly Part[], message: string, fields: readonly string[]): number[][] {
  return parts
    .filter((part) => part.message === message)
    .map((part) => fields.map((name) => elementsOf(part, part.fields.find((field) => field.name === name)!)[0]!));
}

describe.each(Object.entries(onboardFiles))('%s', (name, { format, ...span }) => {
  const log = onboardLog(format, sampleSecrets, span);

  test('is what the generator makes, and is taken for what it is', () => {
    const file = readFileSync(new URL(`../../samples/${name}`, import.meta.url));
    expect(file.equals(log)).toBe(true);
    expect(detectFormat(file.subarray(0, 65_536), false).name).toBe(names[format]);
    expect(file.length).toBeGreaterThan(50_000);
    expect(file.length).toBeLessThan(400_000);
  });

  test('has every message that its firmware is known to write', () => {
    const kinds = new Set(partsOf(log, 'onboard').map(({ message }) => message));
    const known = format === 'ulg' ? [...knownTopics().keys()] : [...knownMessages().keys()];
    const missing = known.filter((message) => !kinds.has(message));
    // A stretch of the flight has no occasion for some.
    if (format === 'log') expect(known.length - missing.length).toBeGreaterThan(70);
    else expect(missing.sort()).toEqual([...notWritten[format]].sort());
  });

  test('stamps its rows in order', () => {
    const stamps = partsOf(log, 'onboard').flatMap((part) => {
      const stamp = part.fields.find((field) => field.name === 'TimeUS' || field.name === 'timestamp');
      return stamp === undefined ? [] : elementsOf(part, stamp);
    });
    expect(stamps.length).toBeGreaterThan(700);
    // Texts are said within the millisecond.
    expect(stamps.filter((stamp, index) => index > 0 && stamp < stamps[index - 1]! - 1000)).toEqual([]);
  });
});

/** What the flight has no occasion for, or what is part of another one. */
const notWritten: Readonly<Record<'bin' | 'ulg', readonly string[]>> = {
  bin: [],
  ulg: ['position_setpoint', 'esc_report', 'mavlink_log'],
};

describe('the logs of one flight', () => {
  const span = { fromS: 30, toS: 60 };
  const [bin, text, ulg] = (['bin', 'log', 'ulg'] as const).map((format) =>
    partsOf(onboardLog(format, sampleSecrets, span), 'onboard'),
  );

  test('say the same as text as in binary, to seven digits', () => {
    const written = (parts: readonly Part[]) => parts.filter(({ message }) => !/^(FMT|FILE|z)/.test(message));
    const [one, other] = [written(bin!), written(text!)];
    // A record before noise is not believed.
    expect(one.length).toBeGreaterThan(other.length - 5);
    for (const [message, field, stepDigits] of [
      ['GPS', 'Lat', 0],
      ['XKF1', 'VN', 1e-6],
      ['BAT', 'Volt', 1e-6],
      ['IMU', 'AccZ', 1e-6],
    ] as const) {
      const [first, second] = [valuesOf(bin!, message, ['TimeUS', field]), valuesOf(text!, message, ['TimeUS', field])];
      const byTime = new Map(second.map(([time, value]) => [time, value]));
      expect(first.length).toBeGreaterThan(20);
      for (const [time, value] of first) {
        expect(Math.abs(byTime.get(time!)! - value!)).toBeLessThanOrEqual(stepDigits * Math.abs(value!));
      }
    }
  });

  test('say the same in both autopilots', () => {
    const px4 = valuesOf(ulg!, 'vehicle_global_position', ['timestamp', 'lat', 'lon', 'alt']);
    const ardupilot = valuesOf(bin!, 'POS', ['TimeUS', 'Lat', 'Lng', 'Alt']);
    expect(px4.length).toBeGreaterThan(50);
    for (const [time, lat, lon, alt] of px4) {
      const near = ardupilot.find((row) => Math.abs(row[0]! - time!) < 600_000)!;
      expect(Math.abs(near[1]! * 1e-7 - lat!)).toBeLessThan(1e-4);
      expect(Math.abs(near[2]! * 1e-7 - lon!)).toBeLessThan(1e-4);
      expect(Math.abs(near[3]! - alt!)).toBeLessThan(3);
    }
  });

  test('move as their velocities say', () => {
    const rows = valuesOf(ulg!, 'vehicle_local_position', ['timestamp', 'x', 'y', 'vx', 'vy']);
    let worst = 0;
    for (const [index, row] of rows.slice(1).entries()) {
      const before = rows[index]!;
      const seconds = (row[0]! - before[0]!) / 1e6;
      const wrong = [1, 2].map(
        (axis) => row[axis]! - before[axis]! - ((row[axis + 2]! + before[axis + 2]!) / 2) * seconds,
      );
      worst = Math.max(worst, Math.hypot(...wrong));
    }
    expect(rows.length).toBeGreaterThan(25);
    expect(worst).toBeLessThan(0.6);
  });

  test('keep what a secret does not determine', () => {
    const plain = (parts: readonly Part[]) =>
      parts
        .filter(({ message }) => message === 'IMU' || message === 'BAT')
        .map(({ body }) => Buffer.from(body).toString('hex'));
    const elsewhere = { latitudeDeg: -41.3, longitudeDeg: -71.4, altitudeAmslM: 802, turnDeg: 80 };
    const twin = { ...sampleSecrets, place: elsewhere, device: 'other', thirdParties: [], unknownMessages: null };
    expect(plain(partsOf(onboardLog('bin', twin, span), 'onboard'))).toEqual(plain(bin!));
  });
});

test('lines of text end as Mission Planner ends them', () => {
  const lines = Buffer.from(dataflashText(sampleSecrets, { fromS: 30, toS: 31 }))
    .toString('latin1')
    .split('\r\n');
  expect(lines[0]).toBe('FMT, 128, 89, FMT, BBnNZ, Type,Length,Name,Format,Columns');
  expect(lines.find((line) => line.startsWith('MODE'))).toMatch(/^MODE, \d+, Guided, 4, 1$/);
  expect(lines.find((line) => line.startsWith('GPS,'))).toMatch(/, 46\.61\d{2,5}, 10\.70\d{2,5}, /);
});

describe('metres on a sphere', () => {
  const home = { latitudeDeg: 46.6, longitudeDeg: 179.9999 };
  const east = { latitudeDeg: 46.6, longitudeDeg: -179.9981 };

  test('go on behind the antimeridian', () => {
    // A hundredth of a degree eastwards is 764 m on that parallel; here are two thousandths.
    for (const metres of [scaledMetres(home, east), projectedMetres(home, east)]) {
      expect(metres[0]).toBeCloseTo(0, 1);
      expect(metres[1]).toBeGreaterThan(152.5);
      expect(metres[1]).toBeLessThan(153.2);
    }
  });

  test('are those of the autopilots, which differ by the radius', () => {
    const north = { latitudeDeg: 46.61, longitudeDeg: 179.9999 };
    expect(scaledMetres(home, north)[0]).toBeCloseTo(1113.188, 2);
    expect(projectedMetres(home, north)[0]).toBeCloseTo(1111.949, 2);
  });
});
