import { quaternionOf } from '../quaternion.ts';
import type { Rows } from '../rows.ts';
import { degrees, type Moment } from '../scene.ts';

/** Attitude, inertial sensors, controllers: how the aircraft moves, without where. */
export function logMotion(rows: Rows): void {
  logAttitude(rows);
  logInertial(rows);
  logControllers(rows);
}

/** A heading from 0 to 360 degrees. */
export function heading(radians: number): number {
  return ((degrees(radians) % 360) + 360) % 360;
}

function logAttitude(rows: Rows): void {
  rows.every('ATT', 10, ({ state, noise }) => ({
    DesRoll: degrees(state.roll) + 0.4 * noise('roll'),
    Roll: degrees(state.roll),
    DesPitch: degrees(state.pitch) + 0.4 * noise('pitch'),
    Pitch: degrees(state.pitch),
    DesYaw: heading(state.yaw + 0.006 * noise('yaw')),
    Yaw: heading(state.yaw),
    AEKF: 3,
  }));
  rows.every('ANG', 1, ({ state, noise }) => ({
    DesRoll: degrees(state.roll) + 0.4 * noise('roll'),
    Roll: degrees(state.roll),
    DesPitch: degrees(state.pitch) + 0.4 * noise('pitch'),
    Pitch: degrees(state.pitch),
    DesYaw: heading(state.yaw + 0.006 * noise('yaw')),
    Yaw: heading(state.yaw),
    Dt: 0.0025,
  }));
  rows.every('RATE', 2, ({ state, noise }) => {
    const [roll, pitch, yaw] = state.rates.map(degrees) as [number, number, number];
    return {
      ...{ RDes: roll + noise('p'), R: roll, ROut: 0.02 * noise('roll out') },
      ...{ PDes: pitch + noise('q'), P: pitch, POut: 0.02 * noise('pitch out') },
      ...{ YDes: yaw + noise('r'), Y: yaw, YOut: 0.01 * noise('yaw out') },
      ...{ ADes: -100 * state.force[2], A: -100 * state.force[2], AOut: state.throttle, AOutSlew: 0 },
    };
  });
  rows.every('DCM', 0.5, ({ state, noise }) => ({
    ...{ Roll: degrees(state.roll) + 0.3 * noise('roll'), Pitch: degrees(state.pitch) + 0.3 * noise('pitch') },
    ...{ Yaw: heading(state.yaw + 0.02 * noise('yaw')), ErrRP: 0.002, ErrYaw: 0.004 },
    ...{ VWN: state.windNorth, VWE: state.windEast, VWD: 0 },
  }));
  rows.every('XKQ', 1, ({ state }) => {
    const [Q1, Q2, Q3, Q4] = quaternionOf(state);
    return { C: 0, Q1, Q2, Q3, Q4 };
  });
}

function logInertial(rows: Rows): void {
  const { draws } = rows.scene.device;
  for (const instance of [0, 1]) {
    rows.every(
      'IMU',
      instance === 0 ? 25 : 2,
      ({ state, noise }) => {
        const shaking = state.throttle > 0.1 ? 0.3 : 0.01;
        const of = (axis: 0 | 1 | 2) => ({
          gyro: state.rates[axis] + 0.07 * shaking * noise(`gyro ${axis}`),
          force: state.force[axis] + shaking * noise(`acc ${axis}`),
        });
        const [x, y, z] = [of(0), of(1), of(2)];
        return {
          ...{ I: instance, GyrX: x.gyro, GyrY: y.gyro, GyrZ: z.gyro, AccX: x.force, AccY: y.force, AccZ: z.force },
          ...{ T: 45.1 + 0.1 * noise('warmth'), GH: 1, AH: 1, GHz: 8000, AHz: 4000 },
        };
      },
      { instance },
    );
    rows.every(
      'VIBE',
      1,
      ({ state, noise }) => {
        const level = state.throttle > 0.1 ? 6 : 0.03;
        return {
          ...{ IMU: instance, VibeX: level * (1 + 0.1 * noise('x')), VibeY: level * (0.9 + 0.1 * noise('y')) },
          VibeZ: level * (1.4 + 0.1 * noise('z')),
        };
      },
      { instance },
    );
    rows.every(
      'RISI',
      1,
      ({ state, noise }) => ({
        ...{
          DVX: 0.0025 * state.force[0],
          DVY: 0.0025 * state.force[1],
          DVZ: 0.0025 * state.force[2] + 1e-4 * noise('z'),
        },
        ...{ DAX: 0.0025 * state.rates[0], DAY: 0.0025 * state.rates[1], DAZ: 0.0025 * state.rates[2] },
        ...{ DVDT: 0.0025, DADT: 0.0025, Flags: 3, I: instance },
      }),
      { instance },
    );
  }
  const bias = (axis: string): number => draws.normal(`gyro ${axis}`);
  rows.every('XKF2', 1, (moment) => {
    const { state, noise } = moment;
    const [MX, MY, MZ] = [0, 1, 2].map((axis) => Math.round(30 * draws.normal(`body field ${axis}`)));
    const [MN, ME, MD] = fieldOf(rows, moment);
    return {
      ...{
        C: 0,
        AX: 0.02 * bias('ax'),
        AY: 0.02 * bias('ay'),
        AZ: 0.02 * bias('az'),
        VWN: state.windNorth,
        VWE: state.windEast,
      },
      ...{
        MN: MN!,
        ME: ME!,
        MD: MD!,
        MX: MX!,
        MY: MY!,
        MZ: MZ!,
        IDX: 0.1 * noise('drag x'),
        IDY: 0.1 * noise('drag y'),
      },
    };
  });
}

/** The Earth's field as the estimator has learnt it. */
function fieldOf({ scene }: Rows, { point }: Moment): number[] {
  return scene.field(point).map(Math.round);
}

function logControllers(rows: Rows): void {
  for (const [name, axis] of [
    ['PIDR', 0],
    ['PIDP', 1],
    ['PIDY', 2],
  ] as const) {
    rows.every(name, 0.5, ({ state, noise }) => ({
      ...{ Tar: state.rates[axis] + 0.02 * noise('target'), Act: state.rates[axis], Err: 0.02 * noise('target') },
      ...{ P: 0.002 * noise('p'), I: 0.003, D: 0.001 * noise('d'), Dmod: 1, SRate: 3 + 0.2 * noise('slew') },
    }));
  }
  rows.every('CTRL', 0.5, ({ noise }) => ({
    ...{ RMSRollP: 0.01 + 0.001 * noise('a'), RMSRollD: 0.011, RMSPitchP: 0.012 + 0.001 * noise('b') },
    ...{ RMSPitchD: 0.01, RMSYaw: 0.02 },
  }));
  rows.every('CTUN', 2, ({ state, noise }) => ({
    ...{ ThI: 0.5, ThO: state.throttle, ThH: 0.36, DAlt: state.target.height, Alt: state.height },
    ...{ BAlt: state.height + 0.2 * noise('baro'), TAlt: Number.NaN, DCRt: 0, CRt: Math.round(100 * state.climb) },
  }));
  rows.every('MOTB', 1, ({ state, noise }) => ({
    ...{ LiftMax: 0.97 + 0.002 * noise('lift'), BatVolt: state.batteryV, ThLimit: 1, ThrAvMx: 0.5 },
    ThrOut: state.throttle,
  }));
  rows.every('RCIN', 1, ({ state, noise }) => ({
    ...{ C1: 1500 + Math.round(2 * noise('roll')), C2: 1499, C3: state.armed ? 1496 : 1092, C4: 1502 },
    ...{ C5: state.mode === 0 ? 1165 : 1815, C6: 1500, C7: 1000, C8: 1000 },
  }));
  rows.every('RCOU', 5, ({ state }) => {
    const [C1, C2, C3, C4] = state.motors;
    return { C1, C2, C3, C4, C9: 1500 };
  });
}

/** Position controllers along north, east and down, told in metres from the estimator's origin. */
export function logPositionControllers(rows: Rows, local: (moment: Moment) => readonly [number, number]): void {
  const axes = (moment: Moment) => {
    const { state } = moment;
    const [north, east] = local(moment);
    return { state, north, east };
  };
  rows.every('PSCN', 0.5, (moment) => {
    const { state, north } = axes(moment);
    const [V, A] = [state.velocityNorth, state.accelerationNorth];
    return { DPN: north + 0.1, TPN: north + 0.1, PN: north, DVN: V, TVN: V, VN: V, DAN: A, TAN: A, AN: A };
  });
  rows.every('PSCE', 0.5, (moment) => {
    const { state, east } = axes(moment);
    const [V, A] = [state.velocityEast, state.accelerationEast];
    return { DPE: east + 0.1, TPE: east + 0.1, PE: east, DVE: V, TVE: V, VE: V, DAE: A, TAE: A, AE: A };
  });
  rows.every('PSCD', 0.5, ({ state }) => ({
    ...{ DPD: -state.target.height, TPD: -state.height, PD: -state.height, DVD: -state.climb },
    ...{ TVD: -state.climb, VD: -state.climb },
  }));
}
