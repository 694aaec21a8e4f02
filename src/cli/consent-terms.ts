import type { Command } from 'commander';
import { FlightveilError } from '../model/errors.ts';
import { loadPolicy, type NamedPolicy } from '../node/policy.ts';
import type { Purpose } from '../policy/purpose.ts';
import type { Recipient } from '../policy/recipients.ts';
import { serves } from '../policy/rules.ts';
import { plainName } from './console.ts';

export type { NamedPolicy } from '../node/policy.ts';

export interface PolicyOptions {
  readonly policy?: string;
}

export function withPolicyOption(command: Command): Command {
  return command.option('--policy <file>', 'a policy file with your own purposes and recipients');
}

/** @throws FlightveilError `policy-invalid`, `input-unreadable` */
export function policyOf({ policy: path }: PolicyOptions): Promise<NamedPolicy> {
  return loadPolicy(path);
}

export function usage(what: string, advice?: string): FlightveilError {
  return new FlightveilError('usage', what, advice === undefined ? {} : { advice });
}

/** @throws FlightveilError `usage` that lists the purposes there are */
export function purposeOf({ purposes }: NamedPolicy, name: string): Purpose {
  const purpose = purposes.get(name);
  if (purpose === undefined) throw usage('there is no such purpose', `There are: ${[...purposes.keys()].join(', ')}.`);
  return purpose;
}

/** @throws FlightveilError `usage` that lists the recipients there are */
export function recipientOf({ recipients }: NamedPolicy, name: string): Recipient {
  const recipient = recipients.get(name);
  if (recipient === undefined) {
    throw usage('there is no such recipient', `There are: ${[...recipients.keys()].join(', ')}.`);
  }
  return recipient;
}

/** The recipients that a purpose is for. */
export function servedBy({ recipients }: NamedPolicy, purpose: Purpose): readonly Recipient[] {
  return [...recipients.values()].filter((recipient) => serves(purpose, recipient));
}

/** @throws FlightveilError `usage` unless the purpose is for this recipient */
export function mustServe(policy: NamedPolicy, purpose: Purpose, recipient: Recipient): void {
  if (serves(purpose, recipient)) return;
  const names = servedBy(policy, purpose).map(({ name }) => name);
  throw usage(`${purpose.name} is never for ${recipient.name}`, `It is for: ${names.join(', ')}.`);
}

/** An id as the ledger draws them. @throws FlightveilError `usage` for anything else */
export function idOf(text: string): string {
  if (/^[0-9a-f]{16}$/.test(text)) return text;
  throw usage('this is no id: an id has 16 digits of 0 to 9 and a to f', 'flightveil consent list shows the ids.');
}

/** What stops working, as a paragraph; empty if nothing does. */
export function lostText(lost: readonly string[]): string {
  if (lost.length === 0) return '';
  return `What no longer works:\n${lost.map((sentence) => `  - ${sentence}\n`).join('')}`;
}

/** Text of several lines for people: no control or direction character of a name reaches the terminal. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainName).join('\n');
}
