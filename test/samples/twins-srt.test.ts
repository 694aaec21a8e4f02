import { describe, vi } from 'vitest';
import { describeDjiTwins } from './dji-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

const span = { fromS: 22, toS: 52 };

const place = ['subtitle.latitude', 'subtitle.longitude'];
const home = ['subtitle.home_latitude', 'subtitle.home_longitude'];

interface Dialect {
  readonly name: 'bracketed' | 'mini' | 'thermal' | 'home' | 'old' | 'phantom' | 'survey' | 'matrice';
  /** Fields that a place shows in. */
  readonly near: readonly string[];
  readonly height?: readonly string[];
  readonly direction?: readonly string[];
  /** It counts satellites, or has a date. */
  readonly satellites?: true;
  readonly hasDate: boolean;
  readonly hasUnknown?: true;
  /** Undefined: four decimals, of which the last is eleven metres. */
  readonly compared?: { readonly place: number; readonly height?: number; readonly direction?: number };
}

/** Of a step of the sixth decimal, and of the ten steps for which a released place is repeated: within them it lies anywhere, on either side. */
const positionRmsM = 0.14 + 0.56;

const dialects: readonly Dialect[] = [
  {
    ...{ name: 'bracketed', near: place, height: ['subtitle.altitude'], hasDate: true, hasUnknown: true },
    ...{ compared: { place: 140, height: 140 } },
  },
  {
    ...{ name: 'mini', near: place, height: ['subtitle.abs_alt'], hasDate: true },
    ...{ compared: { place: 140, height: 140 } },
  },
  {
    ...{
      name: 'thermal',
      near: place,
      height: ['subtitle.abs_alt'],
      direction: ['subtitle.gimbal_yaw'],
      hasDate: true,
    },
    ...{ compared: { place: 140, height: 140, direction: 140 } },
  },
  { name: 'home', near: [...place, ...home], satellites: true, hasDate: true },
  { name: 'old', near: [...place, ...home], satellites: true, hasDate: true },
  { name: 'phantom', near: place, satellites: true, hasDate: false },
  {
    ...{
      name: 'survey',
      near: [...place, ...home],
      height: ['subtitle.home_altitude'],
      satellites: true,
      hasDate: false,
    },
    ...{ direction: ['subtitle.aircraft_yaw', 'subtitle.gimbal_yaw'], compared: { place: 28, direction: 28 } },
  },
  { name: 'matrice', near: place, hasDate: true },
];

describe.each(dialects)('subtitles ($name)', ({ name, near, hasDate, compared, ...more }) => {
  const { height = [], direction = [] } = more;
  const sky = more.satellites ? ['subtitle.satellites'] : [];
  const far = [...near, ...height, ...sky];
  const dated = [...(hasDate ? ['subtitle.date'] : []), ...sky];
  describeDjiTwins({
    log: { format: 'srt', dialect: name },
    span,
    shows: {
      'moved by kilometres': [...near, ...height],
      'moved to the other hemisphere': far,
      'moved to where the antimeridian is crossed in flight': far,
      'moved to 78 south': far,
      'moved in height only': height,
      'moved and turned': [...near, ...height, ...direction],
      'turned where it is': [...place, ...direction],
      'on another date': dated,
      'on a date after 2038': dated,
      ...(more.hasUnknown && {
        'with other text': ['subtitle.(header)'],
        'with no text typed': ['subtitle.(header)'],
        'with other records that nobody knows': ['subtitle.(header)'],
        'with no records that nobody knows': ['subtitle.(header)'],
      }),
    },
    atFull: ['on another date', 'on a date after 2038'],
    pseudonyms: [],
    compared,
    positionRmsM,
    turnSeenDeg: 5,
  });
});
