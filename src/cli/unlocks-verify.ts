import { Command } from 'commander';
import { FlightveilError } from '../model/errors.ts';
import { leafFields } from '../unlock/log/fields.ts';
import {
  UnlockVerifier,
  type VerifiedConsistency,
  type VerifiedUnlock,
  verifyConsistency,
} from '../unlock/log/verify.ts';
import { instantText } from './consent-date.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { Exit } from './exit-codes.ts';
import { table } from './report-table.ts';
import { timeText } from './unlock-text.ts';
import { readNoteFile, readProofFile } from './unlocks-files.ts';
import { witnessedAtS, witnessKeyOf } from './unlocks-witness.ts';

interface VerifyOptions {
  readonly checkpoint: string;
  readonly key?: string;
  readonly witnessKey?: string;
  readonly json?: boolean;
}

/** `flightveil unlocks verify`: with the files alone; no state is read or made. */
export function verifyProofCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('verify')
    .description(
      'checks proofs of prove, export or checkpoint --since with a checkpoint alone; exit code 1 if one is wrong',
    )
    .argument('<proof>', 'the file with it')
    .requiredOption('--checkpoint <file>', 'the checkpoint that you hold; of two the earlier one')
    .option('--key <vkey>', "the log's key, if you know it: else the one that the checkpoint's first line fixes")
    .option('--witness-key <vkey>', 'the checkpoint must be cosigned by this witness, too')
    .action(async (path: string, { checkpoint, key, witnessKey, json }: VerifyOptions) => {
      const witness = witnessKey === undefined ? undefined : witnessKeyOf(witnessKey);
      const proof = await readProofFile(path);
      const note = await readNoteFile(checkpoint);
      const options = key === undefined ? {} : { key };
      const witnessed =
        witness === undefined ? {} : { witnessed: { name: witness.name, atS: witnessedAtS(note, witness) } };
      if (isGrowth(proof)) {
        const growth = verifyConsistency(proof, note, options);
        console.out(
          json ? jsonDocument({ holds: true, ...growth, ...witnessed }) : seenText(witnessed) + growthText(growth),
        );
      } else {
        const list = proofsIn(proof);
        const verifier = new UnlockVerifier(note, options);
        const verified = list.map((one, at) => inOrder(list.length, at, () => verifier.verify(one)));
        const said = seenText(witnessed) + verified.map(entryText).join('\n');
        console.out(json ? jsonDocument({ holds: true, entries: verified, ...witnessed }) : said);
      }
      finish(Exit.done);
    });
}

/** Empty if no witness was asked for. */
function seenText({ witnessed }: { witnessed?: { name: string; atS: number } }): string {
  if (witnessed === undefined) return '';
  return `The checkpoint was seen by the witness ${plainName(witnessed.name)} at ${instantText(witnessed.atS)} UTC.\n`;
}

function isGrowth(proof: unknown): boolean {
  return (
    typeof proof === 'object' && proof !== null && 'form' in proof && proof.form === 'flightveil-unlock-consistency'
  );
}

/** Those of an exported document, or the one that it is. @throws FlightveilError `proof-invalid` for a document without any */
function proofsIn(document: unknown): readonly unknown[] {
  if (typeof document !== 'object' || document === null || !('proofs' in document)) return [document];
  if (Array.isArray(document.proofs) && document.proofs.length > 0) return document.proofs;
  throw new FlightveilError('proof-invalid', 'the document has no proofs', { facts: { check: 'form' } });
}

/** Says of several which one is wrong. */
function inOrder<T>(count: number, at: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (count === 1 || !(error instanceof FlightveilError)) throw error;
    const { code, message, advice } = error;
    throw new FlightveilError(code, `proof ${at + 1} of ${count}: ${message}`, {
      ...{ facts: { ...error.facts, proof: at + 1 } },
      ...(advice === undefined ? {} : { advice }),
    });
  }
}

function entryText({ origin, index, size, disclosed, event, withheld }: VerifiedUnlock): string {
  const rows = leafFields.flatMap((field) => {
    const text = disclosed[field];
    if (text === undefined) return [];
    const shown = text === null ? 'not there' : field === 'time' ? timeText(event) : `"${plainName(text)}"`;
    return [[field, shown]];
  });
  const said = rows.length === 0 ? '' : `${table(['field', 'value'], rows, [])}\n`;
  const hidden = withheld.length === 0 ? '' : `Not shown: ${withheld.join(', ')}.\n`;
  return `The proof holds: this is entry ${index} of the ${size} in the log ${origin}.\n${said}${hidden}`;
}

function growthText({ origin, from, to, checkpoint }: VerifiedConsistency): string {
  const what = `The log ${origin} has grown from ${from} to ${to} entries, and nothing of what it had was changed.`;
  return `${what}\nKeep this checkpoint in the place of yours:\n\n${checkpoint}`;
}
