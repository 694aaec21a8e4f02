import { Draw } from '../draw.ts';

const EPOCHS_PER_SECOND = 5;
const START_MS = Date.UTC(2024, 4, 17, 9, 30);
/** Somewhere in the South Atlantic, on a circle that takes two minutes. */
const CENTRE = { latitudeDeg: -30.1234567, longitudeDeg: -15.2345678, radiusDeg: 0.0013 };

/** What a receiver of satellites writes in about so many bytes: five times a second fix, course and precision, once a second satellites and date. */
export function nmeaLog(bytes: number, seed = 1): Uint8Array {
  const draw = new Draw(seed);
  const lines: string[] = [];
  let length = 0;
  for (let epoch = 0; length < bytes; epoch++) {
    for (const line of linesAt(epoch, draw)) {
      const whole = `$${line}*${checksumOf(line)}\r\n`;
      lines.push(whole);
      length += whole.length;
    }
  }
  return Buffer.from(lines.join(''), 'latin1');
}

/** Two capital hexadecimal digits: the exclusive or of what stands between `$` and `*`. */
export function checksumOf(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum ^= text.charCodeAt(at);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

function linesAt(epoch: number, draw: Draw): string[] {
  const t = epoch / EPOCHS_PER_SECOND;
  const turn = (2 * Math.PI * t) / 120;
  const iso = new Date(START_MS + t * 1000).toISOString();
  const time = `${iso.slice(11, 19).replaceAll(':', '')}${iso.slice(19, 22)}`;
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)];
  const place = [
    angle(CENTRE.latitudeDeg + CENTRE.radiusDeg * Math.cos(turn), 2, 'NS'),
    angle(CENTRE.longitudeDeg + CENTRE.radiusDeg * Math.sin(turn), 3, 'EW'),
  ].join(',');
  const course = (((turn * 180) / Math.PI + 90) % 360).toFixed(2);
  const knots = (15.2 + draw.noise(0.3)).toFixed(3);
  const height = (151.3 + draw.noise(0.4)).toFixed(2);
  const lines = [
    `GNRMC,${time},A,${place},${knots},${course},${day}${month}${year.slice(2)},,,A`,
    `GNVTG,${course},T,,M,${knots},N,${(Number(knots) * 1.852).toFixed(3)},K,A`,
    `GNGGA,${time},${place},1,17,0.7,${height},M,32.1,M,,`,
    `GNGLL,${place},${time},A,A`,
    `GNGSA,A,3,02,05,07,13,15,18,20,29,30,,,,1.2,0.7,1.0`,
    `GNGST,${time},0.9,,,,0.4,0.5,0.8`,
  ];
  if (epoch % EPOCHS_PER_SECOND === 0) {
    const sky = (id: number): string =>
      `${String(id).padStart(2, '0')},${10 + draw.whole(9)},${180 + draw.whole(170)},${35 + draw.whole(9)}`;
    lines.push(
      `GPGSV,2,1,08,${[2, 5, 7, 13].map(sky).join(',')}`,
      `GPGSV,2,2,08,${[15, 18, 20, 29].map(sky).join(',')}`,
      `GNZDA,${time},${day},${month},${year},00,00`,
    );
  }
  return lines;
}

function angle(degrees: number, digits: number, letters: string): string {
  const units = Math.round(Math.abs(degrees) * 60e5);
  const whole = Math.floor(units / 60e5);
  const minutes = ((units - whole * 60e5) / 1e5).toFixed(5).padStart(8, '0');
  return `${String(whole).padStart(digits, '0')}${minutes},${letters[degrees < 0 ? 1 : 0]}`;
}
