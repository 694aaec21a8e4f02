import { createHash } from 'node:crypto';
import { type Delivery, PIECE_BYTES, type ShipmentPart } from '../../sink.ts';

/** The bytes of one PATCH request. */
export interface PatchBody {
  /** `Upload-Checksum`, if one is to be sent. */
  readonly checksum: string | undefined;
  /** Each piece is given when the decision for it was just asked. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/**
 * A range of a part. Its checksum goes before it, so with one the range is held in memory.
 * @throws what the part's reader throws
 */
export async function patchBody(
  part: ShipmentPart,
  fromByte: number,
  toByte: number,
  algorithm: 'sha256' | 'sha1' | undefined,
  delivery: Delivery,
): Promise<PatchBody> {
  if (algorithm === undefined) return { checksum: undefined, pieces: part.read(fromByte, toByte) };
  const held: Uint8Array[] = [];
  const hash = createHash(algorithm);
  for await (const piece of part.read(fromByte, toByte)) {
    const copy = piece.slice();
    held.push(copy);
    hash.update(copy);
  }
  return { checksum: `${algorithm} ${hash.digest('base64')}`, pieces: allowedOneByOne(held, delivery) };
}

async function* allowedOneByOne(held: readonly Uint8Array[], delivery: Delivery): AsyncGenerator<Uint8Array> {
  for (const bytes of held)
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      await delivery.allow(piece.length);
      yield piece;
    }
}
