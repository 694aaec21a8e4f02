import type { Jurisdiction } from './jurisdictions.ts';
import { commonFields, type ProjectedField, type Projection, places } from './projection.ts';

/** The rules that list what an aircraft tells of itself. */
export type RemoteIdRule = 'eu-direct' | 'eu-network' | 'us-standard' | 'us-module';

export interface RemoteIdList {
  readonly fields: readonly ProjectedField[];
  readonly source: string;
}

const shared = {
  serial: { name: 'serial-number', category: 'deviceIdentity', roles: [] },
  position: { name: 'position', category: 'aircraftPosition', roles: places },
  time: { name: 'time', category: 'absoluteTime', roles: [] },
  emergency: { name: 'emergency-status', category: 'mode', roles: [] },
} as const satisfies Record<string, ProjectedField>;

const european: readonly ProjectedField[] = [
  { name: 'operator-registration-number', category: 'personIdentity', roles: [] },
  shared.serial,
  shared.time,
  shared.position,
  { name: 'height', category: 'altitude', roles: ['altitude'] },
  { name: 'route-course', category: 'motion', roles: ['course'] },
  { name: 'ground-speed', category: 'motion', roles: ['groundSpeed'] },
  { name: 'operator-position', category: 'operatorPosition', otherwise: 'homePosition', roles: places },
  shared.emergency,
];

const american: readonly ProjectedField[] = [
  shared.serial,
  shared.position,
  { name: 'geometric-altitude', category: 'altitude', roles: ['altitude'] },
  {
    name: 'velocity',
    category: 'motion',
    roles: ['velocityNorth', 'velocityEast', 'velocityDown', 'groundSpeed', 'course'],
  },
  shared.time,
];

/** What each rule lists, as categories of ours. A session id may stand for the serial number in 89.305. */
export const remoteIdLists: Readonly<Record<RemoteIdRule, RemoteIdList>> = {
  'eu-direct': {
    fields: european,
    source: 'Delegated Regulation (EU) 2019/945 as amended by (EU) 2020/1058, Annex, Part 6, point 3',
  },
  'eu-network': {
    fields: [...european, { name: 'altitude-above-sea-level', category: 'altitude', roles: ['altitude'] }],
    source: 'Implementing Regulation (EU) 2021/664, Article 8(2): network identification',
  },
  'us-standard': {
    fields: [
      ...american,
      { name: 'control-station-position', category: 'operatorPosition', roles: places },
      { name: 'control-station-altitude', category: 'operatorPosition', roles: ['altitude'] },
      shared.emergency,
    ],
    source: '14 CFR 89.305 (a) to (h): standard remote identification unmanned aircraft',
  },
  'us-module': {
    fields: [
      ...american,
      { name: 'take-off-position', category: 'homePosition', roles: places },
      { name: 'take-off-altitude', category: 'homePosition', roles: ['altitude'] },
    ],
    source: '14 CFR 89.315 (a) to (g): remote identification broadcast modules',
  },
};

/** How the flight identified itself; undefined where that is not known. */
export type RemoteIdEquipment = 'standard' | 'module' | undefined;

/** Why it is asked for now: a live service that the user has set up, or a demand that was recorded. */
export const occasions = ['configured-service', 'recorded-demand'] as const;
export type Occasion = (typeof occasions)[number];

function rulesAt(place: Jurisdiction, occasion: Occasion, equipment: RemoteIdEquipment): readonly RemoteIdRule[] {
  switch (place) {
    case 'eea':
    case 'uk':
    case 'switzerland':
      // The UK has kept the European annex; U-space, the network's rule, it has not.
      if (occasion === 'recorded-demand') return ['eu-direct'];
      return place === 'uk' ? [] : ['eu-network'];
    case 'us':
    case 'california':
      // Part 89 knows broadcast only: no network service is owed anything.
      if (occasion === 'configured-service') return [];
      if (equipment === undefined) return ['us-standard', 'us-module'];
      return equipment === 'standard' ? ['us-standard'] : ['us-module'];
    case 'other':
      return [];
  }
}

/**
 * What aviation's rules list where a flight took place: of several rules what is common to all; undefined where one place has no rule, or
 * where the place is not known.
 */
export function remoteIdProjection(
  places: readonly Jurisdiction[],
  occasion: Occasion | undefined,
  equipment: RemoteIdEquipment,
): Projection | undefined {
  if (occasion === undefined || places.length === 0) return undefined;
  const perPlace = places.map((place) => rulesAt(place, occasion, equipment));
  if (perPlace.some((rules) => rules.length === 0)) return undefined;
  const rules = [...new Set(perPlace.flat())];
  const fields = commonFields(rules.map((rule) => remoteIdLists[rule].fields));
  const source = rules.map((rule) => remoteIdLists[rule].source).join('; ');
  return { name: 'remote-id', fields, records: 'all', source: `R4: ${source}` };
}
