import fc from 'fast-check';

/** Text of each value of a block, by field. */
export type Values = Readonly<Record<string, string>>;

/** A form of block: its text with `{field}` where a value stands. */
export interface Dialect {
  readonly name: string;
  readonly template: string;
  /** What stands for a value that is not known, where the form has it. */
  readonly absent?: string;
}

const times = '{number}\n{start} --> {end}\n';
const camera = '[iso : {iso}] [shutter : {shutter}] [fnum : {fnum}] [ev : {ev}] [ct : {ct}] [color_md : {color_md}]';

/** Every form of block whose fields are known, as real cameras write them. */
export const dialects = {
  brackets: {
    name: 'brackets',
    template: `${times}<font size="36">SrtCnt : {frame_count}, DiffTime : {frame_interval}ms\n{date}\n${camera} [focal_len : {focal_len}] [dzoom_ratio: {dzoom_ratio}, delta:{dzoom_delta}],[latitude: {latitude}] [longitude: {longitude}] [altitude: {altitude}] </font>\n\n`,
  },
  heights: {
    name: 'two heights',
    template: `${times}<font size="28">FrameCnt: {frame_count}, DiffTime: {frame_interval}ms\n{date}\n${camera} [ae_meter_md: {ae_meter_md}] [focal_len: {focal_len}] [dzoom_ratio: {dzoom_ratio}], [latitude: {latitude}] [longitude: {longitude}] [rel_alt: {rel_alt} abs_alt: {abs_alt}] [gb_yaw: {gimbal_yaw} gb_pitch: {gimbal_pitch} gb_roll: {gimbal_roll}] [ir_gain_mode: {ir_gain_mode}] </font>\n\n`,
  },
  bare: {
    name: 'without times',
    template: `{number}\n{date}\n[latitude : {latitude}] [longtitude : {longitude}] ${camera}\n\n`,
  },
  home: {
    name: 'home and GPS',
    template: `${times}HOME({home_longitude},{home_latitude}) {date}\nGPS({longitude},{latitude},{satellites}) BAROMETER:{barometer_height}\nISO:{iso} Shutter:{shutter} EV:{ev} Fnum:{fnum} \n\n`,
    absent: 'N/A',
  },
  old: {
    name: 'barometer and sonar',
    template: `${times}HOME({home_longitude},{home_latitude}) {date}\nGPS({longitude},{latitude},{satellites}) Hb:{barometer_height} Hs:{sonar_height}\nISO:{iso} TV:{shutter} EV: {ev} IR:{fnum}\n\n`,
    absent: 'N/A',
  },
  commas: {
    name: 'commas',
    template: `${times}F/{fnum}, SS {shutter}, ISO {iso}, EV {ev}, GPS ({longitude}, {latitude}, {satellites}), HOME ({home_longitude}, {home_latitude}, {home_altitude}m), D {home_distance}m, H {height}m, H.S {horizontal_speed}m/s, V.S {vertical_speed}m/s, F.PRY ({aircraft_pitch}°, {aircraft_roll}°, {aircraft_yaw}°), G.PRY ({gimbal_pitch}°, {gimbal_roll}°, {gimbal_yaw}°)\n\n`,
    absent: 'n/a',
  },
  matrice: {
    name: 'latitude first',
    template: `${times}{date}\nGPS({latitude},{longitude},{gps_altitude}M) BAROMETER:{barometer_height}M\r\n\n`,
    absent: 'N/A',
  },
  unsure: {
    name: 'a place of which the order is not known',
    template: `${times}GPS({gps_first},{gps_second},{satellites}) BAROMETER:{barometer_height}\nISO:{iso} Shutter:{shutter}\n\n`,
    absent: 'N/A',
  },
} as const satisfies Record<string, Dialect>;

export const allDialects: readonly Dialect[] = Object.values(dialects);

export function fieldsOf({ template }: Dialect): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
}

/** A block in a dialect. A value that stands for nothing takes its unit with it. */
export function blockOf({ template, absent }: Dialect, values: Values): string {
  return template.replace(/\{(\w+)\}(m\/s|m|M|°)?/g, (_all, field: string, unit: string = '') => {
    const value = values[field]!;
    return value === absent ? value : value + unit;
  });
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

export function timeText(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  return iso.slice(11, 23).replace('.', ',');
}

/** As DJI writes dates, with milliseconds and microseconds. */
export function dateText(unixUs: number): string {
  const iso = new Date(Math.floor(unixUs / 1000)).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20, 23)},${String(unixUs % 1000).padStart(3, '0')}`;
}

function decimals(places: number, most: number): fc.Arbitrary<string> {
  const scale = 10 ** places;
  return fc.integer({ min: -most * scale, max: most * scale }).map((units) => (units / scale).toFixed(places));
}

const whole = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map(String);
const latitude = decimals(6, 89);
const longitude = decimals(6, 179);
const metres = decimals(2, 900);
const angle = decimals(1, 179);

/** Any values of a field, all with the decimals that the field has in these dialects. */
export const valuesOf: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...{ latitude, longitude, home_latitude: latitude, home_longitude: longitude },
  ...{ gps_first: latitude, gps_second: latitude },
  ...{ altitude: decimals(6, 2000), rel_alt: decimals(3, 900), abs_alt: decimals(3, 5000), height: metres },
  ...{ barometer_height: decimals(1, 900), sonar_height: decimals(1, 9), gps_altitude: decimals(1, 5000) },
  ...{ home_altitude: metres, home_distance: metres, horizontal_speed: metres, vertical_speed: metres },
  ...{ aircraft_pitch: angle, aircraft_roll: angle, aircraft_yaw: angle },
  ...{ gimbal_pitch: angle, gimbal_roll: angle, gimbal_yaw: angle },
  ...{ satellites: whole(0, 30), iso: whole(100, 6400), ct: whole(2000, 9000), ae_meter_md: whole(0, 2) },
  ...{ shutter: fc.constantFrom('1/60.0', '1/1000.0', '400', '30.15'), fnum: fc.constantFrom('280', '2.8', 'F2.8') },
  ...{ ev: fc.constantFrom('0', '-1/3', '+0.7', '-1.7'), color_md: fc.constantFrom('default', 'd_log', 'hlg') },
  ...{ focal_len: fc.constantFrom('240', '24.00'), dzoom_ratio: whole(1, 10000), dzoom_delta: whole(0, 9) },
  ...{ ir_gain_mode: whole(0, 2), frame_interval: whole(15, 41) },
};

/** What no block lacks: numbers and times, of the block with this index. */
export function runningValues(index: number, startUs = 1_659_879_640_774_808): Values {
  const startMs = index * 33;
  return {
    number: String(index + 1),
    frame_count: String(index + 1),
    start: timeText(startMs),
    end: timeText(startMs + 33),
    date: dateText(startUs + startMs * 1000),
  };
}
