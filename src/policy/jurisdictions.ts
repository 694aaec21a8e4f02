import type { Disclosure } from '../model/disclosure.ts';
import type { Duty } from './duties.ts';
import type { PurposeKind } from './purpose.ts';

export const jurisdictionNames = ['eea', 'uk', 'switzerland', 'california', 'us', 'other'] as const;
export type Jurisdiction = (typeof jurisdictionNames)[number];

/** What one jurisdiction demands beyond what is built in for all. */
export interface JurisdictionFacts {
  readonly name: Jurisdiction;
  readonly title: string;
  /** Years from which somebody can consent without a guardian. */
  readonly consentAge: number;
  readonly consentAgeSource: string;
  /** Ceilings for purposes of one kind. */
  readonly caps: readonly {
    readonly kind: PurposeKind;
    readonly ceiling: Partial<Disclosure>;
    readonly reason: string;
    readonly source: string;
  }[];
  /** Added where it applies; it lifts nothing elsewhere. */
  readonly duties: readonly Duty[];
}

export const jurisdictions: Readonly<Record<Jurisdiction, JurisdictionFacts>> = {
  eea: {
    name: 'eea',
    title: 'European Economic Area',
    consentAge: 16,
    consentAgeSource: 'GDPR Article 8(1); member states may go down to 13, we do not follow them',
    caps: [
      {
        kind: 'research',
        ceiling: { person: 'none', operator: 'none' },
        reason: 'Research works on data that name nobody wherever it can.',
        source: 'GDPR Article 89(1)',
      },
    ],
    duties: [
      {
        name: 'transfer-ground',
        text: 'Outside the EEA the recipient needs an adequacy decision or safeguards.',
        source: 'R14: GDPR Articles 44 to 46',
      },
      {
        name: 'answer-within-a-month',
        text: 'Requests about rights are answered within one month.',
        source: 'R9: GDPR Article 12(3)',
      },
    ],
  },
  uk: {
    name: 'uk',
    title: 'United Kingdom',
    consentAge: 13,
    consentAgeSource: 'Data Protection Act 2018, section 9',
    caps: [],
    duties: [
      {
        name: 'answer-within-a-month',
        text: 'Requests about rights are answered within one month.',
        source: 'R9: UK GDPR Article 12(3)',
      },
    ],
  },
  switzerland: {
    name: 'switzerland',
    title: 'Switzerland',
    consentAge: 16,
    consentAgeSource: 'No age in the Federal Act on Data Protection, which asks for judgement: the strictest is taken',
    caps: [],
    duties: [
      {
        name: 'name-countries',
        text: 'The notice names every country that data go to.',
        source: 'R14: Swiss Federal Act on Data Protection, Article 19(4)',
      },
    ],
  },
  california: {
    name: 'california',
    title: 'California',
    consentAge: 16,
    consentAgeSource: 'Cal. Civ. Code 1798.120(c): below 16 nothing is sold or shared without opting in',
    caps: [
      {
        kind: 'sale-or-sharing',
        ceiling: { place: 'area', operator: 'none' },
        reason: 'A place within 1850 feet is sensitive; the smallest cell is wider.',
        source: 'Cal. Civ. Code 1798.121 and 1798.140(w)',
      },
    ],
    duties: [
      {
        name: 'no-retaliation',
        text: 'Whoever opts out keeps price and service.',
        source: 'R17: Cal. Civ. Code 1798.125',
      },
      {
        name: 'answer-within-45-days',
        text: 'Requests about rights are answered within 45 days.',
        source: 'R9: Cal. Civ. Code 1798.130(a)(2)',
      },
    ],
  },
  us: {
    name: 'us',
    title: 'United States',
    consentAge: 13,
    consentAgeSource: 'COPPA, 16 CFR 312.2 and 312.5',
    caps: [],
    duties: [],
  },
  other: {
    name: 'other',
    title: 'everywhere else',
    consentAge: 16,
    consentAgeSource: 'DJI privacy policy, children: below 16 with a parent only',
    caps: [],
    duties: [],
  },
};

/** The strictest age of all: it holds everywhere (R22). */
export const strictestConsentAge: number = Math.max(
  ...Object.values(jurisdictions).map(({ consentAge }) => consentAge),
);

/** The caps of all jurisdictions: they hold everywhere (R22). */
export const strictestCaps: JurisdictionFacts['caps'] = Object.values(jurisdictions).flatMap(({ caps }) => caps);

const eea: ReadonlySet<string> = new Set(
  (
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO ' +
    // The outermost regions of France, and the Finnish islands.
    'GF GP MF MQ RE YT AX'
  ).split(' '),
);
const unitedStates: ReadonlySet<string> = new Set(['US', 'AS', 'GU', 'MP', 'PR', 'UM', 'VI']);

/**
 * What applies to a code of ISO 3166-1 (two letters) or ISO 3166-2 as a person declares it: `FR`, `US-CA`, `CH-ZH`. California lies in the
 * United States too; what is unknown is `other`.
 */
export function jurisdictionsOfCode(code: string): readonly Jurisdiction[] {
  const upper = code.trim().toUpperCase();
  if (upper === 'US-CA') return ['us', 'california'];
  const country = upper.split('-')[0]!;
  if (eea.has(country)) return ['eea'];
  if (country === 'GB') return ['uk'];
  if (country === 'CH') return ['switzerland'];
  return unitedStates.has(country) ? ['us'] : ['other'];
}
