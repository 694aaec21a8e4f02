import { CAPACITY_MAH } from '../path.ts';
import type { Scene } from '../scene.ts';
import { pointAt } from '../tangent.ts';
import { declinationRad, pressureHpa } from '../world.ts';
import type { Number32 } from './records.ts';

export type Parameter = readonly [name: string, type: Number32, value: number];

/** Settings of a plain quadcopter: the same in every flight. Those with a point are floats. */
const settings = `
ATT_ACC_COMP 1 ATT_BIAS_MAX 0.05 ATT_W_ACC 0.2 ATT_W_GYRO_BIAS 0.1 BAT1_CAPACITY ${CAPACITY_MAH}.0 BAT1_N_CELLS 4 BAT1_SOURCE 0
BAT1_V_CHARGED 4.05 BAT1_V_EMPTY 3.6 BAT_CRIT_THR 0.07 BAT_EMERGEN_THR 0.05 BAT_LOW_THR 0.15 CA_AIRFRAME 0 CA_ROTOR_COUNT 4
CA_ROTOR0_PX 0.15 CA_ROTOR0_PY 0.15 CA_ROTOR1_PX -0.15 CA_ROTOR1_PY -0.15 CA_ROTOR2_PX 0.15 CA_ROTOR2_PY -0.15 CA_ROTOR3_PX -0.15
CA_ROTOR3_PY 0.15 CBRK_SUPPLY_CHK 0 CBRK_USB_CHK 0 COM_ARM_WO_GPS 1 COM_DISARM_LAND 2.0 COM_DL_LOSS_T 10 COM_FLTMODE1 8 COM_FLTMODE4 3
COM_FLTMODE6 5 COM_LOW_BAT_ACT 2 COM_OBL_RC_ACT 0 COM_RC_IN_MODE 0 COM_RC_LOSS_T 0.5 EKF2_ABL_LIM 0.4 EKF2_ACC_NOISE 0.35
EKF2_BARO_CTRL 1 EKF2_BARO_NOISE 3.5 EKF2_DECL_TYPE 3 EKF2_EN 1 EKF2_GPS_CHECK 245 EKF2_GPS_CTRL 7 EKF2_GPS_DELAY 110.0 EKF2_GYR_NOISE 0.015
EKF2_HDG_GATE 2.6 EKF2_HGT_REF 1 EKF2_MAG_TYPE 0 EKF2_MULTI_IMU 3 EKF2_REQ_EPH 3.0 EKF2_REQ_NSATS 6 EKF2_RNG_CTRL 1 GF_ACTION 2
GF_MAX_HOR_DIST 400.0 GF_MAX_VER_DIST 100.0 IMU_ACCEL_CUTOFF 30.0 IMU_DGYRO_CUTOFF 30.0 IMU_GYRO_CUTOFF 40.0 IMU_GYRO_RATEMAX 400
IMU_INTEG_RATE 200 MAV_0_CONFIG 101 MAV_0_MODE 0 MAV_0_RATE 1200 MAV_COMP_ID 1 MAV_SYS_ID 1 MAV_TYPE 2 MC_AIRMODE 0 MC_PITCHRATE_D 0.003
MC_PITCHRATE_I 0.2 MC_PITCHRATE_K 1.0 MC_PITCHRATE_P 0.15 MC_PITCH_P 6.5 MC_ROLLRATE_D 0.003 MC_ROLLRATE_I 0.2 MC_ROLLRATE_K 1.0
MC_ROLLRATE_P 0.15 MC_ROLL_P 6.5 MC_YAWRATE_I 0.1 MC_YAWRATE_P 0.2 MC_YAW_P 2.8 MIS_TAKEOFF_ALT 12.0 MPC_ACC_HOR 3.0 MPC_LAND_SPEED 0.6
MPC_MANTHR_MIN 0.08 MPC_POS_MODE 4 MPC_THR_HOVER 0.36 MPC_THR_MAX 1.0 MPC_THR_MIN 0.12 MPC_TILTMAX_AIR 45.0 MPC_TKO_SPEED 1.5 MPC_XY_CRUISE 8.0
MPC_XY_P 0.95 MPC_XY_VEL_MAX 12.0 MPC_XY_VEL_P_ACC 1.8 MPC_Z_P 1.0 MPC_Z_VEL_P_ACC 4.0 NAV_ACC_RAD 2.0 NAV_DLL_ACT 0 NAV_RCL_ACT 2
RTL_DESCEND_ALT 15.0 RTL_LAND_DELAY 0.0 RTL_RETURN_ALT 28.0 RTL_TYPE 0 SDLOG_MODE 0 SDLOG_PROFILE 1 SENS_BOARD_ROT 0 SENS_IMU_MODE 0
SYS_AUTOSTART 4001 SYS_HAS_BARO 1 SYS_HAS_MAG 1 THR_MDL_FAC 0.3 UAVCAN_ENABLE 0
`;

/** All parameters in the order of the log. */
export function parametersOf(scene: Scene): Parameter[] {
  const words = settings.trim().split(/\s+/);
  const list: Parameter[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const value = words[at + 1]!;
    list.push([words[at]!, value.includes('.') ? 'float' : 'int32_t', Number(value)]);
  }
  return [...list, ...deviceParameters(scene), ...placeParameters(scene)];
}

/** Settings as they are if nobody changes them, for some of them. */
export function defaultsOf(parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(([name], index) => index % 5 === 0 && !/^(CAL|RC\d|LND)/.test(name));
}

/** Ids of sensors on board, each the same wherever it is told. */
export function sensorId({ device }: Scene, sensor: string): number {
  return device.draws.integer(`px4 ${sensor}`, 0, 65_536, 7_999_999);
}

function deviceParameters(scene: Scene): Parameter[] {
  const { draws } = scene.device;
  const list: Parameter[] = [
    ['BAT1_A_PER_V', 'float', 36.4 + 0.3 * draws.normal('amps')],
    ['BAT1_V_DIV', 'float', 18.18 + 0.1 * draws.normal('volts')],
    ['COM_FLIGHT_UUID', 'int32_t', draws.integer('boots', 0, 20, 900)],
    ['LND_FLIGHT_T_HI', 'int32_t', draws.integer('flight time', 0, 1, 90)],
    ['LND_FLIGHT_T_LO', 'int32_t', draws.integer('flight time', 1, 0, 2 ** 31 - 1)],
  ];
  for (const sensor of ['ACC0', 'ACC1', 'GYRO0', 'GYRO1', 'MAG0', 'BARO0']) {
    list.push([`CAL_${sensor}_ID`, 'int32_t', sensorId(scene, sensor)]);
    if (sensor === 'BARO0') continue;
    for (const axis of ['X', 'Y', 'Z']) {
      list.push([`CAL_${sensor}_${axis}OFF`, 'float', 0.05 * draws.normal(`${sensor} ${axis}`)]);
      if (sensor.startsWith('GYRO')) continue;
      list.push([`CAL_${sensor}_${axis}SCALE`, 'float', 1 + 0.004 * draws.normal(`${sensor} scale ${axis}`)]);
    }
  }
  for (let channel = 1; channel <= 4; channel++) {
    list.push([`RC${channel}_MIN`, 'float', 1000 + draws.integer('stick least', channel, -15, 15)]);
    list.push([`RC${channel}_MAX`, 'float', 2000 + draws.integer('stick most', channel, -15, 15)]);
  }
  return list;
}

function placeParameters(scene: Scene): Parameter[] {
  const { place } = scene.secrets;
  const declinationDeg = (declinationRad(pointAt(place, 0, 0)) * 180) / Math.PI;
  return [
    ['EKF2_MAG_DECL', 'float', declinationDeg],
    ['SENS_BARO_QNH', 'float', pressureHpa(scene.weather, 0)],
    ['SDLOG_UTC_OFFSET', 'int32_t', utcOffsetS(scene) / 60],
    ['SIM_GZ_HOME_LAT', 'float', place.latitudeDeg],
    ['SIM_GZ_HOME_LON', 'float', place.longitudeDeg],
    ['SIM_GZ_HOME_ALT', 'float', place.altitudeAmslM],
  ];
}

/** Local time against UTC, as the pilot has set it. */
export function utcOffsetS({ secrets }: Scene): number {
  return 3600 * Math.round(secrets.place.longitudeDeg / 15);
}
