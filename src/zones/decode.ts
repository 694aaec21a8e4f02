import { FlightveilError } from '../model/errors.ts';
import type { Findings } from './findings.ts';

/** First bytes of what has to be unpacked first. */
const archives: readonly { readonly name: string; readonly magic: readonly number[] }[] = [
  { name: 'zip', magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'zip', magic: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'zip', magic: [0x50, 0x4b, 0x07, 0x08] },
  { name: 'gzip', magic: [0x1f, 0x8b] },
  { name: '7z', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'rar', magic: [0x52, 0x61, 0x72, 0x21] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
];

export function unusable(what: string, advice?: string, facts: Record<string, string | number> = {}): FlightveilError {
  return new FlightveilError('zones-invalid', what, { facts, ...(advice === undefined ? {} : { advice }) });
}

/**
 * The text of a file: UTF-8 with or without its mark, else Windows-1252, which is noted.
 * @throws FlightveilError `zones-invalid` for archives, UTF-16 and what no text can be so long
 */
export function decodeText(bytes: Uint8Array, findings: Findings): string {
  const archive = archives.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (archive !== undefined) {
    throw unusable('it is an archive', 'Unpack it, and name the files in it.', { archive: archive.name });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw unusable('it is text in UTF-16', 'Save it as UTF-8.');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Either no UTF-8, or longer than a text can be.
    text = decodeLatin(bytes);
    findings.of().tolerated('encoding', 'the file is not in UTF-8: read as Windows-1252');
  }
  if (text.includes('\0')) throw unusable('it is no text', 'Name a file of zones.');
  return text;
}

function decodeLatin(bytes: Uint8Array): string {
  try {
    return new TextDecoder('windows-1252').decode(bytes);
  } catch {
    throw unusable('it is longer than one text can be', 'Split it into files below 500 MB.', { bytes: bytes.length });
  }
}
