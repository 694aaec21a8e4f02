import { ARMED_S, AUTO_S, disarmTime, TAKE_OFF_S } from '../path.ts';
import type { Scene } from '../scene.ts';
import { pointAt } from '../tangent.ts';
import { defaultsOf, parametersOf, utcOffsetS } from './parameters.ts';
import { defaultParameter, infoNumber, infoText, loggedText, multiInfo, parameter, taggedText } from './records.ts';

const CHUNK = 64;
const VERSION = 0x0110_00ff;

/** What a log says of the system, in the order in which PX4 writes it. */
export function informationOf(scene: Scene): Uint8Array[] {
  const { device } = scene;
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const hash = (name: string): string => hex(device.draws.bytes(`px4 ${name}`, 20));
  return [
    infoText('ver_sw', hash('firmware')),
    infoNumber('ver_sw_release', 'uint32_t', VERSION),
    infoText('ver_sw_branch', 'release/1.16'),
    infoText('ver_hw', 'PX4_FMU_V6X'),
    infoText('ver_hw_subtype', `V6X${(device.boardVersion >>> 16).toString(16).padStart(6, '0')}`),
    infoText('sys_name', 'PX4'),
    infoText('sys_os_name', 'NuttX'),
    infoText('sys_os_ver', hash('system')),
    infoNumber('sys_os_ver_release', 'uint32_t', 0x0b00_00ff),
    infoText('sys_toolchain', 'GNU GCC'),
    infoText('sys_toolchain_ver', '9.3.1 20200408 (release)'),
    infoText('sys_mcu', 'STM32H7[4|5]xxx, rev. V'),
    infoNumber('ver_data_format', 'uint32_t', 1),
    infoText('sys_uuid', `0006${hex(device.uid2).slice(0, 32)}`),
    infoNumber('time_ref_utc', 'int32_t', utcOffsetS(scene)),
  ];
}

/** Parameters with their defaults, what the console showed at boot, and counters before the flight. */
export function settingsOf(scene: Scene): Uint8Array[] {
  const parameters = parametersOf(scene);
  return [
    ...parameters.map(([name, type, value]) => parameter(name, type, value)),
    ...defaultsOf(parameters).map(([name, type, value]) => defaultParameter(name, type, value)),
    ...['ekf2: update: 9121 events, 1140221us elapsed, 125.01us avg', 'navigator: 496 events, 10796us elapsed'].map(
      (words) => multiInfo('perf_counter_preflight', words, false),
    ),
    ...consoleOf(scene),
  ];
}

/** The console's text in pieces. */
function consoleOf(scene: Scene): Uint8Array[] {
  const { device, secrets } = scene;
  const text = [
    'HW arch: PX4_FMU_V6X',
    `PX4GUID: 0006${Buffer.from(device.uid2).toString('hex')}`,
    `param: selected parameter file for ${secrets.person.pilotName}`,
    `dataman: home ${secrets.place.latitudeDeg.toFixed(7)} ${secrets.place.longitudeDeg.toFixed(7)}`,
    `net: joined ${secrets.person.network}`,
    `rtc: ${new Date(secrets.startUnixUs / 1000).toISOString()}`,
  ].join('\n');
  const pieces = text.match(new RegExp(`[^]{1,${CHUNK}}`, 'g')) ?? [];
  return pieces.map((piece, index) => multiInfo('boot_console_output', piece, index > 0));
}

interface Said {
  readonly seconds: number;
  readonly level: number;
  readonly words: string;
  readonly tag?: number;
}

/** Messages to people as records, each with its time in microseconds since the start of the flight. */
export function textsOf(scene: Scene, fromS: number): { readonly atUs: number; readonly record: Uint8Array }[] {
  const { text, person, place, startUnixUs } = scene.secrets;
  const spot = pointAt(place, 31, 44);
  const file = `/fs/microsd/log/${new Date(startUnixUs / 1000).toISOString().slice(0, 19).replace('T', '/').replaceAll(':', '_')}.ulg`;
  const said: Said[] = [
    { seconds: fromS + 0.02, level: 6, words: `[logger] Opened full log file: ${file}` },
    { seconds: fromS + 0.3, level: 4, words: `Preflight Fail: ${text.badParameter}` },
    {
      seconds: fromS + 0.9,
      level: 5,
      words: `Land at ${(spot.latE7 / 1e7).toFixed(5)}, ${(spot.lonE7 / 1e7).toFixed(5)} if windy`,
    },
    { seconds: fromS + 1.2, level: 5, words: `${person.pilotName} has the sticks` },
    { seconds: ARMED_S + 0.01, level: 6, words: '[commander] Armed by external command\t' },
    { seconds: TAKE_OFF_S + 0.4, level: 6, words: '[commander] Takeoff detected\t' },
    { seconds: AUTO_S + 0.02, level: 6, words: '[navigator] Executing Mission\t' },
    { seconds: disarmTime() + 0.02, level: 6, words: '[commander] Disarmed by landing\t' },
    { seconds: 42.3, level: 4, words: 'GPS Drift Rate too high', tag: 3 },
  ];
  for (const [index, words] of text.typed.entries()) {
    said.push({ seconds: 40.25 + 0.01 * index, level: 5, words });
    said.push({ seconds: 40.26 + 0.01 * index, level: 5, words: `survey: ${words}`, tag: 7 });
  }
  return said.map(({ seconds, level, words, tag }) => {
    const atUs = Math.round(seconds * 1e6);
    const bootUs = scene.bootUs(atUs);
    return {
      atUs,
      record: tag === undefined ? loggedText(level, bootUs, words) : taggedText(level, tag, bootUs, words),
    };
  });
}
