// Written by generate.ts from proto/record.proto. Do not edit.
import type { RecordBody } from '../body.ts';
import { placesOf } from '../layout.ts';
import { readList, readText, readWhole } from '../read-slots.ts';
import type * as types from './types.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const placesFlightRecord = placesOf('FlightRecord');
function readFlightRecord(body: RecordBody, at: number): types.FlightRecord | undefined {
  const { layout, places, strides } = placesFlightRecord;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.FlightRecord> = {};
  {
    const value = view.getBigUint64(at + places[0]!, true);
    if (value !== 0n) values.timeUs = value;
  }
  {
    const value = readText(body, at + places[1]!, 32);
    if (value !== undefined) values.aircraftSerial = value;
  }
  {
    const value = readText(body, at + places[2]!, 36);
    if (value !== undefined) values.flightId = value;
  }
  {
    const value = readAircraftPosition(body, at + places[3]!);
    if (value !== undefined) values.position = value;
  }
  {
    const value = readVelocity(body, at + places[4]!);
    if (value !== undefined) values.velocity = value;
  }
  {
    const value = readAttitude(body, at + places[5]!);
    if (value !== undefined) values.attitude = value;
  }
  {
    const value = readList(at + places[6]!, 4, strides[6]!, (to) => readBattery(body, to), {});
    if (value !== undefined) values.batteries = value;
  }
  {
    const value = readGnss(body, at + places[7]!);
    if (value !== undefined) values.gnss = value;
  }
  {
    const value = readLink(body, at + places[8]!);
    if (value !== undefined) values.link = value;
  }
  {
    const value = view.getUint8(at + places[9]!);
    if (value !== 0xff) values.mode = value as types.FlightMode;
  }
  {
    const value = view.getUint8(at + places[10]!);
    if (value !== 0xff) values.isArmed = value !== 0;
  }
  {
    const value = view.getUint8(at + places[11]!);
    if (value !== 0xff) values.areMotorsOn = value !== 0;
  }
  {
    const value = readList(at + places[12]!, 8, strides[12]!, (to) => readWhole(view, to), -2147483648);
    if (value !== undefined) values.motorSpeedsRpm = value;
  }
  {
    const value = readOperatorPosition(body, at + places[13]!);
    if (value !== undefined) values.remoteController = value;
  }
  {
    const value = readHomePosition(body, at + places[14]!);
    if (value !== undefined) values.home = value;
  }
  {
    const value = readGimbal(body, at + places[15]!);
    if (value !== undefined) values.gimbal = value;
  }
  {
    const value = readWind(body, at + places[16]!);
    if (value !== undefined) values.wind = value;
  }
  {
    const value = readMissionItem(body, at + places[17]!);
    if (value !== undefined) values.missionItem = value;
  }
  {
    const value = readZone(body, at + places[18]!);
    if (value !== undefined) values.zone = value;
  }
  {
    const value = readFollowedSubject(body, at + places[19]!);
    if (value !== undefined) values.followed = value;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

const placesAircraftPosition = placesOf('AircraftPosition');
function readAircraftPosition(body: RecordBody, at: number): types.AircraftPosition | undefined {
  const { layout, places } = placesAircraftPosition;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.AircraftPosition> = {};
  {
    const value = view.getInt32(at + places[0]!, true);
    if (value !== -2147483648) values.latitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.longitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[2]!, true);
    if (value !== -2147483648) values.altitudeAmslMm = value;
  }
  {
    const value = view.getInt32(at + places[3]!, true);
    if (value !== -2147483648) values.heightAboveTakeoffMm = value;
  }
  return values;
}

const placesVelocity = placesOf('Velocity');
function readVelocity(body: RecordBody, at: number): types.Velocity | undefined {
  const { layout, places } = placesVelocity;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Velocity> = {};
  {
    const value = view.getInt32(at + places[0]!, true);
    if (value !== -2147483648) values.northMmS = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.eastMmS = value;
  }
  {
    const value = view.getInt32(at + places[2]!, true);
    if (value !== -2147483648) values.downMmS = value;
  }
  return values;
}

const placesAttitude = placesOf('Attitude');
function readAttitude(body: RecordBody, at: number): types.Attitude | undefined {
  const { layout, places } = placesAttitude;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Attitude> = {};
  {
    const value = view.getFloat32(at + places[0]!, true);
    if (!Number.isNaN(value)) values.rollRad = value;
  }
  {
    const value = view.getFloat32(at + places[1]!, true);
    if (!Number.isNaN(value)) values.pitchRad = value;
  }
  {
    const value = view.getFloat32(at + places[2]!, true);
    if (!Number.isNaN(value)) values.yawRad = value;
  }
  {
    const value = view.getFloat32(at + places[3]!, true);
    if (!Number.isNaN(value)) values.rollRateRadS = value;
  }
  {
    const value = view.getFloat32(at + places[4]!, true);
    if (!Number.isNaN(value)) values.pitchRateRadS = value;
  }
  {
    const value = view.getFloat32(at + places[5]!, true);
    if (!Number.isNaN(value)) values.yawRateRadS = value;
  }
  return values;
}

const placesBattery = placesOf('Battery');
function readBattery(body: RecordBody, at: number): types.Battery | undefined {
  const { layout, places, strides } = placesBattery;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Battery> = {};
  {
    const value = view.getUint8(at + places[0]!);
    if (value !== 255) values.remainingPercent = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.voltageMv = value;
  }
  {
    const value = view.getInt32(at + places[2]!, true);
    if (value !== -2147483648) values.currentMa = value;
  }
  {
    const value = view.getInt32(at + places[3]!, true);
    if (value !== -2147483648) values.consumedMah = value;
  }
  {
    const value = view.getFloat32(at + places[4]!, true);
    if (!Number.isNaN(value)) values.temperatureDegC = value;
  }
  {
    const value = readList(at + places[5]!, 14, strides[5]!, (to) => readWhole(view, to), -2147483648);
    if (value !== undefined) values.cellVoltagesMv = value;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

const placesGnss = placesOf('Gnss');
function readGnss(body: RecordBody, at: number): types.Gnss | undefined {
  const { layout, places } = placesGnss;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Gnss> = {};
  {
    const value = view.getUint8(at + places[0]!);
    if (value !== 0xff) values.fix = value as types.GnssFix;
  }
  {
    const value = view.getUint8(at + places[1]!);
    if (value !== 255) values.satellites = value;
  }
  {
    const value = view.getFloat32(at + places[2]!, true);
    if (!Number.isNaN(value)) values.hdop = value;
  }
  {
    const value = view.getInt32(at + places[3]!, true);
    if (value !== -2147483648) values.horizontalAccuracyMm = value;
  }
  return values;
}

const placesLink = placesOf('Link');
function readLink(body: RecordBody, at: number): types.Link | undefined {
  const { layout, places } = placesLink;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Link> = {};
  {
    const value = view.getUint8(at + places[0]!);
    if (value !== 0xff) values.isConnected = value !== 0;
  }
  {
    const value = view.getUint8(at + places[1]!);
    if (value !== 255) values.qualityPercent = value;
  }
  {
    const value = view.getInt8(at + places[2]!);
    if (value !== -128) values.signalDbm = value;
  }
  return values;
}

const placesOperatorPosition = placesOf('OperatorPosition');
function readOperatorPosition(body: RecordBody, at: number): types.OperatorPosition | undefined {
  const { layout, places } = placesOperatorPosition;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.OperatorPosition> = {};
  {
    const value = view.getInt32(at + places[0]!, true);
    if (value !== -2147483648) values.latitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.longitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[2]!, true);
    if (value !== -2147483648) values.altitudeAmslMm = value;
  }
  return values;
}

const placesHomePosition = placesOf('HomePosition');
function readHomePosition(body: RecordBody, at: number): types.HomePosition | undefined {
  const { layout, places } = placesHomePosition;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.HomePosition> = {};
  {
    const value = view.getInt32(at + places[0]!, true);
    if (value !== -2147483648) values.latitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.longitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[2]!, true);
    if (value !== -2147483648) values.altitudeAmslMm = value;
  }
  return values;
}

const placesGimbal = placesOf('Gimbal');
function readGimbal(body: RecordBody, at: number): types.Gimbal | undefined {
  const { layout, places } = placesGimbal;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Gimbal> = {};
  {
    const value = view.getFloat32(at + places[0]!, true);
    if (!Number.isNaN(value)) values.rollRad = value;
  }
  {
    const value = view.getFloat32(at + places[1]!, true);
    if (!Number.isNaN(value)) values.pitchRad = value;
  }
  {
    const value = view.getFloat32(at + places[2]!, true);
    if (!Number.isNaN(value)) values.yawRad = value;
  }
  {
    const value = view.getFloat32(at + places[3]!, true);
    if (!Number.isNaN(value)) values.yawToBodyRad = value;
  }
  return values;
}

const placesWind = placesOf('Wind');
function readWind(body: RecordBody, at: number): types.Wind | undefined {
  const { layout, places } = placesWind;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Wind> = {};
  {
    const value = view.getInt32(at + places[0]!, true);
    if (value !== -2147483648) values.northMmS = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.eastMmS = value;
  }
  return values;
}

const placesMissionItem = placesOf('MissionItem');
function readMissionItem(body: RecordBody, at: number): types.MissionItem | undefined {
  const { layout, places } = placesMissionItem;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.MissionItem> = {};
  {
    const value = view.getUint16(at + places[0]!, true);
    if (value !== 65535) values.number = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.latitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[2]!, true);
    if (value !== -2147483648) values.longitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[3]!, true);
    if (value !== -2147483648) values.heightAboveTakeoffMm = value;
  }
  return values;
}

const placesZone = placesOf('Zone');
function readZone(body: RecordBody, at: number): types.Zone | undefined {
  const { layout, places } = placesZone;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Zone> = {};
  {
    const value = view.getUint8(at + places[0]!);
    if (value !== 0xff) values.state = value as types.ZoneState;
  }
  {
    const value = readText(body, at + places[1]!, 32);
    if (value !== undefined) values.areaCode = value;
  }
  return values;
}

const placesFollowedSubject = placesOf('FollowedSubject');
function readFollowedSubject(body: RecordBody, at: number): types.FollowedSubject | undefined {
  const { layout, places } = placesFollowedSubject;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.FollowedSubject> = {};
  {
    const value = view.getInt32(at + places[0]!, true);
    if (value !== -2147483648) values.latitudeDegE7 = value;
  }
  {
    const value = view.getInt32(at + places[1]!, true);
    if (value !== -2147483648) values.longitudeDegE7 = value;
  }
  return values;
}

const placesDeviceInfo = placesOf('DeviceInfo');
function readDeviceInfo(body: RecordBody, at: number): types.DeviceInfo | undefined {
  const { layout, places, strides } = placesDeviceInfo;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.DeviceInfo> = {};
  {
    const value = view.getUint8(at + places[0]!);
    if (value !== 0xff) values.kind = value as types.DeviceKind;
  }
  {
    const value = readText(body, at + places[1]!, 32);
    if (value !== undefined) values.manufacturer = value;
  }
  {
    const value = readText(body, at + places[2]!, 32);
    if (value !== undefined) values.model = value;
  }
  {
    const value = readText(body, at + places[3]!, 32);
    if (value !== undefined) values.serial = value;
  }
  {
    const value = readText(body, at + places[4]!, 32);
    if (value !== undefined) values.hardwareVersion = value;
  }
  {
    const value = readList(at + places[5]!, 4, strides[5]!, (to) => readText(body, to, 32), '');
    if (value !== undefined) values.firmwareVersions = value;
  }
  {
    const value = view.getBigUint64(at + places[6]!, true);
    if (value !== 0n) values.activationTimeUs = value;
  }
  {
    const value = readText(body, at + places[7]!, 20);
    if (value !== undefined) values.remoteIdSerial = value;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

const placesOperatorInfo = placesOf('OperatorInfo');
function readOperatorInfo(body: RecordBody, at: number): types.OperatorInfo | undefined {
  const { layout, places } = placesOperatorInfo;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.OperatorInfo> = {};
  {
    const value = view.getBigUint64(at + places[0]!, true);
    if (value !== 0n) values.timeUs = value;
  }
  {
    const value = readText(body, at + places[1]!, 16);
    if (value !== undefined) values.operatorId = value;
  }
  {
    const value = readText(body, at + places[2]!, 64);
    if (value !== undefined) values.name = value;
  }
  {
    const value = readText(body, at + places[3]!, 64);
    if (value !== undefined) values.account = value;
  }
  {
    const value = readText(body, at + places[4]!, 32);
    if (value !== undefined) values.registration = value;
  }
  {
    const value = readOperatorPosition(body, at + places[5]!);
    if (value !== undefined) values.phone = value;
  }
  {
    const value = readOperatorPosition(body, at + places[6]!);
    if (value !== undefined) values.remoteController = value;
  }
  return values;
}

const placesWarning = placesOf('Warning');
function readWarning(body: RecordBody, at: number): types.Warning | undefined {
  const { layout, places } = placesWarning;
  if (body.isUnknown(layout, at)) return undefined;
  const { view } = body;
  const values: Writable<types.Warning> = {};
  {
    const value = view.getBigUint64(at + places[0]!, true);
    if (value !== 0n) values.timeUs = value;
  }
  {
    const value = view.getUint8(at + places[1]!);
    if (value !== 0xff) values.severity = value as types.Severity;
  }
  {
    const value = readText(body, at + places[2]!, 128);
    if (value !== undefined) values.text = value;
  }
  return values;
}

/** By kind of record. */
export const readObject: readonly ((body: RecordBody) => types.FlightveilRecord)[] = [
  (body) => ({ flightRecord: readFlightRecord(body, 0) ?? {} }),
  (body) => ({ deviceInfo: readDeviceInfo(body, 0) ?? {} }),
  (body) => ({ operatorInfo: readOperatorInfo(body, 0) ?? {} }),
  (body) => ({ warning: readWarning(body, 0) ?? {} }),
];
