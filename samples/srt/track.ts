import { type DjiSecrets, djiSecrets } from '../dji/secrets.ts';
import { Draws } from '../draws.ts';
import type { Span } from '../rows.ts';
import { degrees, type Moment, Scene } from '../scene.ts';
import { degreesAt } from '../tangent.ts';

/**
 * How the maker's cameras write subtitles: `bracketed` and `thermal` a field in brackets each, `mini` heights in one pair of brackets, the
 * others lines of text. `home` and `old` have the take-off point beside the place, `phantom` a line of everything, `survey` with attitudes,
 * `matrice` latitudes first.
 */
export type SrtDialect = keyof typeof dialects;

interface Dialect {
  /** Milliseconds from one block to the next. */
  readonly stepMs: number;
  readonly lines: (block: Block) => readonly string[];
  readonly hasFont?: true;
}

interface Block {
  /** From 1 on. */
  readonly number: number;
  readonly stepMs: number;
  readonly scene: Scene;
  readonly moment: Moment;
  readonly secrets: DjiSecrets;
}

const dialects = {
  bracketed: {
    stepMs: 200,
    hasFont: true,
    lines: (block) => [
      `FrameCnt : ${block.number}, DiffTime : ${block.stepMs}ms`,
      longDate(block),
      bracketed([
        ...camera(block),
        ['latitude : ', latitude(block, 6)],
        ['longtitude : ', longitude(block, 6)],
        ['altitude: ', amsl(block, 6)],
        ...unknown(block),
      ]),
    ],
  },
  mini: {
    stepMs: 200,
    hasFont: true,
    lines: (block) => [
      `FrameCnt: ${block.number}, DiffTime: ${block.stepMs}ms`,
      date(block, '-').concat('.', milliseconds(block)),
      `[iso: 100] [shutter: 1/${shutter(block)}.0] [fnum: 1.7] [ev: 0] [color_md: default] [ae_meter_md: 1] [focal_len: 24.00] ` +
        `[dzoom_ratio: 1.00], [latitude: ${latitude(block, 6)}] [longitude: ${longitude(block, 6)}] ` +
        `[rel_alt: ${block.moment.state.height.toFixed(3)} abs_alt: ${amsl(block, 3)}] [ct: 5230] `,
    ],
  },
  thermal: {
    stepMs: 200,
    hasFont: true,
    lines: (block) => [
      `FrameCnt: ${block.number}, DiffTime: ${block.stepMs}ms`,
      date(block, '-').concat('.', milliseconds(block)),
      `[focal_len: 40.00] [dzoom_ratio: 1.00], [latitude: ${latitude(block, 6)}] [longitude: ${longitude(block, 6)}] ` +
        `[rel_alt: ${block.moment.state.height.toFixed(3)} abs_alt: ${amsl(block, 3)}] ` +
        `[gb_yaw: ${turn(block)} gb_pitch: -31.5 gb_roll: 0.0] `,
    ],
  },
  home: {
    stepMs: 1000,
    lines: (block) => [
      `HOME(${home(block, 4)}) ${date(block, '.')}`,
      `GPS(${lonLat(block, 4)},${satellites(block)}) BAROMETER:${block.moment.state.height.toFixed(1)}`,
      `ISO:100 Shutter:${shutter(block)} EV: Fnum:2.2 `,
    ],
  },
  old: {
    stepMs: 1000,
    lines: (block) => {
      const height = block.moment.state.height.toFixed(1);
      return [
        `HOME(${home(block, 4)}) ${date(block, '.').replaceAll('.0', '.')}`,
        `GPS(${lonLat(block, 4)},${satellites(block)}) Hb:${height} Hs:${height}`,
        `ISO:100 TV:${shutter(block)} EV: 0 IR:F2.8`,
      ];
    },
  },
  phantom: {
    stepMs: 1000,
    lines: (block) => [
      `F/2.8, SS ${shutter(block)}, ISO 100, EV 0, GPS (${lonLat(block, 4, ', ')}, ${satellites(block)}), ${motion(block)} `,
    ],
  },
  survey: {
    stepMs: 1000,
    lines: (block) => {
      const { state } = block.moment;
      const [pitch, roll, yaw] = [state.pitch, state.roll, state.yaw].map((angle) => degrees(angle).toFixed(1));
      return [
        `F/5.6, SS ${shutter(block)}, ISO 100, EV 0, GPS (${lonLat(block, 6, ', ')}, ${satellites(block)}), ` +
          `HOME (${home(block, 6, ', ')}, ${block.secrets.place.altitudeAmslM.toFixed(2)}m), ${motion(block)}, ` +
          `F.PRY (${pitch}°, ${roll}°, ${yaw}°), G.PRY (-24.4°, 0.0°, ${turn(block)}°)`,
      ];
    },
  },
  matrice: {
    stepMs: 1000,
    lines: (block) => [
      date(block, '.'),
      `GPS(${latitude(block, 4)},${longitude(block, 4)},0.0M) BAROMETER:${block.moment.state.height.toFixed(1)}M`,
    ],
  },
} as const satisfies Record<string, Dialect>;

export const srtDialects = Object.keys(dialects) as readonly SrtDialect[];

const wholeSpan: Span = { fromS: 22, toS: 172 };

/** The flight as its camera would have written it beside a film that begins with the span. The same arguments give the same bytes. */
export function srtTrack(
  dialect: SrtDialect,
  secrets: DjiSecrets = djiSecrets,
  { fromS, toS }: Span = wholeSpan,
): Uint8Array {
  const { stepMs, lines, ...more }: Dialect = dialects[dialect];
  const scene = new Scene(secrets);
  const blocks: string[] = [];
  for (let number = 1; 1000 * fromS + stepMs * number <= 1000 * toS; number++) {
    const sinceMs = stepMs * (number - 1);
    const moment = scene.at(Math.round(1e6 * fromS + 1000 * sinceMs), 'film', number);
    const text = lines({ number, stepMs, scene, moment, secrets }).join('\n');
    const words = more.hasFont ? `<font size="28">${text}</font>` : text;
    blocks.push(`${number}\n${timecode(sinceMs)} --> ${timecode(sinceMs + stepMs)}\n${words}\n\n`);
  }
  return new TextEncoder().encode(blocks.join(''));
}

function timecode(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23).replace('.', ',');
}

function latitude(block: Block, digits: number): string {
  return degreesOf(block).latitudeDeg.toFixed(digits);
}

function longitude(block: Block, digits: number): string {
  return degreesOf(block).longitudeDeg.toFixed(digits);
}

function lonLat(block: Block, digits: number, between = ','): string {
  return `${longitude(block, digits)}${between}${latitude(block, digits)}`;
}

function degreesOf({ secrets, moment }: Block) {
  return degreesAt(secrets.place, moment.state.north, moment.state.east);
}

function home({ secrets }: Block, digits: number, between = ','): string {
  const { longitudeDeg, latitudeDeg } = degreesAt(secrets.place, 0, 0);
  return `${longitudeDeg.toFixed(digits)}${between}${latitudeDeg.toFixed(digits)}`;
}

function amsl({ moment }: Block, digits: number): string {
  return moment.amslM.toFixed(digits);
}

function satellites({ scene }: Block): number {
  return scene.satellites.length;
}

function turn({ moment: { state } }: Block): string {
  return degrees(state.yaw).toFixed(1);
}

/** Distance from home, height over it, and speeds, which are not known at once. */
function motion({ moment: { state }, number }: Block): string {
  const speeds =
    number === 1 ? 'H.S n/a, V.S n/a' : `H.S ${state.groundSpeed.toFixed(2)}m/s, V.S ${state.climb.toFixed(2)}m/s`;
  return `D ${Math.hypot(state.north, state.east).toFixed(2)}m, H ${state.height.toFixed(2)}m, ${speeds}`;
}

/** Cameras write local time without saying so; here it is UTC. */
function date({ moment }: Block, between: string): string {
  const text = new Date(Number(moment.unixUs / 1000n)).toISOString();
  return `${text.slice(0, 10).replaceAll('-', between)} ${text.slice(11, 19)}`;
}

function milliseconds({ moment }: Block): string {
  return String(Number((moment.unixUs / 1000n) % 1000n)).padStart(3, '0');
}

/** Milliseconds, then microseconds, behind commas. */
function longDate(block: Block): string {
  const micros = String(Number(block.moment.unixUs % 1000n)).padStart(3, '0');
  return `${date(block, '-')},${milliseconds(block)},${micros}`;
}

function shutter({ moment }: Block): number {
  return [240, 320, 400][Math.floor(moment.seconds / 5) % 3]!;
}

function camera(block: Block): (readonly [string, string])[] {
  return [
    ['iso : ', '100'],
    ['shutter : ', `1/${shutter(block)}.0`],
    ['fnum : ', '280'],
    ['ev : ', '0'],
    ['ct : ', '5574'],
    ['color_md : ', 'default'],
    ['focal_len : ', '280'],
  ];
}

/** A field that nobody knows, with a drawn name, and what somebody wrote. */
function unknown({ secrets, number }: Block): (readonly [string, string])[] {
  const { unknownMessages, text } = secrets;
  if (unknownMessages === null) return [];
  const draws = new Draws(`subtitle ${unknownMessages}`);
  const name = `z${draws.integer('name', 0, 10, 9999)}`;
  const words = text.typed[number % Math.max(1, text.typed.length)] ?? '';
  return [
    [`${name} : `, String(draws.integer('value', number, 0, 99_999))],
    ['note : ', words.replaceAll(/[^\w ]/g, '')],
  ];
}

function bracketed(fields: readonly (readonly [string, string])[]): string {
  return `${fields.map(([name, value]) => `[${name}${value}]`).join(' ')} `;
}
