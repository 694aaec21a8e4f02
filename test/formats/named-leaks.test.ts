/** What anonymisers of flight logs are known to leave in, or to break: one test each, over the samples. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/formats/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import type { Field, Schema } from '../../src/model/schema.ts';
import { unitSize } from '../../src/model/units.ts';
import { readValue } from '../../src/model/values.ts';
import { levels } from '../../src/policy/levels.ts';
import { RELOCATED_ORIGIN } from '../../src/treatments/relocate/relocation.ts';
import { column, filtered, framesOf, numbers, type Surveyed, surveyed } from './read.ts';

const sample = (name: string): Surveyed =>
  surveyed(new Uint8Array(readFileSync(new URL(`../../samples/${name}`, import.meta.url))));
const bin = sample('copter.bin');
const ulg = sample('copter.ulg');
const engineering = { bin: filtered(bin, levels.engineering).output, ulg: filtered(ulg, levels.engineering).output };
const dynamics = { bin: filtered(bin, levels.dynamics).output, ulg: filtered(ulg, levels.dynamics).output };

/** In degrees, every value of every field that holds a latitude, by `MESSAGE.field`. */
function latitudesIn({ format }: Surveyed, bytes: Uint8Array): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { schema, body } of framesOf(format, bytes)) {
    for (const field of latitudeFields(schema)) {
      const name = `${schema.message}.${field.name}`;
      const degrees = Number(readValue(body, field.offset, field.type)) * unitSize(field.units, 'angle')!;
      found.set(name, [...(found.get(name) ?? []), degrees]);
    }
  }
  return found;
}

function latitudeFields({ fields }: Schema): readonly Field[] {
  return fields.filter(({ rules }) => rules.some(({ role }) => role === 'latitude'));
}

const isTold = (degrees: number): boolean => degrees !== 0 && !Number.isNaN(degrees);

describe('DataFlash', () => {
  test('columns that are not called Lat and Lng: every latitude of the log is gone at engineering, whatever its column', () => {
    const before = latitudesIn(bin, bin.bytes);
    expect([...before.keys()]).toEqual(
      expect.arrayContaining(['ORGN.Lat', 'AHR2.Lat', 'RGPJ.Lat', 'OABR.DLt', 'TERR.Lat']),
    );
    for (const [name, values] of before) expect(values.some(isTold), name).toBe(true);
    for (const [name, values] of latitudesIn(bin, engineering.bin)) expect(values.filter(isTold), name).toEqual([]);
  });

  test('text under a .bin name: what comes out of binary is binary', () => {
    for (const output of [engineering.bin, dynamics.bin]) {
      expect([...output.subarray(0, 3)]).toEqual([0xa3, 0x95, 0x80]);
      expect(detectFormat(output.subarray(0, DETECT_BYTES), false).name).toBe('dataflash');
    }
  });

  test('units that RGPJ and RBCH lack: replay frames move with the rest, or say nothing', () => {
    const messages = ['RGPJ', 'RFRN', 'RMGI', 'RBRI', 'RFRH'];
    for (const message of messages) {
      for (const name of ['Lat', 'Lon', 'Lng', 'Alt', 'HLat', 'HLon', 'HAlt', 'PX', 'PY', 'PZ', 'VX', 'VY']) {
        const before = numbers(bin.format, bin.bytes, message, name);
        const after = numbers(bin.format, dynamics.bin, message, name);
        const isSame = (value: number, index: number): boolean => isTold(value) && value === before[index];
        expect(after.filter(isSame), `${message}.${name}`).toEqual([]);
      }
    }
  });

  test('negative values in unsigned patches: places south and west of zero are places', () => {
    for (const [name, values] of latitudesIn(bin, dynamics.bin)) {
      for (const degrees of values.filter(isTold)) {
        expect(Math.abs(degrees - RELOCATED_ORIGIN.latitudeDeg), name).toBeLessThan(0.2);
      }
    }
    expect(
      numbers(bin.format, dynamics.bin, 'GPS', 'Lng')
        .filter(isTold)
        .every((lon) => lon < -119e7 && lon > -121e7),
    ).toBe(true);
  });
});

describe('ULog', () => {
  test('seven topics: every topic that has a latitude hides it at engineering, latitude_deg of newer firmware too', () => {
    const before = latitudesIn(ulg, ulg.bytes);
    expect([...before.keys()]).toEqual(
      expect.arrayContaining(['sensor_gps.latitude_deg', 'vehicle_local_position.ref_lat', 'camera_capture.lat']),
    );
    expect(before.size).toBeGreaterThan(7);
    for (const [name, values] of latitudesIn(ulg, engineering.ulg)) expect(values.filter(isTold), name).toEqual([]);
  });

  test('sys_uuid: the name of the aircraft is a pseudonym of one flight, or nothing', () => {
    const [uuid] = column(ulg.format, ulg.bytes, '(info)', 'sys_uuid');
    expect(uuid!.length).toBeGreaterThan(20);
    const shown = (device: 'none' | 'flight', seed: string) => {
      const { output } = filtered(ulg, { ...levels.engineering, device }, seed);
      expect(Buffer.from(output).includes(Buffer.from(uuid!))).toBe(false);
      return column(ulg.format, output, '(info)', 'sys_uuid').map((bytes) => Buffer.from(bytes).toString('latin1'));
    };
    expect(shown('none', 'a')).toEqual([]);
    expect(shown('flight', 'a')).toHaveLength(1);
    expect(shown('flight', 'a')).toEqual(shown('flight', 'a'));
    expect(shown('flight', 'a')).not.toEqual(shown('flight', 'b'));
  });

  test('a mark that says anonymised: the file itself claims nothing', () => {
    for (const output of Object.values(engineering)) {
      expect(Buffer.from(output).toString('latin1')).not.toMatch(/anonymi|flightveil|redact/i);
    }
  });
});

describe('a shift by degrees', () => {
  test.each([
    ['GPS', 'Lat', 'Lng', bin, dynamics.bin],
    ['POS', 'Lat', 'Lng', bin, dynamics.bin],
    ['vehicle_global_position', 'lat', 'lon', ulg, dynamics.ulg],
    ['sensor_gps', 'latitude_deg', 'longitude_deg', ulg, dynamics.ulg],
  ] as const)('no offset leads from %s back to where it was, and no factor', (message, lat, lon, log, output) => {
    for (const name of [lat, lon]) {
      const before = numbers(log.format, log.bytes, message, name);
      const after = numbers(log.format, output, message, name);
      expect(after.length).toBe(before.length);
      const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
      const offsets = after.map((value, index) => value - before[index]!);
      // A track that was shifted has one offset; this one was turned as well.
      expect(spread(offsets)).toBeGreaterThan(0.2 * spread(before));
    }
  });
});
