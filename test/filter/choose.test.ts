import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidesPilot, mayReleaseParameter, type Treatment, treatmentOf } from '../../src/filter/choose.ts';
import { dataCategoryNames, dimensionOf } from '../../src/model/category.ts';
import { type Disclosure, everything, nothing } from '../../src/model/disclosure.ts';
import { type Clock, type FieldRule, roles } from '../../src/model/schema.ts';
import { levels } from '../../src/policy/levels.ts';
import { disclosures, ordered } from '../model/disclosures.ts';

const clockOf: readonly (Clock | undefined)[] = [undefined, 'unix', 'boot', 'auto', 'gps', 'past', 'own'];
const needs = [undefined, 'event', 'exact'] as const;

/** Every rule that can make a difference. */
const rules: readonly FieldRule[] = dataCategoryNames.flatMap((category) =>
  [undefined, ...roles].flatMap((role) =>
    (category === 'geofence' || category === 'absoluteTime' ? clockOf : [undefined]).flatMap((clock) =>
      (category === 'geofence' ? needs : [undefined]).map((need): FieldRule => {
        const rule = { category, ...(role === undefined ? {} : { role }), ...(clock === undefined ? {} : { clock }) };
        return need === undefined ? rule : { ...rule, needs: need };
      }),
    ),
  ),
);

/**
 * How much is left of a field: nothing, something made from it or part of it, all of it. What is moved stands in a frame of its own and tells nothing of a true
 * place, and a cell nothing of a path: they are neither more nor less than others.
 */
function amount(treatment: Treatment): 0 | 1 | 2 {
  if (['withhold', 'aside', 'relocate', 'cell', 'select-own'].includes(treatment)) return 0;
  return treatment === 'keep' ? 2 : 1;
}

const anyRule = fc.constantFrom(...rules);

/** Beside a true place these lead to the pilot: without one they are harmless. */
function leadsToPilot({ category, role }: FieldRule): boolean {
  if (category === 'linkHealth' || category === 'geofence') return true;
  return dimensionOf(category) === 'dynamics' && (role === 'total' || role === 'batteryRemaining');
}

describe('treatmentOf', () => {
  test('is monotone: what is kept at a lower disclosure is kept at a higher one, and what is changed is not hidden', () => {
    fc.assert(
      fc.property(anyRule, ordered, (rule, [low, high]) => {
        fc.pre(!(hidesPilot(high) && leadsToPilot(rule)));
        expect(amount(treatmentOf(rule, high))).toBeGreaterThanOrEqual(amount(treatmentOf(rule, low)));
      }),
      { numRuns: 5000 },
    );
  });

  test('is monotone for every rule along the chain from nothing to everything', () => {
    const chain: readonly Disclosure[] = [
      nothing,
      levels.summary,
      levels.engineering,
      levels.dynamics,
      levels.track,
      levels.full,
    ];
    for (const rule of rules.filter((one) => !leadsToPilot(one))) {
      const amounts = [...chain, everything].map((disclosure) => amount(treatmentOf(rule, disclosure)));
      expect(amounts).toEqual([...amounts].sort());
    }
  });

  test('at nothing everything is withheld, but for times, which lose their date', () => {
    for (const rule of rules) {
      const treatment = treatmentOf(rule, nothing);
      if (rule.category === 'absoluteTime') expect(['withhold', 'shift-time']).toContain(treatment);
      else expect(amount(treatment), rule.category).toBe(0);
    }
  });

  test('third parties, payloads inside payloads and secrets pass at no disclosure', () => {
    fc.assert(
      fc.property(disclosures, anyRule, (disclosure, rule) => {
        if (['others', 'opaque', 'secrets'].includes(dimensionOf(rule.category))) {
          expect(amount(treatmentOf(rule, disclosure))).toBe(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('only a category’s own dimension keeps it: with that at none and the rest at the top it is not kept', () => {
    for (const rule of rules) {
      const without = { ...everything, [dimensionOf(rule.category)]: 'none' } as Disclosure;
      expect(amount(treatmentOf(rule, without)), rule.category).toBeLessThan(2);
    }
  });

  test('GPS times and instants in the past are not shifted but hidden', () => {
    for (const clock of ['gps', 'past'] as const) {
      for (const category of ['absoluteTime', 'geofence'] as const) {
        expect(treatmentOf({ category, clock }, levels.track)).toBe('withhold');
        expect(treatmentOf({ category, clock }, everything)).toBe('keep');
      }
    }
  });

  test('a path is kept with its exact place only, and moved wherever only its form may be known', () => {
    for (const category of ['aircraftPosition', 'altitude', 'motion', 'heading', 'missionPosition'] as const) {
      expect(treatmentOf({ category }, { ...everything, place: 'area' })).toBe('relocate');
      expect(treatmentOf({ category }, { ...everything, shape: 'relative' })).toBe('relocate');
      expect(treatmentOf({ category }, levels.dynamics)).toBe('relocate');
      expect(treatmentOf({ category }, { ...everything, shape: 'none' })).toBe('withhold');
    }
  });

  test('home moves with the path; where the pilot stands never does', () => {
    expect(treatmentOf({ category: 'homePosition' }, levels.dynamics)).toBe('relocate');
    expect(treatmentOf({ category: 'operatorPosition' }, levels.dynamics)).toBe('withhold');
    for (const category of ['homePosition', 'operatorPosition'] as const) {
      expect(treatmentOf({ category }, levels.track)).toBe('withhold');
      expect(treatmentOf({ category }, levels.full)).toBe('keep');
    }
  });

  test('a text that is no text of a message is never a template', () => {
    const template = { ...nothing, text: 'template' as const };
    expect(treatmentOf({ category: 'freeText' }, template)).toBe('withhold');
    expect(treatmentOf({ category: 'freeText', role: 'text' }, template)).toBe('template-text');
  });

  test('a command and its parameters are always selected, never just kept', () => {
    fc.assert(
      fc.property(disclosures, fc.constantFrom('command', 'param1', 'param5', 'param7'), (disclosure, role) => {
        expect(treatmentOf({ category: 'mode', role }, disclosure)).not.toBe('keep');
      }),
    );
  });
});

describe('mayReleaseParameter', () => {
  const classes = fc.constantFrom('safe' as const, ...dataCategoryNames);

  test('is monotone', () => {
    fc.assert(
      fc.property(classes, ordered, (parameter, [low, high]) => {
        fc.pre(parameter === 'safe' || !(hidesPilot(high) && leadsToPilot({ category: parameter })));
        if (mayReleaseParameter(parameter, low)) expect(mayReleaseParameter(parameter, high)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('below all settings only safe ones pass, with none nothing', () => {
    for (const parameter of dataCategoryNames) {
      if (parameter === 'parameter') continue;
      expect(mayReleaseParameter(parameter, { ...everything, settings: 'safe' }), parameter).toBe(false);
    }
    expect(mayReleaseParameter('safe', { ...nothing, settings: 'safe' })).toBe(true);
    expect(mayReleaseParameter('safe', { ...everything, settings: 'none' })).toBe(false);
  });

  test('with all settings a parameter still needs what its content needs', () => {
    expect(mayReleaseParameter('homePosition', { ...everything, operator: 'none' })).toBe(false);
    expect(mayReleaseParameter('homePosition', everything)).toBe(true);
    expect(mayReleaseParameter('absoluteTime', { ...everything, time: 'day' })).toBe(false);
    expect(mayReleaseParameter('deviceIdentity', { ...everything, device: 'recipient' })).toBe(false);
    expect(mayReleaseParameter('network', { ...everything, person: 'pseudonym' })).toBe(false);
    expect(mayReleaseParameter('credential', everything)).toBe(false);
  });
});

describe('a track without its pilot', () => {
  test('is released where it is not cut, and so is what tells the place', () => {
    const shown: readonly FieldRule[] = [
      ...(['aircraftPosition', 'magnetic', 'pressure', 'satellites'] as const).map((category) => ({ category })),
      { category: 'altitude', role: 'altitude', datum: 'amsl' },
      { category: 'heading', role: 'yaw' },
      { category: 'motion', role: 'velocityNorth' },
    ];
    for (const rule of shown) {
      expect(treatmentOf(rule, levels.track), rule.category).toBe('cut');
      expect(treatmentOf(rule, levels.full), rule.category).toBe('keep');
    }
  });

  test('shows no signal strength, no running total and no fence: they tell how far away the pilot is', () => {
    for (const rule of rules.filter(leadsToPilot)) expect(treatmentOf(rule, levels.track)).toBe('withhold');
    expect(treatmentOf({ category: 'power', role: 'total' }, levels.dynamics)).toBe('keep');
    expect(treatmentOf({ category: 'missionPosition' }, levels.track)).toBe('aside');
  });

  test('shows nothing that leads from there to home: distances, bearings, heights over home, local frames', () => {
    expect(treatmentOf({ category: 'relativePosition' }, levels.track)).toBe('withhold');
    expect(treatmentOf({ category: 'heading', role: 'bearing' }, levels.track)).toBe('aside');
    // A wanted heading points home, and a height of an unknown datum may count from there.
    for (const category of ['heading', 'altitude', 'motion'] as const) {
      expect(treatmentOf({ category }, levels.track), category).toBe('aside');
    }
    expect(treatmentOf({ category: 'missionPosition', role: 'distance' }, levels.track)).toBe('aside');
    for (const datum of ['home', 'local', 'terrain', 'ground', undefined]) {
      const rule = { category: 'altitude', role: 'altitude', ...(datum === undefined ? {} : { datum }) } as const;
      expect(treatmentOf(rule, levels.track), datum).toBe('aside');
    }
  });
});
