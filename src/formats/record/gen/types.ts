// Written by generate.ts from proto/record.proto. Do not edit.

/** One record: what it is says its only property. Times are given as bigint or as whole numbers, and are read as bigint. */
export type FlightveilRecord =
  | { readonly flightRecord: FlightRecord }
  | { readonly deviceInfo: DeviceInfo }
  | { readonly operatorInfo: OperatorInfo }
  | { readonly warning: Warning };

/** The state of a flight at one instant. */
export interface FlightRecord {
  /** Unix time. */
  readonly timeUs?: bigint | number | undefined;
  /** (up to 32 bytes) */
  readonly aircraftSerial?: string | undefined;
  /** By which the app knows the flight: it joins what is said of it elsewhere. (up to 36 bytes) */
  readonly flightId?: string | undefined;
  readonly position?: AircraftPosition | undefined;
  readonly velocity?: Velocity | undefined;
  readonly attitude?: Attitude | undefined;
  /** (up to 4) */
  readonly batteries?: readonly Battery[] | undefined;
  readonly gnss?: Gnss | undefined;
  readonly link?: Link | undefined;
  readonly mode?: FlightMode | undefined;
  readonly isArmed?: boolean | undefined;
  readonly areMotorsOn?: boolean | undefined;
  /** Of each motor, in turns a minute. (up to 8) */
  readonly motorSpeedsRpm?: readonly number[] | undefined;
  readonly remoteController?: OperatorPosition | undefined;
  readonly home?: HomePosition | undefined;
  readonly gimbal?: Gimbal | undefined;
  readonly wind?: Wind | undefined;
  readonly missionItem?: MissionItem | undefined;
  readonly zone?: Zone | undefined;
  readonly followed?: FollowedSubject | undefined;
}

/** Where the aircraft is (WGS 84). Many apps know six decimals of a degree. */
export interface AircraftPosition {
  readonly latitudeDegE7?: number | undefined;
  readonly longitudeDegE7?: number | undefined;
  readonly altitudeAmslMm?: number | undefined;
  readonly heightAboveTakeoffMm?: number | undefined;
}

/** Over the ground. Many apps know whole decimetres a second, and tenths of a degree of directions. */
export interface Velocity {
  readonly northMmS?: number | undefined;
  readonly eastMmS?: number | undefined;
  readonly downMmS?: number | undefined;
}

/** Of the aircraft, against level and north. */
export interface Attitude {
  readonly rollRad?: number | undefined;
  readonly pitchRad?: number | undefined;
  readonly yawRad?: number | undefined;
  readonly rollRateRadS?: number | undefined;
  readonly pitchRateRadS?: number | undefined;
  readonly yawRateRadS?: number | undefined;
}

export interface Battery {
  /** Of the full charge. (0 to 100) */
  readonly remainingPercent?: number | undefined;
  readonly voltageMv?: number | undefined;
  /** Drawn from the battery: positive. */
  readonly currentMa?: number | undefined;
  /** Since it was full. */
  readonly consumedMah?: number | undefined;
  readonly temperatureDegC?: number | undefined;
  /** (up to 14) */
  readonly cellVoltagesMv?: readonly number[] | undefined;
}

/** The state of the receiver of satellites. */
export interface Gnss {
  readonly fix?: GnssFix | undefined;
  /** (0 to 254) */
  readonly satellites?: number | undefined;
  /** Dilution of precision. */
  readonly hdop?: number | undefined;
  readonly horizontalAccuracyMm?: number | undefined;
}

export const GnssFix = {
  unspecified: 0,
  none: 1,
  '2d': 2,
  '3d': 3,
  differential: 4,
  rtkFloat: 5,
  rtkFixed: 6,
} as const;
export type GnssFix = (typeof GnssFix)[keyof typeof GnssFix];

/** Between the remote controller and the aircraft. */
export interface Link {
  readonly isConnected?: boolean | undefined;
  /** (0 to 100) */
  readonly qualityPercent?: number | undefined;
  /** (-127 to 127) */
  readonly signalDbm?: number | undefined;
}

export const FlightMode = {
  unspecified: 0,
  manual: 1,
  attitude: 2,
  position: 3,
  sport: 4,
  mission: 5,
  follow: 6,
  takeOff: 7,
  land: 8,
  returnHome: 9,
  hold: 10,
} as const;
export type FlightMode = (typeof FlightMode)[keyof typeof FlightMode];

/** Where a pilot stands, as a phone or a remote controller knows it (WGS 84). */
export interface OperatorPosition {
  readonly latitudeDegE7?: number | undefined;
  readonly longitudeDegE7?: number | undefined;
  readonly altitudeAmslMm?: number | undefined;
}

/** Where the aircraft returns to (WGS 84). */
export interface HomePosition {
  readonly latitudeDegE7?: number | undefined;
  readonly longitudeDegE7?: number | undefined;
  readonly altitudeAmslMm?: number | undefined;
}

export interface Gimbal {
  readonly rollRad?: number | undefined;
  readonly pitchRad?: number | undefined;
  /** Against north. */
  readonly yawRad?: number | undefined;
  /** Against the aircraft. */
  readonly yawToBodyRad?: number | undefined;
}

/** Where the air moves to. */
export interface Wind {
  readonly northMmS?: number | undefined;
  readonly eastMmS?: number | undefined;
}

/** What the aircraft is on its way to. */
export interface MissionItem {
  /** (0 to 65534) */
  readonly number?: number | undefined;
  readonly latitudeDegE7?: number | undefined;
  readonly longitudeDegE7?: number | undefined;
  readonly heightAboveTakeoffMm?: number | undefined;
}

/** A geographical zone that matters at this instant. */
export interface Zone {
  readonly state?: ZoneState | undefined;
  /** By which its publisher knows the area. (up to 32 bytes) */
  readonly areaCode?: string | undefined;
}

export const ZoneState = {
  unspecified: 0,
  outside: 1,
  near: 2,
  inside: 3,
  unlocked: 4,
} as const;
export type ZoneState = (typeof ZoneState)[keyof typeof ZoneState];

/** Whom or what the aircraft follows (WGS 84): somebody else's place, which is never released. */
export interface FollowedSubject {
  readonly latitudeDegE7?: number | undefined;
  readonly longitudeDegE7?: number | undefined;
}

/** What a device is: the aircraft, or another one that flies or is used with it. It has no time and no place of its own, so that a list of
devices tells of no flight. */
export interface DeviceInfo {
  readonly kind?: DeviceKind | undefined;
  /** (up to 32 bytes) */
  readonly manufacturer?: string | undefined;
  /** (up to 32 bytes) */
  readonly model?: string | undefined;
  /** As the maker wrote it on the device. (up to 32 bytes) */
  readonly serial?: string | undefined;
  /** (up to 32 bytes) */
  readonly hardwareVersion?: string | undefined;
  /** Of its parts, the main one first. (up to 4, up to 32 bytes) */
  readonly firmwareVersions?: readonly string[] | undefined;
  /** When it was activated, in Unix time. */
  readonly activationTimeUs?: bigint | number | undefined;
  /** What it broadcasts as remote identification (ANSI/CTA-2063-A). (up to 20 bytes) */
  readonly remoteIdSerial?: string | undefined;
}

export const DeviceKind = {
  unspecified: 0,
  aircraft: 1,
  remoteController: 2,
  battery: 3,
  camera: 4,
  gimbal: 5,
  payload: 6,
  groundStation: 7,
  receiver: 8,
} as const;
export type DeviceKind = (typeof DeviceKind)[keyof typeof DeviceKind];

/** Who flies, and where they stand. */
export interface OperatorInfo {
  /** Unix time. */
  readonly timeUs?: bigint | number | undefined;
  /** By which an authority knows the operator; of one of the European Union (EN 4709-002) only the 16 public characters. (up to 16 bytes) */
  readonly operatorId?: string | undefined;
  /** (up to 64 bytes) */
  readonly name?: string | undefined;
  /** Name or number of an account with the app or its maker. (up to 64 bytes) */
  readonly account?: string | undefined;
  /** The registration of the aircraft, in the operator's name. (up to 32 bytes) */
  readonly registration?: string | undefined;
  readonly phone?: OperatorPosition | undefined;
  readonly remoteController?: OperatorPosition | undefined;
}

/** A message to the pilot. It is a record of its own, so that a text that is withheld takes nothing else with it. */
export interface Warning {
  /** Unix time. */
  readonly timeUs?: bigint | number | undefined;
  readonly severity?: Severity | undefined;
  /** As the app shows it. (up to 128 bytes) */
  readonly text?: string | undefined;
}

export const Severity = {
  unspecified: 0,
  info: 1,
  warning: 2,
  critical: 3,
} as const;
export type Severity = (typeof Severity)[keyof typeof Severity];
