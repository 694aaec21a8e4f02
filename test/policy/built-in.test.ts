import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dimensionNames, everything, isAtMost, meet, nothing, rank } from '../../src/model/disclosure.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { generate } from '../../src/policy/gen/generate.ts';
import { grounds } from '../../src/policy/grounds.ts';
import { jurisdictions } from '../../src/policy/jurisdictions.ts';
import { cellOf, matrixMarkdown, mostFor } from '../../src/policy/matrix.ts';
import { purposes } from '../../src/policy/purposes.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { ruleReasons } from '../../src/policy/rule-reasons.ts';
import { builtInRules } from '../../src/policy/rules.ts';
import { at, decided, granted, ledger, NOW_S, zurich } from './cases.ts';

test('all purposes and recipients are there, once', () => {
  expect([...builtInPolicy.purposes.keys()].sort()).toEqual([
    ...[
      'activation',
      'after-sales-service',
      'aggregate-reporting',
      'communications',
      'content-sharing',
      'find-aircraft',
    ],
    ...['firmware-upgrade', 'flight-record-sync', 'geofence-unlock', 'legal-disclosure', 'local', 'map-service'],
    ...['product-improvement', 'remote-identification', 'scientific-research', 'service-notice', 'usage-statistics'],
  ]);
  expect([...builtInPolicy.recipients.keys()].sort()).toEqual([
    ...['acquirer', 'affiliate', 'analytics-provider', 'aviation-authority', 'law-enforcement', 'manufacturer'],
    ...['map-provider', 'public', 'researcher', 'self', 'service-provider'],
  ]);
  expect(builtInPolicy.purposes.size).toBe(purposes.length);
  expect(builtInPolicy.recipients.size).toBe(recipients.length);
});

test('each has sentences, and a source that names its duty', () => {
  const isSentence = (text: string): boolean => /^[A-Z].*\.$/.test(text);
  for (const { name, use, reason, source, lost } of purposes) {
    expect(
      [use, reason, ...lost].filter((text) => !isSentence(text)),
      name,
    ).toEqual([]);
    expect(source, name).toMatch(/^R\d+(, R\d+)*: /);
  }
  for (const { name, reason, source } of [
    ...recipients,
    ...Object.values(grounds).map((ground) => ({ ...ground, name: ground.title })),
  ]) {
    expect(isSentence(reason), name).toBe(true);
    expect(source, name).toMatch(/R\d+/);
  }
  for (const { name, consentAgeSource, duties } of Object.values(jurisdictions)) {
    expect(consentAgeSource.length, name).toBeGreaterThan(10);
    for (const { text, source } of duties) expect([isSentence(text), /^R\d+: /.test(source)]).toEqual([true, true]);
  }
  for (const { name, wouldChange } of builtInRules) {
    expect(isSentence(wouldChange!), name).toBe(true);
    expect(isSentence(ruleReasons.get(name)!), name).toBe(true);
  }
});

test('every purpose names recipients that there are, and steps that there are', () => {
  for (const purpose of purposes) {
    for (const name of purpose.recipients) expect(builtInPolicy.recipients.has(name), name).toBe(true);
    for (const dimension of dimensionNames) {
      const step = purpose.ceiling[dimension];
      if (step !== undefined) expect(() => rank(dimension, step)).not.toThrow();
    }
    if (!purpose.releasesFlights)
      expect(
        isAtMost({ ...nothing, ...purpose.ceiling }, { ...nothing, device: 'exact', time: 'exact', geofence: 'event' }),
      ).toBe(true);
  }
});

test('a place and a path are never beside each other unless the place is exact: together they find the street', () => {
  for (const purpose of purposes) {
    for (const recipient of recipients) {
      const most = mostFor(purpose, recipient);
      if (most.shape === 'relative') expect(most.place, `${purpose.name} ${recipient.name}`).toBe('none');
    }
  }
});

test('the matrix tells the most that decisions release', () => {
  for (const purpose of purposes) {
    for (const recipient of recipients) {
      const grant = { purpose: purpose.name, recipient: recipient.name, scope: { flights: [zurich.name] } };
      const circumstances = at(ledger([granted({ ...grant, validUntilS: NOW_S + 1 })]), {
        flight: zurich,
        jurisdictions: { place: ['eea'], residence: [] },
      });
      const more = { media: 'exact', occasion: 'recorded-demand' } as const;
      const { disclosure } = decided(purpose.name, recipient.name, circumstances, more);
      const most = mostFor(purpose, recipient);
      if (purpose.projection === 'remote-id') expect(isAtMost(disclosure, most)).toBe(true);
      else expect(disclosure, `${purpose.name} ${recipient.name}`).toEqual(meet(most, everything));
      expect(cellOf(purpose, recipient) === '-').toBe(isAtMost(most, nothing));
    }
  }
});

test('the matrix', () => {
  expect(matrixMarkdown()).toMatchInlineSnapshot(`
    "| purpose (ground) | self | manufacturer | affiliate | service-provider | analytics-provider | map-provider | aviation-authority | law-enforcement | researcher | public | acquirer |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | \`flight-record-sync\` (consent) | - | *track*, operator area, time exact, person pseudonym | - | *track*, time exact, person pseudonym | - | - | - | - | - | - | - |
    | \`activation\` (contract) | - | device only | - | - | - | - | - | - | - | - | - |
    | \`firmware-upgrade\` (contract) | - | device only | - | device only | - | - | - | - | - | - | - |
    | \`after-sales-service\` (consent) | - | *dynamics*, time day, device exact, settings exact | - | *dynamics*, time day, device exact, settings exact | - | - | - | - | - | - | - |
    | \`geofence-unlock\` (contract) | - | unlock events | - | - | - | - | unlock events | - | - | - | - |
    | \`remote-identification\` (legal obligation) | - | - | - | - | - | - | remote ID fields | - | - | - | - |
    | \`map-service\` (consent) | - | - | - | - | - | one cell | - | - | - | - | - |
    | \`find-aircraft\` (consent) | last position | - | - | - | - | - | - | - | - | - | - |
    | \`product-improvement\` (consent) | - | *dynamics* | *dynamics* | *dynamics* | - | - | - | - | - | - | - |
    | \`usage-statistics\` (consent) | - | *summary*, place region, time month, device recipient, geofence kind | - | - | *summary*, place region, time month, device recipient, geofence kind | - | - | - | - | - | - |
    | \`scientific-research\` (consent) | - | *dynamics*, time month, media stripped | - | - | - | - | - | - | *dynamics*, time month, media stripped | - | - |
    | \`content-sharing\` (consent) | - | - | - | - | - | - | - | - | - | *summary*, shape relative, media stripped | - |
    | \`aggregate-reporting\` (legitimate interests) | - | *summary* | *summary* | - | - | - | - | - | - | - | - |
    | \`legal-disclosure\` (legal obligation) | - | - | - | - | - | - | all, no environment, no settings, text template, no media | all, no environment, no settings, text template | - | - | - |
    | \`communications\` (consent) | - | - | - | - | - | - | - | - | - | - | - |
    | \`service-notice\` (contract) | - | - | - | - | - | - | - | - | - | - | - |
    | \`local\` (own use) | the level asked for | - | - | - | - | - | - | - | - | - | - |
    "
  `);
});

test('generating the schema again changes nothing', () => {
  const folder = new URL('../../src/policy/gen/', import.meta.url);
  const files = generate();
  expect(readdirSync(folder).filter((name) => name !== 'generate.ts')).toEqual(Object.keys(files));
  for (const [name, text] of Object.entries(files)) {
    expect(readFileSync(new URL(name, folder), 'utf8') === text, name).toBe(true);
  }
});
