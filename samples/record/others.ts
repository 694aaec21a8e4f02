import { degreesAt } from '../tangent.ts';
import { placeOf, ZONE_NEAR_S } from './flight.ts';
import type { Contents } from './schema.ts';
import { operatorIdOf, type RecordSecrets, recordDeviceOf } from './secrets.ts';

const MICROS = 1e6;
/** Longer texts are none that the app shows. */
const TEXT_CHARACTERS = 128;

/** What the app says of the devices that fly and are used, as DeviceInfo. */
export function deviceRecords({ device }: RecordSecrets): Contents[] {
  const marks = recordDeviceOf(device);
  const known = { manufacturer: 'Sample Aero', firmwareVersions: [marks.firmware] };
  const activationTimeUs = String(marks.activatedS * MICROS);
  return [
    {
      ...{ kind: 'DEVICE_KIND_AIRCRAFT', ...known, model: 'Kestrel 2', serial: marks.aircraft, hardwareVersion: 'B1' },
      ...{
        firmwareVersions: [marks.firmware, `${marks.firmware}-fc`],
        activationTimeUs,
        remoteIdSerial: marks.remoteId,
      },
    },
    { kind: 'DEVICE_KIND_REMOTE_CONTROLLER', ...known, model: 'RC-N', serial: marks.controller, activationTimeUs },
    { kind: 'DEVICE_KIND_BATTERY', ...known, model: 'TB-5200', serial: marks.battery },
    { kind: 'DEVICE_KIND_CAMERA', ...known, model: 'M4K', serial: marks.camera },
    { kind: 'DEVICE_KIND_GROUND_STATION', manufacturer: 'Sample Phones', model: 'P7', serial: marks.phone },
  ];
}

/** Who flies, as OperatorInfo. */
export function operatorRecord(secrets: RecordSecrets, seconds: number): Contents {
  const { person, account, operator } = secrets;
  const { known, secret } = operatorIdOf(secrets);
  return {
    timeUs: String(secrets.startUnixUs + Math.round(MICROS * seconds)),
    ...{ operatorId: `${known}-${secret}`, name: person.pilotName, account, registration: `I-${known.slice(4, 8)}` },
    phone: placeOf(secrets, operator.northM, operator.eastM, 1.2),
    remoteController: placeOf(secrets, operator.northM + 0.3, operator.eastM, 1.1),
  };
}

/** What the app shows, as Warning, with when it does. */
export function warningRecords(secrets: RecordSecrets): { readonly seconds: number; readonly warning: Contents }[] {
  const { text, person, place, zone } = secrets;
  const spot = degreesAt(place, 31, 44);
  const said: [number, string, string][] = [
    [22.4, 'SEVERITY_INFO', 'Home Point recorded. Return-to-Home Altitude:98FT'],
    [24.2, 'SEVERITY_WARNING', 'Weak GPS signal. Positioning accuracy may be compromised. Please fly with caution.'],
    [27.3, 'SEVERITY_INFO', `Mission of ${person.pilotName} loaded`],
    [
      28.1,
      'SEVERITY_WARNING',
      `Point of interest set at ${spot.latitudeDeg.toFixed(5)}, ${spot.longitudeDeg.toFixed(5)}`,
    ],
    ...text.typed.map((typed, index): [number, string, string] => [29.2 + 0.4 * index, 'SEVERITY_INFO', typed]),
    ...(zone === null
      ? []
      : ([
          [22.6, 'SEVERITY_WARNING', `GEO: You are in a Warning Zone (${zone}). Fly with caution.`],
          [
            ZONE_NEAR_S.fromS + 0.2,
            'SEVERITY_CRITICAL',
            `Aircraft in an Altitude Zone (${zone}). Max altitude limited to 60 m`,
          ],
        ] as [number, string, string][])),
  ];
  return said.map(([seconds, severity, words]) => ({
    seconds,
    warning: {
      timeUs: String(secrets.startUnixUs + Math.round(MICROS * seconds)),
      ...{ severity, text: words.slice(0, TEXT_CHARACTERS) },
    },
  }));
}
