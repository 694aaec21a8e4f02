import { createHash } from 'node:crypto';
import type { ShipmentPart, Verified } from '../sink.ts';
import { SinkFailure } from './http/failure.ts';
import type { S3Calls } from './s3-client.ts';

/** So much is got at a time when a file is read back. */
const READ_BACK_BYTES = 64 * 2 ** 20;

/** A place in a bucket, with a way to it. */
export interface S3Object {
  readonly s3: S3Calls;
  readonly bucket: string;
  readonly key: string;
  readonly signal: AbortSignal;
  /** Told while bytes come back. */
  readonly moved?: () => void;
}

export const md5Of = (bytes: Uint8Array): Buffer => createHash('md5').update(bytes).digest();

/** ETag of an object from parts: the MD5 of their MD5s, and how many they are. */
export function multipartEtag(md5s: readonly string[]): string {
  return `${md5Of(Buffer.from(md5s.join(''), 'hex')).toString('hex')}-${md5s.length}`;
}

/** An ETag without its quotes, in small letters; empty for none. */
export const plainEtag = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '').toLowerCase();

/**
 * Makes sure that the bucket has what was sent. An ETag that is the one we computed says it; where ETags are something else, it is read back.
 * @param answered ETag in the answer to the request that made the object
 * @throws SinkFailure `hash-differs` if it has something else
 */
export async function verify(at: S3Object, part: ShipmentPart, answered: string, expected: string): Promise<Verified> {
  let head: { length: number | undefined; etag: string } | undefined;
  try {
    head = await headOf(at);
  } catch (error) {
    // Keys that may only write are good practice.
    if (!(error instanceof SinkFailure) || error.fault.reason !== 'not-authorised') throw error;
    return answered === expected ? 'hash' : 'answer';
  }
  if (head === undefined || head.length !== part.sizeBytes) throw new SinkFailure('hash-differs');
  if (head.etag === expected && answered === expected) return 'hash';
  if ((await readBack(at, part.sizeBytes)) !== part.sha256) throw new SinkFailure('hash-differs');
  return 'hash';
}

/** Undefined if there is nothing. */
export async function headOf({ s3, bucket, key, signal }: S3Object) {
  try {
    const head = await s3.call(
      (client, { HeadObjectCommand }) => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })),
      { signal },
    );
    return { length: head.ContentLength, etag: plainEtag(head.ETag) };
  } catch (error) {
    if (error instanceof SinkFailure && error.fault.reason === 'not-found') return undefined;
    throw error;
  }
}

async function readBack({ s3, bucket, key, signal, moved }: S3Object, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < sizeBytes; from += READ_BACK_BYTES) {
    const to = Math.min(from + READ_BACK_BYTES, sizeBytes);
    const Range = `bytes=${from}-${to - 1}`;
    await s3.call(
      async (client, { GetObjectCommand }) => {
        await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key, ...(sizeBytes > READ_BACK_BYTES ? { Range } : {}) }),
        );
      },
      {
        signal,
        mostAnswerBytes: to - from,
        take: (piece) => {
          moved?.();
          hash.update(piece);
        },
      },
    );
  }
  return hash.digest('hex');
}
