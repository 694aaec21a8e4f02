import { FlightveilError } from '../model/errors.ts';
import { entryOf } from './audit/entry-of.ts';
import type { AgainReason, Copies, CopiesParts } from './copies.ts';
import { Gate, type Pace, Stalled } from './gate.ts';
import type { Item, SpooledPart } from './queue/states.ts';
import type { Removals } from './removals.ts';
import type { Outcome, Removal, Shipment, ShipmentPart, Sink, SinkFault } from './sink.ts';
import type { Spool } from './spool/spool.ts';
import type { UploadRule } from './upload-rule.ts';

export interface UploaderParts extends Pick<CopiesParts, 'queue' | 'spool' | 'nowMs'> {
  readonly copies: Copies;
  readonly removals: Removals;
  /** How long to wait before the next try, after so many. */
  readonly backoffMs: (attempts: number) => number;
  /** An upload that moves nothing for so long is given up and tried again. */
  readonly stallMs: number;
}

/** How one try ended. */
export type UploadEnd =
  | { readonly kind: 'delivered'; readonly bytes: number }
  | { readonly kind: 'retry'; readonly fault: SinkFault; readonly delayMs: number }
  | { readonly kind: 'rejected'; readonly fault: SinkFault }
  /** The copy may not be sent any more: what had been sent is taken away as far as that goes, and the log is decided about anew. */
  | { readonly kind: 'withdrawn'; readonly removal: Removal }
  | { readonly kind: 'stopped' };

/** A recipient that has got something else so often will not get it right. */
const MOST_WRONG = 8;
/** An upload whose sink does not end although it was told to is not waited for. */
const GRACE_MS = 10_000;

/** One try to send one item. */
interface Try {
  readonly item: Item;
  readonly rule: UploadRule;
  readonly sink: Sink;
  readonly stop: AbortSignal;
}

/** Sends what is in the spool, asks again at every piece whether it may, and has taken back what may no longer be there. */
export class Uploader {
  readonly #parts: UploaderParts;

  constructor(parts: UploaderParts) {
    this.#parts = parts;
  }

  /**
   * Sends an item, or the rest of it.
   * @param item `queued`
   * @throws FlightveilError `state-unusable` if the state folder cannot be used: nothing was sent since
   */
  async send(item: Item, rule: UploadRule, sink: Sink, paces: readonly Pace[], stop: AbortSignal): Promise<UploadEnd> {
    const { queue, copies, stallMs } = this.#parts;
    const before: Try = { item, rule, sink, stop };
    const decision = copies.decisionOf(item, rule);
    if (decision === undefined) return this.#withdraw(before, 'request-changed');
    if (!(await decision.holds())) return this.#withdraw(before, 'withdrawn');
    if (!(await copies.isWhole(item))) return this.#withdraw(before, 'spool-damaged');
    const refusal = sink.refusal({ format: item.format ?? '', sizeBytes: item.sizeBytes });
    if (refusal !== undefined) return this.#rejected(before, refusal);
    if (!(await this.#isForgotten(before))) return this.#later(item, { reason: 'unreachable' });
    const uploading = await queue.move(item, 'uploading', { attempts: item.attempts + 1, waiting: undefined });
    if (uploading === undefined) return { kind: 'stopped' };
    const now: Try = { ...before, item: uploading };
    const gate = new Gate(decision, stop, { paces, stallMs });
    try {
      const outcome = await this.#sent(now, gate);
      // What was stopped when it was through already is through.
      const isThrough = outcome.kind === 'delivered' && gate.signal.aborted && !isWithheld(gate.signal.reason);
      // What is allowed no longer at this instant is taken back, whole or not.
      if (!isThrough && !(await gate.holds())) return await this.#stopped(gate.signal.reason, now);
      return await this.#ended(outcome, now, gate.passedBytes);
    } catch (error) {
      return await this.#stopped(gate.signal.aborted ? gate.signal.reason : error, now);
    } finally {
      gate.end();
    }
  }

  /** What the recipient was to remove of an earlier try goes first: removed later, it would take with it what was sent since. */
  async #isForgotten({ item, rule, sink, stop }: Try): Promise<boolean> {
    const { queue, removals } = this.#parts;
    for (const { id, shipment } of queue.removals(false)) {
      if (shipment === item.shipment && (await removals.ask(id, rule, sink, stop)) === 'unknown') return false;
    }
    return true;
  }

  async #sent({ item, rule, sink }: Try, gate: Gate): Promise<Outcome> {
    const { queue, spool } = this.#parts;
    const { purpose, recipient } = rule.request;
    const shipment: Shipment = {
      ...{ id: item.shipment!, format: item.format!, purpose, recipient },
      parts: item.parts.map((part) => gated(part, spool, gate)),
    };
    const sending = sink.send(shipment, {
      signal: gate.signal,
      allow: (bytes) => gate.pass(bytes),
      moved: () => gate.moved(),
      remembered: item.remembered,
      remember: (state) => {
        // An upload that was given up must not change what has become of its item since.
        gate.signal.throwIfAborted();
        queue.remember(item, state);
      },
    });
    return Promise.race([sending, gate.closedFor(GRACE_MS)]);
  }

  async #ended(outcome: Outcome, attempt: Try, sentBytes: number): Promise<UploadEnd> {
    switch (outcome.kind) {
      case 'delivered':
        await this.#delivered(attempt, outcome);
        return { kind: 'delivered', bytes: sentBytes };
      case 'retry':
        if (isHopeless(outcome.fault, attempt.item.attempts)) return this.#rejected(attempt, outcome.fault);
        return this.#later(attempt.item, outcome.fault, outcome.afterMs);
      case 'rejected':
        return this.#rejected(attempt, outcome.fault);
    }
  }

  /** What becomes of an upload that did not come to its own end. */
  async #stopped(reason: unknown, attempt: Try): Promise<UploadEnd> {
    const { queue } = this.#parts;
    const { item, stop } = attempt;
    if (isWithheld(reason)) return this.#withdraw(attempt, 'withdrawn');
    if (stop.aborted) {
      await queue.move(item, 'queued', {});
      return { kind: 'stopped' };
    }
    if (reason instanceof Stalled) return this.#later(item, { reason: 'timed-out' });
    if (reason instanceof FlightveilError) {
      await this.#later(item, { reason: 'connection-lost', facts: { here: reason.code } }).catch(() => undefined);
      throw reason;
    }
    // A fault of ours, or of a library: it must not stop the others.
    const internal = reason instanceof Error ? reason.name : 'unknown';
    return this.#later(item, { reason: 'connection-lost', facts: { internal } });
  }

  async #delivered({ item, rule }: Try, outcome: Extract<Outcome, { kind: 'delivered' }>): Promise<void> {
    const { queue, copies, nowMs } = this.#parts;
    const { verified } = outcome;
    const entry = entryOf('delivered', { ...item, number: item.id }, rule, nowMs(), {
      verified,
      bytes: item.sizeBytes,
    });
    const change = { reason: undefined, facts: { verified } };
    const delivered = await queue.move(item, 'delivered', change, entry);
    if (delivered !== undefined) await copies.retire(delivered, rule);
  }

  async #later(item: Item, fault: SinkFault, afterMs = 0): Promise<UploadEnd> {
    const { queue, nowMs, backoffMs } = this.#parts;
    const { reason, facts = {} } = fault;
    const delayMs = Math.max(afterMs, backoffMs(item.attempts));
    // What is remembered was written while it was sent: the row has it, and keeps it.
    await queue.move(item, 'queued', { waiting: 'retry', reason, facts, dueMs: nowMs() + delayMs });
    return { kind: 'retry', fault, delayMs };
  }

  /** What it has of the log is of no use to a recipient that will not have the rest. */
  async #rejected({ item, rule, sink, stop }: Try, fault: SinkFault): Promise<UploadEnd> {
    const removal = await this.#parts.copies.setAside(item, rule, fault.reason, fault.facts ?? {});
    if (removal !== undefined) await this.#parts.removals.ask(removal, rule, sink, stop);
    return { kind: 'rejected', fault };
  }

  async #withdraw({ item, rule, sink, stop }: Try, reason: AgainReason): Promise<UploadEnd> {
    const { copies, removals } = this.#parts;
    const pending = await copies.withdraw(item, rule, reason);
    const removal = pending === undefined ? 'absent' : await removals.ask(pending, rule, sink, stop);
    return { kind: 'withdrawn', removal };
  }
}

function gated(part: SpooledPart, spool: Spool, gate: Gate): ShipmentPart {
  const { spoolId, ...facts } = part;
  return {
    ...facts,
    async *read(fromByte, toByte) {
      for await (const piece of spool.read(spoolId, fromByte, toByte)) {
        await gate.pass(piece.length);
        yield piece;
      }
    },
  };
}

function isWithheld(reason: unknown): boolean {
  return reason instanceof FlightveilError && reason.code === 'withheld';
}

function isHopeless({ reason }: SinkFault, attempts: number): boolean {
  return attempts >= MOST_WRONG && (reason === 'hash-differs' || reason === 'answer-invalid');
}
