import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { dataflashLog } from '../../samples/dataflash/log.ts';
import { onboardFiles } from '../../samples/generate.ts';
import { type OnboardFormat, onboardLog } from '../../samples/onboard.ts';
import type { Span } from '../../samples/rows.ts';
import { sampleSecrets } from '../../samples/secrets.ts';
import { levels } from '../../src/index.ts';
import { fieldSize } from '../../src/model/schema.ts';
import { drawRelocation } from '../../src/treatments/relocate/relocation.ts';
import { describeCorpus } from '../corpus.ts';
import { filteredFrames, keys, type Part } from './compare.ts';
import { isFix, type Reading, readingsOf } from './readings.ts';
import { Study } from './study.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Deviation of the turn that fits places, times what they are apart: rounding and dither of one place, and then some. */
const PLACE_SIGMAS_M = 5 * 0.008;
/** Of messages, that is to survive at dynamics. */
const LEAST_SHARE = 0.9;

/** Local metres, which autopilots compute on a sphere of their own, and velocities that estimators add up to them. */
const hiddenBesideFix = [
  ...['XKF1.PN/PE', 'XKF1.VN/VE', 'EAHR.VN/VE', 'SRTL.N/E', 'home_position.x/y'],
  ...['vehicle_local_position.x/y', 'vehicle_local_position.vx/vy', 'estimator_states.states[4]/states[5]'],
];

/** What pilots and engineers look at, of which not a bit may change. */
const dynamics: Readonly<Record<OnboardFormat, string>> = {
  bin: `ATT.Roll ATT.DesPitch RATE.R RATE.ROut IMU.GyrX IMU.AccZ VIBE.VibeX VIBE.Clip BAT.Volt BAT.Curr BAT.RemPct BCL.V1 POWR.Vcc RCOU.C1
    MOTB.ThrOut RCIN.C3 ESC.RPM MODE.Mode EV.Id ERR.ECode ARM.ArmState XKF4.SV XKF4.SM PIDR.P CTUN.ThO PM.Load RAD.RSSI`,
  log: 'ATT.Roll RATE.R IMU.GyrX IMU.AccZ VIBE.VibeZ BAT.Volt RCOU.C1 MOTB.ThrOut MODE.Mode EV.Id XKF4.SP',
  ulg: `sensor_combined.gyro_rad sensor_combined.accelerometer_m_s2 vehicle_angular_velocity.xyz vehicle_imu.delta_angle
    vehicle_imu_status.accel_vibration_metric battery_status.voltage_v battery_status.current_a battery_status.voltage_cell_v
    actuator_motors.control actuator_outputs.output esc_status.esc[0].esc_rpm vehicle_status.nav_state vehicle_status.arming_state
    vehicle_land_detected.landed estimator_status.hdg_test_ratio input_rc.values
    manual_control_setpoint.roll rate_ctrl_status.rollspeed_integ cpuload.load vehicle_rates_setpoint.roll event.id
    radio_status.rssi vehicle_thrust_setpoint.xyz`,
};

const { turnRad: drawnRad } = drawRelocation(keys.relocationKey);

type Pair = readonly [before: Part, after: Part | undefined];

/** Without messages that nobody knows and without noise: behind them a decoder wants to see more before it gives a frame. */
function pairsOf(format: OnboardFormat, span: Span, place = sampleSecrets.place): readonly Pair[] {
  const secrets = { ...sampleSecrets, place, unknownMessages: null };
  const log = format === 'bin' ? dataflashLog(secrets, span, false) : onboardLog(format, secrets, span);
  return filteredFrames(log, levels.dynamics, 'onboard').pairs;
}

/** From the aircraft's first place on, without which directions cannot be told. */
function fromFirstFix(pairs: readonly Pair[]): readonly Pair[] {
  const isPlace = (reading: Reading) => reading.kind === 'place' && reading.isAircraft && isFix(reading);
  return pairs.slice(pairs.findIndex(([before]) => readingsOf(before).some(isPlace)));
}

const elsewhere = { latitudeDeg: -77.846, longitudeDeg: 166.67, altitudeAmslM: 24.8, turnDeg: 250 };
const subjects = Object.entries(onboardFiles).flatMap(([name, { format, ...span }]) => [
  [name, format, span, sampleSecrets.place] as const,
  [`${name} at 78 south, turned`, format, { fromS: 33, toS: 63 }, elsewhere] as const,
]);

describe.each(subjects)('of %s', (_, format, span, place) => {
  const pairs = pairsOf(format, span, place);
  const study = new Study(fromFirstFix(pairs));

  test('nearly all messages survive', () => {
    const kept = pairs.filter(([, after]) => after !== undefined).length;
    expect(kept / pairs.length).toBeGreaterThan(LEAST_SHARE);
    const kinds = new Set(pairs.map(([before]) => before.message));
    const left = new Set(pairs.filter(([, after]) => after !== undefined).map(([before]) => before.message));
    expect(kinds.size - left.size).toBeLessThan(20);
  });

  test('the track lies as it lay, to a centimetre and what quantisation takes', () => {
    expect(study.places.length).toBeGreaterThan(30);
    expect(study.wrongPlaces).toEqual([]);
    expect(study.largestMeanErrorM).toBeLessThan(0.01);
    expect(study.wrongDistances).toEqual([]);
  });

  test('yaw, courses, velocities and attitudes turn by exactly what the flight does', () => {
    expect(study.hiddenDirections.filter((name) => !hiddenBesideFix.includes(name))).toEqual([]);
    expect(study.directions.length + study.attitudes.length).toBeGreaterThan(30);
    expect(study.wrongDirections).toEqual([]);
    expect(study.wrongVectors).toEqual([]);
    expect(study.wrongAttitudes).toEqual([]);
    expect(Math.abs(wrapped(study.turnRad - drawnRad))).toBeLessThan(1e-3);
    const { turnRad, spreadM, count } = study.turnOfPlaces;
    expect(Math.abs(wrapped(turnRad - study.turnRad))).toBeLessThan(PLACE_SIGMAS_M / (spreadM * Math.sqrt(count)));
  });

  test('heights above the sea differ by one constant', () => {
    expect(study.heights.length).toBeGreaterThan(10);
    expect(study.wrongHeights).toEqual([]);
  });

  test('what the aircraft did is the same to the bit', () => {
    const { touched, compared } = study.touchedDynamics;
    expect(touched).toEqual([]);
    expect(compared).toBeGreaterThan(500);
    for (const name of dynamics[format].trim().split(/\s+/)) {
      const [message, ...rest] = name.split('.');
      const field = rest.join('.');
      let told = 0;
      for (const [before, after] of pairs.filter(([{ message: other }]) => other === message)) {
        expect(after, name).toBeDefined();
        const { offset, ...shape } = before.fields.find((candidate) => candidate.name === field)!;
        const end = offset + fieldSize({ offset, ...shape });
        const bytes = before.body.subarray(offset, end);
        expect(Buffer.compare(bytes, after!.body.subarray(offset, end)), name).toBe(0);
        if (bytes.some((byte) => byte !== 0)) told++;
      }
      const isRare = /Clip|ERR|MODE|EV\.|ARM|event|RATE|landed/.test(name);
      if (!isRare) expect(told, name).toBeGreaterThan(0);
    }
  });
});

/** Larger logs would take long, and are of the same firmware as others. */
const LARGEST_BYTES = 3_000_000;

describe.each(['dataflash-bin', 'dataflash-log', 'ulog'])('of real logs (%s)', (kind) => {
  describeCorpus('at dynamics', kind, (files) => {
    const small = files.filter((file) => statSync(file).size <= LARGEST_BYTES);
    test.each(small.map((file) => [basename(file), file]))('%s: what is told stays right', (_, file) => {
      const { pairs } = filteredFrames(readFileSync(file), levels.dynamics, 'onboard');
      expect(pairs.filter(([, after]) => after !== undefined).length / pairs.length).toBeGreaterThan(LEAST_SHARE);
      const study = new Study(pairs, drawnRad);
      expect(study.wrongPlaces).toEqual([]);
      expect(study.largestMeanErrorM).toBeLessThan(0.01);
      expect(study.wrongDistances).toEqual([]);
      expect(study.wrongDirections).toEqual([]);
      expect(study.wrongVectors).toEqual([]);
      expect(study.wrongAttitudes).toEqual([]);
      expect(study.wrongHeights).toEqual([]);
      const { touched, compared } = study.touchedDynamics;
      expect(touched).toEqual([]);
      expect(compared).toBeGreaterThan(500);
    });
  });
});

function wrapped(rad: number): number {
  return Math.atan2(Math.sin(rad), Math.cos(rad));
}
