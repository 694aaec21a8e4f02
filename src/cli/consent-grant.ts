import { Command } from 'commander';
import type { ConsentState, Grant } from '../consent/grant.ts';
import { receiptText } from '../consent/receipt-text.ts';
import { type Disclosure, isAtMost, nothing } from '../model/disclosure.ts';
import { decide } from '../policy/decide.ts';
import { grounds } from '../policy/grounds.ts';
import type { Purpose } from '../policy/purpose.ts';
import type { Recipient } from '../policy/recipients.ts';
import { isOldEnough } from '../policy/subject.ts';
import { type CeilingOptions, ceilingOf, stepsText, withCeilingOptions } from './consent-ceiling.ts';
import { dateOf } from './consent-date.ts';
import { currentNotice } from './consent-notice.ts';
import { type ScopeOptions, scopeOf, withScopeOptions } from './consent-scope.ts';
import { asSubject, clockS, typedNow, withConsent } from './consent-session.ts';
import { guardianNote } from './consent-subject.ts';
import {
  mustServe,
  type NamedPolicy,
  type PolicyOptions,
  plainLines,
  policyOf,
  purposeOf,
  recipientOf,
  usage,
  withPolicyOption,
} from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';

interface GrantOptions extends CeilingOptions, ScopeOptions, PolicyOptions {
  readonly for: string;
  readonly to: string;
  readonly from?: string;
  readonly until?: string;
  readonly notice?: string;
  readonly json?: boolean;
}

/** `flightveil consent grant`: lets one recipient learn something for one purpose. */
export function grantCommand(console: Console): Command {
  const command = new Command('grant')
    .description('allow one recipient to learn something for one purpose')
    .requiredOption('--for <purpose>', 'what it is for')
    .requiredOption('--to <recipient>', 'who gets it')
    .option('--from <date>', 'when it begins (else now)')
    .option('--until <date>', 'first instant at which it holds no longer (else until it is withdrawn)')
    .option('--notice <name>', 'the notice that was read (else the only one there is)');
  return withPolicyOption(withScopeOptions(withCeilingOptions(command), 'lie wholly in')).action(
    async (options: GrantOptions, self: Command) => {
      const policy = await policyOf(options);
      const purpose = purposeOf(policy, options.for);
      const recipient = recipientOf(policy, options.to);
      mustServe(policy, purpose, recipient);
      const ceiling = ceilingOf(options, purpose);
      const validity = validityOf(options);
      mustBeNamed(purpose, options);
      await withConsent(self, async (ledger, folder) => {
        const state = await ledger.state(clockS());
        mustNeedGrant(purpose, recipient, state);
        const comesTo = comingTo(policy, purpose, recipient, ceiling);
        const { sha256: noticeSha256 } = await currentNotice(ledger, options.notice);
        const scope = await scopeOf(options, folder);
        const { name, title } = purpose;
        const terms = { purpose: name, recipient: recipient.name, ceiling, scope, noticeSha256, ...validity };
        const grant = await asSubject(ledger, (subject) => ledger.grant({ subject, ...terms }, typedNow()));
        const note = guardianNote(purpose, await ledger.state(clockS()), grant.id);
        if (options.json) {
          console.out(jsonDocument({ grant, comesTo, ...(note === undefined ? {} : { note }) }));
          return;
        }
        console.out(plainLines(receiptText(await ledger.historyOf(grant.id), clockS())));
        if (purpose.releasesFlights) console.out(`For ${title} this comes to: ${stepsText(comesTo)}.\n`);
        if (note !== undefined) console.out(`${note}\n`);
      });
    },
  );
}

function validityOf({ from, until }: GrantOptions): Pick<Grant, 'validFromS' | 'validUntilS'> {
  const nowS = clockS();
  const fromS = from === undefined ? nowS : dateOf('--from', from);
  const untilS = until === undefined ? undefined : dateOf('--until', until);
  if (fromS < nowS - (nowS % 86_400)) throw usage('--from lies in the past', 'A grant does not reach back.');
  // Today's day began before now.
  const validFromS = Math.max(fromS, nowS);
  if (untilS === undefined) return { validFromS };
  if (untilS <= nowS)
    throw usage('--until is past already', 'It is the first instant at which the grant holds no longer.');
  if (untilS <= validFromS) throw usage('--until is not after --from: the grant would never hold');
  return { validFromS, validUntilS: untilS };
}

function mustBeNamed({ name, asksFlightsAndEnd }: Purpose, { flight, until }: GrantOptions): void {
  if (!asksFlightsAndEnd || (flight !== undefined && until !== undefined)) return;
  throw usage(`${name} asks for named flights and an end`, 'Add --flight LOG and --until DATE.');
}

/** What the recipient would learn under a grant of this ceiling where everything else fits. */
function comingTo(policy: NamedPolicy, purpose: Purpose, recipient: Recipient, ceiling: Disclosure): Disclosure {
  const scope = { flights: ['any'] };
  const names = { subject: 'any', purpose: purpose.name, recipient: recipient.name };
  const grant: Grant = { id: 'any', ...names, ceiling, scope, noticeSha256: '', validFromS: 0, validUntilS: 1 };
  const consent: ConsentState = {
    grants: [{ grant, isNoticeCurrent: true, isCountersigned: true }],
    bars: [],
    subject: { name: 'any' },
    latestS: 0,
  };
  const request = { ...names, media: ceiling.media };
  const { disclosure } = decide(request, policy, { consent, nowS: 0, flight: { name: 'any' } });
  if (purpose.releasesFlights && isAtMost(disclosure, nothing)) {
    throw usage(
      `this would allow nothing of what ${purpose.name} needs`,
      `It needs: ${stepsText({ ...nothing, ...purpose.ceiling })}. Name a level with some of it.`,
    );
  }
  return disclosure;
}

/** Others' grounds need no grant; but below the age a guardian decides about whatever could be refused. */
function mustNeedGrant(purpose: Purpose, recipient: Recipient, consent: ConsentState): void {
  const { needsGrant, canBeRefused, canBeObjectedTo, title } = grounds[purpose.ground];
  if (needsGrant) return;
  const isMinor =
    consent.subject?.ageBand !== undefined &&
    !isOldEnough({ purpose: purpose.name, recipient: recipient.name }, { consent, nowS: clockS() }, purpose);
  if (isMinor && canBeRefused) return;
  const no = canBeObjectedTo ? 'object' : 'refuse';
  throw usage(
    `${purpose.name} does not rest on consent but on ${title}: there is nothing to grant`,
    canBeRefused ? `To say no: flightveil consent ${no} --for ${purpose.name}.` : undefined,
  );
}
