import { ARMED_S, CAPACITY_MAH, disarmTime, stateAt, TAKE_OFF_S } from '../path.ts';
import type { Rows } from '../rows.ts';

/** Numbers of events (ArduPilot, `LogEvent`). */
const Event = {
  armed: 10,
  disarmed: 11,
  autoArmed: 15,
  landed: 18,
  notLanded: 28,
  landMaybe: 17,
  yawReset: 62,
} as const;
const EKF_CHECK = 16;

/** How the aircraft is: modes, events, errors, power, motors, the computer. */
export function logStatus(rows: Rows): void {
  logEvents(rows);
  logPower(rows);
  logComputer(rows);
}

function logEvents(rows: Rows): void {
  const { fromS, toS } = rows.span;
  let mode: number | undefined;
  for (let seconds = fromS + 0.01; seconds < toS; seconds += 0.1) {
    const state = stateAt(seconds);
    if (state.mode === mode) continue;
    mode = state.mode;
    rows.once(seconds, 'MODE', { Mode: mode, ModeNum: mode, Rsn: seconds < fromS + 1 ? 1 : 2 });
  }
  const event = (seconds: number, Id: number): void => rows.once(seconds, 'EV', { Id });
  rows.once(ARMED_S, 'ARM', { ArmState: 1, ArmChecks: 1, Method: 1 });
  event(ARMED_S + 0.001, Event.armed);
  event(ARMED_S + 0.9, Event.autoArmed);
  event(TAKE_OFF_S + 0.4, Event.notLanded);
  event(TAKE_OFF_S + 3.3, Event.yawReset);
  rows.once(71.3, 'ERR', { Subsys: EKF_CHECK, ECode: 2 });
  rows.once(73.8, 'ERR', { Subsys: EKF_CHECK, ECode: 0 });
  const end = disarmTime();
  event(end - 2.1, Event.landMaybe);
  event(end - 1, Event.landed);
  rows.once(end, 'ARM', { ArmChecks: 1, Method: 11 });
  event(end + 0.001, Event.disarmed);
}

function logPower(rows: Rows): void {
  rows.every('BAT', 1, ({ state, noise }) => ({
    ...{ Volt: state.batteryV, VoltR: state.batteryV + 0.1 + 0.01 * noise('rest'), Curr: state.currentA },
    ...{ CurrTot: state.consumedMah, EnrgTot: 0.0156 * state.consumedMah, Temp: 33 + state.consumedMah / 200 },
    ...{ Res: 0.021, RemPct: Math.round(100 * (1 - state.consumedMah / CAPACITY_MAH)), H: 1, SH: 99 },
  }));
  rows.every('BCL', 0.5, ({ state, noise }) => {
    const cell = (index: number): number => Math.round(state.batteryV * 250 + 4 * noise(`cell ${index}`));
    return { Volt: state.batteryV, V1: cell(0), V2: cell(1), V3: cell(2), V4: cell(3) };
  });
  rows.every('POWR', 0.5, ({ noise }) => ({
    ...{ Vcc: 5.08 + 0.009 * noise('board'), VServo: 5.01 + 0.014 * noise('servo'), Flags: 3, AccFlags: 3, Safety: 2 },
  }));
  rows.every('MCU', 0.5, ({ noise }) => ({
    ...{ MTemp: 47 + 0.2 * noise('warmth'), MVolt: 3.29 + 0.002 * noise('volt'), MVmin: 3.28, MVmax: 3.31 },
  }));
  rows.every('HEAT', 0.2, ({ noise }) => ({ Temp: 45 + 0.1 * noise('warmth'), Targ: 45, P: 20, I: 9, Out: 31 }));
  for (const motor of [0, 1, 2, 3]) {
    rows.every(
      'ESC',
      1,
      ({ state, noise }) => {
        const pulse = state.motors[motor]!;
        const RPM = pulse < 1100 ? 0 : Math.round((pulse - 1000) * 11.5 + 20 * noise('speed'));
        return {
          ...{ Instance: motor, RPM, RawRPM: RPM, Volt: state.batteryV, Curr: state.currentA / 4 },
          ...{ Temp: 34 + motor + state.consumedMah / 60, CTot: state.consumedMah / 4, Err: 0.1 },
        };
      },
      { instance: motor },
    );
  }
}

function logComputer(rows: Rows): void {
  rows.every('PM', 0.1, ({ noise }) => ({
    ...{ LR: 400, NL: 4000, MaxT: 3100 + Math.round(20 * noise('longest')), Mem: 214_300, Load: 412 },
    ...{ SPIC: 90_000, I2CC: 4000, Ex: 3 },
  }));
  rows.every('DSF', 0.2, ({ noise }) => ({
    Blk: 900,
    Bytes: 91_000,
    FMn: 60_000,
    FMx: 65_000,
    FAv: 63_000 + Math.round(90 * noise('free')),
  }));
  rows.every('MAV', 0.5, ({ ordinal }) => ({ txp: 40 * ordinal, rxp: 9 * ordinal, ss: 100, tf: 0 }));
  rows.every('RAD', 0.5, ({ state, noise }) => {
    const away = Math.hypot(state.north, state.east, state.height);
    const RSSI = Math.round(198 - 18 * Math.log10(away + 10) + 2 * noise('rssi'));
    return { RSSI, RemRSSI: RSSI - 6, TxBuf: 97, Noise: 48, RemNoise: 51 };
  });
  rows.every('IOMC', 0.2, ({ ordinal }) => ({ Mem: 1200, NPkt: 5000 + 900 * ordinal }));
  rows.every('TSYN', 0.1, () => ({ SysID: 255, RTT: 41_000 }));
  rows.every('STAK', 0.2, () => ({ Id: 1, Pri: 180, Total: 1792, Free: 760, Name: 'FMU_main' }));
  rows.every('SCR', 0.2, () => ({ Name: 'survey.lua', Runtime: 412, Total_mem: 90_112, Run_mem: 12 }));
}
