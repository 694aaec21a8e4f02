/** On what ground somebody may learn something: Article 6(1) of the GDPR in the words of the notices. `own-use` needs none. */
export type LegalGround = 'consent' | 'contract' | 'legal-obligation' | 'legitimate-interests' | 'own-use';

export interface GroundFacts {
  readonly title: string;
  /** Nothing is released without a grant. */
  readonly needsGrant: boolean;
  /** A refusal or a restriction ends it. */
  readonly canBeRefused: boolean;
  /** An objection ends it, even one that names no purpose. */
  readonly canBeObjectedTo: boolean;
  readonly reason: string;
  readonly source: string;
}

/** The grounds and what a person can do about each. */
export const grounds: Readonly<Record<LegalGround, GroundFacts>> = {
  consent: {
    title: 'consent',
    needsGrant: true,
    canBeRefused: true,
    canBeObjectedTo: false,
    reason: 'Given freely, for one purpose and one recipient, and withdrawn as easily.',
    source: 'R6, R7: GDPR Articles 6(1)(a) and 7; DJI privacy policy, legal grounds in the EEA',
  },
  contract: {
    title: 'contract',
    needsGrant: false,
    canBeRefused: true,
    canBeObjectedTo: false,
    reason: 'What a service that was asked for cannot do without; whoever refuses it goes without the service.',
    source: 'R6, R8: GDPR Article 6(1)(b); DJI privacy policy, legal grounds in the EEA',
  },
  'legal-obligation': {
    title: 'legal obligation',
    needsGrant: false,
    canBeRefused: false,
    canBeObjectedTo: false,
    reason: 'Cannot be refused, and therefore holds exactly what a rule or a demand lists.',
    source: 'R6, R26: GDPR Articles 6(1)(c), 18(2) and 21(1); DJI privacy policy, legal grounds in the EEA',
  },
  'legitimate-interests': {
    title: 'legitimate interests',
    needsGrant: false,
    canBeRefused: true,
    canBeObjectedTo: true,
    reason: 'Somebody else wants it for reasons of their own: totals at most, and an objection ends it.',
    source: 'R6: GDPR Articles 6(1)(f) and 21(1); DJI privacy policy, legal grounds in the EEA',
  },
  'own-use': {
    title: 'your own use',
    needsGrant: false,
    canBeRefused: false,
    canBeObjectedTo: false,
    reason: 'What stays with the pilot is learnt by nobody else.',
    source: 'R21: architecture, the command line',
  },
};
