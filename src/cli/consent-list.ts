import { Command } from 'commander';
import type { Bar, ConsentState, Grant, StandingGrant } from '../consent/grant.ts';
import type { GrantHistory } from '../consent/state.ts';
import { decide } from '../policy/decide.ts';
import { grounds } from '../policy/grounds.ts';
import { barringRules } from '../policy/rules.ts';
import { isOldEnough } from '../policy/subject.ts';
import { ceilingText } from './consent-ceiling.ts';
import { instantText } from './consent-date.ts';
import { clockS, readEntries, withConsent } from './consent-session.ts';
import { type NamedPolicy, type PolicyOptions, policyOf, servedBy, withPolicyOption } from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';
import { table } from './report-table.ts';

const statusTexts = {
  holds: 'holds',
  withdrawn: 'withdrawn',
  'grant-expired': 'ended',
  'grant-not-yet-valid': 'begins later',
  'other-person': 'of another person',
  'notice-changed': 'suspended: confirm it',
  'not-in-policy': 'unknown to this policy',
  barred: 'barred, see below',
  'guardian-missing': 'waits for a guardian, or your age',
} as const;
type Status = keyof typeof statusTexts;

/** `flightveil consent list`: what is allowed, what is barred, and what does not work for want of a grant. */
export function listCommand(console: Console): Command {
  return withPolicyOption(new Command('list'))
    .description('what is allowed and what is not')
    .option('--all', 'also what has ended')
    .action(async ({ all, json, ...options }: PolicyOptions & { all?: boolean; json?: boolean }, self: Command) => {
      const policy = await policyOf(options);
      await withConsent(self, async (ledger) => {
        const { fold } = await readEntries(ledger);
        const nowS = clockS();
        const state = fold.state(nowS);
        const standing = new Map(state.grants.map((one) => [one.grant.id, one]));
        const every = [...fold.histories()].map((history) =>
          described(policy, history, standing.get(history.given.grant.id), state, nowS),
        );
        const isOver = ({ status }: Described): boolean => status === 'withdrawn' || status === 'grant-expired';
        const grants = all ? every : every.filter((one) => !isOver(one));
        const missing = missingOf(policy, every, state, nowS);
        if (json) console.out(jsonDocument({ grants, bars: state.bars, missing }));
        else console.out(listText(grants, state.bars, missing));
      });
    });
}

interface Described {
  readonly grant: Grant;
  readonly status: Status;
  readonly notice: { readonly name: string; readonly version: string } | undefined;
  readonly isCountersigned: boolean;
}

function described(
  policy: NamedPolicy,
  { given: { grant }, notice, countersignature }: GrantHistory,
  standing: StandingGrant | undefined,
  state: ConsentState,
  nowS: number,
): Described {
  return {
    grant,
    status: standing === undefined ? 'withdrawn' : statusOf(policy, standing, state, nowS),
    notice: notice && { name: notice.name, version: notice.version },
    isCountersigned: countersignature !== undefined,
  };
}

/** What keeps a standing grant from answering, whichever its flight; the first that applies. */
function statusOf(
  policy: NamedPolicy,
  { grant, isNoticeCurrent, isCountersigned }: StandingGrant,
  state: ConsentState,
  nowS: number,
): Status {
  const { purpose: name, recipient, subject, validFromS, validUntilS } = grant;
  if (validUntilS !== undefined && validUntilS <= state.latestS) return 'grant-expired';
  if (validFromS > nowS) return 'grant-not-yet-valid';
  if (subject !== state.subject?.name) return 'other-person';
  const purpose = policy.purposes.get(name);
  if (purpose === undefined || !servedBy(policy, purpose).some((one) => one.name === recipient)) return 'not-in-policy';
  if (isBarred(policy, name, recipient, state, nowS)) return 'barred';
  if (!isNoticeCurrent) return 'notice-changed';
  const isAlone = isOldEnough({ purpose: name, recipient }, { consent: state, nowS }, purpose);
  return isAlone || isCountersigned ? 'holds' : 'guardian-missing';
}

/** Whether somebody said no to it, for every flight. */
function isBarred(policy: NamedPolicy, purpose: string, recipient: string, state: ConsentState, nowS: number): boolean {
  const bars = state.bars.filter(({ scope }) => scope === undefined);
  if (bars.length === 0) return false;
  const { because } = decide({ purpose, recipient }, policy, { consent: { ...state, grants: [], bars }, nowS });
  return Object.values(because).some((rule) => barringRules.has(rule));
}

interface Missing {
  readonly purpose: string;
  readonly lost: readonly string[];
}

/** The purposes that need a grant and have none that holds, and the others that are barred. */
function missingOf(
  policy: NamedPolicy,
  grants: readonly Described[],
  state: ConsentState,
  nowS: number,
): readonly Missing[] {
  const held = new Set(grants.flatMap(({ grant, status }) => (status === 'holds' ? [grant.purpose] : [])));
  return [...policy.purposes.values()].flatMap((purpose) => {
    const { name, ground, lost } = purpose;
    const isMissing = grounds[ground].needsGrant
      ? !held.has(name)
      : servedBy(policy, purpose).every((recipient) => isBarred(policy, name, recipient.name, state, nowS));
    return isMissing ? [{ purpose: name, lost }] : [];
  });
}

function listText(grants: readonly Described[], bars: readonly Bar[], missing: readonly Missing[]): string {
  const parts = [grants.length === 0 ? 'Nothing is granted.' : grantTable(grants)];
  if (bars.length > 0) parts.push(barTable(bars));
  const rows = missing.flatMap(({ purpose, lost }) =>
    lost.map((sentence, index) => [index === 0 ? purpose : '', sentence]),
  );
  if (rows.length > 0) parts.push(table(['not allowed', 'what does not work without'], rows, []));
  return `${parts.join('\n\n')}\n`;
}

function grantTable(grants: readonly Described[]): string {
  return table(
    ['granted', 'for', 'to', 'at most', 'flights', 'until (UTC)', 'now'],
    grants.map(({ grant, status }) => [
      ...[grant.id, grant.purpose, grant.recipient, ceilingText(grant.ceiling)],
      ...[Object.keys(grant.scope).length === 0 ? 'all' : 'some'],
      ...[grant.validUntilS === undefined ? 'withdrawal' : instantText(grant.validUntilS), statusTexts[status]],
    ]),
    [],
  );
}

function barTable(bars: readonly Bar[]): string {
  return table(
    ['barred', 'by', 'for', 'to', 'flights'],
    bars.map(({ id, kind, purpose = 'any', recipient = 'any', scope }) => [
      ...[id, kind, purpose, recipient, scope === undefined ? 'all' : 'some'],
    ]),
    [],
  );
}
