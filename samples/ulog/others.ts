import { Draws } from '../draws.ts';
import type { Values } from '../encode.ts';
import { wrap } from '../path.ts';
import type { Rows } from '../rows.ts';
import { axisBearingRad, degreesAt } from '../tangent.ts';
import { knownTopics, type Topic, topicOf } from './topic.ts';

/** Other aircraft that were heard. */
export function logTraffic(rows: Rows): void {
  const { place, thirdParties } = rows.scene.secrets;
  for (const [index, aircraft] of thirdParties.entries()) {
    const course = (aircraft.courseDeg * Math.PI) / 180;
    for (let second = 0; second < rows.span.toS; second += 3) {
      const north = aircraft.northM + aircraft.speedMs * second * Math.cos(course);
      const east = aircraft.eastM + aircraft.speedMs * second * Math.sin(course);
      const { latitudeDeg, longitudeDeg } = degreesAt(place, north, east);
      rows.once(0.333_1 + second + 0.07 * index, 'transponder_report', {
        ...{ icao_address: aircraft.icao, lat: latitudeDeg, lon: longitudeDeg, callsign: aircraft.callsign },
        ...{ altitude_type: 1, altitude: place.altitudeAmslM + aircraft.heightM, squawk: aircraft.squawk },
        ...{ heading: wrap(course + axisBearingRad(place, north, east)), hor_velocity: aircraft.speedMs, flags: 0x1f },
      });
    }
  }
}

/** A topic that nobody knows, as somebody's own firmware declares and writes it. */
export interface Unknown {
  readonly topic: Topic;
  readonly rows: readonly { readonly seconds: number; readonly values: Values }[];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Fields that a topic may have; that they are called so makes nothing known. */
const candidates: readonly (readonly [type: string, name: string])[] = [
  ...([
    ['double', 'lat'],
    ['double', 'lon'],
    ['float', 'alt'],
    ['float[4]', 'q'],
    ['uint32_t', 'device_id'],
  ] as const),
  ...([
    ['uint8_t[16]', 'uuid'],
    ['float', 'x'],
    ['int32_t', 'latitude'],
  ] as const),
];

/** Topics that nobody knows: names, fields and contents are drawn. */
export function unknownTopics(rows: Rows): readonly Unknown[] {
  const seed = rows.scene.secrets.unknownMessages;
  if (seed === null) return [];
  const draws = new Draws(`unknown ${seed}`);
  const { fromS, toS } = rows.span;
  return Array.from({ length: draws.integer('kinds', 0, 2, 4) }, (_, kind): Unknown => {
    const letters = Array.from({ length: 6 }, (_, at) => LETTERS[draws.integer(`name ${kind}`, at, 0, 25)]!);
    const chosen = candidates.filter((_, index) => draws.uniform(`field ${kind}`, index) < 0.6);
    const text = ['uint64_t timestamp', ...chosen.map(([type, name]) => `${type} ${name}`)].join('; ');
    const topic = topicOf(`own_${letters.join('')}_${kind}`, text, knownTopics());
    const list = Array.from({ length: draws.integer('rows', kind, 5, 30) }, (_, row) => ({
      seconds: fromS + 0.2 + draws.uniform(`time ${kind}`, row) * (toS - fromS - 0.4),
      values: Object.fromEntries(chosen.map(([type, name]) => [name, drawn(draws, type, `${kind} ${name}`, row)])),
    }));
    return { topic, rows: list.sort((a, b) => a.seconds - b.seconds) };
  });
}

function drawn(draws: Draws, type: string, name: string, row: number): number | Uint8Array | number[] {
  switch (type) {
    case 'uint8_t[16]':
      return draws.bytes(`${name} ${row}`, 16);
    case 'uint32_t':
      return draws.integer(name, row, 0, 2 ** 31);
    case 'int32_t':
      return draws.integer(name, row, -900_000_000, 900_000_000);
    case 'float[4]':
      return Array.from({ length: 4 }, (_, at) => 2 * draws.uniform(name, 4 * row + at) - 1);
    default:
      return 360 * draws.uniform(name, row) - 180;
  }
}
