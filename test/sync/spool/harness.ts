import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SPOOL_FOLDER, Spool, type SpoolFile, type SpoolOptions } from '../../../src/sync/spool/spool.ts';

/** A state folder that is not there yet. */
export function newHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'home');
}

export function openSpool(home: string, options: Partial<SpoolOptions> = {}): Promise<Spool> {
  return Spool.open(home, { key: 'file', ...options });
}

/** Writes a file in pieces of a size. */
export async function putFile(spool: Spool, bytes: Uint8Array, pieceBytes = 50_000): Promise<SpoolFile> {
  const writer = await spool.create();
  for (let at = 0; at < bytes.length; at += pieceBytes) await writer.write(bytes.subarray(at, at + pieceBytes));
  return writer.commit();
}

/** All that is read, with the sizes of its pieces. */
export async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; sizes: number[] }> {
  const list: Uint8Array[] = [];
  for await (const piece of pieces) list.push(piece);
  return { bytes: Buffer.concat(list), sizes: list.map(({ length }) => length) };
}

export const random = (length: number): Buffer => randomBytes(length);
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const pathOf = (home: string, id: string): string => join(home, SPOOL_FOLDER, `${id}.sealed`);
export const namesIn = (home: string): string[] => readdirSync(join(home, SPOOL_FOLDER)).sort();
