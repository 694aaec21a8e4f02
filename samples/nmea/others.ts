import { Draws } from '../draws.ts';
import { type Ship, shipName, shipPosition } from './ais.ts';
import { type Epoch, pointOf } from './epoch.ts';
import { timeCell } from './fixes.ts';
import { fixed, isoOf, latitude, longitude, padded, sentence, words } from './sentence.ts';

const RADIANS = Math.PI / 180;
const MMSI_FROM = 211_000_000;

/** Aircraft and ships that are heard. */
export function trafficSentences(epoch: Epoch): string[] {
  const { secrets, moment, receiver, index } = epoch;
  const { thirdParties, place, person } = secrets;
  const second = new Date(epoch.unixUs / 1000).getUTCSeconds();
  const nearest = thirdParties[0];
  const pilot = pointOf(place, secrets.operator.northM, secrets.operator.eastM);
  const pilotMmsi = MMSI_FROM + new Draws(`boat ${person.operatorId}`).integer('mmsi', 0, 0, 999_999);
  const heard = thirdParties.flatMap((traffic, number): string[] => {
    const course = traffic.courseDeg * RADIANS;
    const north = traffic.northM + moment.seconds * traffic.speedMs * Math.cos(course);
    const east = traffic.eastM + moment.seconds * traffic.speedMs * Math.sin(course);
    const at = pointOf(place, north, east);
    const away = [north - moment.state.north, east - moment.state.east, traffic.heightM - moment.state.height];
    const id = padded6(traffic.icao);
    const flight = [traffic.courseDeg, '', Math.round(traffic.speedMs), '0.0', 8];
    const ship: Ship = {
      mmsi: MMSI_FROM + (traffic.icao % 1e6),
      ...at,
      courseDeg: traffic.courseDeg,
      speedMs: traffic.speedMs,
    };
    const target = [padded(number, 2), fixed(Math.hypot(north, east) / 1852, 2), traffic.courseDeg, 'T'];
    return [
      sentence('PFLAA', [
        0,
        ...away.map((metres) => Math.round(metres)),
        1,
        `${id}!${words(traffic.callsign)}`,
        ...flight,
      ]),
      shipPosition('VDM', ship, second),
      shipName(ship.mmsi, traffic.callsign),
      sentence('RATTM', [
        ...target,
        fixed(traffic.speedMs * 1.94, 1),
        traffic.courseDeg,
        'T',
        '',
        '',
        'N',
        words(traffic.callsign),
        'T',
        '',
        timeCell(epoch),
        'A',
      ]),
      sentence('RATLL', [
        padded(number, 2),
        ...latitude(at.latitudeDeg, receiver.decimals),
        ...longitude(at.longitudeDeg, receiver.decimals),
        ...[words(traffic.callsign), timeCell(epoch), 'T', ''],
      ]),
    ];
  });
  const alarm =
    nearest === undefined
      ? [0, '', 0, '', '', '']
      : [
          1,
          nearest.courseDeg - 180,
          2,
          Math.round(nearest.heightM),
          Math.round(Math.hypot(nearest.northM, nearest.eastM)),
          padded6(nearest.icao),
        ];
  return [
    sentence('PFLAU', [thirdParties.length, 1, 2, 1, ...alarm]),
    ...heard,
    ...(index % (6 * receiver.hertz) === 0
      ? [shipPosition('VDO', { mmsi: pilotMmsi, ...pilot, courseDeg: 0, speedMs: 0 }, second)]
      : []),
  ];
}

function padded6(number: number): string {
  return number.toString(16).toUpperCase().padStart(6, '0');
}

/** What devices say of themselves when they are switched on. */
export function openingSentences({ device, secrets, receiver }: Epoch): string[] {
  const text = (kind: string, said: string): string =>
    sentence(`${receiver.talker}TXT`, ['01', '01', kind, words(said)]);
  return [
    text('02', 'u-blox AG - www.u-blox.com'),
    text('02', `ROM BASE ${device.firmware} (${device.chip.slice(0, 6)})`),
    text('02', `CHIPID=${device.chip}`),
    text('02', 'ANTSTATUS=OK'),
    sentence('PSRFTXT', [words(`Version: ${device.firmware}`)]),
    sentence('PMTK705', [`AXN_${device.firmware}`, device.chip.slice(0, 4), 'Quectel-L76', '1.0']),
    sentence('PGRMT', [words(`Receiver ${device.firmware}`), 'P', 'P', 'R', 'R', 'P', '', 23, 'R']),
    sentence('PFLAV', ['A', '2.00', device.firmware, `obst${device.chip.slice(0, 4)}`]),
    sentence('PFLAC', ['A', 'RADIOID', 2, device.radio]),
    sentence('PFLAC', ['A', 'PILOT', words(secrets.person.pilotName)]),
    sentence('PFLAC', ['A', 'GLIDERID', words(secrets.person.operatorId)]),
    sentence('PFLAE', ['A', 0, 0]),
  ];
}

/** What somebody typed, each text once, one in a second. */
export function typedSentences({ secrets, receiver, index }: Epoch): string[] {
  const said = [...secrets.text.typed, `Mission of ${secrets.person.pilotName} loaded`, secrets.text.badParameter];
  const words_ = index % receiver.hertz === 0 ? said[index / receiver.hertz] : undefined;
  return words_ === undefined ? [] : [sentence(`${receiver.talker}TXT`, ['01', '01', '07', words(words_)])];
}

/** Sentences that nobody knows: each kind has its own address and cells. */
export function unknownSentences(epoch: Epoch): string[] {
  const { secrets, scene, index, latitudeDeg, longitudeDeg, device } = epoch;
  const { unknownMessages: seed } = secrets;
  if (seed === null) return [];
  const draws = new Draws(`nmea unknown ${seed}`);
  const letter = (name: string, at: number): string => String.fromCharCode(65 + draws.integer(name, at, 0, 25));
  const kinds = draws.integer('kinds', 0, 2, 4);
  return Array.from({ length: kinds }, (_, kind) => {
    const address = `PZ${letter('a', kind)}${letter('b', kind)}${draws.integer('c', kind, 0, 9)}`;
    const cells = Array.from({ length: draws.integer('cells', kind, 1, 6) }, (_, cell) =>
      draws.integer(`cell ${kind} ${cell}`, index, 0, 99_999),
    );
    const known = [
      fixed(latitudeDeg, 6),
      fixed(longitudeDeg, 6),
      device.chip,
      fixed(scene.draws.normal('unknown', index), 2),
    ];
    // The only sentence that begins so and is known.
    const name = `Z${letter('d', 0)}${letter('e', 0)}`.replace('ZDA', 'ZDB');
    return sentence(kind === 0 ? `GP${name}` : address, [...cells, ...known]);
  });
}

/** Lines that are no sentences: what a person or a program writes between them. */
export function commentLines({ secrets, unixUs, latitudeDeg, longitudeDeg, device }: Epoch): string[] {
  const { person } = secrets;
  return [
    `# recorded by ${person.pilotName} (${person.operatorId}) on ${isoOf(unixUs)}`,
    `# at ${latitudeDeg.toFixed(7)} ${longitudeDeg.toFixed(7)}, receiver ${device.chip}`,
    ...secrets.text.typed.map((typed) => `# ${typed.replaceAll(/[$!]|[^ -~]/g, '.')}`),
  ];
}

/** A report of a place as the same receiver writes it in binary (UBX-NAV-POSLLH), as characters of a byte each. */
export function binaryReport({ latitudeDeg, longitudeDeg, moment, unixUs }: Epoch): string {
  const bytes = Buffer.alloc(36);
  bytes.set([0xb5, 0x62, 0x01, 0x02, 28, 0]);
  bytes.writeUInt32LE(Math.floor(unixUs / 1000) % 604_800_000, 6);
  bytes.writeInt32LE(Math.round(longitudeDeg * 1e7), 10);
  bytes.writeInt32LE(Math.round(latitudeDeg * 1e7), 14);
  bytes.writeInt32LE(Math.round(1000 * (moment.amslM + moment.geoidM)), 18);
  bytes.writeInt32LE(Math.round(1000 * moment.amslM), 22);
  let [first, second] = [0, 0];
  for (const byte of bytes.subarray(2, 34)) {
    first = (first + byte) & 0xff;
    second = (second + first) & 0xff;
  }
  bytes.set([first, second], 34);
  return bytes.toString('latin1');
}
