import { vi } from 'vitest';
import { isAtMost } from '../../../src/model/disclosure.ts';
import type { Delivery, Outcome, Removal, Shipment, ShipmentPart, Sink } from '../../../src/sync/sink.ts';
import type { UploadRule } from '../../../src/sync/upload-rule.ts';
import { type Life, soon } from './life.ts';
import { flightOf, made, sha256 } from './logs.ts';
import type { People } from './people.ts';

/** What a recipient does with one try. */
export interface Manner {
  readonly kind:
    | 'deliver'
    | 'cut'
    | 'retry'
    | 'reject'
    | 'hang'
    | 'hash-differs'
    | 'forget'
    | 'answer-lost'
    | 'fault'
    | 'late-allow';
  /** At which byte of the try it happens, and the others do what they do meanwhile. */
  readonly atByte: number;
  readonly afterMs?: number;
  readonly meanwhile?: (() => Promise<void>) | undefined;
}

export const good: Manner = { kind: 'deliver', atByte: 0 };

interface Held {
  readonly parts: Map<string, Buffer[]>;
  /** All of it was there, and whoever sent it may have been told. */
  isWhole: boolean;
}

/** How much time passes between two looks of one who hangs. */
const HANG_STEP_MS = 200;

/** A recipient that looks at every byte that it gets: whether it might be sent at this very moment, and what it is of. */
export class FakeSink implements Sink {
  readonly name: string;
  readonly kind = 'tus';
  readonly destination = { country: 'CH', controller: 'Somebody' };
  readonly manners: Manner[] = [];
  readonly held = new Map<string, Held>();
  /** Shipments that it would not give back. */
  readonly kept = new Set<string>();
  /** What must not have happened. */
  readonly violations: string[] = [];
  /** What it does when it is asked to remove something. */
  removal: 'removes' | 'unreachable' | 'keeps' | 'fails' = 'removes';
  takesNothing = false;
  tries = 0;
  readonly #people: People;
  readonly #clock: { advance(ms: number): void };
  life: Life | undefined;
  rule: UploadRule | undefined;

  constructor(name: string, people: People, clock: { advance(ms: number): void }) {
    this.name = name;
    this.#people = people;
    this.#clock = clock;
  }

  refusal(): ReturnType<Sink['refusal']> {
    return this.takesNothing ? { reason: 'format-not-taken' } : undefined;
  }

  async send(shipment: Shipment, delivery: Delivery): Promise<Outcome> {
    this.tries++;
    const manner = this.manners.shift() ?? good;
    await soon();
    if (manner.kind === 'retry') {
      await manner.meanwhile?.();
      const afterMs = manner.afterMs === undefined ? {} : { afterMs: manner.afterMs };
      return { kind: 'retry', fault: { reason: 'server-busy' }, ...afterMs };
    }
    if (manner.kind === 'forget' && this.held.get(shipment.id)?.isWhole === false) this.held.delete(shipment.id);
    const before = this.held.get(shipment.id);
    if (before?.isWhole) return { kind: 'delivered', verified: 'hash' };
    // One that it was asked to remove, and said that it keeps, is told of (`status`), and need not be gone on with.
    if (before !== undefined && delivery.remembered === undefined && !this.kept.has(shipment.id))
      this.violations.push('a partial upload was forgotten');
    delivery.remember({ upload: shipment.id, tries: this.tries });
    const held: Held = before ?? { parts: new Map(), isWhole: false };
    this.held.set(shipment.id, held);
    return this.#receive(shipment, delivery, manner, held);
  }

  async #receive(shipment: Shipment, delivery: Delivery, manner: Manner, held: Held): Promise<Outcome> {
    let taken = 0;
    let isDue = manner.kind !== 'deliver' || manner.meanwhile !== undefined;
    for (const part of shipment.parts) {
      const pieces = held.parts.get(part.name) ?? [];
      held.parts.set(part.name, pieces);
      for await (const piece of part.read(lengthOf(pieces))) {
        this.life?.step();
        if (isDue && taken + piece.length > manner.atByte) {
          isDue = false;
          // The bytes that had passed are here by then; a cut falls within them.
          if (manner.kind === 'cut')
            this.#take(shipment, pieces, piece.subarray(0, Math.max(0, manner.atByte - taken)));
          await manner.meanwhile?.();
          const end = await this.#trouble(manner, delivery);
          if (end !== undefined) return end;
          // It was held back meanwhile: asked again.
          await delivery.allow(piece.length);
        } else if (manner.kind === 'late-allow') {
          await soon();
          await delivery.allow(piece.length);
        }
        this.#take(shipment, pieces, piece);
        taken += piece.length;
      }
    }
    if (isDue) {
      await manner.meanwhile?.();
      const end = await this.#trouble(manner, delivery);
      if (end !== undefined) return end;
    }
    return this.#finish(shipment, held, manner);
  }

  async #trouble({ kind }: Manner, { signal }: Delivery): Promise<Outcome | undefined> {
    if (kind === 'cut') return { kind: 'retry', fault: { reason: 'connection-lost' } };
    if (kind === 'reject') return { kind: 'rejected', fault: { reason: 'refused', facts: { status: 403 } } };
    if (kind === 'fault') throw new TypeError('a fault of a library');
    if (kind !== 'hang') return undefined;
    while (!signal.aborted) {
      this.life?.step();
      this.#clock.advance(HANG_STEP_MS);
      vi.advanceTimersByTime(HANG_STEP_MS);
      await soon();
    }
    throw signal.reason;
  }

  #finish(shipment: Shipment, held: Held, { kind }: Manner): Outcome {
    if (kind === 'hash-differs') {
      this.held.delete(shipment.id);
      return { kind: 'retry', fault: { reason: 'hash-differs' } };
    }
    for (const part of shipment.parts) {
      if (!isPart(part, held.parts.get(part.name))) this.violations.push(`wrong bytes as ${part.role}`);
    }
    held.isWhole = true;
    if (kind === 'answer-lost') return { kind: 'retry', fault: { reason: 'connection-lost' } };
    return { kind: 'delivered', verified: 'hash', remote: { upload: shipment.id, whole: true } };
  }

  /** Every byte is looked at when it comes. */
  #take(shipment: Shipment, pieces: Buffer[], piece: Uint8Array): void {
    if (piece.length === 0) return;
    const log = shipment.parts.find(({ role }) => role === 'log');
    const output = made.get(log?.sha256 ?? '');
    if (this.rule === undefined || output === undefined) this.violations.push('bytes of nothing that was made');
    else {
      const { request, disclosure } = output.decision;
      if (JSON.stringify(request) !== JSON.stringify(this.rule.request))
        this.violations.push('bytes of another request');
      if (!isAtMost(disclosure, this.#people.allows(this.rule, flightOf(output.log))))
        this.violations.push('bytes without a decision that holds');
    }
    pieces.push(Buffer.from(piece));
  }

  async remove({ id }: { readonly id: string }): Promise<Removal> {
    await soon();
    if (this.removal === 'fails') throw new TypeError('a fault of a library');
    if (this.removal === 'unreachable') return 'unknown';
    if (!this.held.has(id)) return 'absent';
    if (this.removal === 'keeps') {
      this.kept.add(id);
      return 'kept';
    }
    this.held.delete(id);
    return 'removed';
  }

  async check(): Promise<undefined> {
    return undefined;
  }

  async close(): Promise<void> {
    // It goes on without us.
  }
}

function isPart({ sizeBytes, sha256: hash, role }: ShipmentPart, pieces: readonly Buffer[] = []): boolean {
  const bytes = Buffer.concat(pieces);
  if (bytes.length !== sizeBytes || sha256(bytes).toString('hex') !== hash) return false;
  return role !== 'log' || made.get(hash)?.bytes.equals(bytes) === true;
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
