import { Command } from 'commander';
import { writeTiles } from '../node/unlock-files.ts';
import { OWN_LOG, withKnownLog } from '../node/unlock-logs.ts';
import { readCheckpoint } from '../unlock/log/checkpoint.ts';
import { type LeafField, leafFields } from '../unlock/log/fields.ts';
import type { UnlockLog } from '../unlock/log/unlock-log.ts';
import { type PolicyOptions, withPolicyOption } from './consent-terms.ts';
import { type Console, jsonDocument } from './console.ts';
import { releaseTo } from './unlocks-export.ts';
import { readNoteFile } from './unlocks-files.ts';
import { disclosedHelp, disclosedIn, folderOf, indexOf, recipientHelp } from './unlocks-session.ts';
import { verifyProofCommand } from './unlocks-verify.ts';

/** What tells nobody's name. */
const ofTheEvent: readonly LeafField[] = leafFields.filter(
  (field) => !['flight', 'device', 'person', 'entry'].includes(field),
);

interface ProveOptions extends PolicyOptions {
  readonly recipient: string;
  readonly disclose?: string;
  readonly checkpoint?: string;
}

/** The commands of `flightveil unlocks` about proofs of the log. */
export function provingCommands(console: Console, finish: (exit: number) => void): Command[] {
  return [
    proveCommand(console),
    verifyProofCommand(console, finish),
    checkpointCommand(console),
    tilesCommand(console),
  ];
}

/** `flightveil unlocks prove`. */
function proveCommand(console: Console): Command {
  return withPolicyOption(new Command('prove'))
    .description('a proof that an entry is in the log, as JSON on standard output: it shows what you disclose')
    .argument('<entry>', 'its number, or how its id begins')
    .option('--disclose <fields>', `${disclosedHelp}; by default what happened, and no flight, aircraft or person`)
    .option('--recipient <name>', recipientHelp, OWN_LOG)
    .option('--checkpoint <file>', 'make it for this checkpoint, which somebody holds, and not for the last one')
    .action(async (entry: string, options: ProveOptions, self: Command) => {
      const asked = options.disclose === undefined ? undefined : disclosedIn(options.disclose);
      const held = options.checkpoint === undefined ? {} : { checkpoint: await readNoteFile(options.checkpoint) };
      const folder = folderOf(self);
      const { recipient } = options;
      let shown: readonly LeafField[] = [];
      const proofOf = (allowed: readonly LeafField[]): Promise<string> =>
        withKnownLog(folder, recipient, async ({ log }) => {
          const index = await indexOf(log, entry);
          // Of an entry whose values were deleted it can still be proved that it is there.
          shown = asked === undefined && (await isDeleted(log, index)) ? [] : allowed;
          return jsonDocument(await log.prove(index, { disclose: shown, ...held }));
        });
      const wanted = asked ?? ofTheEvent;
      const proof = await (recipient === OWN_LOG
        ? proofOf(wanted)
        : releaseTo(folder, options, wanted, console, (_, allowed) => proofOf(allowed)));
      console.out(proof);
      console.err(`The proof shows: ${shown.length === 0 ? 'only that there is such an entry' : shown.join(', ')}.\n`);
    });
}

async function isDeleted(log: UnlockLog, index: number): Promise<boolean> {
  for await (const { deleted } of log.entries({ fromIndex: index })) return deleted === true;
  return false;
}

/** `flightveil unlocks checkpoint`. */
function checkpointCommand(console: Console): Command {
  return new Command('checkpoint')
    .description('a signed note to give to others: with it they can check proofs, and see if the log was written anew')
    .option('--recipient <name>', recipientHelp, OWN_LOG)
    .option(
      '--since <file>',
      'a proof, as JSON, that the log still begins with what this earlier checkpoint knew of it',
    )
    .action(
      async ({ recipient, since, json }: { recipient: string; since?: string; json?: boolean }, self: Command) => {
        const earlier = since === undefined ? undefined : await readNoteFile(since);
        await withKnownLog(folderOf(self), recipient, async ({ log }) => {
          if (earlier !== undefined) {
            console.out(jsonDocument(await log.proveGrowth(earlier)));
            return;
          }
          const note = await log.checkpoint();
          console.out(json ? jsonDocument({ ...inHex(note), vkey: log.vkey, note }) : note);
        });
      },
    );
}

/** `flightveil unlocks tiles`. */
function tilesCommand(console: Console): Command {
  return new Command('tiles')
    .description(
      "checks every entry of the log, and writes it as files that others' tools audit (C2SP tlog-tiles): nothing in clear",
    )
    .requiredOption('-o, --output <folder>', 'where to')
    .option('--recipient <name>', recipientHelp, OWN_LOG)
    .action(
      async ({ recipient, output, json }: { recipient: string; output: string; json?: boolean }, self: Command) => {
        await withKnownLog(folderOf(self), recipient, async ({ log }) => {
          const { size, deleted } = await log.audit();
          const files = await writeTiles(log, output);
          const { origin, vkey } = log;
          if (json) console.out(jsonDocument({ origin, vkey, size, deleted, files }));
          else console.out(`${size} entries, each as it was written, in ${files} files.\nKey: ${vkey}\n`);
        });
      },
    );
}

function inHex(note: string) {
  const { origin, size, root } = readCheckpoint(note);
  return { origin, size, root: Buffer.from(root).toString('hex') };
}
