import { FlightveilError } from '../model/errors.ts';
import {
  type ChainFault,
  type Checkpoint,
  emptyHead,
  type Head,
  isSigned,
  type OpenedLine,
  openLine,
} from './chain.ts';
import type { Signing } from './signing.ts';
import { ConsentFold } from './state.ts';

/** What a ledger's lines come to, read so far. */
export class LedgerReader {
  readonly fold = new ConsentFold();
  readonly #signing: Signing;
  #head: Head = emptyHead;
  #last: OpenedLine | undefined;
  #vouchedFor = 0;

  constructor(signing: Signing) {
    this.#signing = signing;
  }

  get head(): Head {
    return this.#head;
  }

  /** Undefined before the first line. */
  get checkpoint(): Checkpoint | undefined {
    return this.#last && { ...this.#head, signature: this.#last.signature };
  }

  /** @throws FlightveilError `state-unusable` if the line is not the next of this chain */
  read(line: string): void {
    const opened = openLine(this.#head, line, this.#signing);
    if (typeof opened === 'string') throw damaged(this.#head.sequence + 1, opened);
    this.fold.add(opened.entry);
    this.#head = opened.head;
    this.#last = opened;
  }

  /** Has the last signature vouch for all lines read since it was called last. @throws FlightveilError `state-unusable` if it does not */
  vouch(): void {
    const last = this.#last;
    if (last === undefined || this.#vouchedFor === last.head.sequence) return;
    if (!isSigned(last, this.#signing.publicKey, this.#signing)) throw damaged(last.head.sequence, 'signature-wrong');
    this.#vouchedFor = last.head.sequence;
  }
}

function damaged(sequence: number, fault: ChainFault): FlightveilError {
  return new FlightveilError('state-unusable', `the consent ledger is damaged at entry ${sequence}: ${fault}`, {
    facts: { sequence, fault },
    advice: 'Restore the state folder from a copy, with the root key that belongs to it.',
  });
}
