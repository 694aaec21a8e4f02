import type { Dimension } from './disclosure.ts';

/**
 * What a field can reveal, and the one dimension of a disclosure that governs it. The explanation is what people see in
 * tables. A field without a category does not exist for Flightveil: what is not in the catalog is withheld.
 */
export const dataCategories = {
  aircraftPosition: { dimension: 'place', explanation: 'where the aircraft was' },
  missionPosition: { dimension: 'place', explanation: 'waypoints, fences, rally points, targets' },
  relativePosition: { dimension: 'shape', explanation: 'distances and positions relative to home or origin' },
  altitude: { dimension: 'shape', explanation: 'heights of the aircraft' },
  motion: { dimension: 'shape', explanation: 'velocity, speed, course, wind' },
  heading: { dimension: 'shape', explanation: 'where the nose, a target or the camera points' },
  operatorPosition: { dimension: 'operator', explanation: 'where the pilot or the remote controller was' },
  homePosition: { dimension: 'operator', explanation: 'home, take-off and landing points, local origin' },
  absoluteTime: { dimension: 'time', explanation: 'dates and clocks' },
  deviceIdentity: { dimension: 'device', explanation: 'serial numbers, hardware ids, models' },
  firmwareIdentity: { dimension: 'device', explanation: 'versions, builds, boards' },
  personIdentity: { dimension: 'person', explanation: 'pilot and operator ids, names, accounts' },
  network: { dimension: 'person', explanation: 'addresses, network names, phone numbers' },
  magnetic: { dimension: 'environment', explanation: 'magnetic field, which differs from place to place' },
  pressure: { dimension: 'environment', explanation: 'air pressure, weather' },
  terrain: { dimension: 'environment', explanation: 'height of the ground, obstacles' },
  satellites: { dimension: 'environment', explanation: 'satellites in view, accuracies' },
  parameter: { dimension: 'settings', explanation: 'named settings' },
  calibration: { dimension: 'settings', explanation: 'calibration of one particular sensor or handset' },
  freeText: { dimension: 'text', explanation: 'messages and names typed or composed' },
  media: { dimension: 'media', explanation: 'photos, video' },
  geofence: { dimension: 'geofence', explanation: 'fence and zone events' },
  attitude: { dimension: 'dynamics', explanation: 'roll, pitch, body rates' },
  inertial: { dimension: 'dynamics', explanation: 'accelerometers, gyroscopes' },
  power: { dimension: 'dynamics', explanation: 'batteries, fuel' },
  actuators: { dimension: 'dynamics', explanation: 'motors, servos, engine' },
  radioControl: { dimension: 'dynamics', explanation: 'sticks and channels' },
  vibration: { dimension: 'dynamics', explanation: 'vibration' },
  estimatorHealth: { dimension: 'dynamics', explanation: 'state of the estimators' },
  mode: { dimension: 'dynamics', explanation: 'flight modes, commands, states' },
  linkHealth: { dimension: 'dynamics', explanation: 'radio links' },
  payloadState: { dimension: 'dynamics', explanation: 'cameras, gimbals, other payload' },
  systemHealth: { dimension: 'dynamics', explanation: 'processors, memory, sensors present, errors' },
  structural: { dimension: 'dynamics', explanation: 'counters, types, addresses that hold the log together' },
  thirdPartyPosition: { dimension: 'others', explanation: 'other aircraft, ships, people followed' },
  thirdPartyIdentity: { dimension: 'others', explanation: 'names and ids of others' },
  opaque: { dimension: 'opaque', explanation: 'payloads inside payloads, unknown content' },
  credential: { dimension: 'secrets', explanation: 'passwords, keys, tokens' },
} as const satisfies Record<string, { dimension: Dimension; explanation: string }>;

export type DataCategory = keyof typeof dataCategories;

export const dataCategoryNames = Object.keys(dataCategories) as DataCategory[];

export function isDataCategory(name: string): name is DataCategory {
  return Object.hasOwn(dataCategories, name);
}

export function dimensionOf(category: DataCategory): Dimension {
  return dataCategories[category].dimension;
}
