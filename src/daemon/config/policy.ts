import { FlightveilError } from '../../model/errors.ts';
import { loadPolicy, type NamedPolicy } from '../../node/policy.ts';
import type { Recipient } from '../../policy/recipients.ts';
import { serves } from '../../policy/rules.ts';
import type { UploadEntry } from './config-schema.ts';
import { nearest } from './nearest.ts';
import type { Path, Problems } from './problems.ts';

export type { NamedPolicy } from '../../node/policy.ts';

/** The built-in policy, or that of a file. Undefined, with a problem, if it cannot be read. */
export async function policyAt(path: string | undefined, problems: Problems): Promise<NamedPolicy | undefined> {
  try {
    return await loadPolicy(path);
  } catch (error) {
    if (!(error instanceof FlightveilError)) throw error;
    problems.add(['policy'], `cannot be used: ${toldOf(error)}`);
    return undefined;
  }
}

/** What is wrong with a file, and what can be done about it, in one line. */
export function toldOf({ message, advice }: FlightveilError): string {
  return advice === undefined ? message : `${message}. ${advice}`;
}

/** Adds a problem if nothing of a flight can ever leave for this purpose to this recipient. */
export function checkTerms(
  at: Path,
  { for: purposeName, to }: Pick<UploadEntry, 'for' | 'to'>,
  policy: NamedPolicy,
  problems: Problems,
): void {
  const purpose = policy.purposes.get(purposeName);
  const recipient = policy.recipients.get(to);
  const fail = (key: 'for' | 'to', what: string) => problems.add([...at, key], what);
  if (purpose === undefined) fail('for', unknown('purpose', purposeName, [...policy.purposes.keys()]));
  else if (purpose.ground === 'own-use') fail('for', 'your own use needs no upload: use flightveil filter');
  else if (!purpose.releasesFlights) fail('for', 'nothing of a flight ever leaves for this purpose');
  else if (purpose.occasions !== undefined) fail('for', 'this happens on recorded occasions only, never by itself');
  if (recipient === undefined) fail('to', unknown('recipient', to, [...policy.recipients.keys()]));
  else if (!recipient.isOutside) fail('to', 'what is for yourself is not uploaded: use flightveil filter');
  if (
    purpose === undefined ||
    recipient === undefined ||
    problems.touch([...at, 'for']) ||
    problems.touch([...at, 'to'])
  )
    return;
  if (serves(purpose, recipient)) return;
  const served = [...policy.recipients.values()].filter((other) => serves(purpose, other)).map(({ name }) => name);
  fail('to', `this purpose is never for this recipient; it is for: ${served.join(', ')}`);
}

/** Whether what goes to a recipient is there for everybody. */
export function isPublic({ name, like }: Recipient): boolean {
  return name === 'public' || like === 'public';
}

function unknown(what: string, written: string, names: readonly string[]): string {
  const near = nearest(written, names);
  return `there is no such ${what}; ${near === undefined ? `there are: ${names.join(', ')}` : `did you mean ${near}?`}`;
}
