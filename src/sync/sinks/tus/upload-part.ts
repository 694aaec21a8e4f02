import type { PreviousUpload, UploadOptions } from 'tus-js-client';
import { SinkFailure } from '../http/failure.ts';
import { GuardedStack, type PartJob, type Range } from './guarded-stack.ts';

/**
 * Sends a part, or the rest of it, with tus-js-client: which request comes next, and with which headers, is its business.
 * @param metadata of a new upload
 * @throws SinkFailure, UploadLost, or what the delivery and the part throw
 */
export async function uploadPart(
  job: PartJob,
  chunkBytes: number,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const { Upload } = await import('tus-js-client');
  const stack = new GuardedStack(job);
  const { open } = job.state;
  const error = await new Promise<unknown>((resolve) => {
    const options: UploadOptions = {
      // One or the other: whether a lost upload is begun again is decided by us.
      ...(open === undefined ? { endpoint: job.endpoint } : { uploadUrl: open.url }),
      metadata: { ...metadata },
      uploadSize: job.part.sizeBytes,
      chunkSize: chunkBytes,
      httpStack: stack,
      fileReader: { openFile: async () => rangesOf(job.part.sizeBytes) },
      fingerprint: async () => '',
      urlStorage: storesNothing,
      retryDelays: null,
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: true,
      overridePatchMethod: false,
      addRequestId: false,
      onSuccess: () => resolve(undefined),
      onError: resolve,
    };
    // The file is ours to read: tus-js-client only wants there to be one.
    new Upload({ read: async () => ({ done: true, value: undefined }) }, options).start();
  });
  if (stack.failure !== undefined) throw stack.failure;
  if (error !== undefined) throw new SinkFailure('answer-invalid');
}

function rangesOf(sizeBytes: number) {
  return {
    size: sizeBytes,
    async slice(fromByte: number, end: number): Promise<{ value: Range; done: boolean }> {
      const toByte = Math.min(end, sizeBytes);
      return { value: { fromByte, toByte, size: toByte - fromByte }, done: toByte === sizeBytes };
    },
    close: () => undefined,
  };
}

const storesNothing = {
  findAllUploads: async (): Promise<PreviousUpload[]> => [],
  findUploadsByFingerprint: async (): Promise<PreviousUpload[]> => [],
  removeUpload: async () => undefined,
  addUpload: async () => '',
};
