import { CAPACITY_MAH } from './path.ts';
import type { Scene } from './scene.ts';
import { pointAt } from './tangent.ts';
import { declinationRad, pressureHpa } from './world.ts';

export type Parameter = readonly [name: string, value: number];

/** Settings of a plain quadcopter: the same in every flight. */
const settings = `
ACRO_BAL_PITCH 1 ACRO_BAL_ROLL 1 ACRO_OPTIONS 0 ACRO_RP_EXPO 0.3 ACRO_RP_RATE 360 ACRO_THR_MID 0 ACRO_TRAINER 2 ACRO_Y_RATE 202.5
ARMING_ACCTHRESH 0.75 ARMING_CHECK 1 ARMING_MIS_ITEMS 0 ARMING_OPTIONS 0 ARMING_RUDDER 2
ATC_ACCEL_P_MAX 110000 ATC_ACCEL_R_MAX 110000 ATC_ACCEL_Y_MAX 27000 ATC_ANGLE_BOOST 1 ATC_ANG_LIM_TC 1 ATC_ANG_PIT_P 4.5
ATC_ANG_RLL_P 4.5 ATC_ANG_YAW_P 4.5 ATC_INPUT_TC 0.15 ATC_RATE_FF_ENAB 1 ATC_RATE_P_MAX 0 ATC_RATE_R_MAX 0 ATC_RATE_Y_MAX 0
ATC_RAT_PIT_D 0.0036 ATC_RAT_PIT_FF 0 ATC_RAT_PIT_FLTD 20 ATC_RAT_PIT_FLTE 0 ATC_RAT_PIT_FLTT 20 ATC_RAT_PIT_I 0.135
ATC_RAT_PIT_IMAX 0.5 ATC_RAT_PIT_P 0.135 ATC_RAT_PIT_SMAX 0 ATC_RAT_RLL_D 0.0036 ATC_RAT_RLL_FF 0 ATC_RAT_RLL_FLTD 20
ATC_RAT_RLL_FLTE 0 ATC_RAT_RLL_FLTT 20 ATC_RAT_RLL_I 0.135 ATC_RAT_RLL_IMAX 0.5 ATC_RAT_RLL_P 0.135 ATC_RAT_RLL_SMAX 0
ATC_RAT_YAW_D 0 ATC_RAT_YAW_FF 0 ATC_RAT_YAW_FLTD 0 ATC_RAT_YAW_FLTE 2.5 ATC_RAT_YAW_FLTT 20 ATC_RAT_YAW_I 0.018
ATC_RAT_YAW_IMAX 0.5 ATC_RAT_YAW_P 0.18 ATC_RAT_YAW_SMAX 0 ATC_SLEW_YAW 6000 ATC_THR_MIX_MAN 0.1 ATC_THR_MIX_MAX 0.5
ATC_THR_MIX_MIN 0.1 BATT_ARM_VOLT 15.2 BATT_CAPACITY ${CAPACITY_MAH} BATT_CRT_VOLT 14 BATT_CURR_PIN 15 BATT_FS_CRT_ACT 1
BATT_FS_LOW_ACT 2 BATT_FS_VOLTSRC 0 BATT_LOW_TIMER 10 BATT_LOW_VOLT 14.4 BATT_MONITOR 4 BATT_OPTIONS 0 BATT_VOLT_PIN 14
BRD_OPTIONS 1 BRD_SAFETY_DEFLT 0 BRD_SAFETY_MASK 0 BRD_VBUS_MIN 4.3 COMPASS_AUTODEC 1 COMPASS_AUTO_ROT 2 COMPASS_CAL_FIT 16
COMPASS_ENABLE 1 COMPASS_EXTERNAL 1 COMPASS_LEARN 0 COMPASS_MOTCT 0 COMPASS_OFFS_MAX 1800 COMPASS_ORIENT 0 COMPASS_USE 1
COMPASS_USE2 1 COMPASS_USE3 0 DISARM_DELAY 10 EK3_ABIAS_P_NSE 0.02 EK3_ACC_BIAS_LIM 1 EK3_ACC_P_NSE 0.35 EK3_ALT_M_NSE 2
EK3_CHECK_SCALE 100 EK3_ENABLE 1 EK3_FLOW_USE 1 EK3_GLITCH_RAD 25 EK3_GPS_CHECK 31 EK3_GYRO_P_NSE 0.015 EK3_IMU_MASK 3
EK3_MAG_CAL 3 EK3_MAG_M_NSE 0.05 EK3_POS_I_GATE 500 EK3_PRIMARY 0 EK3_SRC1_POSXY 3 EK3_SRC1_POSZ 1 EK3_SRC1_VELXY 3
EK3_SRC1_VELZ 3 EK3_SRC1_YAW 1 EK3_VEL_I_GATE 500 EK3_YAW_M_NSE 0.5 FS_CRASH_CHECK 1 FS_DR_ENABLE 2 FS_EKF_ACTION 1
FS_EKF_THRESH 0.8 FS_GCS_ENABLE 0 FS_GCS_TIMEOUT 5 FS_OPTIONS 16 FS_THR_ENABLE 1 FS_THR_VALUE 975 FS_VIBE_ENABLE 1
INS_ACCEL_FILTER 20 INS_ACC_BODYFIX 2 INS_FAST_SAMPLE 1 INS_GYRO_FILTER 20 INS_GYRO_RATE 1 INS_GYR_CAL 1 INS_HNTCH_ATT 40
INS_HNTCH_BW 40 INS_HNTCH_ENABLE 1 INS_HNTCH_FREQ 80 INS_HNTCH_HMNCS 3 INS_HNTCH_MODE 3 INS_HNTCH_REF 1 INS_USE 1 INS_USE2 1
LAND_ALT_LOW 1000 LAND_REPOSITION 1 LAND_SPEED 60 LAND_SPEED_HIGH 160 LOG_BACKEND_TYPE 1 LOG_BITMASK 176126 LOG_DISARMED 0
LOG_FILE_BUFSIZE 200 LOG_FILE_DSRMROT 0 LOIT_ACC_MAX 500 LOIT_ANG_MAX 0 LOIT_BRK_ACCEL 250 LOIT_BRK_DELAY 1 LOIT_SPEED 1250
MOT_BAT_VOLT_MAX 16.8 MOT_BAT_VOLT_MIN 13.2 MOT_HOVER_LEARN 2 MOT_PWM_MAX 2000 MOT_PWM_MIN 1000 MOT_PWM_TYPE 6
MOT_SAFE_DISARM 0 MOT_SPIN_ARM 0.1 MOT_SPIN_MAX 0.95 MOT_SPIN_MIN 0.15 MOT_SPOOL_TIME 0.5 MOT_THST_EXPO 0.65
MOT_YAW_HEADROOM 200 PILOT_ACCEL_Z 250 PILOT_SPEED_DN 0 PILOT_SPEED_UP 250 PILOT_THR_BHV 0 PILOT_THR_FILT 0 PILOT_TKOFF_ALT 0
PSC_ACCZ_D 0 PSC_ACCZ_FF 0 PSC_ACCZ_FLTD 0 PSC_ACCZ_FLTE 20 PSC_ACCZ_I 0.7 PSC_ACCZ_IMAX 800 PSC_ACCZ_P 0.35 PSC_JERK_XY 5
PSC_JERK_Z 5 PSC_POSXY_P 1 PSC_POSZ_P 1 PSC_VELXY_D 0.25 PSC_VELXY_I 1 PSC_VELXY_P 2 PSC_VELZ_P 5 RTL_ALT 1500
RTL_ALT_FINAL 0 RTL_CLIMB_MIN 0 RTL_CONE_SLOPE 3 RTL_LOIT_TIME 3000 RTL_SPEED 0 WPNAV_ACCEL 240 WPNAV_ACCEL_Z 140 WPNAV_JERK 1
WPNAV_RADIUS 200 WPNAV_RFND_USE 1 WPNAV_SPEED 800 WPNAV_SPEED_DN 160 WPNAV_SPEED_UP 220
FENCE_ACTION 1 FENCE_ALT_MAX 100 FENCE_ENABLE 1 FENCE_MARGIN 2 FENCE_RADIUS 400 FENCE_TYPE 7
`;

/** All parameters in the order of their indices. */
export function parametersOf(scene: Scene): Parameter[] {
  const words = settings.trim().split(/\s+/);
  const list: Parameter[] = [];
  for (let at = 0; at < words.length; at += 2) list.push([words[at]!, Number(words[at + 1])]);
  for (let number = 1; number <= 8; number++) {
    list.push(
      [`SERIAL${number % 8}_BAUD`, number < 3 ? 115 : 57],
      [`SERIAL${number % 8}_PROTOCOL`, number < 3 ? 2 : 5],
    );
    list.push(
      [`SERVO${number}_FUNCTION`, number <= 4 ? 32 + number : 0],
      [`RC${number}_OPTION`, 0],
      [`RC${number}_DZ`, 20],
    );
    if (number <= 6) list.push([`FLTMODE${number}`, [0, 0, 4, 3, 5, 6][number - 1]!]);
  }
  return [...list, ...deviceParameters(scene), ...placeParameters(scene)];
}

/** What one aircraft, its sensors and its handset are told apart by. */
function deviceParameters({ device: { draws }, secrets }: Scene): Parameter[] {
  const list: Parameter[] = [
    ['BRD_SERIAL_NUM', draws.integer('serial number', 0, 1000, 32_000)],
    ['BATT_SERIAL_NUM', draws.integer('battery number', 0, 1000, 32_000)],
    ['BATT_AMP_PERVLT', 36.4 + 0.3 * draws.normal('amps')],
    ['BATT_VOLT_MULT', 18.18 + 0.1 * draws.normal('volts')],
    ['MOT_THST_HOVER', 0.36 + 0.01 * draws.normal('hover')],
    ['STAT_BOOTCNT', draws.integer('boots', 0, 20, 900)],
    ['STAT_FLTTIME', draws.integer('flight time', 0, 4000, 400_000)],
    ['STAT_RESET', Math.floor(secrets.startUnixUs / 1e6) - 1_451_606_400 - draws.integer('reset', 0, 0, 9_000_000)],
  ];
  for (const name of ['COMPASS_DEV_ID', 'COMPASS_DEV_ID2', 'INS_ACC_ID', 'INS_ACC2_ID', 'INS_GYR_ID', 'INS_GYR2_ID']) {
    list.push([name, draws.integer(name, 0, 65_536, 7_999_999)]);
  }
  for (const axis of ['X', 'Y', 'Z']) {
    list.push([`COMPASS_OFS_${axis}`, 80 * draws.normal(`compass ${axis}`)]);
    list.push([`COMPASS_DIA_${axis}`, 1 + 0.04 * draws.normal(`scale ${axis}`)]);
    list.push([`INS_ACCOFFS_${axis}`, 0.12 * draws.normal(`accelerometer ${axis}`)]);
    list.push([`INS_ACCSCAL_${axis}`, 1 + 0.004 * draws.normal(`accelerometer scale ${axis}`)]);
    list.push([`INS_GYROFFS_${axis}`, 0.006 * draws.normal(`gyro offset ${axis}`)]);
  }
  for (let channel = 1; channel <= 8; channel++) {
    list.push([`RC${channel}_MIN`, 1000 + draws.integer('stick least', channel, -15, 15)]);
    list.push([`RC${channel}_MAX`, 2000 + draws.integer('stick most', channel, -15, 15)]);
    list.push([`RC${channel}_TRIM`, 1500 + draws.integer('stick middle', channel, -9, 9)]);
  }
  return list;
}

function placeParameters({ secrets: { place }, weather }: Scene): Parameter[] {
  const home = pointAt(place, 0, 0);
  return [
    ['COMPASS_DEC', declinationRad(home)],
    ['BARO1_GND_PRESS', 100 * pressureHpa(weather, place.altitudeAmslM)],
    ['AHRS_ORIG_LAT', place.latitudeDeg],
    ['AHRS_ORIG_LON', place.longitudeDeg],
    ['AHRS_ORIG_ALT', place.altitudeAmslM],
    ['SIM_OPOS_LAT', place.latitudeDeg],
    ['SIM_OPOS_LNG', place.longitudeDeg],
  ];
}
