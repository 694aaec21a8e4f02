import type { Disclosure } from '../model/disclosure.ts';

/** Somebody who may learn something. */
export interface Recipient {
  readonly name: string;
  readonly title: string;
  /** At most so much whatever purpose and grant say; what is not named is not capped. */
  readonly cap: Partial<Disclosure>;
  /** Somebody else than the pilot: what goes there has left for good. */
  readonly isOutside: boolean;
  /** The built-in recipient whose purposes and cap it shares. */
  readonly like?: string;
  readonly reason: string;
  readonly source: string;
}

/** Text may name other people: whoever is not the pilot gets known messages without their variable parts. */
const others = { text: 'template' } as const;

const noPerson = { operator: 'none', person: 'none' } as const;

/** A cap on every dimension but those that are named. */
const unnamed = {
  ...noPerson,
  place: 'none',
  shape: 'none',
  time: 'none',
  device: 'none',
  environment: 'none',
  settings: 'none',
  text: 'none',
  media: 'none',
  geofence: 'none',
  dynamics: 'none',
} as const satisfies Partial<Disclosure>;

/** Users' own recipients that are like no other: strangers, who learn how it flew and not where, when, or whose it is. */
export const unknownRecipientCap: Partial<Disclosure> = {
  ...unnamed,
  shape: 'relative',
  device: 'flight',
  settings: 'safe',
  text: 'template',
  geofence: 'kind',
  dynamics: 'full',
};

/** Every recipient that is built in. */
export const recipients: readonly Recipient[] = [
  {
    name: 'self',
    title: 'you',
    cap: {},
    isOutside: false,
    reason: 'Your own log is yours.',
    source: 'R9: DJI privacy policy, rights; R23',
  },
  {
    name: 'manufacturer',
    title: 'the maker of the aircraft',
    cap: { ...others, operator: 'area', person: 'pseudonym', media: 'stripped' },
    isOutside: true,
    reason: 'It knows serial and account already: where the pilot stands at home it need not.',
    source: 'R1, R2, R23: DJI privacy policy, location information',
  },
  {
    name: 'affiliate',
    title: 'a company of the same group',
    cap: {
      ...others,
      ...noPerson,
      place: 'none',
      shape: 'relative',
      time: 'month',
      device: 'flight',
      environment: 'none',
      settings: 'safe',
      media: 'none',
      geofence: 'kind',
    },
    isOutside: true,
    reason: 'Nobody chose it: how aircraft fly is enough.',
    source: 'R5, R17: DJI privacy policy, third parties; California notice',
  },
  {
    name: 'service-provider',
    title: 'a company that works on behalf of another',
    cap: { ...others, operator: 'none', person: 'pseudonym', media: 'none' },
    isOutside: true,
    reason: 'It does what it was hired for and needs no more than whoever hired it, the pilot least of all.',
    source: 'R5: DJI privacy policy, third parties; GDPR Article 28',
  },
  {
    name: 'analytics-provider',
    title: 'a company that counts how products are used',
    cap: {
      ...unnamed,
      place: 'region',
      time: 'month',
      device: 'recipient',
      geofence: 'kind',
      dynamics: 'summary',
    },
    isOutside: true,
    reason: 'It counts; counting needs totals.',
    source: 'R17, R18: Pix4D data and privacy, preferences; California notice',
  },
  {
    name: 'map-provider',
    title: 'a company that draws maps',
    cap: { ...unnamed, place: 'region' },
    isOutside: true,
    reason: 'A map is drawn for a region; a track would tell it who flew where.',
    source: 'R5: DJI privacy policy, third parties and map providers',
  },
  {
    name: 'aviation-authority',
    title: 'an authority for aviation',
    cap: { environment: 'none', settings: 'none', ...others, media: 'none' },
    isOutside: true,
    reason: 'The lawful receiver of remote identification, and the only one of the place of the pilot under it.',
    source: 'R4: DJI privacy policy, disclosure for aviation regulation',
  },
  {
    name: 'law-enforcement',
    title: 'a court or the police',
    cap: { environment: 'none', settings: 'none', ...others },
    isOutside: true,
    reason: 'What a demand lists and the operator exports by hand; text may name people whom it does not list.',
    source: 'R23, R26: DJI privacy policy, preserving and disclosing',
  },
  {
    name: 'researcher',
    title: 'somebody who does science',
    cap: {
      ...others,
      ...noPerson,
      place: 'region',
      shape: 'relative',
      time: 'month',
      device: 'flight',
      environment: 'none',
      settings: 'safe',
      media: 'stripped',
      geofence: 'kind',
    },
    isOutside: true,
    reason: 'Science asks how aircraft behave, not who flies them.',
    source: 'R19: Pix4D data and privacy, research; GDPR Article 89(1)',
  },
  {
    name: 'public',
    title: 'everybody',
    cap: { ...unnamed, shape: 'relative', media: 'stripped', dynamics: 'summary' },
    isOutside: true,
    reason: 'It can never be taken back, and anybody can join it with anything.',
    source: 'R27: DJI privacy policy, content shared in public',
  },
  {
    name: 'acquirer',
    title: 'whoever buys a company',
    cap: unnamed,
    isOutside: true,
    reason:
      'What the seller holds moves under the old promises; the device sends nothing until a new notice names the buyer as the maker.',
    source: 'R15, R21: DJI privacy policy, changes; Pix4D data and privacy, purpose',
  },
];

/** Recipients that nobody else can be like: their purposes rest on who they are. */
export const incomparable: ReadonlySet<string> = new Set(['self', 'aviation-authority', 'law-enforcement']);
