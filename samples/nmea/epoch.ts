import type { Draws } from '../draws.ts';
import type { Moment, Scene } from '../scene.ts';
import type { FlightSecrets } from '../secrets.ts';
import { degreesAt, type Place } from '../tangent.ts';
import type { Satellite } from '../world.ts';
import type { Receiver } from './receivers.ts';
import { type Cell, latitude, longitude, sentence } from './sentence.ts';

/** Where the flight begins, in metres from its home: no place in the sentences is a round number of degrees. */
const ASIDE = { north: 3.731, east: -4.947 } as const;

/** A place of the flight, in degrees, so many metres along its axes. */
export function pointOf(place: Place, northM: number, eastM: number) {
  return degreesAt(place, northM + ASIDE.north, eastM + ASIDE.east);
}

/** What receivers speak of: an instant. */
export interface Epoch {
  readonly receiver: Receiver;
  readonly scene: Scene;
  readonly secrets: FlightSecrets;
  readonly moment: Moment;
  /** From 0 on. */
  readonly index: number;
  readonly unixUs: number;
  /** Where the aircraft is. */
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** It has found its place, its time. */
  readonly hasFix: boolean;
  readonly hasTime: boolean;
  readonly device: NmeaDevice;
}

/** Marks of the devices that speak. */
export interface NmeaDevice {
  readonly chip: string;
  readonly radio: string;
  readonly recorder: string;
  readonly firmware: string;
  readonly draws: Draws;
}

/** A sentence of the receiver itself. */
export function own({ receiver }: Epoch, formatter: string, cells: readonly Cell[]): string {
  return sentence(receiver.talker + formatter, cells);
}

/** Both cells of both coordinates; empty without a fix. */
export function place({ receiver: { decimals }, hasFix, latitudeDeg, longitudeDeg }: Epoch): Cell[] {
  return hasFix ? [...latitude(latitudeDeg, decimals), ...longitude(longitudeDeg, decimals)] : ['', '', '', ''];
}

/** Satellites by the letters of their system, with the numbers that sentences have for them. */
export function bySystem({ receiver, scene }: Epoch): (readonly [talker: 'GP' | 'GL', Satellite[]])[] {
  const GLONASS_FROM = 22;
  const GLONASS_NUMBERS = 43;
  if (receiver.talker === 'GP') return [['GP', [...scene.satellites]]];
  return [
    ['GP', scene.satellites.filter(({ prn }) => prn < GLONASS_FROM)],
    [
      'GL',
      scene.satellites
        .filter(({ prn }) => prn >= GLONASS_FROM)
        .map((satellite) => ({ ...satellite, prn: satellite.prn + GLONASS_NUMBERS })),
    ],
  ];
}
