import { concat, messageFrame, stamped } from '../formats/mavlink/frames.ts';

const START_US = 1_777_629_600_000_000n;
const GEOFENCE = 1 << 20;
/** What flies through: a square around it is the zone of {@link zoneAround}. */
export const CENTRE = { latitudeDeg: 47.46, longitudeDeg: 8.55 };

/** A .tlog of 200 s: its fence is on, is switched off by order at 60 s, and it flies east through {@link CENTRE}. */
export function fencedFlight({ orders = true, fence = true } = {}): Uint8Array {
  const records: Uint8Array[] = [];
  for (let s = 0; s < 200; s++) {
    const at = (
      ms: number,
      name: string,
      values: Record<string, number>,
      sender?: { system: number; component: number },
    ): void => {
      records.push(
        stamped(
          START_US + BigInt(s * 1000 + ms) * 1000n,
          messageFrame(name, values, sender ?? { system: 1, component: 1 }),
        ),
      );
    };
    at(0, 'HEARTBEAT', { type: 2, autopilot: 3, base_mode: 81, custom_mode: 4, system_status: 4, mavlink_version: 3 });
    const isOn = s < 60 || !orders;
    const enabled = fence && isOn ? GEOFENCE : 0;
    at(10, 'SYS_STATUS', {
      onboard_control_sensors_present: fence ? GEOFENCE : 0,
      onboard_control_sensors_enabled: enabled,
      onboard_control_sensors_health: GEOFENCE,
    });
    if (orders && s === 60) {
      at(
        5,
        'COMMAND_LONG',
        { target_system: 1, target_component: 1, command: 207, param1: 0 },
        { system: 255, component: 190 },
      );
    }
    at(20, 'GLOBAL_POSITION_INT', {
      time_boot_ms: s * 1000,
      lat: Math.round(CENTRE.latitudeDeg * 1e7),
      lon: Math.round((CENTRE.longitudeDeg - 0.01 + s * 1e-4) * 1e7),
      alt: 480_000,
      relative_alt: 60_000,
    });
  }
  return concat(...records);
}

/** ED-269 with one prohibited zone around {@link CENTRE}, 0.004 degrees to each side. */
export function zoneAround(identifier = 'TEST-1'): string {
  const { latitudeDeg: south, longitudeDeg: west } = {
    latitudeDeg: CENTRE.latitudeDeg - 0.004,
    longitudeDeg: CENTRE.longitudeDeg - 0.004,
  };
  const [north, east] = [south + 0.008, west + 0.008];
  return JSON.stringify({
    features: [
      {
        ...{
          identifier,
          country: 'CHE',
          name: 'Trial',
          type: 'COMMON',
          restriction: 'REQ_AUTHORISATION',
          reason: ['AIR_TRAFFIC'],
        },
        ...{ applicability: [{ permanent: 'YES' }], zoneAuthority: [{ name: 'Trial', purpose: 'AUTHORIZATION' }] },
        geometry: [
          {
            ...{ uomDimensions: 'M', lowerLimit: 0, lowerVerticalReference: 'AGL' },
            ...{ upperLimit: 120, upperVerticalReference: 'AGL' },
            horizontalProjection: {
              type: 'Polygon',
              coordinates: [
                [
                  [west, south],
                  [east, south],
                  [east, north],
                  [west, north],
                  [west, south],
                ],
              ],
            },
          },
        ],
      },
    ],
  });
}

/** A licence list of DJI's cloud for one area. */
export function licenceFor(area: number | string): string {
  const begin = Number(START_US / 1_000_000n) - 3600;
  return JSON.stringify({
    unlock_license_list: [
      {
        common_fields: {
          ...{ license_id: 4711, name: 'Trial', type: 0, group_id: 0, user_id: 'somebody@example.org' },
          ...{
            device_sn: '1ZNBJ7C00C000A',
            begin_time: begin,
            end_time: begin + 86_400,
            user_only: false,
            enabled: true,
          },
        },
        area_unlock: { area_ids: [area] },
      },
    ],
  });
}
