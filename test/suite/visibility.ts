import { dimensionOf } from '../../src/model/category.ts';
import { type Disclosure, reaches } from '../../src/model/disclosure.ts';
import { byteSizes, type Field, type FieldRule, type When } from '../../src/model/schema.ts';
import { readValue } from '../../src/model/values.ts';

/**
 * What a disclosure promises about a field's value, told from the table of dimensions alone, as a second opinion on the product's choice of
 * treatments: `shown` as it was; `replaced` by something that depends on it (a pseudonym, a relative time); `moved` into the flight's canonical frame, with what
 * is the same in every frame; `judged` by a vocabulary of the format; `hidden` without a trace.
 */
export type Visibility = 'shown' | 'replaced' | 'moved' | 'judged' | 'hidden';

const judgedRoles = /^(command|param[1-7]|parameterName|parameterValue)$/;

export function visibilityOf(rule: FieldRule, disclosure: Disclosure): Visibility {
  const isJudged = judgedRoles.test(rule.role ?? '');
  switch (dimensionOf(rule.category)) {
    case 'place':
    case 'shape':
      if (disclosure.shape === 'none') return 'hidden';
      return disclosure.place === 'exact' && disclosure.shape === 'exact' ? 'shown' : 'moved';
    case 'operator':
      if (rule.category === 'homePosition' && isMoved(disclosure)) return 'moved';
      return disclosure.operator === 'exact' ? 'shown' : 'hidden';
    case 'time':
      return timed(rule, disclosure);
    case 'device':
      if (disclosure.device === 'exact') return 'shown';
      return disclosure.device === 'none' ? 'hidden' : 'replaced';
    case 'person':
      if (disclosure.person === 'exact') return 'shown';
      return disclosure.person === 'none' || rule.category === 'network' ? 'hidden' : 'replaced';
    case 'environment':
      return disclosure.environment === 'exact' ? 'shown' : 'hidden';
    case 'settings':
      if (disclosure.settings === 'none') return 'hidden';
      if (rule.category === 'parameter' && isJudged) return 'judged';
      return disclosure.settings === 'exact' ? 'shown' : 'hidden';
    case 'text':
      // Texts of these tests fit no template.
      return disclosure.text === 'exact' ? 'shown' : 'hidden';
    case 'media':
      return disclosure.media === 'exact' ? 'shown' : 'hidden';
    case 'geofence':
      if (!reaches('geofence', disclosure.geofence, rule.needs ?? 'kind')) return 'hidden';
      return rule.clock === undefined ? 'shown' : timed(rule, disclosure);
    case 'dynamics':
      if (disclosure.dynamics !== 'full') return 'hidden';
      return isJudged ? 'judged' : 'shown';
    case 'others':
    case 'opaque':
    case 'secrets':
      return 'hidden';
  }
}

/** Whether the path is released in a frame of its own. */
export function isMoved({ place, shape }: Disclosure): boolean {
  return shape !== 'none' && !(place === 'exact' && shape === 'exact');
}

function timed(rule: FieldRule, disclosure: Disclosure): Visibility {
  if (disclosure.time === 'exact') return 'shown';
  return rule.clock === 'gps' ? 'hidden' : 'replaced';
}

/** The row of the catalog that holds for a field in this body; undefined: the field is not in the catalog. */
export function ruleIn(field: Field, fields: readonly Field[], body: Uint8Array): FieldRule | undefined {
  return field.rules.find(({ when }) => when === undefined || holds(when, fields, body));
}

function holds(when: When, fields: readonly Field[], body: Uint8Array): boolean {
  const field = fields.find(({ name }) => name === when.field);
  if (field === undefined) return false;
  const bits = 8 * byteSizes[field.type];
  const wrap = (value: number | bigint): bigint => BigInt.asUintN(bits, BigInt(value));
  const value = wrap(readValue(body, field.offset, field.type));
  const values = when.values.map(wrap);
  switch (when.test) {
    case 'equals':
      return value === values[0];
    case 'differs':
      return value !== values[0];
    case 'anyBit':
      return (value & values[0]!) !== 0n;
    case 'noBit':
      return (value & values[0]!) === 0n;
    case 'oneOf':
      return values.includes(value);
  }
}
