import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { LiveAuthority } from '../filter/live-authority.ts';
import { reaches } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { openConsent } from '../node/consent-keys.ts';
import { unlockLogsIn, withLog } from '../node/unlock-logs.ts';
import { witnessAt } from '../node/witness.ts';
import { openCosignature, readWitnessKey, type WitnessKey } from '../unlock/log/cosignature.ts';
import { NoteError } from '../unlock/log/note.ts';
import { askWitness, type WitnessedCheckpoint } from '../unlock/log/witness-request.ts';
import { instantText } from './consent-date.ts';
import { clockS } from './consent-session.ts';
import { type PolicyOptions, policyOf, recipientOf, usage, withPolicyOption } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { LOG_AS_FLIGHT, PURPOSE, withheld } from './unlocks-export.ts';
import { folderOf } from './unlocks-session.ts';

const DAY_S = 24 * 60 * 60;

interface WitnessOptions extends PolicyOptions {
  readonly key: string;
  readonly to: string;
  readonly json?: boolean;
}

/** `flightveil unlocks witness`: has a checkpoint cosigned, so that others can tell if the log is written anew for some of them. */
export function witnessCommand(console: Console): Command {
  return withPolicyOption(new Command('witness'))
    .description(
      "has a recipient's log witnessed: the last checkpoint, cosigned, on standard output (C2SP tlog-witness); it tells how many entries there are",
    )
    .argument('<url>', "the witness's address: what comes before /add-checkpoint")
    .requiredOption('--key <vkey>', "the witness's key, for timestamped Ed25519")
    .requiredOption('--to <recipient>', `whose log, under the purpose ${PURPOSE}`)
    .action(async (url: string, options: WitnessOptions, self: Command) => {
      const key = witnessKeyOf(options.key);
      const witnessed = await witness(folderOf(self), options, key, witnessAt(url));
      console.out(options.json ? jsonDocument({ ...witnessed, witness: key.name }) : witnessed.note);
      const { size, atS } = witnessed;
      console.err(`${plainName(key.name)} has witnessed ${size} entries at ${instantText(atS)} UTC.\n`);
      if (clockS() - atS > DAY_S) console.err('By this clock that was more than a day ago: one of the two is wrong.\n');
    });
}

async function witness(
  folder: string,
  options: WitnessOptions,
  key: WitnessKey,
  send: ReturnType<typeof witnessAt>,
): Promise<WitnessedCheckpoint> {
  const policy = await policyOf(options);
  const request = { purpose: PURPOSE, recipient: recipientOf(policy, options.to).name };
  const ledger = await openConsent(folder);
  try {
    const authority = new LiveAuthority(request, policy, ledger);
    const decision = await authority.decide(undefined);
    if (!reaches('geofence', decision.disclosure.geofence, 'kind')) throw withheld(decision);
    if (!(await unlockLogsIn(folder)).includes(request.recipient)) {
      throw usage('nothing was ever recorded for this recipient', 'There is no log that could be witnessed.');
    }
    return await withLog(folder, request.recipient, async ({ log }) => {
      const checkpoint = await log.checkpoint();
      const sha256 = createHash('sha256').update(checkpoint).digest('hex');
      await authority.release({ name: LOG_AS_FLIGHT }, decision, sha256);
      return askWitness({ log, checkpoint, key, send, nowS: clockS });
    });
  } finally {
    ledger.close();
  }
}

/** @throws FlightveilError `usage` */
export function witnessKeyOf(vkey: string): WitnessKey {
  try {
    return readWitnessKey(vkey);
  } catch (error) {
    if (error instanceof NoteError) throw usage(`of the witness's key, this is wrong: ${error.message}`);
    throw error;
  }
}

/** When a witness has seen a checkpoint, in Unix seconds by its clock. @throws FlightveilError `proof-invalid` if it has not */
export function witnessedAtS(note: string, key: WitnessKey): number {
  try {
    return openCosignature(note, key, clockS()).atS;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new FlightveilError('proof-invalid', `of the given checkpoint, this is wrong: ${error.message}`, {
      facts: { check: 'witness' },
      advice: 'Ask for the checkpoint as the witness has cosigned it, and check that the key is that of this witness.',
    });
  }
}
