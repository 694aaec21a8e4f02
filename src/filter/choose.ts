import type { Disclosure } from '../model/disclosure.ts';
import { reaches } from '../model/disclosure.ts';
import type { Field, FieldRule, Schema } from '../model/schema.ts';
import type { ParameterClass } from '../vocabulary/parameters.ts';

/** What is done to a field; `withhold` blanks it, or drops its message where the format has no "unknown". */
export type Treatment =
  | 'keep'
  | 'withhold'
  /** Moved into the flight's canonical frame, with its group. */
  | 'relocate'
  /** As it is, where the log is not cut and outside hidden places. */
  | 'cut'
  /** The middle of the flight's one cell. */
  | 'cell'
  /** Hidden while the rest of its group is released. */
  | 'aside'
  | 'shift-time'
  | 'pseudonymise'
  | 'template-text'
  | 'select-parameter'
  | 'select-command'
  | 'select-own';

/** The treatment of one field under a disclosure: the one place where dimensions turn into deeds. */
export function treatmentOf(rule: FieldRule, disclosure: Disclosure): Treatment {
  switch (rule.category) {
    case 'aircraftPosition':
      if (disclosure.shape === 'none') return inCell(rule, disclosure.place !== 'none');
      return placed(disclosure, needsCut(disclosure) ? besideCut(rule) : 'keep');
    case 'missionPosition':
    case 'altitude':
    case 'motion':
    case 'heading':
      // Roll and pitch stand in a quaternion beside the heading, and as angles that a controller wants.
      if (rule.role !== undefined && attitudeRoles.has(rule.role) && disclosure.dynamics !== 'full') return 'withhold';
      return placed(disclosure, needsCut(disclosure) ? besideCut(rule) : 'keep');
    case 'relativePosition':
      // How far home or the origin is, from a true place, is where they are.
      return placed(disclosure, needsCut(disclosure) ? 'withhold' : 'keep');
    case 'homePosition':
      if (disclosure.place === 'exact' && disclosure.operator === 'exact') return 'keep';
      return placed(disclosure, inCell(rule, disclosure.operator !== 'none'));
    case 'operatorPosition':
      if (disclosure.place === 'exact' && disclosure.operator === 'exact') return 'keep';
      return inCell(rule, disclosure.operator !== 'none');
    case 'absoluteTime':
      return timed(rule, disclosure);
    case 'deviceIdentity':
    case 'firmwareIdentity':
      if (disclosure.device === 'none') return 'withhold';
      return disclosure.device === 'exact' ? 'keep' : 'pseudonymise';
    case 'personIdentity':
      if (disclosure.person === 'none') return 'withhold';
      return disclosure.person === 'exact' ? 'keep' : 'pseudonymise';
    case 'network':
      return keepIf(disclosure.person === 'exact');
    case 'magnetic':
    case 'pressure':
    case 'terrain':
    case 'satellites':
      if (disclosure.environment !== 'exact') return 'withhold';
      return needsCut(disclosure) ? 'cut' : 'keep';
    case 'parameter':
      if (rule.role === 'parameterName' || rule.role === 'parameterValue') {
        return disclosure.settings === 'none' ? 'withhold' : 'select-parameter';
      }
      return keepIf(disclosure.settings === 'exact');
    case 'calibration':
      return keepIf(disclosure.settings === 'exact');
    case 'freeText':
      if (disclosure.text === 'exact') return 'keep';
      return disclosure.text === 'template' && rule.role === 'text' ? 'template-text' : 'withhold';
    case 'media':
      return keepIf(disclosure.media === 'exact');
    case 'geofence':
      // Fences are drawn around home: crossing one tells how far away it is.
      if (hidesPilot(disclosure)) return 'withhold';
      if (!reaches('geofence', disclosure.geofence, rule.needs ?? 'kind')) return 'withhold';
      return rule.clock === undefined ? 'keep' : timed(rule, disclosure);
    case 'attitude':
    case 'inertial':
    case 'power':
    case 'actuators':
    case 'radioControl':
    case 'vibration':
    case 'estimatorHealth':
    case 'mode':
    case 'linkHealth':
    case 'payloadState':
    case 'systemHealth':
    case 'structural':
      if (disclosure.dynamics !== 'full' || (hidesPilot(disclosure) && leadsToPilot(rule))) return 'withhold';
      return rule.role !== undefined && commandRoles.has(rule.role) ? 'select-command' : 'keep';
    case 'thirdPartyIdentity':
      return rule.role === 'aboutOthers' ? 'select-own' : 'withhold';
    case 'thirdPartyPosition':
    case 'opaque':
    case 'credential':
      return 'withhold';
  }
}

const attitudeRoles: ReadonlySet<string> = new Set([
  ...['quaternion', 'quaternionW', 'quaternionX', 'quaternionY', 'quaternionZ', 'roll', 'pitch', 'yawRate'],
]);

const commandRoles: ReadonlySet<string> = new Set([
  'command',
  ...[1, 2, 3, 4, 5, 6, 7].map((number) => `param${number}`),
]);

/** What is done to places and movements: `exact` where the true place may be known, moved where only the form of the path may. */
function placed({ place, shape }: Disclosure, exact: Treatment): Treatment {
  if (shape === 'none') return 'withhold';
  return shape === 'exact' && place === 'exact' ? exact : 'relocate';
}

/** Of a place that may be known roughly only latitude and longitude are released. */
function inCell({ role }: FieldRule, isDisclosed: boolean): Treatment {
  return isDisclosed && (role === 'latitude' || role === 'longitude') ? 'cell' : 'withhold';
}

/** A true track is released, but not where its pilot is. */
export function hidesPilot(disclosure: Disclosure): boolean {
  return disclosure.place === 'exact' && disclosure.shape === 'exact' && needsCut(disclosure);
}

/** Signal strength falls off with the distance from the ground station; running totals tell how long was cut. */
function leadsToPilot({ category, role }: FieldRule): boolean {
  return category === 'linkHealth' || role === 'total' || role === 'batteryRemaining';
}

/** A true track shows where the pilot stood unless its legs to and from there are cut. */
function needsCut({ operator }: Disclosure): boolean {
  return operator !== 'exact';
}

/**
 * Heights over home and directions to somewhere lead from the true place back to what is hidden. What has no role may be one of them: a wanted
 * heading points home, and a height of an unknown datum may count from there.
 */
function besideCut({ category, role, datum }: FieldRule): Treatment {
  if (role === 'bearing' || role === 'distance' || (role === undefined && category !== 'aircraftPosition'))
    return 'aside';
  return role === 'altitude' && datum !== 'amsl' && datum !== 'ellipsoid' ? 'aside' : 'cut';
}

function keepIf(condition: boolean): Treatment {
  return condition ? 'keep' : 'withhold';
}

function timed(rule: FieldRule, disclosure: Disclosure): Treatment {
  if (disclosure.time === 'exact') return 'keep';
  return rule.clock === 'gps' || rule.clock === 'past' ? 'withhold' : 'shift-time';
}

/** Whether a parameter of this class may be released with its value. */
export function mayReleaseParameter(parameter: ParameterClass, disclosure: Disclosure): boolean {
  if (parameter === 'safe' || parameter === 'parameter') return disclosure.settings !== 'none';
  if (disclosure.settings !== 'exact') return false;
  return treatmentOf({ category: parameter, clock: 'own' }, disclosure) === 'keep';
}

/** The values of a parameter's record where they can be hidden: then the record of a known parameter stays without them. */
export function hideableValues({ fields }: Schema): readonly Field[] {
  const values = fields.filter(({ rules }) => rules[0]?.role === 'parameterValue');
  return values.every(({ type, rules }) => type === 'f32' && rules[0]?.shows === 'presence') ? values : [];
}
