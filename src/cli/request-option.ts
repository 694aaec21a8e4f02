import type { Command } from 'commander';
import { ConsentAuthority } from '../filter/release-authority.ts';
import { FlightveilError } from '../model/errors.ts';
import { openConsent } from '../node/consent-keys.ts';
import { stateFolder } from '../node/state.ts';
import { type Occasion, occasions } from '../policy/remote-id.ts';
import type { Policy, Request } from '../policy/request.ts';
import { policyOf, purposeOf, recipientOf } from './consent-terms.ts';
import { levelOf } from './level-option.ts';

/** What it is for and who gets it, as options say it. */
export interface RequestOptions {
  readonly for?: string;
  readonly to?: string;
  readonly level?: string;
  readonly policy?: string;
  readonly subject?: string;
  readonly grant?: string;
  readonly occasion?: string;
}

/** Adds the options of {@link RequestOptions} but the level. */
export function withRequestOptions(command: Command): Command {
  return command
    .option('--for <purpose>', 'what it is for: asks the policy and the consent ledger')
    .option('--to <recipient>', 'who gets it')
    .option('--policy <file>', 'a policy file: your own purposes, recipients and stricter rules')
    .option('--subject <name>', 'whose data it is, if not the subject that the ledger declares')
    .option('--grant <id>', 'the only grant that may answer')
    .option('--occasion <name>', `why now, where a purpose needs that: ${occasions.join(', ')}`);
}

/** Undefined where neither purpose nor recipient is named. @throws FlightveilError `usage`, `policy-invalid`, `input-unreadable` */
export async function requestOf(options: RequestOptions): Promise<{ request: Request; policy: Policy } | undefined> {
  const { for: purpose, to: recipient, level, subject, grant, occasion } = options;
  if (purpose === undefined && recipient === undefined) {
    if (options.policy ?? subject ?? grant ?? occasion) throw misused('these options go with --for and --to');
    return undefined;
  }
  if (purpose === undefined || recipient === undefined) throw misused('--for and --to go together');
  const policy = await policyOf(options);
  purposeOf(policy, purpose);
  recipientOf(policy, recipient);
  return {
    policy,
    request: {
      ...{ purpose, recipient },
      ...(level === undefined ? {} : { level: levelOf(level) }),
      ...(subject === undefined ? {} : { subject }),
      ...(grant === undefined ? {} : { grant }),
      ...(occasion === undefined ? {} : { occasion: occasionOf(occasion) }),
    },
  };
}

/** Decides by the ledger in the state folder. The caller closes it. */
export async function withAuthority<T>(
  { request, policy }: { readonly request: Request; readonly policy: Policy },
  home: string | undefined,
  work: (authority: ConsentAuthority) => Promise<T>,
): Promise<T> {
  const ledger = await openConsent(stateFolder(home));
  try {
    return await work(new ConsentAuthority(request, policy, ledger));
  } finally {
    ledger.close();
  }
}

function occasionOf(name: string): Occasion {
  const found = occasions.find((occasion) => occasion === name);
  if (found === undefined) throw misused(`occasions are ${occasions.join(', ')}`);
  return found;
}

function misused(what: string): FlightveilError {
  return new FlightveilError('usage', what);
}
