import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { dimensionNames, dimensions, everything, isAtMost, nothing } from '../../src/model/disclosure.ts';
import { FlightveilError } from '../../src/model/errors.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { decide, type Policy } from '../../src/policy/decide.ts';
import { jurisdictionNames } from '../../src/policy/jurisdictions.ts';
import { levelNames, levels } from '../../src/policy/levels.ts';
import { policySchema, readPolicyFile } from '../../src/policy/policy-file.ts';
import { purposes, unknownPurposeCeiling } from '../../src/policy/purposes.ts';
import { recipients, unknownRecipientCap } from '../../src/policy/recipients.ts';
import { anyCircumstances, anyPolicyRequest, at, decided, granted, ledger } from './cases.ts';

const own = `version: 1
recipients:
  - name: insurer
    title: an insurance company
  - name: university
    title: a university
    like: researcher
    cap: { media: none }
purposes:
  - name: damage-claim
    title: claiming damage
    use: Shows an insurer how a flight went.
    ceiling: { level: engineering, device: none }
    recipients: [insurer]
    lost: [A claim is judged without the flight.]
  - name: product-improvement
    ceiling: { shape: none }
    recipients: [manufacturer]
rules:
  - name: no-settings-in-california
    reason: The club has agreed on it.
    when: { jurisdictions: [california] }
    ceiling: { settings: none }
`;

/** The error of a file, as a text: place and words. */
function errorOf(text: string): string {
  try {
    readPolicyFile(text, 'policy.yaml');
  } catch (error) {
    if (!(error instanceof FlightveilError)) throw error;
    expect(error.code).toBe('policy-invalid');
    const { line, column, key } = error.facts;
    expect(error.message).toMatch(new RegExp(`^policy\\.yaml:${line}:${column}: `));
    if (key !== '') expect(error.message).toContain(`${key}: `);
    return error.message.slice('policy.yaml:'.length);
  }
  return 'none';
}

const everywhere = { place: [...jurisdictionNames], residence: [...jurisdictionNames] };

describe('a policy file', () => {
  const policy = readPolicyFile(own, 'policy.yaml');

  function most(purpose: string, recipient: string, jurisdictions = everywhere) {
    const consent = ledger([granted({ purpose, recipient })]);
    return decided(purpose, recipient, at(consent, { jurisdictions }), { media: 'exact' }, policy);
  }

  test('adds purposes and recipients, which rest on consent', () => {
    const swiss = { place: ['switzerland' as const], residence: ['switzerland' as const] };
    const outcome = most('damage-claim', 'insurer', { ...everywhere, ...swiss } as typeof everywhere);
    expect(outcome.disclosure).toEqual({ ...levels.engineering, device: 'none' });
    const ungranted = decided('damage-claim', 'insurer', at(ledger([])), {}, policy);
    expect(ungranted.disclosure).toEqual(nothing);
    expect(ungranted.lost).toEqual(['A claim is judged without the flight.']);
  });

  test('makes what is built in stricter, and a recipient like another', () => {
    expect(most('product-improvement', 'manufacturer').disclosure).toEqual({ ...levels.engineering, settings: 'none' });
    expect(most('product-improvement', 'affiliate').because.dynamics).toBe('recipient-not-served');
    expect(most('scientific-research', 'university').disclosure).toMatchObject({ shape: 'relative', media: 'none' });
    expect(most('scientific-research', 'insurer').disclosure).toEqual(nothing);
  });

  test('has rules, which apply where it is not certain that they do not', () => {
    const outcome = most('damage-claim', 'insurer');
    expect(outcome.because.settings).toBe('no-settings-in-california');
    expect(outcome.wouldChange.settings).toContain('The club has agreed on it.');
    const unknown = at(ledger([granted({ purpose: 'damage-claim', recipient: 'insurer' })]));
    expect(decided('damage-claim', 'insurer', unknown, {}, policy).disclosure.settings).toBe('none');
  });

  test('is the same in JSON', () => {
    const json = JSON.stringify({
      version: 1,
      rules: [{ name: 'mine', reason: 'So.', ceiling: { level: 'summary' } }],
    });
    const read = readPolicyFile(json, 'policy.json');
    const consent = ledger([granted({})]);
    const outcome = decided('product-improvement', 'manufacturer', at(consent), {}, read);
    expect(outcome.disclosure).toEqual(levels.summary);
  });

  test('leaves the built-in policy as it is', () => {
    expect(builtInPolicy.purposes.get('product-improvement')?.recipients).toContain('affiliate');
    expect(builtInPolicy.recipients.has('insurer')).toBe(false);
  });
});

describe('errors name line, column and key', () => {
  test.each<[string, string, RegExp]>([
    ['no version', 'rules: []', /^1:1: version: it is missing$/],
    ['nothing at all', '', /^1:1: it is no object$/],
    ['a list', '- a', /^1:1: it is no object$/],
    ['no YAML', 'version: 1\nrules: [', /^2:\d+: this is no YAML and no JSON \([A-Z_]+\)$/],
    ['a key twice', 'version: 1\nrules: []\nrules: []', /^3:1: this is no YAML and no JSON \(DUPLICATE_KEY\)$/],
    ['an unknown key', 'version: 1\nrulez: []', /^2:1: rulez: there is no such key$/],
    [
      'an unknown step',
      'version: 1\nrules:\n  - name: a\n    reason: b\n    ceiling:\n      place: everywhere',
      /^6:7: rules\[0\]\.ceiling\.place: it is none of none, region, area, exact$/,
    ],
    [
      'an unknown dimension',
      'version: 1\nrules:\n  - name: a\n    reason: b\n    ceiling: { plaice: none }',
      /^5:16: rules\[0\]\.ceiling\.plaice: there is no such key$/,
    ],
    [
      'a rule without a reason',
      'version: 1\nrules:\n  - name: a\n    ceiling: {}',
      /^3:5: rules\[0\]\.reason: it is missing$/,
    ],
    [
      'a bad name',
      'version: 1\nrecipients:\n  - {name: My Friend, title: x}',
      /^3:6: recipients\[0\]\.name: it is no name of lower-case words/,
    ],
    [
      'a purpose for nobody known',
      'version: 1\npurposes:\n  - name: communications\n    recipients:\n      - nobody',
      /^5:9: purposes\[0\]\.recipients\[0\]: there is no recipient nobody$/,
    ],
    [
      'a built-in purpose for others',
      'version: 1\npurposes:\n  - {name: map-service, recipients: [public]}',
      /^3:38: purposes\[0\]\.recipients\[0\]: map-service is not for public$/,
    ],
    [
      'a built-in purpose lifted',
      'version: 1\npurposes:\n  - name: map-service\n    ceiling:\n      place: exact',
      /^5:7: purposes\[0\]\.ceiling\.place: place is above region, which is the most/,
    ],
    [
      'a built-in purpose lifted by a level',
      'version: 1\npurposes:\n  - name: map-service\n    ceiling: {level: summary}',
      /^4:5: purposes\[0\]\.ceiling\.dynamics: dynamics is above none/,
    ],
    [
      'a recipient lifted',
      'version: 1\nrecipients:\n  - name: public\n    cap: {place: area}',
      /^4:11: recipients\[0\]\.cap\.place: place is above none/,
    ],
    [
      'an own purpose above what is allowed',
      'version: 1\npurposes:\n  - {name: a, title: a, use: a, recipients: [self], ceiling: {place: exact}}',
      /^3:\d+: purposes\[0\]\.ceiling\.place: place is above none/,
    ],
    [
      'an own purpose on another ground',
      'version: 1\npurposes:\n  - {name: a, ground: legal-obligation}',
      /^3:15: purposes\[0\]\.ground: it is none of consent$/,
    ],
    [
      'an own purpose without a ceiling',
      'version: 1\npurposes:\n  - {name: a, title: a, use: a, recipients: [self]}',
      /^3:5: purposes\[0\]: the purpose a of your own needs ceiling$/,
    ],
    [
      'a built-in ground changed',
      'version: 1\npurposes:\n  - {name: activation, ground: consent}',
      /^3:24: purposes\[0\]\.ground: activation is built in on another ground$/,
    ],
    [
      'kept for longer',
      'version: 1\npurposes:\n  - {name: find-aircraft, retentionDays: 2}',
      /^3:27: purposes\[0\]\.retentionDays: find-aircraft is kept for 1 days at most$/,
    ],
    [
      'somebody like an authority',
      'version: 1\nrecipients:\n  - {name: a, title: a, like: aviation-authority}',
      /^3:25: recipients\[0\]\.like: nobody can be like aviation-authority$/,
    ],
    [
      'a name twice',
      'version: 1\nrecipients:\n  - {name: a, title: a}\n  - {name: a, title: b}',
      /^4:6: recipients\[1\]\.name: a stands there twice$/,
    ],
    [
      'a built-in rule replaced',
      'version: 1\nrules:\n  - {name: media-choice, reason: x, ceiling: {}}',
      /^3:6: rules\[0\]\.name: media-choice is the name of a built-in rule$/,
    ],
    [
      'a rule about nothing known',
      'version: 1\nrules:\n  - {name: a, reason: x, when: {purposes: [b]}, ceiling: {}}',
      /^3:44: rules\[0\]\.when\.purposes\[0\]: there is no purpose b$/,
    ],
    [
      'a country in words',
      'version: 1\ntransfers: {forbidden: [France]}',
      /^2:25: transfers\.forbidden\[0\]: it is no country/,
    ],
    ['an alias to nothing', 'version: 1\nrules: *a', /^[12]:\d+: its aliases lead nowhere/],
  ])('%s', (_what, text, expected) => {
    expect(errorOf(text)).toMatch(expected);
  });

  test('aliases that unfold to more than memory holds are refused', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    }
    expect(errorOf(lines.join('\n'))).toMatch(/aliases/);
  });

  test('a file of megabytes is refused', () => {
    expect(errorOf(`version: 1 #${'x'.repeat(1_000_001)}`)).toMatch(/^1:1: the file has more than/);
  });

  test('whatever is read, errors are of one kind', () => {
    const anyText = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'version: 1\n-[]{}&*!|>\'"%@`a,?#\t'), maxLength: 60 }),
      fc.tuple(fc.nat(own.length), fc.nat(20), fc.string({ maxLength: 5 })).map(([from, length, text]) => {
        return own.slice(0, from) + text + own.slice(from + length);
      }),
    );
    let refused = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        if (errorOf(text) !== 'none') refused++;
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(250);
  });
});

describe('no file lifts a cap', () => {
  const step = Object.fromEntries(
    dimensionNames.map((dimension) => [dimension, fc.constantFrom<string>(...dimensions[dimension])]),
  );
  const steps = fc.oneof(
    fc.record(step, { requiredKeys: [] }),
    fc.constant({}),
    fc.record({ level: fc.constantFrom(...levelNames) }),
    fc.constant(Object.fromEntries(dimensionNames.map((dimension) => [dimension, 'none']))),
  );
  const names = fc.subarray(['self', 'manufacturer', 'public', 'researcher', 'mine'], { minLength: 1 });
  const file = fc.record(
    {
      version: fc.constant(1),
      recipients: fc.uniqueArray(
        fc.record(
          {
            name: fc.constantFrom('mine', 'manufacturer', 'public', 'researcher'),
            title: fc.constant('x'),
            like: fc.constantFrom('researcher', 'public', 'manufacturer', 'self'),
            cap: steps,
          },
          { requiredKeys: ['name', 'title'] },
        ),
        { maxLength: 2, selector: ({ name }) => name },
      ),
      purposes: fc.uniqueArray(
        fc.record(
          {
            name: fc.constantFrom('own-purpose', 'flight-record-sync', 'product-improvement', 'scientific-research'),
            title: fc.constant('x'),
            use: fc.constant('x'),
            ceiling: steps,
            recipients: names,
          },
          { requiredKeys: ['name'] },
        ),
        { maxLength: 2, selector: ({ name }) => name },
      ),
      rules: fc.array(fc.record({ name: fc.constant('own-rule'), reason: fc.constant('x'), ceiling: steps }), {
        maxLength: 1,
      }),
    },
    { requiredKeys: ['version'] },
  );

  function tryRead(content: unknown): Policy | undefined {
    try {
      return readPolicyFile(stringify(content), 'p');
    } catch (error) {
      if (!(error instanceof FlightveilError)) throw error;
      return undefined;
    }
  }

  test('of what is built in, whatever a fuzzed file says', () => {
    let accepted = 0;
    fc.assert(
      fc.property(file, anyPolicyRequest, anyCircumstances, (content, request, circumstances) => {
        const policy = tryRead(content);
        if (policy === undefined) return;
        accepted++;
        // Without earlier releases: of less, less may be beside them.
        const { earlierReleases: _, ...alone } = circumstances;
        const before = decide(request, builtInPolicy, alone);
        const after = decide(request, policy, alone);
        expect(isAtMost(before.disclosure, after.disclosure) && !isAtMost(after.disclosure, before.disclosure)).toBe(
          false,
        );
      }),
      { numRuns: 800 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('under every grant each built-in pair gets at most what it gets without the file', () => {
    const pairs = purposes.flatMap(({ name: purpose }) => recipients.map(({ name }) => ({ purpose, recipient: name })));
    const consent = ledger(pairs.map((pair) => granted(pair)));
    const circumstances = at(consent, { jurisdictions: everywhere });
    const options = { media: 'exact', occasion: 'recorded-demand' } as const;
    const before = pairs.map((pair) => decide({ ...pair, ...options }, builtInPolicy, circumstances).disclosure);
    let accepted = 0;
    fc.assert(
      fc.property(file, (content) => {
        const policy = tryRead(content);
        if (policy === undefined) return;
        accepted++;
        pairs.forEach((pair, index) => {
          const { disclosure } = decide({ ...pair, ...options }, policy, circumstances);
          expect(isAtMost(disclosure, before[index]!), JSON.stringify(pair)).toBe(true);
        });
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  test('and what is of one’s own stays below the ceiling for what is unknown', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        steps,
        steps,
        fc.option(fc.constantFrom('researcher', 'public'), { nil: undefined }),
        (ceiling, cap, like) => {
          const recipient = { name: 'mine', title: 'x', cap, ...(like === undefined ? {} : { like }) };
          const purpose = { name: 'own', title: 'x', use: 'x', ceiling, recipients: ['mine'] };
          const policy = tryRead({ version: 1, recipients: [recipient], purposes: [purpose] });
          if (policy === undefined) return;
          accepted++;
          const consent = ledger([granted({ purpose: 'own', recipient: 'mine' })]);
          const { disclosure } = decided('own', 'mine', at(consent), { media: 'exact' }, policy);
          const likeCap = recipients.find(({ name }) => name === like)?.cap ?? unknownRecipientCap;
          expect(isAtMost(disclosure, unknownPurposeCeiling)).toBe(true);
          expect(isAtMost(disclosure, { ...everything, ...likeCap })).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(40);
  });
});

test('the schema for editors has every key, and none that the reader does not know', () => {
  const schema = JSON.stringify(policySchema());
  for (const word of ['purposes', 'recipients', 'rules', 'transfers', 'retentionDays', 'like', ...dimensionNames]) {
    expect(schema).toContain(`"${word}"`);
  }
  expect(schema).not.toContain('"additionalProperties":true');
  expect(schema).not.toContain('"additionalProperties":{}');
});
