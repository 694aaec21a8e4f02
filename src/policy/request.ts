import { type ConsentState, noConsent } from '../consent/grant.ts';
import type { Dimension, Disclosure } from '../model/disclosure.ts';
import type { Duty } from './duties.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import type { Level } from './levels.ts';
import type { Projection } from './projection.ts';
import type { Purpose } from './purpose.ts';
import type { Recipient } from './recipients.ts';
import type { Occasion } from './remote-id.ts';
import type { FlightInQuestion } from './scope.ts';

/** What somebody wants to release, to whom and what for. */
export interface Request {
  readonly purpose: string;
  readonly recipient: string;
  /** The user's own choice of how much, at most. */
  readonly level?: Level;
  /** Whose data it is; undefined: the subject whom the ledger declares. */
  readonly subject?: string;
  /** Id of the only grant that may answer. */
  readonly grant?: string;
  /** Photos and video never go along by themselves: this is the choice that takes them, beside no level. */
  readonly media?: Disclosure['media'];
  /** Why it is asked for now, where a purpose needs an occasion. */
  readonly occasion?: Occasion;
  /** Where it would go: a country of ISO 3166-1, and what a transfer there rests on. */
  readonly destination?: { readonly country: string; readonly transferGround?: string };
  readonly signals?: { readonly globalPrivacyControl?: boolean };
}

/** A log for one's own use at a level. */
export interface LocalRequest extends Request {
  readonly purpose: 'local';
  readonly recipient: 'self';
  readonly level: Level;
}

/** What went out before. */
export interface EarlierRelease {
  /** Keyed name. */
  readonly flight: string;
  readonly recipient: string;
  readonly disclosure: Disclosure;
}

/** What a decision depends on beside the request and the policy. */
export interface Circumstances {
  readonly consent: ConsentState;
  /** Unix seconds, by the device's clock. */
  readonly nowS: number;
  /** Undefined: any flight. Scopes of grants are then satisfied by none, and what is said against any flight counts. */
  readonly flight?: FlightInQuestion;
  readonly earlierReleases?: readonly EarlierRelease[];
  /** Of the place of the flight and of the residence that was declared; what is not known is empty. */
  readonly jurisdictions?: { readonly place: readonly Jurisdiction[]; readonly residence: readonly Jurisdiction[] };
}

/** Nobody has said anything, and nothing is known. */
export const noCircumstances: Circumstances = { consent: noConsent, nowS: Number.NaN };

/** A request with what the policy knows of it. */
export interface Matter {
  /** Undefined: the policy does not know it. */
  readonly purpose: Purpose | undefined;
  readonly recipient: Recipient | undefined;
  readonly circumstances: Circumstances;
}

export const unknownMatter: Matter = { purpose: undefined, recipient: undefined, circumstances: noCircumstances };

/** A rule that applies to requests: it answers with a ceiling, or with nothing where it has no say. */
export interface Rule {
  /** Stable name, shown as the reason of a decision. */
  readonly name: string;
  ceiling(request: Request, matter?: Matter): Partial<Disclosure> | undefined;
  /** What would raise its ceiling, a sentence. */
  readonly wouldChange?: string;
}

export interface Policy {
  readonly rules: readonly Rule[];
  /** By name. Without them consent has no say: the rules alone decide. */
  readonly purposes?: ReadonlyMap<string, Purpose>;
  readonly recipients?: ReadonlyMap<string, Recipient>;
  /** Somebody's own file is part of it: nothing of that goes into what others get to see. */
  readonly isOwn?: true;
}

/** How much may be learnt, and for every dimension the rule that bound it. */
export interface Decision<R extends Request = LocalRequest> {
  readonly request: R;
  readonly disclosure: Disclosure;
  /** Where it is given, only its fields may leave: the disclosure alone allows too much. */
  readonly projection?: Projection;
  /** The purpose is about devices or zones: nothing of a flight's log goes out under it, whatever the disclosure allows to say of them. */
  readonly releasesFlights?: false;
  readonly because: Readonly<Record<Dimension, string>>;
  /** Id of the grant that answered. */
  readonly grant?: string;
  /** For the dimensions that a rule lowered: what would raise them, a sentence. */
  readonly wouldChange: Readonly<Partial<Record<Dimension, string>>>;
  /** What does not work since nothing is released, a sentence each. */
  readonly lost: readonly string[];
  /** What else has to be done when something is released. */
  readonly duties: readonly Duty[];
}
