import { createHash } from 'node:crypto';
import type { SyncFolder } from './sync-folder.ts';

/** A file as a recipient has it. */
export interface Received {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface AuditLine {
  readonly kind: string;
  readonly upload: string;
  readonly item?: string;
  readonly outputSha256?: string;
}

const MANIFEST_ENDING = '.manifest.dsse.json';

/**
 * Whether every log came once, byte for byte: what a recipient has must be, file by file, what the audit says was released and delivered for it, each with a manifest that
 * says the same.
 * @returns what is wrong, each as a sentence
 */
export function deliveryFaults(
  upload: string,
  audit: readonly AuditLine[],
  received: readonly Received[],
  logs: number,
): string[] {
  const faults: string[] = [];
  const of = (kind: string): AuditLine[] => audit.filter((line) => line.kind === kind && line.upload === upload);
  const released = new Map(of('release').map(({ item, outputSha256 }) => [item, outputSha256]));
  const delivered = of('delivered').map(({ item }) => String(released.get(item)));
  if (delivered.length !== logs) faults.push(`${upload}: ${delivered.length} deliveries of ${logs} logs`);
  const names = new Set(received.map(({ name }) => name));
  if (names.size !== received.length) faults.push(`${upload}: ${received.length - names.size} files are there twice`);
  const outputs = received.filter(({ name }) => !name.endsWith(MANIFEST_ENDING));
  const hashes = outputs.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
  const [missing, more] = [without(delivered, hashes), without(hashes, delivered)];
  if (missing.length > 0) faults.push(`${upload}: ${missing.length} delivered logs are not there`);
  if (more.length > 0) faults.push(`${upload}: ${more.length} logs are there that were not delivered, or differ`);
  const manifests = new Map(received.map(({ name, bytes }) => [name, bytes]));
  outputs.forEach(({ name }, index) => {
    const manifest = manifests.get(name + MANIFEST_ENDING);
    if (manifest === undefined || outputHashIn(manifest) !== hashes[index]) {
      faults.push(`${upload}: a log came without its manifest`);
    }
  });
  if (received.length !== 2 * outputs.length)
    faults.push(`${upload}: ${received.length} files for ${outputs.length} logs`);
  return faults;
}

/** What is in one list and, as often, not in the other. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of other) left.set(each, (left.get(each) ?? 0) + 1);
  return list.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

function outputHashIn(envelope: Uint8Array): string {
  const { payload } = JSON.parse(Buffer.from(envelope).toString()) as { payload: string };
  return (JSON.parse(Buffer.from(payload, 'base64').toString()) as { output: { sha256: string } }).output.sha256;
}

/** All of the audit log, and that nobody changed it. @throws Error if somebody did */
export async function auditOf(folder: SyncFolder): Promise<AuditLine[]> {
  await folder.run('queue', 'audit', '--verify');
  const lines = (await folder.run('queue', 'audit', '--json')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as AuditLine);
}

/** Where the items stand: by state, with the reason of those that are retired. */
export async function standsOf(folder: SyncFolder): Promise<Map<string, number>> {
  const { counts } = await folder.json<{ counts: { state: string; reason: string | null; items: number }[] }>('status');
  const stands = new Map<string, number>();
  for (const { state, reason, items } of counts) {
    const stand = state === 'retired' ? `retired: ${reason}` : state;
    stands.set(stand, (stands.get(stand) ?? 0) + items);
  }
  return stands;
}
