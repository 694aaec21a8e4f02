import { type DataCategory, dimensionOf } from '../model/category.ts';
import { type Disclosure, nothing } from '../model/disclosure.ts';
import type { Role } from '../model/schema.ts';

/** One output field of a projection. */
export interface ProjectedField {
  readonly name: string;
  readonly category: DataCategory;
  /** What fields of a log must be to be this one; of a category without any, none is: it holds too much else. */
  readonly roles: readonly Role[];
  /** What stands in where the first is not known. */
  readonly otherwise?: DataCategory;
}

/** Exactly these fields leave, and nothing else that the disclosure would allow. */
export interface Projection {
  readonly name: string;
  readonly fields: readonly ProjectedField[];
  /** Every record, the last one only, one for the whole flight, or every record of devices that says something else than those before. */
  readonly records: 'all' | 'last' | 'one' | 'distinct';
  readonly source: string;
}

/** The ceiling that a projection is: what governs none of its fields is none. */
export function ceilingOfProjection({ fields }: Projection): Partial<Disclosure> {
  const governing = fields.flatMap(({ category, otherwise }) =>
    [category, ...(otherwise === undefined ? [] : [otherwise])].map(dimensionOf),
  );
  const free = new Set(governing);
  return Object.fromEntries(Object.entries(nothing).filter(([dimension]) => !free.has(dimension as keyof Disclosure)));
}

/** What stands in every list; nothing for no list. A field is the same only with the same categories. */
export function commonFields(lists: readonly (readonly ProjectedField[])[]): readonly ProjectedField[] {
  const [first, ...others] = lists;
  if (first === undefined) return [];
  return first.filter((field) => others.every((list) => list.some((other) => isSame(field, other))));
}

function isSame(a: ProjectedField, b: ProjectedField): boolean {
  return a.name === b.name && a.category === b.category && a.otherwise === b.otherwise;
}

/** Roles of a position in degrees. */
export const places: readonly Role[] = ['latitude', 'longitude'];

const identity: readonly ProjectedField[] = [
  { name: 'device-identity', category: 'deviceIdentity', roles: ['deviceKind', 'deviceSerial', 'deviceModel'] },
  { name: 'firmware-identity', category: 'firmwareIdentity', roles: ['firmwareVersion'] },
];

/** What identifies a device, once: how often would tell of flights. Records of flights have none of these roles. */
export const deviceOnly: Projection = {
  name: 'device-only',
  fields: identity,
  records: 'distinct',
  source: 'R2: DJI privacy policy, device and flight information',
};

/** The coarse cell that a flight lies in. */
export const oneCell: Projection = {
  name: 'one-cell',
  fields: [{ name: 'cell', category: 'aircraftPosition', roles: places }],
  records: 'one',
  source: 'R5: DJI privacy policy, third parties and map providers',
};

/** Where the aircraft was seen last. */
export const lastPosition: Projection = {
  name: 'last-position',
  fields: [
    // An aircraft that has landed lies where its pilot may stand: cut like a pilot's place, it could not be found.
    { name: 'position', category: 'aircraftPosition', otherwise: 'homePosition', roles: places },
    { name: 'altitude', category: 'altitude', roles: ['altitude'] },
    { name: 'time', category: 'absoluteTime', roles: [] },
  ],
  records: 'last',
  source: 'R28: DJI privacy policy, finding a lost aircraft',
};

/** An unlock as its log keeps it: what happened, code of the area, licence and time, and whose aircraft it was under a made-up name. */
export const unlockEvents: Projection = {
  name: 'unlock-events',
  fields: [
    { name: 'what-happened', category: 'geofence', roles: [] },
    { name: 'area-code', category: 'geofence', roles: [] },
    { name: 'licence', category: 'geofence', roles: [] },
    { name: 'time', category: 'absoluteTime', roles: [] },
    { name: 'device-pseudonym', category: 'deviceIdentity', roles: [] },
  ],
  records: 'all',
  source: 'R3: DJI privacy policy, location information; California notice',
};
