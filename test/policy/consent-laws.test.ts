import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentState } from '../../src/consent/grant.ts';
import { type Disclosure, everything, isAtMost, meet, nothing } from '../../src/model/disclosure.ts';
import { orderOf } from '../../src/policy/answer.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { type Circumstances, decide, type Request } from '../../src/policy/decide.ts';
import { grounds } from '../../src/policy/grounds.ts';
import { disclosures, ordered } from '../model/disclosures.ts';
import { anyCircumstances, anyGrant, anyPolicyRequest, at, consentRequest, decided, granted, ledger } from './cases.ts';

const settings = { numRuns: 800 };

function released(request: Request, circumstances: Circumstances, policy = builtInPolicy): Disclosure {
  return decide(request, policy, circumstances).disclosure;
}

function isBelow(a: Disclosure, b: Disclosure): boolean {
  return isAtMost(a, b) && !isAtMost(b, a);
}

function withGrants(circumstances: Circumstances, grants: ConsentState['grants']): Circumstances {
  return { ...circumstances, consent: { ...circumstances.consent, grants } };
}

describe('the order of outcomes', () => {
  test('is total, and extends the pointwise order', () => {
    fc.assert(
      fc.property(ordered, disclosures, ([a, b], other) => {
        if (isBelow(a, b)) expect(orderOf(a)).toBeLessThan(orderOf(b));
        expect(orderOf(a) === orderOf(other)).toBe(isAtMost(a, other) && isAtMost(other, a));
      }),
      settings,
    );
  });
});

describe('laws of consent', () => {
  test('one grant more never leads to strictly less, one less never to strictly more', () => {
    let raised = 0;
    fc.assert(
      fc.property(consentRequest, anyCircumstances, anyGrant, fc.nat(6), (request, circumstances, grant, where) => {
        const before = released(request, circumstances);
        const more = circumstances.consent.grants.toSpliced(where, 0, grant);
        const after = released(request, withGrants(circumstances, more));
        expect(isBelow(after, before)).toBe(false);
        if (isBelow(before, after)) raised++;
      }),
      { numRuns: 800 },
    );
    // The law says nothing where no grant ever answers.
    expect(raised).toBeGreaterThan(8);
  });

  test('ending a grant never leads to strictly more, nor does an earlier end', () => {
    let lowered = 0;
    fc.assert(
      fc.property(consentRequest, anyCircumstances, fc.nat(5), (request, circumstances, which) => {
        const { grants } = circumstances.consent;
        const ended = grants.map((standing, index) =>
          index === which ? { ...standing, grant: { ...standing.grant, validUntilS: circumstances.nowS } } : standing,
        );
        const [before, after] = [released(request, circumstances), released(request, withGrants(circumstances, ended))];
        expect(isBelow(before, after)).toBe(false);
        if (isBelow(after, before)) lowered++;
      }),
      { numRuns: 800 },
    );
    expect(lowered).toBeGreaterThan(8);
  });

  test('two grants never add up: the outcome is at most the ceiling of the one that is named', () => {
    let answered = 0;
    fc.assert(
      fc.property(consentRequest, anyCircumstances, (request, circumstances) => {
        const { disclosure, grant: id } = decide(request, builtInPolicy, circumstances);
        const { grants } = circumstances.consent;
        if (id === undefined) {
          if (grounds[builtInPolicy.purposes.get(request.purpose)!.ground].needsGrant)
            expect(disclosure).toEqual(nothing);
          return;
        }
        answered++;
        const { grant, isNoticeCurrent, isCountersigned } = grants.find((standing) => standing.grant.id === id)!;
        expect(isAtMost(disclosure, grant.ceiling)).toBe(true);
        const { purpose, recipient, subject = 'pilot' } = request;
        expect(grant).toMatchObject({ purpose, recipient, subject });
        const { nowS, consent } = circumstances;
        expect(grant.validFromS <= nowS && isNoticeCurrent).toBe(true);
        for (const instant of [nowS, consent.latestS]) expect(instant).toBeLessThan(grant.validUntilS ?? Infinity);
        const isAdult = subject === 'pilot' && /^(16-17|adult)$/.test(consent.subject?.ageBand ?? '');
        expect(isAdult || isCountersigned).toBe(true);
        if (request.grant !== undefined) expect(id).toBe(request.grant);
      }),
      { numRuns: 800 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  test('two grants that allow different things answer as one of them', () => {
    const some: Disclosure = { ...nothing, dynamics: 'full' };
    const other: Disclosure = { ...nothing, shape: 'relative', settings: 'safe' };
    const both = ledger([granted({ ceiling: some }), granted({ ceiling: other })]);
    const { disclosure } = decided('product-improvement', 'manufacturer', at(both));
    expect([some, other]).toContainEqual(disclosure);
    expect(disclosure).not.toEqual({ ...some, ...other, dynamics: 'full' });
  });

  test('of equal outcomes the last grant of the ledger answers; a named one before all', () => {
    const grants = [granted({}), granted({}), granted({ ceiling: { ...everything, dynamics: 'summary' } })];
    const [first, second, third] = grants.map(({ grant }) => grant.id);
    const answer = (more: Partial<Request>): string | undefined =>
      decided('product-improvement', 'manufacturer', at(ledger(grants)), more).grant;
    expect(answer({})).toBe(second);
    expect(answer({ grant: first! })).toBe(first);
    expect(answer({ grant: third! })).toBe(third);
    expect(answer({ grant: 'ffffffffffffffff' })).toBeUndefined();
  });

  test('a grant holds from its first second to the one before its end, by the clock and by what the ledger has seen', () => {
    const brief = granted({ validFromS: 1000, validUntilS: 1010 });
    const long = granted({ validFromS: 1000, ceiling: { ...everything, dynamics: 'summary' } });
    const answer = (nowS: number, latestS: number, grants = [brief]): string | undefined =>
      decided('product-improvement', 'manufacturer', { consent: ledger(grants, { latestS }), nowS }).grant;
    for (const nowS of [1000, 1009]) expect(answer(nowS, 0)).toBe(brief.grant.id);
    for (const nowS of [999, 1010, Number.NaN]) expect(answer(nowS, 0)).toBeUndefined();
    // Set back, the clock extends nothing; set back before its beginning, it begins nothing.
    expect(answer(1005, 1009)).toBe(brief.grant.id);
    expect(answer(1005, 1010)).toBeUndefined();
    expect(answer(999, 1005)).toBeUndefined();
    // One that ends is not kept alive by one before it that does not.
    const alike = granted({ validFromS: 1000 });
    expect(answer(1010, 0, [alike, brief])).toBe(alike.grant.id);
    expect(answer(1010, 0, [brief, long])).toBe(long.grant.id);
  });

  test('the order of rules decides nothing', () => {
    fc.assert(
      fc.property(
        anyPolicyRequest,
        anyCircumstances,
        fc.shuffledSubarray([...builtInPolicy.rules], { minLength: builtInPolicy.rules.length }),
        (request, circumstances, rules) => {
          const turned = decide(request, { ...builtInPolicy, rules }, circumstances);
          const straight = decide(request, builtInPolicy, circumstances);
          expect([turned.disclosure, turned.grant]).toEqual([straight.disclosure, straight.grant]);
        },
      ),
      settings,
    );
  });

  test('everything but a grant only lowers: a refusal, a restriction, an earlier age, a level, a signal, one rule more', () => {
    fc.assert(
      fc.property(consentRequest, anyCircumstances, disclosures, (request, circumstances, ceiling) => {
        const most = released(request, circumstances);
        const { consent } = circumstances;
        const withBar = (kind: 'refusal' | 'objection' | 'restriction' | 'opt-out'): Circumstances => {
          const bars = [...consent.bars, { id: '1', kind, subject: 'pilot', purpose: request.purpose }];
          return { ...circumstances, consent: { ...consent, bars } };
        };
        const lower = [
          ...(['refusal', 'objection', 'restriction', 'opt-out'] as const).map((kind) =>
            released(request, withBar(kind)),
          ),
          released(request, { ...circumstances, consent: { ...consent, subject: { name: 'pilot' } } }),
          released({ ...request, signals: { globalPrivacyControl: true } }, circumstances),
          released(request, circumstances, {
            ...builtInPolicy,
            rules: [...builtInPolicy.rules, { name: 'mine', ceiling: () => ceiling }],
          }),
        ];
        for (const less of lower) expect(isBelow(most, less)).toBe(false);
        if (request.level === undefined) {
          const levelled = released({ ...request, level: 'engineering' }, circumstances);
          expect(isBelow(most, levelled)).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is pure, and forgets nothing between two lists of grants that are alike', () => {
    fc.assert(
      fc.property(consentRequest, anyCircumstances, (request, circumstances) => {
        const again = withGrants(circumstances, structuredClone(circumstances.consent.grants));
        expect(decide(request, builtInPolicy, again)).toEqual(decide(request, builtInPolicy, circumstances));
      }),
      { numRuns: 300 },
    );
  });
});

describe('two releases of one flight', () => {
  const flight = { name: 'flight-1' };

  function second(
    earlier: Disclosure[],
    ceiling: Disclosure,
    recipient = 'manufacturer',
    name = 'flight-1',
  ): Disclosure {
    const earlierReleases = earlier.map((disclosure) => ({ flight: name, recipient, disclosure }));
    const consent = ledger([granted({ ceiling })]);
    return decided('product-improvement', 'manufacturer', at(consent, { flight, earlierReleases })).disclosure;
  }

  const motors: Disclosure = { ...nothing, dynamics: 'full' };
  const path: Disclosure = { ...nothing, shape: 'relative' };
  const both: Disclosure = meet(everything, { ...motors, shape: 'relative' });

  test('nothing happens where one is at most the other', () => {
    expect(second([motors], both)).toEqual(both);
    expect(second([both], motors)).toEqual(motors);
    expect(second([motors], motors)).toEqual(motors);
  });

  test('of what is beside the earlier one only the common part is released', () => {
    expect(second([path], motors)).toEqual(nothing);
    expect(second([path], { ...both, settings: 'safe' })).toEqual({ ...both, settings: 'safe' });
    expect(second([{ ...path, settings: 'safe' }], both)).toEqual(path);
  });

  test('other recipients and other flights do not count; without a flight each does', () => {
    expect(second([path], motors, 'researcher')).toEqual(motors);
    expect(second([path], motors, 'manufacturer', 'flight-2')).toEqual(motors);
    const earlierReleases = [{ flight: 'flight-2', recipient: 'manufacturer', disclosure: path }];
    const any = decided(
      'product-improvement',
      'manufacturer',
      at(ledger([granted({ ceiling: motors })]), { earlierReleases }),
    );
    expect(any.disclosure).toEqual(nothing);
    expect(any.because.dynamics).toBe('earlier-release');
  });

  test('their order decides nothing, and the outcome is beside none of them', () => {
    fc.assert(
      fc.property(fc.array(disclosures, { maxLength: 4 }), disclosures, (earlier, ceiling) => {
        const outcome = second(earlier, ceiling);
        expect(second(earlier.toReversed(), ceiling)).toEqual(outcome);
        for (const one of earlier) expect(isAtMost(one, outcome) || isAtMost(outcome, one)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a grant that allows less never releases more', () => {
    fc.assert(
      fc.property(fc.array(disclosures, { maxLength: 3 }), ordered, (earlier, [less, more]) => {
        expect(isAtMost(second(earlier, less), second(earlier, more))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
