import { FlightveilError } from '../../model/errors.ts';
import { toBase64 } from './base64.ts';
import { readCheckpoint } from './checkpoint.ts';
import { openCosignature, type WitnessKey } from './cosignature.ts';
import { NoteError, readNote } from './note.ts';
import type { UnlockLog } from './unlock-log.ts';

/** What a witness answered, not believed yet. */
export interface WitnessAnswer {
  /** Of HTTP. */
  readonly status: number;
  readonly body: Uint8Array;
}

/** Posts a body to a witness's `add-checkpoint`. */
export type SendToWitness = (body: string) => Promise<WitnessAnswer>;

export interface WitnessRequest {
  readonly log: Pick<UnlockLog, 'proveConsistency'>;
  /** A checkpoint that the log has signed. */
  readonly checkpoint: string;
  readonly key: WitnessKey;
  readonly send: SendToWitness;
  /** Unix time in seconds. */
  readonly nowS: () => number;
}

/** A checkpoint that a witness has seen. */
export interface WitnessedCheckpoint {
  /** With the log's signature and the witness's. */
  readonly note: string;
  /** How many entries the log had. */
  readonly size: number;
  /** Unix time in seconds, by the witness's clock. */
  readonly atS: number;
}

/** The first tells what the witness has; between the others somebody else may have shown it more of the log. */
const MOST_ROUNDS = 3;

/**
 * Asks a witness to cosign a checkpoint (C2SP tlog-witness, add-checkpoint): from size 0, then from the size that the witness says it has.
 * @throws FlightveilError `link-failed` if it refuses, or answers what the protocol does not allow; `proof-invalid` if its cosignature is not one of the key.
 * Nothing of what it wrote is quoted.
 */
export async function askWitness(request: WitnessRequest): Promise<WitnessedCheckpoint> {
  const { log, checkpoint, key, send, nowS } = request;
  const { size } = readCheckpoint(checkpoint);
  let from = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const path = await log.proveConsistency(from, size);
    const { status, body } = await send(bodyOf(from, path, checkpoint));
    if (status === 200) return { ...witnessed(checkpoint, body, key, nowS()), size };
    if (status !== 409) throw refusal(status);
    const held = sizeIn(body);
    if (held === undefined) throw failed('the witness does not say how much of the log it has seen');
    if (held > size) {
      throw failed('the witness says that it has seen more of the log than there is', {
        facts: { size, witnessed: held },
        advice: 'Either it is wrong, or this log was set back to an earlier state.',
      });
    }
    if (held <= from) throw failed('the witness takes back how much of the log it has seen');
    from = held;
  }
  throw failed('the witness says each time that it has seen another part of the log');
}

/** @param path at most 63 hashes: a log of fewer than 2^53 entries has no longer ones */
function bodyOf(oldSize: number, path: readonly Uint8Array[], checkpoint: string): string {
  return [`old ${oldSize}`, ...path.map(toBase64), '', checkpoint].join('\n');
}

/** What a witness says that it has, in its one form. */
function sizeIn(body: Uint8Array): number | undefined {
  const size = Number(/^(0|[1-9]\d{0,15})\n$/.exec(textOf(body) ?? '')?.[1]);
  return Number.isSafeInteger(size) ? size : undefined;
}

function witnessed(checkpoint: string, body: Uint8Array, key: WitnessKey, nowS: number) {
  try {
    // An empty line in the answer makes another text of it, which is no checkpoint then, whoever has signed it.
    const answer = `${readNote(checkpoint).text}\n${textOf(body) ?? ''}`;
    const { atS, line } = openCosignature(answer, key, nowS);
    // Other lines, and the order and form of the answer, stay out of it.
    return { note: `${checkpoint}${line}`, atS };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new FlightveilError('proof-invalid', `of the witness's answer, this is wrong: ${error.message}`, {
      facts: { check: 'witness' },
      advice: 'Check that the key is that of this witness.',
    });
  }
}

/** Undefined for what is no text in UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const refusals: ReadonlyMap<number, readonly [string, string?]> = new Map<number, readonly [string, string?]>([
  [403, ["the witness does not accept this log's signature", 'Its operator may have another key for this log.']],
  [
    404,
    [
      'the witness does not know this log, or is not at this address',
      "Its operator has to be given the log's key: flightveil unlocks checkpoint --json shows it.",
    ],
  ],
  [
    422,
    [
      'the witness says that this log does not follow from what it has seen of it',
      'Either it is wrong, or the log was written anew: flightveil unlocks checkpoint --since with an earlier one shows which.',
    ],
  ],
]);

function refusal(status: number): FlightveilError {
  const known = refusals.get(status);
  const isElsewhere = status >= 300 && status < 400;
  const [what, advice] = known ?? [
    isElsewhere ? 'the witness sends elsewhere, which is not followed' : 'the witness refuses the checkpoint',
  ];
  return failed(`${what} (HTTP status ${status})`, {
    facts: { status },
    ...(advice === undefined ? {} : { advice }),
  });
}

function failed(what: string, options: { facts?: Record<string, number>; advice?: string } = {}): FlightveilError {
  return new FlightveilError('link-failed', what, options);
}
