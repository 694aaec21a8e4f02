import { Draws } from './draws.ts';
import type { Place } from './tangent.ts';

/**
 * Everything about a generated flight that a filter may have to hide. Two flights that differ only here are twins: what is physically
 * determined by a secret follows from it, the rest is the same to the last bit.
 */
export interface FlightSecrets {
  /** Where home is, and how the flight is turned there. Positions, headings, magnetic field, heights, pressure, weather, satellites and terrain follow from it. */
  readonly place: Place;
  /** When the log starts, in Unix microseconds; from 2019 on, where the clock of remote ID begins. */
  readonly startUnixUs: number;
  /** How long before that the autopilot was started, in microseconds. Default: about a minute. */
  readonly bootBeforeStartUs?: number;
  /** Seed of serial numbers, hardware ids, sensor ids, calibrations, firmware hashes, board ids and keys. */
  readonly device: string;
  /** Where the pilot stands, in metres from home. */
  readonly operator: { readonly northM: number; readonly eastM: number };
  readonly person: {
    readonly pilotName: string;
    /** Registration of the operator, up to 20 characters. */
    readonly operatorId: string;
    /** Name of the pilot's wireless network, up to 32 characters. */
    readonly network: string;
  };
  readonly text: FlightText;
  /** Other aircraft that are heard. */
  readonly thirdParties: readonly Traffic[];
  /** Seed of frames with ids that no dialect has and of unknown extension bytes; null: there are none. */
  readonly unknownMessages: string | null;
}

/** What somebody typed, and the variable parts of the autopilot's own messages. */
export interface FlightText {
  /** Sent by the ground station before take-off, and by a script on board during the flight; any number, any length. */
  readonly typed: readonly string[];
  /** Remote ID's description, up to 23 characters. */
  readonly description: string;
  /** Variable part of `PreArm: Bad parameter: ...`, of any length. */
  readonly badParameter: string;
  /** Variable part of `PreArm: AHRS: GPS horiz error ...m`. */
  readonly gpsErrorM: number;
  /** Variable part of `RCOut: ...`. */
  readonly outputs: string;
}

/** Another aircraft; it flies straight. */
export interface Traffic {
  readonly icao: number;
  readonly callsign: string;
  readonly squawk: number;
  readonly northM: number;
  readonly eastM: number;
  readonly heightM: number;
  readonly courseDeg: number;
  readonly speedMs: number;
}

/** The secrets of the samples in this folder. All of them are made up. */
export const sampleSecrets: FlightSecrets = {
  place: { latitudeDeg: 46.618_53, longitudeDeg: 10.702_41, altitudeAmslM: 968.4 },
  startUnixUs: Date.UTC(2024, 4, 18, 9, 42, 7) * 1000,
  device: 'sample aircraft',
  operator: { northM: -14.2, eastM: 9.6 },
  person: { pilotName: 'Nerina Tasfeld', operatorId: 'ITA0sample4711xyz', network: 'Tasfeld-Hangar' },
  text: {
    typed: [
      'Bring the second battery to the barn',
      'Client wants the north slope of the vineyard twice, then the chapel roof, and no flying over the school yard please',
    ],
    description: 'Chapel roof, 2nd try',
    badParameter: 'Q_M_THST_EXPO of the old frame is still loaded, ask Nerina for the file',
    gpsErrorM: 3.4,
    outputs: 'PWM:1-8 DShot:9-12',
  },
  thirdParties: [
    {
      icao: 0x4b_1a_2f,
      callsign: 'SMPL12',
      squawk: 7000,
      northM: -5200,
      eastM: 3100,
      heightM: 640,
      courseDeg: 312,
      speedMs: 61,
    },
    {
      icao: 0x30_0c_77,
      callsign: 'ELI404',
      squawk: 4553,
      northM: 1900,
      eastM: -2600,
      heightM: 180,
      courseDeg: 95,
      speedMs: 44,
    },
  ],
  unknownMessages: 'sample unknown messages',
};

/** What a device's seed stands for. */
export interface Device {
  readonly uid: bigint;
  readonly uid2: Uint8Array;
  readonly boardVersion: number;
  readonly vendorId: number;
  readonly productId: number;
  readonly firmwareVersion: number;
  /** Eight hexadecimal digits each, as in banners. */
  readonly firmwareHash: string;
  readonly systemHash: string;
  /** Hexadecimal groups as in the board's own banner line. */
  readonly boardSerial: string;
  readonly remoteId: string;
  readonly batterySerial: string;
  readonly cameraSerial: string;
  readonly nodeId: Uint8Array;
  readonly signingKey: Uint8Array;
  readonly draws: Draws;
}

export function deviceOf(seed: string): Device {
  const draws = new Draws(`device ${seed}`);
  const hex = (name: string, digits: number): string =>
    Array.from({ length: digits }, (_, index) => draws.integer(name, index, 0, 15).toString(16)).join('');
  const serial = (name: string, prefix: string, length: number): string =>
    prefix + hex(name, length - prefix.length).toUpperCase();
  const uid2 = new Uint8Array(18);
  uid2.set(draws.bytes('uid2', 12));
  return {
    uid: draws.bytes('uid', 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n),
    uid2,
    boardVersion: draws.integer('board', 0, 1000, 1500) * 65_536,
    vendorId: draws.integer('vendor', 0, 0x1000, 0xffff),
    productId: draws.integer('product', 0, 0x1000, 0xffff),
    firmwareVersion:
      (4 << 24) | (draws.integer('version', 0, 3, 6) << 16) | (draws.integer('version', 1, 0, 9) << 8) | 255,
    firmwareHash: hex('firmware', 8),
    systemHash: hex('system', 8),
    boardSerial: `${hex('board serial', 8)} ${hex('board serial 2', 8)} ${hex('board serial 3', 8)}`.toUpperCase(),
    remoteId: serial('remote id', '1596F', 17),
    batterySerial: serial('battery', 'BT', 14),
    cameraSerial: serial('camera', 'CAM', 13),
    nodeId: draws.bytes('node', 16),
    signingKey: draws.bytes('signing key', 32),
    draws,
  };
}

/** Byte strings that tell this device from others: none of them may stand in an output that hides the device. */
export function identitiesOf({ device }: FlightSecrets): Uint8Array[] {
  const facts = deviceOf(device);
  const texts = [
    ...[
      facts.firmwareHash,
      facts.systemHash,
      facts.boardSerial,
      facts.remoteId,
      facts.batterySerial,
      facts.cameraSerial,
    ],
  ];
  const uid = new Uint8Array(8);
  new DataView(uid.buffer).setBigUint64(0, facts.uid, true);
  return [
    ...texts.map((text) => new TextEncoder().encode(text)),
    uid,
    facts.uid2.subarray(0, 12),
    facts.nodeId,
    facts.signingKey,
  ];
}
