import type { Item } from '../sync/queue/states.ts';

/** What a fixed reason means, for people. */
const reasons: Readonly<Record<string, string>> = {
  withheld: 'nothing of it may be released as things are',
  'spool-full': 'the spool is full',
  'input-changed': 'it was still being written',
  'input-unreadable': 'it could not be read',
  'residue-found': 'the filtered log would have shown what it must hide; nothing of it was kept',
  'log-incompatible': 'it is of a kind that cannot be filtered',
  'keychains-invalid': 'the keychains that it needs are missing or wrong',
  'larger-than-spool': 'it is larger than the spool may be (spool.most)',
  'state-unusable': 'the state folder could not be written',
  internal: 'an internal error, which is a fault of ours',
  'no-log': 'it is no log that Flightveil knows',
  dropped: 'somebody took it out of the queue',
  superseded: 'a newer log holds all of it',
  'not-configured': 'its rule or its source is not in the configuration any more',
  withdrawn: 'consent or a rule changed while it waited',
  'request-changed': 'the configuration changed',
  'spool-damaged': 'its copy was damaged, and is made anew',
  unreachable: 'the recipient could not be reached',
  'timed-out': 'the recipient did not answer in time',
  'connection-lost': 'the connection was lost',
  'server-busy': 'the recipient asked to wait',
  'server-failed': 'the recipient had a fault of its own',
  'not-authorised': 'the recipient did not accept our credentials',
  'not-found': 'there is nothing at the address',
  'too-large': 'it is too large for the recipient',
  refused: 'the recipient refused it',
  'hash-differs': 'what arrived was not what was sent',
  conflict: 'the recipient has something else of that name',
  redirected: 'the recipient pointed to another address, which is never followed',
  'answer-invalid': 'the recipient answered what makes no sense',
  insecure: 'the connection would not have been safe',
  'no-space': 'there is no room at the recipient',
  'not-writable': 'the recipient cannot be written to',
  'format-not-taken': 'the recipient takes no logs of this format',
  'upload-gone': 'the recipient forgot the upload; it begins again',
};

export function reasonInWords(reason: string): string {
  return reasons[reason] ?? reason.replaceAll('-', ' ');
}

const verifications: Readonly<Record<string, string>> = {
  hash: 'its hash was compared',
  length: 'its length was confirmed, its hash was not',
  answer: 'the recipient said so',
};

/** Where an item stands and why, a sentence without names of files. */
export function itemInWords(item: Item, nowMs: number): string {
  const because = item.reason === undefined ? '' : `: ${reasonInWords(item.reason)}`;
  if (item.waiting === 'medium') return 'waiting for medium: the folder or card with its log is away';
  if (item.waiting === 'consent') return `withheld${because}`;
  const { status } = item.facts;
  const said = status === undefined ? '' : ` (status ${status})`;
  if (item.waiting === 'retry') return `${stepInWords(item)}, tried again ${later(item.dueMs, nowMs)}${because}${said}`;
  switch (item.state) {
    case 'delivered':
    case 'retired':
      return item.reason === undefined || item.reason === 'delivered'
        ? `delivered, ${verifications[String(item.facts.verified)] ?? 'acknowledged'}`
        : `not sent${because}`;
    case 'set-aside':
      return `set aside${because}${said}`;
    case 'queued':
      return item.dueMs > nowMs ? `waits to be sent ${later(item.dueMs, nowMs)}` : 'waits to be sent';
    default:
      return stepInWords(item);
  }
}

function stepInWords({ state }: Item): string {
  switch (state) {
    case 'seen':
      return 'waits to be filtered';
    case 'uploading':
      return 'is being sent';
    case 'audited':
    case 'queued':
      return 'waits to be sent';
    default:
      return 'is being filtered';
  }
}

function later(dueMs: number, nowMs: number): string {
  const seconds = Math.round((dueMs - nowMs) / 1000);
  if (seconds <= 0) return 'soon';
  if (seconds < 120) return `in ${seconds} s`;
  return seconds < 7200 ? `in ${Math.round(seconds / 60)} min` : `in ${Math.round(seconds / 3600)} h`;
}

/** What can be done about it, sentences. */
export function adviceFor(item: Item): readonly string[] {
  if (item.advice.length > 0) return item.advice;
  if (item.state === 'set-aside')
    return [`flightveil queue retry ${item.id} tries it again; flightveil queue drop ${item.id} gives it up.`];
  return [];
}
