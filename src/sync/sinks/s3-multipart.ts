import { createHash } from 'node:crypto';
import type { Delivery, ShipmentPart, Verified } from '../sink.ts';
import { SinkFailure } from './http/failure.ts';
import { checkedUploadId, type S3State, toRemembered } from './s3-state.ts';
import { headOf, md5Of, multipartEtag, plainEtag, type S3Object, verify } from './s3-verify.ts';

/** A page of a list of parts has up to 1000 of at most 10 000. */
const MOST_PAGES = 12;
const LIST_BYTES = 2 ** 20;
const MOST_ETAG_LENGTH = 256;

/** What a part of the shipment is sent with. */
export interface Upload {
  readonly at: S3Object;
  readonly part: ShipmentPart;
  readonly delivery: Delivery;
  readonly state: S3State;
  readonly partBytes: number;
}

/** Sends a file in parts, or the rest of them. @returns how it was verified, and its ETag */
export async function sendParts(upload: Upload): Promise<{ verified: Verified; etag: string }> {
  const { at, part, delivery, state, partBytes } = upload;
  const count = Math.ceil(part.sizeBytes / partBytes);
  if (await wasPut(upload, count)) return { verified: 'hash', etag: multipartEtag(state.etags) };
  const kept = await resume(upload, count);
  const uploadId = state.uploadId ?? (await open(upload));
  const whole = createHash('sha256');
  let isWholeRead = true;
  /** As the server has them: needed to put them together. */
  const etags: string[] = [];
  for (let index = 0; index < count; index++) {
    const known = kept[index];
    if (known !== undefined) {
      etags.push(known);
      isWholeRead = false;
      continue;
    }
    const bytes = await collect(part.read(index * partBytes, Math.min((index + 1) * partBytes, part.sizeBytes)));
    if (isWholeRead) whole.update(bytes);
    etags.push(await sendOne(upload, uploadId, index, bytes));
  }
  if (isWholeRead && whole.digest('hex') !== part.sha256) {
    await abortUpload(at, uploadId);
    throw new SinkFailure('hash-differs');
  }
  await delivery.allow(0);
  return put(upload, uploadId, etags);
}

/** @returns the part's ETag as the server has it, which is not always the MD5 */
async function sendOne(
  { at, delivery, state }: Upload,
  uploadId: string,
  index: number,
  bytes: Uint8Array,
): Promise<string> {
  const md5 = md5Of(bytes);
  const answer = await inUpload(() =>
    at.s3.call(
      (client, { UploadPartCommand }) =>
        client.send(
          new UploadPartCommand({
            Bucket: at.bucket,
            Key: at.key,
            UploadId: uploadId,
            PartNumber: index + 1,
            Body: bytes,
            ContentMD5: md5.toString('base64'),
          }),
        ),
      { signal: at.signal, allow: (pieceBytes) => delivery.allow(pieceBytes) },
    ),
  );
  const etag = answer.ETag ?? '';
  if (plainEtag(etag) === '' || etag.length > MOST_ETAG_LENGTH) throw new SinkFailure('answer-invalid');
  state.etags[index] = md5.toString('hex');
  delivery.remember(toRemembered(state));
  return etag;
}

/** Servers forget uploads that nobody goes on with. */
async function inUpload<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isGone(error) ? new SinkFailure('upload-gone') : error;
  }
}

/** Whether all was sent and put together, and we never heard of it. */
async function wasPut({ at, part, state, partBytes }: Upload, count: number): Promise<boolean> {
  const isSent = state.etags.length === count && state.etags.every((etag) => etag !== '');
  if (state.uploadId === undefined || state.partBytes !== partBytes || !isSent) return false;
  const head = await headOf(at);
  return head?.length === part.sizeBytes && head.etag === multipartEtag(state.etags);
}

/** Puts the parts together and looks at the result. */
async function put(upload: Upload, uploadId: string, etags: readonly string[]) {
  const { at, part, state } = upload;
  const Parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
  const answer = await inUpload(() =>
    at.s3.call(
      (client, { CompleteMultipartUploadCommand }) =>
        client.send(
          new CompleteMultipartUploadCommand({
            Bucket: at.bucket,
            Key: at.key,
            UploadId: uploadId,
            MultipartUpload: { Parts },
          }),
        ),
      { signal: at.signal },
    ),
  );
  const etag = multipartEtag(state.etags);
  return { verified: await verify(at, part, plainEtag(answer.ETag), etag), etag };
}

async function open({ at, part, delivery, state, partBytes }: Upload): Promise<string> {
  if (state.isOpening) await abortUnknown(at);
  Object.assign(state, { isOpening: true, uploadId: undefined, partBytes, etags: [] });
  delivery.remember(toRemembered(state));
  await delivery.allow(0);
  const answer = await at.s3.call(
    (client, { CreateMultipartUploadCommand }) =>
      client.send(new CreateMultipartUploadCommand({ Bucket: at.bucket, Key: at.key, ContentType: part.mediaType })),
    { signal: at.signal },
  );
  const uploadId = checkedUploadId(answer.UploadId);
  if (uploadId === undefined) throw new SinkFailure('answer-invalid');
  Object.assign(state, { isOpening: false, uploadId });
  delivery.remember(toRemembered(state));
  return uploadId;
}

/**
 * ETags of the parts that need not be sent again: those whose MD5 we computed when we sent them, and which the server lists with just that and
 * the right size.
 */
async function resume({ at, part, state, partBytes }: Upload, count: number): Promise<(string | undefined)[]> {
  if (state.uploadId === undefined) return [];
  const listed = state.partBytes === partBytes ? await listParts(at, state.uploadId) : undefined;
  if (listed === undefined) {
    await abortUpload(at, state.uploadId);
    Object.assign(state, { uploadId: undefined, etags: [] });
    return [];
  }
  const kept = Array.from({ length: count }, (_, index) => {
    const there = listed.get(index + 1);
    const sizeBytes = Math.min(partBytes, part.sizeBytes - index * partBytes);
    const isOurs = there?.size === sizeBytes && plainEtag(there.etag) === (state.etags[index] || undefined);
    return isOurs ? there.etag : undefined;
  });
  state.etags = kept.map((etag, index) => (etag === undefined ? '' : state.etags[index]!));
  return kept;
}

/** Undefined if the server knows no such upload. */
async function listParts({ s3, bucket, key, signal }: S3Object, uploadId: string) {
  const listed = new Map<number, { etag: string; size: number | undefined }>();
  let marker: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await s3.call(
        (client, { ListPartsCommand }) =>
          client.send(
            new ListPartsCommand({
              Bucket: bucket,
              Key: key,
              UploadId: uploadId,
              ...(marker === undefined ? {} : { PartNumberMarker: marker }),
            }),
          ),
        { signal, mostAnswerBytes: LIST_BYTES },
      );
      for (const { PartNumber, ETag, Size } of answer.Parts ?? []) {
        if (PartNumber !== undefined && ETag !== undefined) listed.set(PartNumber, { etag: ETag, size: Size });
      }
      if (answer.IsTruncated !== true || answer.NextPartNumberMarker === undefined) break;
      marker = answer.NextPartNumberMarker;
    }
    return listed;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const isGone = (error: unknown): boolean => error instanceof SinkFailure && error.fault.reason === 'not-found';

/** @returns whether there was one */
export async function abortUpload({ s3, bucket, key, signal }: S3Object, uploadId: string): Promise<boolean> {
  try {
    await s3.call(
      (client, { AbortMultipartUploadCommand }) =>
        client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })),
      { signal },
    );
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Ends uploads under this key whose id never reached us. @returns whether there was one */
export async function abortUnknown(at: S3Object): Promise<boolean> {
  const answer = await at.s3.call(
    (client, { ListMultipartUploadsCommand }) =>
      client.send(new ListMultipartUploadsCommand({ Bucket: at.bucket, Prefix: at.key })),
    { signal: at.signal, mostAnswerBytes: LIST_BYTES },
  );
  let wasThere = false;
  for (const { Key, UploadId } of answer.Uploads ?? []) {
    const uploadId = checkedUploadId(UploadId);
    if (Key === at.key && uploadId !== undefined) wasThere = (await abortUpload(at, uploadId)) || wasThere;
  }
  return wasThere;
}

/** All pieces together; at most the bytes of one part. */
export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
