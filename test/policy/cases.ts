import fc from 'fast-check';
import type { AgeBand, Bar, ConsentState, Scope, StandingGrant } from '../../src/consent/grant.ts';
import { type Disclosure, dimensionNames, everything } from '../../src/model/disclosure.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import { type Circumstances, type Decision, decide, type Policy, type Request } from '../../src/policy/decide.ts';
import { jurisdictionNames } from '../../src/policy/jurisdictions.ts';
import { levelNames } from '../../src/policy/levels.ts';
import { purposes } from '../../src/policy/purposes.ts';
import { recipients } from '../../src/policy/recipients.ts';
import type { FlightInQuestion } from '../../src/policy/scope.ts';
import { disclosures } from '../model/disclosures.ts';

export const NOW_S = 1_800_000_000;

let drawn = 0;

/** A grant that applies: everything, to anybody named, from long ago on. */
export function granted(
  grant: Partial<StandingGrant['grant']>,
  standing: Partial<Omit<StandingGrant, 'grant'>> = {},
): StandingGrant {
  return {
    grant: {
      id: (++drawn).toString(16).padStart(16, '0'),
      subject: 'pilot',
      purpose: 'product-improvement',
      recipient: 'manufacturer',
      ceiling: everything,
      scope: {},
      noticeSha256: 'ab'.repeat(32),
      validFromS: NOW_S - 1000,
      ...grant,
    },
    isNoticeCurrent: true,
    isCountersigned: false,
    ...standing,
  };
}

export function barred(kind: Bar['kind'], bar: Partial<Bar> = {}): Bar {
  return { id: '00', kind, subject: 'pilot', ...bar };
}

/** What an adult's ledger says. */
export function ledger(grants: readonly StandingGrant[], state: Partial<ConsentState> = {}): ConsentState {
  return { grants, bars: [], subject: { name: 'pilot', ageBand: 'adult' }, latestS: NOW_S, ...state };
}

export function at(consent: ConsentState, more: Partial<Circumstances> = {}): Circumstances {
  return { consent, nowS: NOW_S, ...more };
}

/** A decision of the built-in policy. */
export function decided(
  purpose: string,
  recipient: string,
  circumstances: Circumstances,
  more: Partial<Request> = {},
  policy: Policy = builtInPolicy,
): Decision<Request> {
  return decide({ purpose, recipient, ...more }, policy, circumstances);
}

/** A flight in Zurich in June 2026. */
export const zurich: FlightInQuestion = {
  name: 'flight-1',
  aircraft: ['aircraft-1'],
  track: {
    latitudeDeg: Float64Array.of(47.37, 47.371, 47.372),
    longitudeDeg: Float64Array.of(8.54, 8.541, 8.542),
  },
  startUnixS: 1_780_000_000,
  endUnixS: 1_780_000_900,
};

/** A square of so many degrees around Zurich. */
export function square(halfDeg: number): NonNullable<Scope['areas']>[number] {
  const [west, east, south, north] = [8.54 - halfDeg, 8.54 + halfDeg, 47.37 - halfDeg, 47.37 + halfDeg];
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] as const; // biome-ignore format: a square
  return { type: 'Polygon', coordinates: [ring] };
}

const anyScope: fc.Arbitrary<Scope> = fc
  .record(
    {
      flights: fc.subarray(['flight-1', 'flight-2']),
      aircraft: fc.subarray(['aircraft-1', 'aircraft-2']),
      areas: fc.constantFrom([square(1)], [square(0.001)], [square(0.001), square(1)]),
      flownFromS: fc.constantFrom(1_770_000_000, 1_780_000_500, 1_790_000_000),
      flownUntilS: fc.constantFrom(1_770_000_000, 1_780_000_500, 1_790_000_000),
    },
    { requiredKeys: [] },
  )
  .filter((scope) => Object.keys(scope).length < 3);

/** Upper steps more often, so that something is released. */
const highDisclosure: fc.Arbitrary<Disclosure> = fc
  .tuple(disclosures, fc.subarray(dimensionNames))
  .map(([some, full]) => ({
    ...some,
    ...Object.fromEntries(full.map((dimension) => [dimension, everything[dimension]])),
  }));

const nearNow = fc.constantFrom(NOW_S - 1000, NOW_S - 1, NOW_S, NOW_S + 1, NOW_S + 1000);

/** The first nearly always. */
function mostly<T>(first: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(first) }, { weight: 2, arbitrary: fc.constantFrom(...others) });
}

/** Few names, so that things meet. */
const named = {
  purpose: mostly('product-improvement', 'flight-record-sync', 'after-sales-service', 'activation'),
  recipient: mostly('manufacturer', 'service-provider'),
  subject: mostly('pilot', 'other'),
};

export const anyGrant: fc.Arbitrary<StandingGrant> = fc
  .record({
    grant: fc.record({
      id: fc.integer({ min: 0, max: 9 }).map((id) => `000000000000000${id}`),
      ...named,
      ceiling: highDisclosure,
      scope: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: anyScope }),
      validFromS: mostly(0, NOW_S - 1, NOW_S, NOW_S + 1),
      validUntilS: fc.option(nearNow, { nil: undefined, freq: 1 }),
    }),
    isNoticeCurrent: mostly(true, false),
    isCountersigned: fc.boolean(),
  })
  .map(({ grant: { validUntilS, ...grant }, ...standing }) =>
    granted(validUntilS === undefined ? grant : { ...grant, validUntilS }, standing),
  );

const anyBar: fc.Arbitrary<Bar> = fc
  .record(
    {
      kind: fc.constantFrom('refusal', 'objection', 'restriction', 'opt-out'),
      subject: named.subject,
      purpose: named.purpose,
      recipient: named.recipient,
      scope: anyScope,
    },
    { requiredKeys: ['kind', 'subject'] },
  )
  .map(({ kind, ...bar }) => barred(kind, bar));

export const anyLedger: fc.Arbitrary<ConsentState> = fc
  .record({
    grants: fc.uniqueArray(anyGrant, { maxLength: 6, selector: ({ grant }) => grant.id }),
    bars: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(anyBar, { maxLength: 2 }) },
    ),
    ageBand: mostly<AgeBand | undefined>('adult', 'under-13', '13-15', '16-17', undefined),
    latestS: mostly(0, NOW_S, NOW_S + 1),
  })
  .map(({ ageBand, ...state }) => ({
    ...state,
    subject: { name: 'pilot', ...(ageBand === undefined ? {} : { ageBand }) },
  }));

export const anyCircumstances: fc.Arbitrary<Circumstances> = fc
  .record({
    consent: anyLedger,
    nowS: mostly(NOW_S, NOW_S - 1, NOW_S + 1),
    flight: fc.option(fc.constant(zurich), { nil: undefined, freq: 4 }),
    earlierReleases: fc.array(
      fc.record({
        flight: fc.constantFrom('flight-1', 'flight-2'),
        recipient: named.recipient,
        disclosure: disclosures,
      }),
      { maxLength: 1 },
    ),
    jurisdictions: fc.record({
      place: fc.subarray([...jurisdictionNames]),
      residence: fc.subarray([...jurisdictionNames]),
    }),
  })
  .map(({ flight, ...circumstances }) => (flight === undefined ? circumstances : { ...circumstances, flight }));

const options = {
  level: fc.constantFrom(...levelNames),
  media: fc.constantFrom<Disclosure['media']>('none', 'stripped', 'exact'),
  occasion: fc.constantFrom('configured-service' as const, 'recorded-demand' as const),
  grant: fc.integer({ min: 0, max: 9 }).map((id) => `000000000000000${id}`),
  subject: named.subject,
  signals: fc.record({ globalPrivacyControl: fc.boolean() }),
};

/** Requests for which consent matters, most of them without options. */
export const consentRequest: fc.Arbitrary<Request> = fc
  .tuple(
    fc.record({ purpose: named.purpose, recipient: named.recipient }),
    fc.record(options, { requiredKeys: [] }),
    fc.nat(3),
  )
  .map(([names, chosen, some]) => (some === 0 ? { ...names, ...chosen } : names));

/** Requests for any purpose and recipient, unknown ones too. */
export const anyPolicyRequest: fc.Arbitrary<Request> = fc.record(
  {
    purpose: fc.constantFrom(...purposes.map(({ name }) => name), 'unheard-of'),
    recipient: fc.constantFrom(...recipients.map(({ name }) => name), 'unheard-of'),
    ...options,
  },
  { requiredKeys: ['purpose', 'recipient'] },
);
