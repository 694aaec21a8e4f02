import { encodeRecord } from '../../../src/formats/record/codec.ts';
import {
  DeviceKind,
  FlightMode,
  type FlightRecord,
  type FlightveilRecord,
  GnssFix,
  Severity,
  ZoneState,
} from '../../../src/formats/record/gen/types.ts';
import type { Secrets } from '../../suite/subject.ts';

const START_US = 1_690_000_000_000_000n;

/** Records of a flight of forty seconds. Variant 0 of every secret is the plain flight. */
export function recordFlight(secrets: Secrets, seconds = 40): FlightveilRecord[] {
  const of = (name: string): number => secrets[name] ?? 0;
  const records: FlightveilRecord[] = [];
  for (let second = 0; second < seconds; second++) {
    const timeUs = START_US + BigInt(of('date')) * 86_399_000_000n + BigInt(second) * 1_000_000n;
    records.push({ flightRecord: stateAt(second, timeUs, of) });
    if (second % 8 === 0) {
      records.push(
        { deviceInfo: deviceOf(of) },
        { operatorInfo: operatorAt(timeUs, of) },
        { warning: { timeUs, severity: Severity.warning, text: `Hello from street ${of('text')}` } },
        { warning: { timeUs, severity: Severity.info, text: `ArduCopter V4.${of('templated')}` } },
      );
    }
  }
  return records;
}

function stateAt(second: number, timeUs: bigint, of: (name: string) => number): FlightRecord {
  return {
    timeUs,
    aircraftSerial: `1ZNBH3${of('serial')}K00A`,
    flightId: `flight ${of('serial')}`,
    position: {
      latitudeDegE7: 471_234_567 + second * 113 + of('place') * 998_877,
      longitudeDegE7: 81_234_567 - second * 71 - of('place') * 887_799,
      altitudeAmslMm: 400_000 + second * 10 + of('height') * 31_000,
      heightAboveTakeoffMm: 5000 + second,
    },
    velocity: { northMmS: 10 + of('place'), eastMmS: -7, downMmS: 1 },
    attitude: { rollRad: 0.01 * second, pitchRad: -0.02, yawRad: 1 + 0.1 * of('place'), rollRateRadS: 0.1 },
    batteries: [
      { remainingPercent: 90, voltageMv: 12_000 - second, currentMa: 900, cellVoltagesMv: [4000, 4001, 3999] },
      { remainingPercent: 88, temperatureDegC: 31.5 },
    ],
    gnss: { fix: GnssFix['3d'], satellites: 9 + of('sky'), hdop: 0.5 + of('sky') },
    link: { isConnected: true, qualityPercent: 80, signalDbm: -60 },
    mode: second % 2 === 0 ? FlightMode.position : FlightMode.mission,
    isArmed: true,
    areMotorsOn: second > 2,
    motorSpeedsRpm: [5000, 5001, 5002, 5003],
    remoteController: { latitudeDegE7: 471_200_000 + of('operator'), longitudeDegE7: 81_200_000 },
    home: { latitudeDegE7: 471_200_100 + of('home'), longitudeDegE7: 81_200_100 - of('home'), altitudeAmslMm: 400_000 },
    gimbal: { pitchRad: -0.5, yawRad: 1 + 0.1 * of('place'), yawToBodyRad: 0 },
    wind: { northMmS: 300 + of('place'), eastMmS: -200 },
    missionItem: {
      number: 3,
      latitudeDegE7: 471_000_000 + of('mission'),
      longitudeDegE7: 81_000_000,
      heightAboveTakeoffMm: 30_000,
    },
    zone: { state: ZoneState.near, areaCode: `CH-${of('zone')}` },
    followed: { latitudeDegE7: 471_200_500 + of('followed'), longitudeDegE7: 81_200_500 },
  };
}

function deviceOf(of: (name: string) => number) {
  return {
    kind: DeviceKind.aircraft,
    manufacturer: 'Maker',
    model: `Model ${of('serial')}`,
    serial: `1ZNBH3${of('serial')}K00A`,
    hardwareVersion: `hw ${of('serial')}`,
    firmwareVersions: [`1.0.${of('serial')}`, '', '7'],
    activationTimeUs: 1_600_000_000_000_000n + BigInt(of('activation')),
    remoteIdSerial: `1581F45K${of('serial')}`,
  };
}

function operatorAt(timeUs: bigint, of: (name: string) => number) {
  const position = { latitudeDegE7: 471_200_000 + of('operator'), longitudeDegE7: 81_200_000 };
  return {
    timeUs,
    operatorId: `FIN87astrdge${of('person')}2k8`.padEnd(16, 'x').slice(0, 16),
    name: `Erika ${of('person')}`,
    account: `account ${of('person')}`,
    registration: `HB-${of('person')}`,
    phone: position,
    remoteController: { ...position, altitudeAmslMm: 400_000 + of('operator') },
  };
}

/** As a file of records. */
export function wireOf(records: readonly FlightveilRecord[]): Uint8Array {
  return joined(...records.map(encodeRecord));
}

/** Whether JSON writes the value as it is. */
function hasNumeral(value: unknown): boolean {
  return typeof value !== 'bigint' && (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0)));
}

/** As JSON, a record a line. */
export function linesOf(records: readonly unknown[]): Uint8Array {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_key, part) => (hasNumeral(part) ? part : Object.is(part, -0) ? '-0' : String(part)));
  return new TextEncoder().encode(records.map((record) => `${text(record)}\n`).join(''));
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

/** A field of bytes with its length. */
export function lengthDelimited(number: number, content: Uint8Array): Uint8Array {
  return joined(varint(number * 8 + 2), varint(content.length), content);
}

/** Content behind its length: a record. */
export function delimited(content: Uint8Array): Uint8Array {
  return joined(varint(content.length), content);
}

export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}
