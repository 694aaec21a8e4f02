import type { Secrets } from '../../suite/subject.ts';

/** A flight by NMEA sentences, from named secrets; the same for the same ones. */

const START_MS = Date.UTC(2023, 6, 22, 23, 59, 51, 200);

/** What makes a sentence differ from the usual. */
export interface FlightOptions {
  readonly epochs?: number;
  readonly decimals?: number;
  readonly talker?: string;
  readonly lineEnd?: string;
  /** Only these sentences. */
  readonly only?: RegExp;
  readonly hasChecksums?: boolean;
}

/** A sentence with its checksum, from the text between `$` and `*`. */
export function sentence(content: string, lineEnd = '\r\n', start = '$'): string {
  return `${start}${content}*${checksumOf(content)}${lineEnd}`;
}

export function checksumOf(content: string): string {
  let sum = 0;
  for (const character of content) sum ^= character.charCodeAt(0);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

/** Degrees and minutes, and the letter, as one cell with its comma. */
export function placeCells(latitudeDeg: number, longitudeDeg: number, decimals: number): string {
  const half = (degrees: number, digits: number, letters: string): string => {
    const units = Math.round(Math.abs(degrees) * 60 * 10 ** decimals);
    const minutes = units / 10 ** decimals;
    const whole = Math.floor(minutes / 60);
    const rest = (minutes - 60 * whole).toFixed(decimals).padStart(decimals > 0 ? decimals + 3 : 2, '0');
    return `${String(whole).padStart(digits, '0')}${rest},${letters[degrees < 0 ? 1 : 0]}`;
  };
  return `${half(latitudeDeg, 2, 'NS')},${half(longitudeDeg, 3, 'EW')}`;
}

export function nmeaFlight(secrets: Secrets, options: FlightOptions = {}): Uint8Array {
  return bytesOf(flightText(secrets, options));
}

export function flightText(secrets: Secrets, options: FlightOptions = {}): string {
  const { epochs = 20, decimals = 5, talker = 'GN', lineEnd = '\r\n', only = /./, hasChecksums = true } = options;
  const of = (name: string): number => secrets[name] ?? 0;
  const lines: string[] = [];
  const add = (content: string, start = '$'): void => {
    if (!only.test(content)) return;
    lines.push(hasChecksums ? sentence(content, lineEnd, start) : `${start}${content}${lineEnd}`);
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    const date = new Date(
      START_MS + 1000 * epoch + 86_400_000 * 37 * of('date') + 7_654_000 * of('clock'),
    ).toISOString();
    const time = `${date.slice(11, 19).replaceAll(':', '')}${date.slice(19, 22)}`;
    const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)];
    const place = placeCells(
      46.6185312 + 0.0000713 * epoch + 0.31 * of('place'),
      -10.7024127 - 0.0000617 * epoch - 0.27 * of('place'),
      decimals,
    );
    const height = (912.34 + 0.3 * epoch + 31 * of('height')).toFixed(2);
    const geoid = (47.2 + of('ground')).toFixed(1);
    const sky = of('sky');
    const course = ((77.56 + 1.3 * epoch + 11 * of('turn')) % 360).toFixed(2);
    const speed = 12.345 + 0.1 * epoch;
    const variation = (2.1 + of('field')).toFixed(1);
    add(
      `${talker}RMC,${time},A,${place},${speed.toFixed(3)},${course},${day}${month}${year.slice(2)},${variation},E,A,V`,
    );
    add(
      `${talker}VTG,${course},T,${(Number(course) + 3 + of('field')).toFixed(2)},M,${speed.toFixed(3)},N,${(speed * 1.852).toFixed(3)},K,A`,
    );
    add(
      `${talker}GGA,${time},${place},1,${11 + sky},0.8${sky},${height},M,${geoid},M,,${of('station') === 0 ? '' : `012${of('station')}`}`,
    );
    add(`${talker}GNS,${time},${place},AAN${sky},${11 + sky},0.8,${height},${geoid},,,V`);
    add(`${talker}GLL,${place},${time},A,A`);
    add(`${talker}GSA,A,3,1${sky},05,09,,,,,,,,,,1.${sky},0.8,1.1,1`);
    add(`GPGSV,1,1,03,1${sky},45,120,40,05,30,20${sky},38,09,10,300,,1`);
    add(`${sky === 2 ? 'GQ' : 'GA'}GSV,1,1,00,7`);
    add(`${talker}GST,${time},7.${sky},1.2,0.9,3${of('turn')}.1,1.1,1.0,2.2`);
    add(`${talker}GBS,${time},1.${sky},1.0,2.2,,,,`);
    add(`${talker}ZDA,${time},${day},${month},${year},0${of('zone')},00`);
    add(`GPHDT,${((120.5 + 0.7 * epoch + 11 * of('turn')) % 360).toFixed(1)},T`);
    add(`HCHDG,${(118.2 + of('field')).toFixed(1)},,,${variation},E`);
    add(`TIROT,${(1.5 - 0.1 * epoch).toFixed(1)},A`);
    add(`GPTXT,01,01,02,serial ${4711 + of('text')}`);
    add(`SDDPT,${(3.2 + of('ground')).toFixed(1)},0.0`);
    add(`WIMWV,${(214 + of('turn')).toFixed(1)},R,5.1,M,A`);
    add(`GPWPL,${placeCells(46.62 + 0.31 * of('place'), -10.7 - 0.27 * of('place'), decimals)},HOME${of('text')}`);
    add(`AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D${of('others')},0`, '!');
    add(`PFLAU,${1 + of('others')},1,2,1,0,-3${of('others')},0,-32,755,39103C`);
    add(`PFLAA,0,-40770,-4186${of('others')},8108,1,39103C!FJLKN,101,0,233,0.0,0`);
    add(`PGRMZ,${3000 + 100 * of('height')},f,3`);
    add(
      `PUBX,00,${time},${place},${(959.5 + 31 * of('height')).toFixed(3)},G3,0.5${sky},0.7,${(speed * 1.852).toFixed(3)},${course},0.12,,0.8${sky},1.1,0.9,11,0,0`,
    );
    add(
      `PUBX,04,${time},${day}${month}${year.slice(2)},${518_391.2 + epoch + of('date')},227${of('date')},18,1930035,-2660.66${of('sky')},43`,
    );
    add(
      `PTNL,GGK,${time},${month}${day}${year.slice(2)},${place},3,${11 + sky},1.2,EHT${(959.5 + 31 * of('height')).toFixed(3)},M`,
    );
    add(`PSAT,HPR,${time},${((120.5 + 11 * of('turn')) % 360).toFixed(1)},-1.2,0.7,N`);
    add(
      `PASHR,${time},${((120.5 + 11 * of('turn')) % 360).toFixed(2)},T,1.25,-0.50,0.1${of('height')},0.02,0.02,0.1,1,1`,
    );
    add(`PXYZ,${4711 + of('unknown')},secret`);
  }
  return lines.join('');
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Cells of every line, the address first and the checksum left out; what is no sentence is no line. */
export function cellsOf(text: string): string[][] {
  return [...text.matchAll(/[$!]([^*\r\n$]*)(?:\*[0-9A-Fa-f]{2})?(?=[\r\n])/g)].map(([, content]) =>
    content!.split(','),
  );
}
