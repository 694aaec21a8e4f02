import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { allFormats, detectFormat } from '../../formats/index.ts';
import { FlightveilError } from '../../model/errors.ts';
import { DETECT_BYTES } from '../../model/format.ts';
import { Source } from '../../node/source.ts';
import type { LogRow } from '../../sync/queue/states.ts';
import type { UploadConfig } from '../../sync/sync-config.ts';
import { contentHash } from '../sources/content-hash.ts';
import type { FoundLog } from '../sources/found-log.ts';
import type { SyncState } from './sync-state.ts';

/** Ends like the labels of filter/keys.ts, so that no key is ever derived for two ends. */
const INFO = 'flightveil/1/sync-content\0';

/**
 * Enters logs that were found into the queue, by what is in them: the same log under two names or on two cards is one. What it has entered is durable.
 */
export class Intake {
  readonly #state: Pick<SyncState, 'queue' | 'files' | 'config'>;
  readonly #key: Buffer;

  constructor(state: Pick<SyncState, 'queue' | 'files' | 'config' | 'root'>) {
    this.#state = state;
    this.#key = Buffer.from(hkdfSync('sha256', state.root, new Uint8Array(0), INFO, 32));
  }

  /**
   * @returns undefined for what is no log that we know
   * @throws FlightveilError as {@link FoundLog.open} and those of reading files
   */
  async take(found: FoundLog): Promise<LogRow | undefined> {
    const { queue, files } = this.#state;
    const opened = await found.open();
    try {
      const sizeBytes = await logSize(opened.path);
      if (sizeBytes === undefined) return undefined;
      const content = this.#named(await contentHash(opened.path));
      const before = files.logAt(found.source, found.path, found.member);
      const rules = this.#rulesFor(found.source);
      const log = await queue.enter(content, sizeBytes, rules, ({ id }) => files.putContent(found.source, found, id));
      if (before !== undefined && before !== log.id) await this.#compare(before, log, opened.path);
      return log;
    } finally {
      await opened.close();
    }
  }

  #rulesFor(source: string): readonly UploadConfig[] {
    return this.#state.config.uploads.filter(({ sources }) => sources.length === 0 || sources.includes(source));
  }

  /** Whoever has a log could find it in a table of plain hashes. */
  #named(sha256: Uint8Array): Uint8Array {
    return createHmac('sha256', this.#key).update(sha256).digest();
  }

  /** A log that went on growing after it seemed to be whole holds what was taken before; one that was written anew does not. */
  async #compare(before: number, log: LogRow, path: string): Promise<void> {
    const old = this.#state.queue.log(before);
    if (old === undefined || old.sizeBytes >= log.sizeBytes) return;
    const beginning = this.#named(await hashOfBeginning(path, old.sizeBytes));
    if (Buffer.from(old.content).equals(beginning)) this.#state.queue.setSuccessor(old.id, log.id);
  }
}

/** Its size; undefined if nothing of it looks like a log. */
async function logSize(path: string): Promise<number | undefined> {
  try {
    const source = await Source.open(path);
    try {
      detectFormat(await source.head(DETECT_BYTES), source.sizeBytes <= DETECT_BYTES, allFormats());
      return source.sizeBytes;
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof FlightveilError && (error.code === 'unknown-format' || error.code === 'input-empty'))
      return undefined;
    throw error;
  }
}

async function hashOfBeginning(path: string, sizeBytes: number): Promise<Buffer> {
  const source = await Source.open(path);
  try {
    const hash = createHash('sha256');
    let left = sizeBytes;
    for await (const chunk of source.read()) {
      hash.update(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) break;
    }
    return hash.digest();
  } finally {
    await source.close();
  }
}
