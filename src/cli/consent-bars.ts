import { Command } from 'commander';
import type { BarTerms, Collected } from '../consent/entries.ts';
import type { Bar } from '../consent/grant.ts';
import type { ConsentLedger } from '../consent/ledger.ts';
import { decide } from '../policy/decide.ts';
import type { Purpose } from '../policy/purpose.ts';
import { type ScopeOptions, scopeOf, withScopeOptions } from './consent-scope.ts';
import { asSubject, clockS, typedNow, withConsent } from './consent-session.ts';
import {
  idOf,
  lostText,
  mustServe,
  type NamedPolicy,
  type PolicyOptions,
  policyOf,
  purposeOf,
  recipientOf,
  servedBy,
  usage,
  withPolicyOption,
} from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';

interface BarOptions extends PolicyOptions, ScopeOptions {
  readonly for?: string;
  readonly to?: string;
  readonly json?: boolean;
}

interface BarKind {
  readonly command: string;
  readonly kind: Bar['kind'];
  readonly description: string;
  readonly done: string;
  readonly write: (ledger: ConsentLedger, terms: BarTerms, collected: Collected) => Promise<string>;
}

const kinds: readonly BarKind[] = [
  {
    command: 'refuse',
    kind: 'refusal',
    description: 'refuse, and withdraw what was granted for it; ends when the same is granted',
    done: 'Refused',
    write: (ledger, terms, collected) => ledger.refuse(terms, collected),
  },
  {
    command: 'object',
    kind: 'objection',
    description: 'object to what rests on the interests of others',
    done: 'Objected',
    write: (ledger, terms, collected) => ledger.object(terms, collected),
  },
  {
    command: 'restrict',
    kind: 'restriction',
    description: 'hold everything up until it is lifted; grants stay as they are',
    done: 'Restricted',
    write: (ledger, terms, collected) => ledger.restrict(terms, collected),
  },
  {
    command: 'opt-out',
    kind: 'opt-out',
    description: 'opt out of sale, sharing and personalisation',
    done: 'Opted out',
    write: (ledger, terms, collected) => ledger.optOut({ ...terms, signal: 'user' }, collected),
  },
];

/** `flightveil consent refuse`, `object`, `restrict` and `opt-out`: each says what no longer works. */
export function barCommands(console: Console): readonly Command[] {
  return kinds.map((kind) =>
    withScopeOptions(withPolicyOption(new Command(kind.command)), 'touch')
      .description(kind.description)
      .option('--for <purpose>', 'what is meant (else all that this can be said of)')
      .option('--to <recipient>', 'who is meant (else all)')
      .action((options: BarOptions, self: Command) => bar(console, kind, options, self)),
  );
}

async function bar(
  console: Console,
  { kind, done, write }: BarKind,
  options: BarOptions,
  self: Command,
): Promise<void> {
  const policy = await policyOf(options);
  const purpose = options.for === undefined ? undefined : purposeOf(policy, options.for);
  const recipient = options.to === undefined ? undefined : recipientOf(policy, options.to);
  if (purpose !== undefined && recipient !== undefined) mustServe(policy, purpose, recipient);
  const terms = { ...(purpose && { purpose: purpose.name }), ...(recipient && { recipient: recipient.name }) };
  const ended = endedBy(policy, { kind, id: '', subject: '', ...terms });
  if (ended.length === 0) {
    throw usage(
      'this would change nothing: what is meant rests on a ground that allows no such thing',
      grounding(purpose),
    );
  }
  await withConsent(self, async (ledger, folder) => {
    const scope = await scopeOf(options, folder);
    const isOfSome = Object.keys(scope).length > 0;
    const before = await ledger.state(clockS());
    const id = await asSubject(ledger, (subject) =>
      write(ledger, { subject, ...terms, ...(isOfSome && { scope }) }, typedNow()),
    );
    const standing = new Set((await ledger.state(clockS())).grants.map(({ grant }) => grant.id));
    const withdrawn = before.grants.flatMap(({ grant }) => (standing.has(grant.id) ? [] : [grant.id]));
    const purposes = ended.map(({ name }) => name);
    const lost = ended.flatMap((one) => one.lost);
    if (options.json) {
      console.out(jsonDocument({ id, kind, ...terms, ...(isOfSome && { scope }), purposes, withdrawn, lost }));
      return;
    }
    const to = recipient === undefined ? '' : `, to ${recipient.name}`;
    console.out(`${done}: ${purposes.join(', ')}${to}${isOfSome ? ', for certain flights' : ''}. Id ${id}.\n`);
    if (withdrawn.length > 0) console.out(`Withdrawn with it: ${withdrawn.join(', ')}.\n`);
    console.out(lostText(lost));
    console.out(`To take it back: flightveil consent lift ${id}.\n`);
  });
}

/** The purposes that a bar ends, be it for one recipient only: asked of the very rules that decide. */
function endedBy(policy: NamedPolicy, one: Bar): Purpose[] {
  const consent = { grants: [], bars: [one], subject: undefined, latestS: 0 };
  return [...policy.purposes.values()].filter((purpose) =>
    servedBy(policy, purpose).some((recipient) => {
      const request = { purpose: purpose.name, recipient: recipient.name };
      return Object.values(decide(request, policy, { consent, nowS: 0 }).because).includes(one.kind);
    }),
  );
}

function grounding(purpose: Purpose | undefined): string | undefined {
  return purpose && `${purpose.name} rests on: ${purpose.ground}.`;
}

/** `flightveil consent lift`: ends what one of {@link barCommands} began. */
export function liftCommand(console: Console): Command {
  return new Command('lift')
    .description('take back a refusal, an objection, a restriction or an opt-out')
    .argument('<id>', 'its id')
    .action(async (text: string, { json }: { json?: boolean }, self: Command) => {
      const id = idOf(text);
      await withConsent(self, (ledger) => ledger.lift(id, typedNow()));
      console.out(
        json ? jsonDocument({ lifted: id }) : 'Lifted. It allows nothing by itself: what needs a grant still does.\n',
      );
    });
}

/** `flightveil consent withdraw`: takes a grant back, at once. */
export function withdrawCommand(console: Console): Command {
  return withPolicyOption(new Command('withdraw'))
    .description('take a grant back; nothing more is released under it')
    .argument('<id>', 'the grant')
    .action(async (text: string, { json, ...options }: PolicyOptions & { json?: boolean }, self: Command) => {
      const id = idOf(text);
      const policy = await policyOf(options);
      await withConsent(self, async (ledger) => {
        await ledger.withdraw(id, typedNow());
        const { grant } = (await ledger.historyOf(id)).given;
        const others = (await ledger.state(clockS())).grants.flatMap(({ grant: other }) =>
          other.purpose === grant.purpose && other.recipient === grant.recipient ? [other.id] : [],
        );
        const lost = others.length > 0 ? [] : (policy.purposes.get(grant.purpose)?.lost ?? []);
        if (json) console.out(jsonDocument({ withdrawn: id, others, lost }));
        else {
          console.out('Withdrawn: from now on nothing is released under it.\n');
          if (others.length > 0) console.out(`The same is still granted by ${others.join(', ')}.\n`);
          console.out(lostText(lost));
        }
      });
    });
}
