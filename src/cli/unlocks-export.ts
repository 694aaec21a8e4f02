import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { LiveAuthority } from '../filter/live-authority.ts';
import { FlightveilError } from '../model/errors.ts';
import { openConsent } from '../node/consent-keys.ts';
import { type OpenUnlockLog, OWN_LOG, withLog } from '../node/unlock-logs.ts';
import { type RecordedEvent, UnlockRecorder } from '../node/unlock-recorder.ts';
import type { Decision, Request } from '../policy/request.ts';
import { fieldsFor } from '../unlock/disclose.ts';
import { type LeafField, leafFields } from '../unlock/log/fields.ts';
import { type PolicyOptions, policyOf, recipientOf, withPolicyOption } from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';
import {
  disclosedHelp,
  disclosedIn,
  type EntryChoice,
  folderOf,
  wantedEntries,
  withEntryChoice,
} from './unlocks-session.ts';

const PURPOSE = 'geofence-unlock';
/** What the ledger calls the log where releases name a flight. */
const LOG_AS_FLIGHT = 'unlock-log';

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
function ownExport(folder: string, choice: EntryChoice, asked: readonly LeafField[]): Promise<string> {
  return withLog(folder, OWN_LOG, async (log) => {
    const entries = await wantedEntries(log.log, choice);
    return documentOf(
      log,
      entries.map(({ id }) => id),
      asked,
      { purpose: 'local', recipient: OWN_LOG },
    );
  });
}

/** For somebody else: out of a log of his own, into which the entries go first; and only what the purpose allows. */
async function exportFor(
  folder: string,
  options: ExportOptions,
  asked: readonly LeafField[],
  console: Console,
): Promise<string> {
  const policy = await policyOf(options);
  const request = { purpose: PURPOSE, recipient: recipientOf(policy, options.recipient).name };
  const ledger = await openConsent(folder);
  try {
    const authority = new LiveAuthority(request, policy, ledger);
    const decision = await authority.decide(undefined);
    const disclose = fieldsFor(decision.disclosure).filter((field) => asked.includes(field));
    if (disclose.length === 0) throw withheld(decision);
    const recorded = await recordedFor(folder, options, request.recipient);
    const text = await withLog(folder, request.recipient, (log) =>
      documentOf(
        log,
        recorded.map(({ id }) => log.keys.entryId(id)),
        disclose,
        request,
      ),
    );
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
  const entries = await withLog(folder, OWN_LOG, ({ log }) => wantedEntries(log, choice));
  const recorded = entries.flatMap(({ id, event }) => (event === undefined ? [] : [{ id, event }]));
  const recorder = new UnlockRecorder(folder);
  try {
    await recorder.recordFor(recipient, recorded);
  } finally {
    await recorder.close();
  }
  return recorded;
}

async function documentOf(
  { log }: OpenUnlockLog,
  ids: readonly string[],
  disclose: readonly LeafField[],
  request: { readonly purpose: string; readonly recipient: string },
): Promise<string> {
  const wanted = new Set(ids);
  const checkpoint = await log.checkpoint();
  const proofs: unknown[] = [];
  for await (const { index, id, event } of log.entries()) {
    if (wanted.has(id) && event !== undefined) proofs.push(await log.prove(index, { disclose, checkpoint }));
  }
  return jsonDocument({ version: 1, ...request, disclosed: disclose, checkpoint, proofs });
}

function withheld({ request, lost }: Decision<Request>): FlightveilError {
  const why = `flightveil explain --for ${request.purpose} --to ${request.recipient} says why.`;
  return new FlightveilError('withheld', 'the decision is to disclose nothing of these entries', {
    advice: [why, ...lost].join(' '),
  });
}
