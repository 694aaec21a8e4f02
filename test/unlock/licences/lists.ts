/** Replies of a made-up dock, with one licence of each type. */

export const FROM_S = 1_700_000_000;
export const UNTIL_S = 1_900_000_000;

export type Json = Record<string, unknown>;

export function common(type: number, more: Json = {}): Json {
  return {
    ...{
      license_id: 7000 + type,
      name: `Licence ${type}`,
      type,
      group_id: 31,
      user_id: 'pilot-1',
      device_sn: 'SN0001',
    },
    ...{ begin_time: FROM_S, end_time: UNTIL_S, user_only: false, enabled: true },
    ...more,
  };
}

const parts: readonly (readonly [string, Json])[] = [
  ['area_unlock', { area_ids: [4711, 4712] }],
  ['circle_unlock', { radius: 1500, latitude: 47.5, longitude: 8.5, height: 120 }],
  ['country_unlock', { country_number: 756, height: 65_535 }],
  ['height_unlock', { height: 300 }],
  [
    'polygon_unlock',
    {
      points: [
        { latitude: 47, longitude: 8 },
        { latitude: 47, longitude: 9 },
        { latitude: 48, longitude: 9 },
        { latitude: 48, longitude: 8 },
      ],
    },
  ],
  ['power_unlock', {}],
  ['rid_unlock', { level: 1 }],
];

/** A licence of a type; `part` and `fields` change what it says, undefined leaves something out. */
export function licence(type: number, fields: Json = {}, part: Json = {}): Json {
  const [member, usual] = parts[type]!;
  return { common_fields: common(type, fields), [member]: { ...usual, ...part } };
}

export function reply(licenses: readonly unknown[], data: Json = {}): Json {
  return {
    ...{ bid: 'b', tid: 't', timestamp: 1_700_000_000_000, gateway: 'G' },
    method: 'unlock_license_list',
    data: { result: 0, device_model_domain: 0, consistence: true, licenses, ...data },
  };
}

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}
