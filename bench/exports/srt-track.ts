import { Draw } from '../draw.ts';
import { HOME, type Moment, momentAt } from '../logs/flight.ts';

/** Ways in which subtitles are written; a track keeps to one. */
export type Dialect = 'bracketed' | 'home' | 'words';

/** Milliseconds from one block to the next. */
const strides: Readonly<Record<Dialect, number>> = { bracketed: 33, home: 1000, words: 1000 };
const BLOCKS_A_PIECE = 500;
const DEGREES = 180 / Math.PI;

/** Pieces of a seeded track of about this many bytes. */
export function* srtPieces(dialect: Dialect, bytes: number, seed = 1): Generator<Uint8Array, void, void> {
  const draw = new Draw(seed);
  const stride = strides[dialect];
  let left = bytes;
  for (let first = 1; left > 0; first += BLOCKS_A_PIECE) {
    let text = '';
    for (let number = first; number < first + BLOCKS_A_PIECE && text.length < left; number++) {
      const fromMs = (number - 1) * stride;
      const lines = texts[dialect](momentAt(fromMs / 1000, draw), number, draw);
      text += `${number}\n${timecode(fromMs)} --> ${timecode(fromMs + stride)}\n${lines}\n\n`;
    }
    const piece = Buffer.from(text);
    left -= piece.length;
    yield piece;
  }
}

const texts: Readonly<Record<Dialect, (at: Moment, number: number, draw: Draw) => string>> = {
  bracketed: (at, number, draw) => {
    const camera =
      `[iso: ${draw.pick([100, 110, 200])}] [shutter: 1/${draw.pick(['640.0', '800.0'])}] [fnum: 1.7] [ev: 0] ` +
      '[color_md: default] [focal_len: 24.00]';
    const place = `[latitude: ${at.latitudeDeg.toFixed(6)}] [longitude: ${at.longitudeDeg.toFixed(6)}]`;
    const height = `[rel_alt: ${(-at.downM).toFixed(3)} abs_alt: ${at.altitudeM.toFixed(3)}]`;
    return (
      `<font size="28">FrameCnt: ${number}, DiffTime: ${strides.bracketed}ms\n${date(at, '-')}.${fraction(at)}\n` +
      `${camera} ${place} ${height} [ct: ${5300 + draw.whole(20)}] </font>`
    );
  },
  home: (at, _, draw) =>
    `HOME(${HOME.longitudeDeg.toFixed(4)},${HOME.latitudeDeg.toFixed(4)}) ${date(at, '.')}\n` +
    `GPS(${at.longitudeDeg.toFixed(4)},${at.latitudeDeg.toFixed(4)},16) BAROMETER:${(-at.downM).toFixed(1)}\n` +
    `ISO:${draw.pick([100, 200])} Shutter:${draw.pick([60, 80, 100])} EV:0 Fnum:2.2`,
  words: (at, _, draw) => {
    const [roll, pitch, yaw] = [at.rollRad, at.pitchRad, signed(at.yawRad)].map((angle) =>
      (angle * DEGREES).toFixed(1),
    );
    const speed = Math.hypot(at.velocityNorth, at.velocityEast);
    return (
      `F/5.6, SS ${draw.pick([400, 500])}, ISO 100, EV 0, GPS (${at.longitudeDeg.toFixed(6)}, ${at.latitudeDeg.toFixed(6)}, 15), ` +
      `HOME (${HOME.longitudeDeg.toFixed(6)}, ${HOME.latitudeDeg.toFixed(6)}, ${HOME.altitudeM.toFixed(2)}m), ` +
      `D ${Math.hypot(at.northM, at.eastM).toFixed(2)}m, H ${(-at.downM).toFixed(2)}m, H.S ${speed.toFixed(2)}m/s, ` +
      `V.S ${(-at.velocityDown).toFixed(2)}m/s, F.PRY (${pitch}°, ${roll}°, ${yaw}°), G.PRY (-24.4°, 0.0°, ${yaw}°)`
    );
  },
};

function signed(angleRad: number): number {
  return angleRad > Math.PI ? angleRad - 2 * Math.PI : angleRad;
}

function date({ unixUs }: Moment, separator: string): string {
  return new Date(unixUs / 1000).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', separator);
}

function fraction({ unixUs }: Moment): string {
  return new Date(unixUs / 1000).toISOString().slice(20, 23);
}

function timecode(ms: number): string {
  const digits = (value: number, count: number): string => String(Math.floor(value)).padStart(count, '0');
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((part) => digits(part, 2)).join(':');
  return `${clock},${digits(ms % 1000, 3)}`;
}
