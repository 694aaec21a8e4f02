/** The names under which DJI's subtitles give values, in all their dialects. Any other name is withheld with its value. */

/** How a value reads: a number of some quantity, a setting of the camera, the name of a colour profile, a count. */
export type Value = 'latitude' | 'longitude' | 'length' | 'speed' | 'angle' | 'number' | 'camera' | 'colour';

export interface Named {
  readonly field: string;
  readonly value: Value;
}

function named(field: string, value: Value): Named {
  return { field, value };
}

const camera = (field: string): Named => named(field, 'camera');

/** `[name : value]`, also several in one pair of brackets. */
export const bracketNames: ReadonlyMap<string, Named> = new Map([
  ['latitude', named('latitude', 'latitude')],
  ['longitude', named('longitude', 'longitude')],
  // As most firmware spells it.
  ['longtitude', named('longitude', 'longitude')],
  ['altitude', named('altitude', 'length')],
  ['rel_alt', named('rel_alt', 'length')],
  ['abs_alt', named('abs_alt', 'length')],
  ['gb_yaw', named('gimbal_yaw', 'angle')],
  ['gb_pitch', named('gimbal_pitch', 'angle')],
  ['gb_roll', named('gimbal_roll', 'angle')],
  ['iso', camera('iso')],
  ['shutter', camera('shutter')],
  ['fnum', camera('fnum')],
  ['ev', camera('ev')],
  ['ct', camera('ct')],
  ['color_md', named('color_md', 'colour')],
  ['focal_len', camera('focal_len')],
  ['dzoom_ratio', camera('dzoom_ratio')],
  ['delta', camera('dzoom_delta')],
  ['ae_meter_md', camera('ae_meter_md')],
  ['ir_gain_mode', camera('ir_gain_mode')],
]);

/** `name:value`. */
export const colonNames: ReadonlyMap<string, Named> = new Map([
  ['SrtCnt', named('frame_count', 'number')],
  ['FrameCnt', named('frame_count', 'number')],
  ['DiffTime', named('frame_interval', 'number')],
  ['BAROMETER', named('barometer_height', 'length')],
  ['Hb', named('barometer_height', 'length')],
  ['Hs', named('sonar_height', 'length')],
  ['ISO', camera('iso')],
  ['Shutter', camera('shutter')],
  ['TV', camera('shutter')],
  ['EV', camera('ev')],
  ['Fnum', camera('fnum')],
  ['IR', camera('fnum')],
]);

/** `name value`, set apart by commas. */
export const wordNames: ReadonlyMap<string, Named> = new Map([
  ['F/', camera('fnum')],
  ['SS ', camera('shutter')],
  ['ISO ', camera('iso')],
  ['EV ', camera('ev')],
  ['D ', named('home_distance', 'length')],
  ['H ', named('height', 'length')],
  ['H.S ', named('horizontal_speed', 'speed')],
  ['V.S ', named('vertical_speed', 'speed')],
]);

const angles = (...fields: string[]): Named[] => fields.map((field) => named(field, 'angle'));

/** `name(value, value, value)`, beside places. */
export const angleLists: ReadonlyMap<string, readonly Named[]> = new Map([
  ['F.PRY', angles('aircraft_pitch', 'aircraft_roll', 'aircraft_yaw')],
  ['G.PRY', angles('gimbal_pitch', 'gimbal_roll', 'gimbal_yaw')],
]);

/** What can stand behind a number, by quantity. */
export const suffixes: Readonly<Record<Value, readonly string[]>> = {
  latitude: [''],
  longitude: [''],
  length: ['', 'm', 'M'],
  speed: ['', 'm/s'],
  // The sign of degrees in UTF-8, and in one byte.
  angle: ['', '\u00c2\u00b0', '\u00b0'],
  number: ['', 'ms'],
  camera: [''],
  colour: [''],
};

/** Unit of a number without decimals, where it is one. */
export const baseUnits: Readonly<Partial<Record<Value, string>>> = {
  latitude: 'deg',
  longitude: 'deg',
  angle: 'deg',
  length: 'm',
  speed: 'm/s',
};

/** Colour profiles of DJI's cameras; whatever else stands there is withheld. */
export const colours: readonly string[] = [
  ...[
    'default',
    'normal',
    'none',
    'standard',
    'vivid',
    'd_cinelike',
    'dcinelike',
    'd_log',
    'dlog',
    'dlog_m',
    'd_log_m',
  ],
  ...['hlg', 'truecolor', 'film', 'art', 'portrait', 'beach', 'dream', 'classic', 'nostalgia', 'soft', 'landscape'],
];
