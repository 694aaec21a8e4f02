import { createHash, randomBytes } from 'node:crypto';
import type { Delivery, Outcome, Remembered, Removal, Shipment, ShipmentPart, Sink, Verified } from '../sink.ts';
import type { S3SinkConfig } from '../sync-config.ts';
import { type BoundedClient, boundedClient, type ClientLimits } from './http/bounded-client.ts';
import { gravestOf, isOfCredentials } from './http/delete.ts';
import { outcomeOf, SinkFailure } from './http/failure.ts';
import { openS3, type S3Calls } from './s3-client.ts';
import { abortUnknown, abortUpload, collect, sendParts } from './s3-multipart.ts';
import { s3State, toRemembered } from './s3-state.ts';
import { headOf, md5Of, plainEtag, type S3Object, verify } from './s3-verify.ts';

/** Of one object in S3, and of one request that puts it. */
const MOST_PARTS = 10_000;

/**
 * A bucket of S3 or of a server that speaks it. What is larger than `partBytes` goes in parts, which are resumed where the server confirms what
 * we remember of them. A shipment's names are drawn, so what a name holds is ours.
 */
export function s3Sink(name: string, config: S3SinkConfig, limits?: Partial<ClientLimits>): Sink {
  const http = boundedClient({ allowInsecure: config.allowInsecure, ...(limits === undefined ? {} : { limits }) });
  return {
    name,
    kind: 's3',
    destination: config.destination,
    refusal: ({ sizeBytes }) =>
      sizeBytes > config.partBytes * MOST_PARTS ? { reason: 'too-large', facts: { sizeBytes } } : undefined,
    send: (shipment, delivery) => send(config, http, shipment, delivery),
    remove: (shipment, remembered, signal) => remove(config, http, shipment, { remembered, signal }),
    check: (signal) => check(config, http, signal),
    close: () => http.close(),
  };
}

async function send(
  config: S3SinkConfig,
  http: BoundedClient,
  shipment: Shipment,
  delivery: Delivery,
): Promise<Outcome> {
  const state = s3State(delivery.remembered);
  const { signal } = delivery;
  const moved = (): void => delivery.moved();
  signal.throwIfAborted();
  let verified: Verified = 'hash';
  try {
    const s3 = await openS3(config, http);
    for (const [index, part] of shipment.parts.entries()) {
      const at: S3Object = { s3, bucket: config.bucket, key: config.prefix + part.name, signal, moved };
      if (await isThere(at, part, state.done[index])) continue;
      if (state.begun <= index) {
        state.begun = index + 1;
        delivery.remember(toRemembered(state));
      }
      const sent =
        part.sizeBytes > config.partBytes
          ? await sendParts({ at, part, delivery, state, partBytes: config.partBytes })
          : await sendWhole(at, part, delivery);
      if (sent.verified !== 'hash') verified = sent.verified;
      Object.assign(state, { isOpening: false, uploadId: undefined, etags: [] });
      state.done[index] = sent.etag;
      delivery.remember(toRemembered(state));
    }
  } catch (error) {
    if (error instanceof SinkFailure) return outcomeOf(error);
    throw error;
  }
  return { kind: 'delivered', verified, remote: toRemembered(state) };
}

/** Whether an earlier try brought it there, and it is there still. */
async function isThere(at: S3Object, part: ShipmentPart, etag: string | undefined): Promise<boolean> {
  if (etag === undefined || etag === '') return false;
  const head = await headOf(at);
  return head !== undefined && head.length === part.sizeBytes && head.etag === etag;
}

async function sendWhole(at: S3Object, part: ShipmentPart, delivery: Delivery) {
  const bytes = await collect(part.read());
  if (createHash('sha256').update(bytes).digest('hex') !== part.sha256) throw new SinkFailure('hash-differs');
  const md5 = md5Of(bytes);
  const answer = await at.s3.call(
    (client, { PutObjectCommand }) =>
      client.send(
        new PutObjectCommand({
          Bucket: at.bucket,
          Key: at.key,
          Body: bytes,
          ContentType: part.mediaType,
          ContentMD5: md5.toString('base64'),
        }),
      ),
    { signal: at.signal, allow: (piece) => delivery.allow(piece) },
  );
  const etag = md5.toString('hex');
  return { verified: await verify(at, part, plainEtag(answer.ETag), etag), etag };
}

async function remove(
  config: S3SinkConfig,
  http: BoundedClient,
  shipment: { readonly parts: readonly Pick<ShipmentPart, 'name'>[] },
  { remembered, signal }: { remembered: Remembered | undefined; signal: AbortSignal },
): Promise<Removal> {
  if (remembered === undefined) return 'absent';
  const state = s3State(remembered);
  const s3 = await openS3(config, http);
  const found = new Set<Removal>();
  /** Every one is tried, whatever became of the others. */
  const tried = async (work: () => Promise<boolean>): Promise<void> => {
    try {
      found.add((await work()) ? 'removed' : 'absent');
    } catch (error) {
      if (!(error instanceof SinkFailure)) throw error;
      found.add(removalAfter(error));
    }
  };
  for (const [index, part] of shipment.parts.entries()) {
    if (index >= state.begun) break;
    const at: S3Object = { s3, bucket: config.bucket, key: config.prefix + part.name, signal };
    const { uploadId } = state;
    const isLast = index === state.begun - 1;
    if (isLast && uploadId !== undefined) await tried(() => abortUpload(at, uploadId));
    if (isLast && state.isOpening) await tried(() => abortUnknown(at));
    await tried(() => deleteObject(at, state.done[index] !== undefined));
  }
  return gravestOf(found);
}

/** Keys that hold no longer, or may not remove, say nothing about what is there. */
function removalAfter(failure: SinkFailure): Removal {
  const { reason, facts } = failure.fault;
  if (reason === 'not-authorised' || isOfCredentials(facts?.status)) return 'unknown';
  return facts?.status === 501 || outcomeOf(failure).kind === 'rejected' ? 'kept' : 'unknown';
}

/** Deleting says the same whether there was something or not. @returns whether there was, as far as is known */
async function deleteObject(at: S3Object, wasDone: boolean): Promise<boolean> {
  const head = await headOf(at).catch((error: unknown) => {
    if (error instanceof SinkFailure && error.fault.reason === 'not-authorised') return 'unknown' as const;
    throw error;
  });
  if (head === undefined) return false;
  await at.s3.call(
    (client, { DeleteObjectCommand }) => client.send(new DeleteObjectCommand({ Bucket: at.bucket, Key: at.key })),
    { signal: at.signal },
  );
  return head !== 'unknown' || wasDone;
}

/** Asks for a multipart upload and ends it at once: that needs the right to write, and leaves nothing. */
async function check(config: S3SinkConfig, http: BoundedClient, signal: AbortSignal) {
  try {
    const s3: S3Calls = await openS3(config, http);
    const key = `${config.prefix}flightveil-check-${randomBytes(8).toString('hex')}`;
    const answer = await s3.call(
      (client, { CreateMultipartUploadCommand }) =>
        client.send(new CreateMultipartUploadCommand({ Bucket: config.bucket, Key: key })),
      { signal },
    );
    if (answer.UploadId !== undefined) await abortUpload({ s3, bucket: config.bucket, key, signal }, answer.UploadId);
    return undefined;
  } catch (error) {
    if (error instanceof SinkFailure) return error.fault;
    throw error;
  }
}
