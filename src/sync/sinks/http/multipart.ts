import { randomBytes } from 'node:crypto';

/** One field of a form. */
export type FormField =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly fileName: string;
      readonly mediaType: string;
      readonly sizeBytes: number;
      read(): AsyncIterable<Uint8Array>;
    };

/** A multipart/form-data body (RFC 7578) of known length, which is read only while it is sent. */
export interface Form {
  readonly contentType: string;
  readonly sizeBytes: number;
  read(): AsyncGenerator<Uint8Array, void, void>;
}

/** @param fields all names, file names and media types without quotes, controls and line ends: they are ours */
export function form(fields: readonly FormField[]): Form {
  // So long that it occurs in no log but by being known, and it is known only once the log is written.
  const boundary = `form-${randomBytes(24).toString('hex')}`;
  const pieces = fields.map((field) => ({ head: headOf(field, boundary), field }));
  const end = Buffer.from(`--${boundary}--\r\n`);
  let sizeBytes = end.length;
  for (const { head, field } of pieces) sizeBytes += head.length + ('sizeBytes' in field ? field.sizeBytes + 2 : 0);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    sizeBytes,
    async *read() {
      for (const { head, field } of pieces) {
        yield head;
        if (!('sizeBytes' in field)) continue;
        yield* field.read();
        yield lineEnd;
      }
      yield end;
    },
  };
}

const lineEnd = Buffer.from('\r\n');

function headOf(field: FormField, boundary: string): Buffer {
  const texts = 'sizeBytes' in field ? [field.name, field.fileName, field.mediaType] : [field.name];
  if (texts.some((text) => !/^[\x20-\x7e]*$/.test(text) || /["\\]/.test(text))) throw new TypeError('not for a form');
  const opening = `--${boundary}\r\nContent-Disposition: form-data; name="${field.name}"`;
  if (!('sizeBytes' in field)) return Buffer.from(`${opening}\r\n\r\n${field.value}\r\n`);
  return Buffer.from(`${opening}; filename="${field.fileName}"\r\nContent-Type: ${field.mediaType}\r\n\r\n`);
}
