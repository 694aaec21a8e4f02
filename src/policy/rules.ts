import type { Bar } from '../consent/grant.ts';
import { type Disclosure, everything, meet, nothing } from '../model/disclosure.ts';
import { grounds } from './grounds.ts';
import { strictestCaps } from './jurisdictions.ts';
import { levels } from './levels.ts';
import { ceilingOfProjection, type Projection } from './projection.ts';
import type { Purpose } from './purpose.ts';
import type { Recipient } from './recipients.ts';
import { remoteIdProjection } from './remote-id.ts';
import { type Matter, type Request, type Rule, unknownMatter } from './request.ts';
import { mayTouch } from './scope.ts';
import { subjectOf } from './subject.ts';

/** A request whose purpose and recipient the policy knows. */
interface Known extends Matter {
  readonly purpose: Purpose;
  readonly recipient: Recipient;
}

/** A rule about known purposes and recipients; what is not known is the business of the first rule. */
function rule(
  name: string,
  wouldChange: string,
  ceiling: (matter: Known, request: Request) => Partial<Disclosure> | undefined,
): Rule {
  return {
    name,
    wouldChange,
    ceiling(request, matter = unknownMatter) {
      const { purpose, recipient, circumstances } = matter;
      if (purpose === undefined || recipient === undefined) return undefined;
      return ceiling({ purpose, recipient, circumstances }, request);
    },
  };
}

/** What a projection allows to leave for this request; undefined: the purpose has none. */
export function projectionOf(
  { purpose, circumstances }: Pick<Known, 'purpose' | 'circumstances'>,
  request: Request,
): Projection | undefined {
  if (purpose.projection !== 'remote-id') return purpose.projection;
  const places = circumstances.jurisdictions?.place ?? [];
  return remoteIdProjection(places, request.occasion, circumstances.flight?.remoteId);
}

/** Whether a purpose is for a recipient, or for the one it is like. */
export function serves(purpose: Purpose, { name, like }: Pick<Recipient, 'name' | 'like'>): boolean {
  return purpose.recipients.includes(name) || (like !== undefined && purpose.recipients.includes(like));
}

function isBarred(kind: Bar['kind'], { purpose, recipient, circumstances }: Known, request: Request): boolean {
  const subject = subjectOf(request, circumstances);
  return circumstances.consent.bars.some(
    (bar) =>
      bar.kind === kind &&
      // Nobody named: whoever has said something against it may be meant. The declared subject's no counts whoever is named.
      (subject === undefined || bar.subject === subject || bar.subject === circumstances.consent.subject?.name) &&
      (bar.purpose ?? purpose.name) === purpose.name &&
      (bar.recipient ?? recipient.name) === recipient.name &&
      answersTo(kind, bar, purpose) &&
      mayTouch(bar.scope, circumstances.flight),
  );
}

/** Whether what somebody said against all or one of the purposes is about this one. */
function answersTo(kind: Bar['kind'], bar: Bar, { ground, kinds }: Purpose): boolean {
  const { canBeRefused, canBeObjectedTo } = grounds[ground];
  switch (kind) {
    case 'refusal':
    case 'restriction':
      return canBeRefused;
    case 'objection':
      return canBeObjectedTo || (canBeRefused && bar.purpose !== undefined);
    case 'opt-out':
      if (!canBeRefused) return false;
      return bar.purpose !== undefined || kinds.includes('sale-or-sharing') || kinds.includes('personalisation');
  }
}

/** The rules by which somebody says no: what is lost by it is told. */
export const barringRules: ReadonlySet<string> = new Set([
  ...['restriction', 'objection', 'opt-out', 'global-privacy-control', 'refusal'],
]);

/** Every rule that is built in, in the order in which they are named where several bind alike. Each only lowers: the order decides nothing else. */
export const builtInRules: readonly Rule[] = [
  {
    name: 'known-names',
    wouldChange: 'Name a purpose and a recipient that the policy has, or add yours to a policy file.',
    ceiling: (_request, matter = unknownMatter) =>
      matter.purpose === undefined || matter.recipient === undefined ? nothing : {},
  },
  rule('recipient-not-served', 'Name a recipient whom the purpose is for.', ({ purpose, recipient }) =>
    serves(purpose, recipient) ? undefined : nothing,
  ),
  rule('occasion', 'Set the service up, or record the demand.', ({ purpose }, { occasion }) =>
    purpose.occasions === undefined || (occasion !== undefined && purpose.occasions.includes(occasion))
      ? undefined
      : nothing,
  ),
  rule('restriction', 'Lift the restriction.', (matter, request) =>
    isBarred('restriction', matter, request) ? nothing : undefined,
  ),
  rule('objection', 'Take the objection back.', (matter, request) =>
    isBarred('objection', matter, request) ? nothing : undefined,
  ),
  rule('opt-out', 'Opt in again.', (matter, request) => (isBarred('opt-out', matter, request) ? nothing : undefined)),
  rule('global-privacy-control', 'Turn Global Privacy Control off in the app.', ({ purpose }, { signals }) =>
    signals?.globalPrivacyControl === true && purpose.kinds.includes('sale-or-sharing') ? nothing : undefined,
  ),
  rule('refusal', 'Grant what was refused.', (matter, request) =>
    isBarred('refusal', matter, request) ? nothing : undefined,
  ),
  rule('purpose', 'The purpose needs no more: ask under one that does.', ({ purpose }) => ({
    ...nothing,
    ...purpose.ceiling,
  })),
  rule('fields-of-the-rule', 'Only what the rule at the place of the flight lists may leave.', (matter, request) => {
    const projection = projectionOf(matter, request);
    if (projection !== undefined) return ceilingOfProjection(projection);
    return matter.purpose.projection === undefined ? undefined : nothing;
  }),
  rule('recipient', 'This recipient never learns more.', ({ recipient }) => recipient.cap),
  rule('jurisdiction', 'No jurisdiction allows more for purposes of this kind.', ({ purpose }) => {
    const caps = strictestCaps.filter(({ kind }) => purpose.kinds.includes(kind));
    if (caps.length === 0) return undefined;
    return caps.map(({ ceiling }) => ({ ...everything, ...ceiling })).reduce(meet);
  }),
  rule('media-choice', 'Choose photos or video one by one.', (_matter, { media }) => ({ media: media ?? 'none' })),
  {
    name: 'level',
    wouldChange: 'Ask for a higher level.',
    ceiling: ({ level }) => (level === undefined ? undefined : levels[level]),
  },
];
