import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { levels } from '../../src/policy/levels.ts';
import { describeCorpus } from '../corpus.ts';
import { column, filtered, surveyed } from './read.ts';

/** Of the records of a log, how many must come through at `dynamics`. */
const LEAST = 0.9;

/** What pilots ask a log, and where ArduPilot and PX4 of any age answer. */
const questions: Readonly<Record<string, readonly string[]>> = {
  vibration: [
    ...['VIBE.VibeX', 'VIBE.VibeZ', 'VIBE.Clip', 'IMU.AccX', 'IMU.AccZ', 'ACC1.AccZ'],
    ...['vehicle_imu_status.accel_vibration_metric', 'estimator_status.vibe', 'sensor_combined.accelerometer_m_s2'],
  ],
  'battery sag': [
    ...['BAT.Volt', 'BAT.Curr', 'CURR.Volt', 'CURR.Curr', 'POWR.Vcc', 'BATT.V', 'BATT.C'],
    ...['battery_status.voltage_v', 'battery_status.current_a', 'system_power.voltage5v_v'],
  ],
  'motor saturation': [
    ...['RCOU.C1', 'RCOU.C4', 'RCOU.Chan1', 'RCOU.Ch1', 'MOT.Mot1', 'OUT0.Out0', 'MOTB.LiftMax'],
    ...['actuator_outputs.output', 'actuator_motors.control', 'actuator_controls_0.control'],
  ],
  'innovation test ratios': [
    ...['XKF4.SV', 'XKF4.SP', 'NKF4.SV', 'NKF4.SM', 'EKF4.SV'],
    ...['estimator_status.hgt_test_ratio', 'estimator_innovation_test_ratios.gps_hpos[0]'],
  ],
  'mode changes': [
    ...['MODE.Mode', 'MODE.ModeNum', 'STAT.MainState'],
    ...['vehicle_status.nav_state', 'vehicle_status.arming_state', 'commander_state.main_state'],
  ],
  errors: ['ERR.Subsys', 'ERR.ECode', 'EV.Id', 'vehicle_status.failsafe', '(dropout).duration'],
  attitude: ['ATT.Roll', 'ATT.Pitch', 'AHR2.Roll', 'IMU.GyrX', 'sensor_combined.gyro_rad'],
};

function looksAt(files: readonly string[]): void {
  const asked = new Set<string>();

  describe.each(files.map((path) => [basename(path), path] as const))('%s', { timeout: 60_000 }, (_, path) => {
    const log = surveyed(new Uint8Array(readFileSync(path)));
    const { output, counts } = filtered(log, levels.dynamics);
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

    test(`at least ${LEAST * 100} % of the records come through`, () => {
      const written = sum(counts.written);
      expect(written).toBeGreaterThan(100);
      expect(written / (written + sum(counts.withheld))).toBeGreaterThanOrEqual(LEAST);
    });

    test.each(Object.entries(questions))('what a pilot asks of %s is answered as before', (question, fields) => {
      for (const name of fields) {
        const [message, field] = name.split(/\.(.*)/s) as [string, string];
        const before = column(log.format, log.bytes, message, field);
        if (before.length === 0) continue;
        asked.add(question);
        const after = column(log.format, output, message, field);
        expect(after.length, name).toBe(before.length);
        expect(
          after.findIndex((bytes, index) => !Buffer.from(bytes).equals(before[index]!)),
          name,
        ).toBe(-1);
      }
    });
  });

  test('these logs were asked nearly all of it', () => {
    expect(asked.size).toBeGreaterThanOrEqual(Object.keys(questions).length - 2);
  });
}

describeCorpus('recorded DataFlash logs still answer', 'dataflash-bin', looksAt);
describeCorpus('recorded DataFlash logs in text still answer', 'dataflash-log', looksAt);
describeCorpus('recorded ULogs still answer', 'ulog', looksAt);
