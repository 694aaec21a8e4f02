/** What stands in a cell of a sentence. */
export type Cell = string | number;

const HEX = 16;

/** A sentence of NMEA 0183 without the end of its line, with its checksum. @param start `!` of encapsulated sentences */
export function sentence(address: string, cells: readonly Cell[], start: '$' | '!' = '$'): string {
  const content = [address, ...cells].join(',');
  return `${start}${content}*${checksumOf(content)}`;
}

/** Two hexadecimal digits: all characters between the first one and the star, by exclusive or. */
export function checksumOf(content: string): string {
  let sum = 0;
  for (let at = 0; at < content.length; at++) sum ^= content.charCodeAt(at);
  return sum.toString(HEX).toUpperCase().padStart(2, '0');
}

/** A number with so many decimals; zero has no sign. */
export function fixed(value: number, decimals: number): string {
  return (Number(value.toFixed(decimals)) + 0).toFixed(decimals);
}

/** The same, with zeros before it. */
export function padded(value: number, digits: number, decimals = 0): string {
  const text = fixed(Math.abs(value), decimals);
  const width = digits + (decimals === 0 ? 0 : decimals + 1);
  return (Number(text) !== 0 && value < 0 ? '-' : '') + text.padStart(width, '0');
}

/** A bearing in degrees, 0 up to 360. */
export function bearing(radians: number, decimals: number): string {
  const deg = (((radians * 180) / Math.PI) % 360) + 360;
  return fixed(Number((deg % 360).toFixed(decimals)) % 360, decimals);
}

/** Degrees and minutes as one number, with the hemisphere's letter in the next cell. */
export function latitude(deg: number, decimals: number): [string, string] {
  return [degreesMinutes(deg, 2, decimals), deg < 0 ? 'S' : 'N'];
}

export function longitude(deg: number, decimals: number): [string, string] {
  return [degreesMinutes(deg, 3, decimals), deg < 0 ? 'W' : 'E'];
}

function degreesMinutes(deg: number, digits: number, decimals: number): string {
  const minute = 10 ** decimals;
  const steps = Math.round(Math.abs(deg) * 60 * minute);
  const whole = Math.floor(steps / (60 * minute));
  return String(whole).padStart(digits, '0') + padded((steps - whole * 60 * minute) / minute, 2, decimals);
}

/** Time of day of an instant in Unix microseconds: `hhmmss.ss`. */
export function timeOfDay(unixUs: number): string {
  const text = isoOf(unixUs);
  return `${text.slice(11, 19).replaceAll(':', '')}.${text.slice(20, 22)}`;
}

/** `ddmmyy`. */
export function dayMonthYear(unixUs: number): string {
  const text = isoOf(unixUs);
  return text.slice(8, 10) + text.slice(5, 7) + text.slice(2, 4);
}

/** ISO 8601 with milliseconds. */
export function isoOf(unixUs: number): string {
  return new Date(Math.floor(unixUs / 1000)).toISOString();
}

/** Text in a cell: what has a meaning in sentences is written as `^` and hexadecimal digits. */
export function words(text: string): string {
  return text.replaceAll(
    /[^ -~]|[!$*,\\^~]/g,
    (character) => `^${(character.charCodeAt(0) & 0xff).toString(HEX).toUpperCase().padStart(2, '0')}`,
  );
}
