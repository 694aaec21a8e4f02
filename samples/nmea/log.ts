import { Draws } from '../draws.ts';
import type { Span } from '../rows.ts';
import { Scene } from '../scene.ts';
import { type FlightSecrets, sampleSecrets } from '../secrets.ts';
import { type Epoch, type NmeaDevice, own, place, pointOf } from './epoch.ts';
import { fixSentences, makersSentences, slowSentences, timeCell } from './fixes.ts';
import { headingSentences, instrumentSentences } from './instruments.ts';
import {
  binaryReport,
  commentLines,
  openingSentences,
  trafficSentences,
  typedSentences,
  unknownSentences,
} from './others.ts';
import { type NmeaReceiver, receiverOf } from './receivers.ts';
import { checksumOf, fixed, isoOf, words } from './sentence.ts';

/** Epochs at the start: without a time, and without a place. */
const TIMELESS = 2;
const PLACELESS = 4;
/** Within a longitude. */
const CUT_AT = 40;
/** Seconds from one round of the other instruments to the next. */
const ROUND_S = 3;
const WHOLE_SPAN: Span = { fromS: 22, toS: 172 };

/**
 * The flight as a program on board would have logged the lines of a receiver and of other devices on the same bus. The same arguments give the
 * same bytes.
 * @param span seconds since the start of the flight; default: from a little before take-off until after landing
 */
export function writeNmea(
  name: NmeaReceiver,
  secrets: FlightSecrets = sampleSecrets,
  { fromS, toS }: Span = WHOLE_SPAN,
): Uint8Array {
  const receiver = receiverOf(name);
  const scene = new Scene(secrets);
  const device = nmeaDeviceOf(secrets.device);
  const lines: string[] = [];
  for (let index = 0; index < Math.floor((toS - fromS) * receiver.hertz); index++) {
    const atUs = Math.round(1e6 * (fromS + index / receiver.hertz));
    const moment = scene.at(atUs, 'receiver', index);
    const { latitudeDeg, longitudeDeg } = pointOf(secrets.place, moment.state.north, moment.state.east);
    const epoch: Epoch = {
      ...{ receiver, scene, secrets, moment, index, device, latitudeDeg, longitudeDeg },
      unixUs: secrets.startUnixUs + atUs,
      hasTime: index >= TIMELESS,
      hasFix: index >= PLACELESS,
    };
    lines.push(...linesOf(epoch));
  }
  return Buffer.from(lines.map((line) => line + receiver.lineEnd).join(''), 'latin1');
}

function linesOf(epoch: Epoch): string[] {
  const { index, receiver } = epoch;
  const isWhole = index % receiver.hertz === 0;
  const fixes = fixSentences(epoch);
  const slow = isWhole ? [...slowSentences(epoch), ...makersSentences(epoch)] : [];
  const others =
    index % (ROUND_S * receiver.hertz) === 0
      ? [...instrumentSentences(epoch), ...trafficSentences(epoch), ...unknownSentences(epoch)]
      : [];
  return [
    ...(index === 0 ? [...commentLines(epoch), ...openingSentences(epoch)] : []),
    ...fixes,
    ...headingSentences(epoch),
    ...slow,
    ...others,
    ...typedSentences(epoch),
    ...oddLines(epoch, fixes),
  ];
}

/** Lines that are not as they should be, each kind at its own epochs. */
function oddLines(epoch: Epoch, [first = '']: readonly string[]): string[] {
  const EVERY = 20;
  const { device, secrets, unixUs, moment, latitudeDeg, longitudeDeg } = epoch;
  const plain = own(epoch, 'GLL', [...place(epoch), timeCell(epoch), epoch.hasFix ? 'A' : 'V']);
  const tag = `s:${words(device.recorder)},c:${Math.floor(unixUs / 1e6)}`;
  switch (epoch.index % EVERY) {
    case 3:
      return [
        `${isoOf(unixUs)} ${device.recorder} [${secrets.person.network.replaceAll(/[$!]|[^ -~]/g, '.')}] ${plain}`,
      ];
    case 6:
      return [`\\${tag}*${checksumOf(tag)}\\${plain}`];
    case 9:
      return [binaryReport(epoch) + plain];
    case 12:
      return [`${first.slice(0, -2)}${first.endsWith('00') ? '01' : '00'}`];
    case 14:
      return [first.slice(0, CUT_AT)];
    case 16:
      // Some programs write no checksums.
      return [plain.slice(0, -3)];
    case 18:
      return [`lat=${fixed(latitudeDeg, 7)} lon=${fixed(longitudeDeg, 7)} amsl=${fixed(moment.amslM, 2)}`];
    default:
      return [];
  }
}

/** What a device's seed stands for in these sentences. */
export function nmeaDeviceOf(seed: string): NmeaDevice {
  const draws = new Draws(`nmea device ${seed}`);
  const hex = (name: string, digits: number): string =>
    Array.from({ length: digits }, (_, at) => draws.integer(name, at, 0, 15).toString(16).toUpperCase()).join('');
  return {
    chip: hex('chip', 10),
    radio: `DD${hex('radio', 4)}`,
    recorder: `REC-${hex('recorder', 8)}`,
    firmware: `${draws.integer('major', 0, 1, 9)}.${padded2(draws.integer('minor', 0, 0, 99))}-${hex('build', 6)}`,
    draws,
  };
}

function padded2(number: number): string {
  return String(number).padStart(2, '0');
}

/** Byte strings that tell these devices from others: none of them may stand in an output that hides devices. */
export function nmeaIdentitiesOf({ device }: Pick<FlightSecrets, 'device'>): Uint8Array[] {
  const { chip, radio, recorder, firmware } = nmeaDeviceOf(device);
  return [chip, radio, recorder, firmware].map((mark) => new TextEncoder().encode(mark));
}
