import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { LiveAuthority } from '../filter/live-authority.ts';
import { FlightveilError } from '../model/errors.ts';
import { openConsent } from '../node/consent-keys.ts';
import { OWN_LOG, withKnownLog, withLog } from '../node/unlock-logs.ts';
import { type RecordedEvent, UnlockRecorder } from '../node/unlock-recorder.ts';
import type { Decision, Request } from '../policy/request.ts';
import { fieldsFor } from '../unlock/disclose.ts';
import { type LeafField, leafFields } from '../unlock/log/fields.ts';
import type { UnlockEntry, UnlockLog } from '../unlock/log/unlock-log.ts';
import { type PolicyOptions, policyOf, recipientOf, usage, withPolicyOption } from './consent-terms.ts';
import { type Console, jsonDocument, jsonLine } from './console.ts';
import {
  disclosedHelp,
  disclosedIn,
  type EntryChoice,
  folderOf,
  wantedEntries,
  withEntryChoice,
} from './unlocks-session.ts';

export const PURPOSE = 'geofence-unlock';
/** What the ledger calls the log where releases name a flight. */
export const LOG_AS_FLIGHT = 'unlock-log';
/** In one document. */
const MOST_ENTRIES = 80_000;

interface ExportOptions extends EntryChoice, PolicyOptions {
  readonly disclose?: string;
  readonly recipient: string;
}

/** `flightveil unlocks export`: entries with their proofs, of which only some fields are shown. */
export function exportCommand(console: Console): Command {
  return withPolicyOption(withEntryChoice(new Command('export')))
    .description(
      'entries with their proofs, as JSON on standard output: whoever gets them can check them and learns what you disclose',
    )
    .option('--disclose <fields>', `${disclosedHelp}; by default all that the recipient may be shown`)
    .option('--recipient <name>', `who gets it, under the purpose ${PURPOSE}`, OWN_LOG)
    .action(async (options: ExportOptions, self: Command) => {
      const asked = options.disclose === undefined ? leafFields : disclosedIn(options.disclose);
      const folder = folderOf(self);
      const text = await (options.recipient === OWN_LOG
        ? ownExport(folder, options, asked)
        : exportFor(folder, options, asked, console));
      console.out(text);
    });
}

/** For the owner's own use: out of his own log, whatever he asks for. */
function ownExport(folder: string, choice: EntryChoice, disclose: readonly LeafField[]): Promise<string> {
  return withKnownLog(folder, OWN_LOG, async ({ log }) => {
    const entries = mustBeFew(await wantedEntries(log, choice));
    const indices = entries.flatMap(({ index, event }) => (event === undefined ? [] : [index]));
    return documentOf(log, indices, disclose, { purpose: 'local', recipient: OWN_LOG });
  });
}

/** For somebody else: out of a log of his own, into which the entries go first; and only what the purpose allows. */
function exportFor(
  folder: string,
  options: ExportOptions,
  asked: readonly LeafField[],
  console: Console,
): Promise<string> {
  return releaseTo(folder, options, asked, console, async (request, disclose) => {
    const recorded = await recordedFor(folder, options, request.recipient);
    return withLog(folder, request.recipient, async ({ log, keys }) => {
      const indices = await log.indicesOf(recorded.map(({ id }) => keys.entryId(id)));
      const there = indices.filter((index) => index !== undefined);
      return documentOf(
        log,
        there.sort((a, b) => a - b),
        disclose,
        request,
      );
    });
  });
}

/**
 * Makes a document of what a recipient may be shown, and records that it gets it.
 * @param make is given the fields that may be shown, of those that were asked for: at least one
 * @throws FlightveilError `withheld` if none of them may, and `usage`
 */
export async function releaseTo(
  folder: string,
  options: PolicyOptions & { readonly recipient: string },
  asked: readonly LeafField[],
  console: Console,
  make: (request: Request, disclose: readonly LeafField[]) => Promise<string>,
): Promise<string> {
  const policy = await policyOf(options);
  const request = { purpose: PURPOSE, recipient: recipientOf(policy, options.recipient).name };
  const ledger = await openConsent(folder);
  try {
    const authority = new LiveAuthority(request, policy, ledger);
    const decision = await authority.decide(undefined);
    const disclose = fieldsFor(decision.disclosure).filter((field) => asked.includes(field));
    if (disclose.length === 0) throw withheld(decision);
    const text = await make(request, disclose);
    const sha256 = createHash('sha256').update(text).digest('hex');
    await authority.release({ name: LOG_AS_FLIGHT }, decision, sha256);
    const kept = asked.filter((field) => !disclose.includes(field));
    if (kept.length > 0) console.err(`Not disclosed to this recipient: ${kept.join(', ')}.\n`);
    return text;
  } finally {
    ledger.close();
  }
}

/** Appends the chosen entries of the owner's log to the recipient's. */
async function recordedFor(folder: string, choice: EntryChoice, recipient: string): Promise<readonly RecordedEvent[]> {
  const entries = await withKnownLog(folder, OWN_LOG, async ({ log }) => mustBeFew(await wantedEntries(log, choice)));
  const recorded = entries.flatMap(({ id, event, keepUntilS }) =>
    event === undefined ? [] : [{ id, event, keepUntilS }],
  );
  const recorder = new UnlockRecorder(folder);
  try {
    await recorder.recordFor(recipient, recorded);
  } finally {
    await recorder.close();
  }
  return recorded;
}

async function documentOf(
  log: UnlockLog,
  indices: readonly number[],
  disclose: readonly LeafField[],
  request: Request,
): Promise<string> {
  const checkpoint = await log.checkpoint();
  const proofs = await log.proveAll(indices, { disclose, checkpoint });
  const head = jsonDocument({ version: 1, ...request, disclosed: disclose, checkpoint, proofs: [] });
  // A proof a line: with a line for each of its hashes the document would be longer than verify reads.
  const lines = proofs.map((proof) => jsonLine(proof));
  return head.replace(/"proofs": \[\]\n\}\n$/, () => `"proofs": [\n${lines.join(',\n')}\n]\n}\n`);
}

/** The entries, if one document can hold them. @throws FlightveilError `usage` */
export function mustBeFew(entries: readonly UnlockEntry[]): readonly UnlockEntry[] {
  if (entries.length <= MOST_ENTRIES) return entries;
  throw usage(
    `these are more than ${MOST_ENTRIES} entries: too many for one document`,
    'Export them in parts, with --from and --to.',
  );
}

/** The decision is to disclose nothing of the log. */
export function withheld({ request, lost }: Decision<Request>): FlightveilError {
  const why = `flightveil explain --for ${request.purpose} --to ${request.recipient} says why.`;
  return new FlightveilError('withheld', 'the decision is to disclose nothing of these entries', {
    advice: [why, ...lost].join(' '),
  });
}
