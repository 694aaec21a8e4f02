import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { Draws } from '../../samples/draws.ts';
import { flightFrames, generateFlight, type Sent, sampleSecrets } from '../../samples/flight.ts';
import { sampleFiles } from '../../samples/generate.ts';
import { pointAt } from '../../samples/tangent.ts';
import { magneticField, satellitesInView } from '../../samples/world.ts';
import { detectFormat } from '../../src/index.ts';

vi.setConfig({ testTimeout: 60_000 });

const frames = flightFrames();

function valuesOf(message: string): (Record<string, number> & { atUs: number })[] {
  return frames
    .filter((sent) => sent.message === message)
    .map(({ values, atUs }) => ({ ...(values as Record<string, number>), atUs }));
}

describe('the samples in the tree', () => {
  test.each(Object.entries(sampleFiles))('%s is what the generator makes', (name, options) => {
    const file = readFileSync(new URL(`../../samples/${name}`, import.meta.url));
    expect(file.equals(generateFlight(sampleSecrets, options))).toBe(true);
  });

  test('are small, and are taken for what they are', () => {
    const tlog = generateFlight();
    expect(tlog.length).toBeGreaterThan(200_000);
    expect(tlog.length).toBeLessThan(400_000);
    expect(detectFormat(tlog.subarray(0, 65_536), false).name).toBe('tlog');
    const raw = generateFlight(sampleSecrets, sampleFiles['short.mavlink']);
    expect(raw.length).toBeLessThan(40_000);
    expect(detectFormat(raw, true).name).toBe('mavlink');
  });
});

describe('the generator', () => {
  test('gives the same bytes for the same arguments', () => {
    expect(Buffer.compare(generateFlight(), generateFlight())).toBe(0);
  });

  test('draws the same for everything that a secret does not determine', () => {
    const twin = flightFrames({ ...sampleSecrets, thirdParties: [], unknownMessages: null });
    const rest = frames.filter(({ message }) => !/^(unknown|ADSB_VEHICLE|COLLISION)/.test(message));
    const plain = ({ atUs, sender, message, values }: Sent) => ({ atUs, sender, message, values });
    expect(twin.length).toBe(rest.length);
    expect(twin.find((sent, index) => !isDeepStrictEqual(plain(sent), plain(rest[index]!)))).toBeUndefined();
  });

  test('draws by name and ordinal, whatever was drawn before', () => {
    const [one, other] = [new Draws('seed'), new Draws('seed')];
    other.uniform('something else', 4);
    expect(other.uniform('name', 7)).toBe(one.uniform('name', 7));
    expect(one.uniform('name', 8)).not.toBe(one.uniform('name', 7));
    expect(new Draws('other seed').uniform('name', 7)).not.toBe(one.uniform('name', 7));
    const many = Array.from({ length: 4000 }, (_, ordinal) => one.uniform('many', ordinal));
    expect(many.reduce((sum, value) => sum + value) / many.length).toBeCloseTo(0.5, 1);
  });
});

describe('the flight', () => {
  test('moves as its velocities say', () => {
    const fixes = valuesOf('GLOBAL_POSITION_INT');
    let worst = 0;
    for (let index = 1; index < fixes.length; index++) {
      const [a, b] = [fixes[index - 1]!, fixes[index]!];
      const seconds = (b.atUs - a.atUs) / 1e6;
      const north = (b.lat! - a.lat!) * 1e-7 * 111_170;
      const east = (b.lon! - a.lon!) * 1e-7 * 111_320 * Math.cos((sampleSecrets.place.latitudeDeg * Math.PI) / 180);
      const mean = (field: 'vx' | 'vy'): number => ((a[field]! + b[field]!) / 200) * seconds;
      worst = Math.max(worst, Math.hypot(north - mean('vx'), east - mean('vy')));
    }
    expect(worst).toBeLessThan(0.4);
  });

  test('takes off, reaches its waypoints and lands where it started', () => {
    const heights = valuesOf('GLOBAL_POSITION_INT').map(({ relative_alt }) => relative_alt! / 1000);
    expect(Math.max(...heights)).toBeGreaterThan(30);
    expect(heights[0]).toBe(0);
    expect(heights.at(-1)).toBe(0);
    expect(valuesOf('MISSION_ITEM_REACHED').map(({ seq }) => seq)).toEqual([3, 5, 6, 7, 8, 9]);
    const ends = valuesOf('LOCAL_POSITION_NED').at(-1)!;
    expect(Math.hypot(ends.x!, ends.y!)).toBeLessThan(1);
    const armed = valuesOf('HEARTBEAT').filter(({ autopilot, base_mode }) => autopilot === 3 && base_mode! & 0x80);
    expect(armed.length).toBeGreaterThan(100);
  });

  test('empties its battery and tilts as it flies', () => {
    const left = valuesOf('SYS_STATUS').map(({ battery_remaining }) => battery_remaining!);
    expect(left.every((value, index) => index === 0 || value <= left[index - 1]!)).toBe(true);
    expect(left[0]! - left.at(-1)!).toBeGreaterThan(5);
    const pitch = valuesOf('ATTITUDE').map((attitude) => attitude.pitch!);
    expect(Math.min(...pitch)).toBeLessThan(-0.1);
    expect(Math.max(...pitch.map(Math.abs))).toBeLessThan(0.6);
  });

  test('has a compass that agrees with its attitude', () => {
    const [north, east] = magneticField(pointAt(sampleSecrets.place, 0, 0));
    const declination = Math.atan2(east, north);
    const levels = valuesOf('RAW_IMU').filter(({ xgyro, ygyro, atUs }) => atUs < 20e6 && Math.abs(xgyro! + ygyro!) < 9);
    const yaw = valuesOf('ATTITUDE')[5]!.yaw!;
    for (const { xmag, ymag } of levels) {
      const heading = Math.atan2(-ymag!, xmag!) + declination;
      expect(Math.abs(Math.atan2(Math.sin(heading - yaw), Math.cos(heading - yaw)))).toBeLessThan(0.08);
    }
    expect(levels.length).toBeGreaterThan(20);
  });

  test('has the messages that real logs have', () => {
    const kinds = new Set(frames.map(({ message, sender }) => `${message} ${sender.system}/${sender.component}`));
    const expected = `HEARTBEAT 1/1,HEARTBEAT 255/190,SYS_STATUS 1/1,SYSTEM_TIME 1/1,SYSTEM_TIME 255/190,GPS_RAW_INT 1/1,
      GPS2_RAW 1/1,GPS_STATUS 1/1,VFR_HUD 1/1,RAW_IMU 1/1,SCALED_PRESSURE 1/1,RC_CHANNELS 1/1,MISSION_COUNT 255/190,
      MISSION_ITEM_INT 255/190,HOME_POSITION 1/1,GPS_GLOBAL_ORIGIN 1/1,TERRAIN_REPORT 1/1,AUTOPILOT_VERSION 1/1,
      PARAM_VALUE 1/1,STATUSTEXT 1/1,STATUSTEXT 255/190,HIGH_LATENCY2 1/1,RADIO_STATUS 51/68,TIMESYNC 1/191,
      CAMERA_FEEDBACK 1/1,COMMAND_ACK 1/1,ADSB_VEHICLE 1/1,OPEN_DRONE_ID_BASIC_ID 1/236,OPEN_DRONE_ID_SYSTEM 1/236,
      OPEN_DRONE_ID_OPERATOR_ID 1/236,FILE_TRANSFER_PROTOCOL 1/191,TUNNEL 1/191,RC_CHANNELS_OVERRIDE 255/190`;
    for (const kind of expected.split(/,\s*/)) expect(kinds).toContain(kind);
    expect(new Set(valuesOf('MISSION_ITEM_INT').map(({ mission_type }) => mission_type))).toEqual(new Set([0, 1, 2]));
    expect(valuesOf('PARAM_VALUE').length).toBeGreaterThan(250);
    expect(valuesOf('STATUSTEXT').filter(({ chunk_seq }) => chunk_seq! > 0).length).toBeGreaterThan(1);
  });
});

describe('the world', () => {
  test('has a sky with other satellites at other times and places', () => {
    const names = (hours: number, longitudeDeg: number): string =>
      satellitesInView({ ...sampleSecrets.place, longitudeDeg }, sampleSecrets.startUnixUs + hours * 3_600e6)
        .map(({ prn }) => prn)
        .join(' ');
    expect(names(0, 10)).not.toBe(names(3, 10));
    expect(names(0, 10)).not.toBe(names(0, 100));
    const count = names(0, 10).split(' ').length;
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(17);
  });

  test('has a field that points down in the north, up in the south and level between', () => {
    const down = (latitudeDeg: number): number =>
      magneticField(pointAt({ latitudeDeg, longitudeDeg: 10, altitudeAmslM: 0 }, 0, 0))[2];
    expect(down(60)).toBeGreaterThan(350);
    expect(down(-60)).toBeLessThan(-350);
    expect(Math.abs(down(3))).toBeLessThan(150);
  });

  test('goes on behind the antimeridian', () => {
    const point = pointAt({ latitudeDeg: 0, longitudeDeg: 179.9999, altitudeAmslM: 0 }, 0, 100);
    expect(point.lonE7 / 1e7).toBeCloseTo(-179.9992, 3);
  });
});
