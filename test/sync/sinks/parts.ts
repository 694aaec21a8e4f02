import { createHash, randomBytes } from 'node:crypto';
import { FlightveilError } from '../../../src/model/errors.ts';
import {
  type Delivery,
  PIECE_BYTES,
  type Remembered,
  type Shipment,
  type ShipmentPart,
} from '../../../src/sync/sink.ts';

/** What is sent, the same for every try. */
export interface Content {
  readonly id: string;
  readonly format: string;
  readonly parts: readonly {
    readonly role: ShipmentPart['role'];
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly mediaType?: string;
  }[];
}

/** A manifest and a log under drawn names. */
export function content(log: Uint8Array, options: { format?: string; ending?: string } = {}): Content {
  const name = randomBytes(8).toString('hex');
  const manifest = new TextEncoder().encode(`{"drawn":"${name}","filler":"${'m'.repeat(700)}"}\n`);
  return {
    id: randomBytes(16).toString('hex'),
    format: options.format ?? 'ulog',
    parts: [
      { role: 'manifest', name: `${name}.manifest.json`, bytes: manifest },
      { role: 'log', name: `${name}${options.ending ?? '.ulg'}`, bytes: log },
    ],
  };
}

export const nameOf = ({ parts }: Content, role: ShipmentPart['role']): string =>
  parts.find((part) => part.role === role)!.name;

export interface TryOptions {
  readonly remembered?: Remembered | undefined;
  /** The decision holds no longer from the so-manieth question on, counted from 1. */
  readonly refuseAt?: number | undefined;
  /** The signal is aborted at the so-manieth question, which itself is answered as if nothing was. */
  readonly abortAt?: number | undefined;
  /** Called at each question, before it is answered. */
  readonly onAsk?: ((asked: number, part: ShipmentPart['role'] | undefined) => Promise<void> | void) | undefined;
  /** In place of the contents' own bytes: what a damaged spool would give. */
  readonly damage?: ((bytes: Uint8Array) => Uint8Array) | undefined;
}

/** One try to send a {@link Content}: its shipment and its delivery, and what the sink did with them. */
export class Try {
  readonly shipment: Shipment;
  readonly delivery: Delivery;
  /** Why it was interrupted, exactly this object. */
  readonly reason: FlightveilError;
  /** Questions, from pieces that are read and from `allow`. */
  asked = 0;
  /** Bytes that `allow` was asked for. */
  allowedBytes = 0;
  /** Pieces that were asked for after the first refusal. */
  readsAfterRefusal = 0;
  /** Role and offset of every piece, in the order in which they were read. */
  readonly pieces: { readonly role: ShipmentPart['role']; readonly offset: number; readonly length: number }[] = [];
  /** What was remembered last, as it would come back from a disk. */
  remembered: Remembered | undefined;
  readonly #options: TryOptions;
  readonly #stop = new AbortController();
  #isRefused = false;

  constructor(of: Content, options: TryOptions = {}) {
    this.#options = options;
    this.remembered = options.remembered;
    this.reason =
      options.abortAt === undefined
        ? new FlightveilError('withheld', 'the consent was withdrawn')
        : new FlightveilError('interrupted', 'the daemon stops');
    const ask = (part?: ShipmentPart['role']): Promise<void> => this.#ask(part);
    this.shipment = {
      id: of.id,
      format: of.format,
      purpose: 'maintenance',
      recipient: 'manufacturer',
      parts: of.parts.map(({ role, name, bytes, mediaType = 'application/octet-stream' }) => {
        const given = options.damage?.(bytes) ?? bytes;
        const read = this.#read.bind(this, role, given);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return { role, name, mediaType, sizeBytes: bytes.length, sha256, read };
      }),
    };
    this.delivery = {
      signal: this.#stop.signal,
      allow: async (bytes) => {
        this.allowedBytes += bytes;
        await ask();
      },
      moved: () => undefined,
      remembered: options.remembered,
      remember: (state) => {
        this.remembered = JSON.parse(JSON.stringify(state)) as Remembered;
      },
    };
  }

  abort(): void {
    this.#stop.abort(this.reason);
  }

  async #ask(part: ShipmentPart['role'] | undefined): Promise<void> {
    this.asked++;
    await this.#options.onAsk?.(this.asked, part);
    if (this.#options.abortAt === this.asked) this.abort();
    if (this.asked >= (this.#options.refuseAt ?? Number.POSITIVE_INFINITY)) {
      this.#isRefused = true;
      throw this.reason;
    }
  }

  async *#read(
    role: ShipmentPart['role'],
    bytes: Uint8Array,
    fromByte = 0,
    toByte = bytes.length,
  ): AsyncGenerator<Uint8Array, void, void> {
    for (let at = fromByte; at < toByte; at += PIECE_BYTES) {
      if (this.#isRefused) this.readsAfterRefusal++;
      await this.#ask(role);
      const piece = bytes.slice(at, Math.min(at + PIECE_BYTES, toByte));
      this.pieces.push({ role, offset: at, length: piece.length });
      yield piece;
    }
  }
}

/** Bytes without a pattern, the same for the same seed. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0 || 1;
  for (let index = 0; index < length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state;
  }
  return bytes;
}
