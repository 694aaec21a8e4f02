import type { Remembered } from '../sink.ts';

/** What is remembered of an upload to a bucket. Keys and secrets are not in it. */
export interface S3State {
  /** So many parts of the shipment may be there, whole. */
  begun: number;
  /** So many parts of the shipment were sent and verified, with these ETags. */
  done: string[];
  /** A multipart upload is being asked for: one may be there whose id we never got. */
  isOpening: boolean;
  uploadId: string | undefined;
  /** Of the upload that is open. */
  partBytes: number;
  /** MD5 of each of its parts that the server confirmed, in hexadecimal digits; empty where it did not. */
  etags: string[];
}

const UPLOAD_ID = /^[\x21-\x7e]{1,1024}$/;

/** An id of a multipart upload, as a server may write it; undefined for anything else. */
export function checkedUploadId(value: unknown): string | undefined {
  return typeof value === 'string' && UPLOAD_ID.test(value) ? value : undefined;
}

export function s3State(remembered: Remembered | undefined): S3State {
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.map((entry) => (typeof entry === 'string' ? entry : '')) : [];
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return {
    begun: number(remembered?.begun),
    done: texts(remembered?.done),
    isOpening: remembered?.isOpening === true,
    uploadId: checkedUploadId(remembered?.uploadId),
    partBytes: number(remembered?.partBytes),
    etags: texts(remembered?.etags),
  };
}

export function toRemembered(state: S3State): Remembered {
  const { begun, isOpening, partBytes } = state;
  const { uploadId, done, etags } = state;
  return {
    begun,
    done: [...done],
    isOpening,
    partBytes,
    etags: [...etags],
    ...(uploadId === undefined ? {} : { uploadId }),
  };
}
