import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collected, Entry } from '../../src/consent/entries.ts';
import { checkedEntry } from '../../src/consent/entry-schema.ts';
import type { ConsentState, Grant } from '../../src/consent/grant.ts';
import { ConsentFold, consentAt } from '../../src/consent/state.ts';
import { levels } from '../../src/policy/levels.ts';
import { naiveConsentAt } from './naive-state.ts';
import { hashOf } from './samples.ts';

/** Few names, so that entries meet. */
const id = fc.constantFrom('1', '2', '3', '4', '5').map((digit) => digit.repeat(16));
const barId = fc.constantFrom('a', 'b', 'c').map((digit) => digit.repeat(16));
const sha256 = fc.constantFrom('1', '2', '3').map(hashOf);
const mostly = (often: string, seldom: string) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constant(seldom) });
const subject = mostly('Ada', 'Bea');
const purpose = mostly('activation', 'map-service');
const recipient = mostly('manufacturer', 'public');
/** Instants are small, and the clock jumps both ways. */
const instant = fc.nat(30);
const said = fc.record({ collectedS: instant, how: fc.constant('app') });

const grant: fc.Arbitrary<Grant> = fc
  .record({
    id,
    subject,
    purpose,
    recipient,
    noticeSha256: sha256,
    validFromS: fc.nat(20),
    days: fc.option(fc.integer({ min: 1, max: 12 })),
  })
  .map(({ days, ...rest }) => ({
    ...rest,
    ceiling: levels.dynamics,
    scope: {},
    ...(days === null ? {} : { validUntilS: rest.validFromS + days }),
  }));
const bar = fc.record(
  { id: barId, subject, purpose, recipient, scope: fc.constant({ flights: ['f'] }) },
  { requiredKeys: ['id', 'subject'] },
);
/** Mostly one purpose and recipient in full: those are what a grant ends. */
const refusal = fc.oneof(bar, fc.record({ id: barId, subject, purpose, recipient }));
const signed = { publicKey: hashOf('0'), signature: '0'.repeat(128) };

const entry: fc.Arbitrary<Entry> = fc
  .tuple(
    said,
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('grant'), grant }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('grant'), grant, origin: sha256 }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdrawal'), grant: id }) },
      { weight: 3, arbitrary: refusal.map((terms) => ({ kind: 'refusal', ...terms })) },
      { weight: 1, arbitrary: bar.map((terms) => ({ kind: 'objection', ...terms })) },
      { weight: 1, arbitrary: bar.map((terms) => ({ kind: 'restriction', ...terms })) },
      { weight: 1, arbitrary: bar.map((terms) => ({ kind: 'opt-out', signal: 'user', ...terms })) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('lifting'), bar: barId }) },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('notice'),
          name: fc.constantFrom('privacy', 'research'),
          version: fc.constant('1'),
          sha256,
          bytes: fc.constant(1),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('confirmation'), grant: id, noticeSha256: sha256 }) },
      {
        weight: 1,
        arbitrary: fc.record(
          {
            kind: fc.constant('subject'),
            name: subject,
            ageBand: fc.constantFrom('adult', '13-15'),
            residence: fc.constant('CH'),
          },
          { requiredKeys: ['kind', 'name'] },
        ),
      },
      { weight: 1, arbitrary: id.map((of) => ({ kind: 'countersignature', grant: of, guardian: 'Cyd', ...signed })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'clock' }) },
    ),
  )
  .map(([collected, rest]) => ({ ...rest, ...collected }) as Entry);
const history = fc.array(entry, { minLength: 1, maxLength: 14 });

/** Ids of the grants that a policy may follow. */
const valid = ({ grants, latestS }: ConsentState): string[] =>
  grants
    .filter(
      ({ grant: { validFromS, validUntilS = Number.POSITIVE_INFINITY } }) =>
        validFromS <= latestS && latestS < validUntilS,
    )
    .map((standing) => standing.grant.id);

test('10 000 random histories, at every step and instant, come to what the rules say word for word', () => {
  const seen = { histories: 0, withdrawn: 0, expired: 0, ended: 0, suspended: 0, confirmed: 0 };
  fc.assert(
    fc.property(history, instant, (entries, nowS) => {
      const fold = new ConsentFold();
      const over = new Set<string>();
      for (const [index, added] of entries.entries()) {
        const before = fold.state(nowS);
        fold.add(added);
        const state = fold.state(nowS);
        expect(state).toEqual(naiveConsentAt(entries.slice(0, index + 1), nowS));
        // Withdrawn: at once, whatever the clock says, and never again.
        if (added.kind === 'withdrawal' && before.grants.some(({ grant: { id } }) => id === added.grant)) {
          over.add(added.grant);
          seen.withdrawn++;
        }
        if (added.kind === 'grant' && state.bars.length < before.bars.length) seen.ended++;
        seen.suspended += state.grants.filter(({ isNoticeCurrent }) => !isNoticeCurrent).length;
        if (added.kind === 'confirmation' && JSON.stringify(state) !== JSON.stringify(before)) seen.confirmed++;
        // Expired: from the first second that any clock has shown, and never again.
        for (const {
          grant: { id, validUntilS },
        } of state.grants) {
          if (validUntilS === undefined) continue;
          for (const lookS of [validUntilS - 1, validUntilS, validUntilS + 1]) {
            const isOver = Math.max(lookS, fold.latestS) >= validUntilS;
            expect(valid(fold.state(lookS)).includes(id) && isOver).toBe(false);
          }
          if (fold.latestS >= validUntilS) {
            over.add(id);
            seen.expired++;
          }
        }
        for (const lookS of [0, nowS, 30]) {
          for (const id of valid(fold.state(lookS))) expect(over.has(id)).toBe(false);
        }
      }
      expect(consentAt(entries, nowS)).toEqual(fold.state(nowS));
      seen.histories++;
    }),
    { numRuns: 10_000 },
  );
  expect(seen.histories).toBe(10_000);
  for (const [what, times] of Object.entries(seen)) expect([what, times > 300]).toEqual([what, true]);
});

test('the histories are made of entries that a ledger can hold', () => {
  fc.assert(
    fc.property(entry, (made) => {
      expect(checkedEntry(made)).toEqual(made);
    }),
    { numRuns: 500 },
  );
});

describe('laws', () => {
  const later = (entries: readonly Entry[], more: Entry): [ConsentState, ConsentState] => [
    consentAt(entries, 0),
    consentAt([...entries, more], 0),
  ];
  const standing = ({ grants }: ConsentState): string[] => grants.map(({ grant: { id } }) => id);

  test('nothing but a grant makes a grant stand', () => {
    fc.assert(
      fc.property(history, entry, (entries, more) => {
        const [before, after] = later(entries, more);
        const gained = standing(after).filter((id) => !standing(before).includes(id));
        expect(gained).toEqual(gained.length === 0 ? [] : [(more as { grant: Grant }).grant.id]);
      }),
      { numRuns: 2000 },
    );
  });

  test('a bar ends by its lifting, a refusal also by a grant; by nothing else', () => {
    fc.assert(
      fc.property(history, entry, (entries, more) => {
        const [before, after] = later(entries, more);
        for (const { id, kind } of before.bars.filter((bar) => !after.bars.some((other) => other.id === bar.id))) {
          expect(more.kind === 'lifting' ? more.bar === id : more.kind === 'grant' && kind === 'refusal').toBe(true);
        }
        if (more.kind === 'lifting') expect(after.bars.map(({ id }) => id)).not.toContain(more.bar);
      }),
      { numRuns: 2000 },
    );
  });

  test('a new notice never makes a grant current that is not made under it or confirmed for it', () => {
    fc.assert(
      fc.property(history, entry, (entries, more) => {
        const [before, after] = later(entries, more);
        const current = (state: ConsentState): Grant[] =>
          state.grants.filter(({ isNoticeCurrent }) => isNoticeCurrent).map((one) => one.grant);
        for (const gained of current(after).filter((one) => !current(before).some(({ id }) => id === one.id))) {
          if (more.kind === 'grant') expect(more.grant.id).toBe(gained.id);
          else if (more.kind === 'confirmation') expect(more.grant).toBe(gained.id);
          else {
            expect(more.kind).toBe('notice');
            const confirmed = entries.flatMap((one) =>
              one.kind === 'confirmation' && one.grant === gained.id ? [one.noticeSha256] : [],
            );
            expect([gained.noticeSha256, ...confirmed]).toContain((more as { sha256: string }).sha256);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a clock that is set back never revives what had expired', () => {
    fc.assert(
      fc.property(history, entry, instant, instant, (entries, more, seenS, nowS) => {
        const mark: Entry = { kind: 'clock', ...({ collectedS: seenS, how: 'app' } satisfies Collected) };
        const then = consentAt([...entries, mark], seenS);
        const now = consentAt([...entries, mark, more], nowS);
        expect(now.latestS).toBeGreaterThanOrEqual(then.latestS);
        for (const {
          grant: { id, validUntilS },
        } of then.grants) {
          if (validUntilS !== undefined && validUntilS <= then.latestS) expect(valid(now)).not.toContain(id);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
