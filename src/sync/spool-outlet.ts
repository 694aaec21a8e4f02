import { FlightveilError } from '../model/errors.ts';
import type { Outlet, OutletFile } from '../node/outlet.ts';
import { SIGNED_MANIFEST_ENDING } from '../wire/dsse.ts';
import { type Manifest, manifestFiles } from '../wire/manifest.ts';
import { PaddedGzip } from './padded-gzip.ts';
import type { SpooledPart } from './queue/states.ts';
import type { Spool, SpoolWriter } from './spool/spool.ts';

/** How a shipment is put together. */
export interface SpoolOutletOptions {
  /** The signed form of the manifest's bytes. */
  readonly sign: (manifest: Uint8Array) => Uint8Array;
  /** Logs are packed, and filled up to a multiple of so many bytes; 0: they go as they are. */
  readonly padToBytes: number;
  /** How much the spool may still take. */
  readonly mostBytes: number;
}

/** Outputs as shipments in the spool: sealed as they are written, whole and durable before anybody hears of them. */
export class SpoolOutlet implements Outlet {
  readonly #spool: Spool;
  readonly #options: SpoolOutletOptions;
  /** What was committed, in the order in which it goes. */
  parts: readonly SpooledPart[] = [];

  constructor(spool: Spool, options: SpoolOutletOptions) {
    this.#spool = spool;
    this.#options = options;
  }

  pathOf(name: string): string {
    return name;
  }

  async mustBeOther(): Promise<void> {
    // A spool holds nothing that could be a log.
  }

  async create(name: string): Promise<OutletFile> {
    const { padToBytes } = this.#options;
    const writer = await this.#spool.create();
    let written = 0;
    const put = async (bytes: Uint8Array): Promise<void> => {
      written += bytes.length;
      if (written > this.#options.mostBytes) throw spoolFull();
      await writer.write(bytes);
    };
    const packed = padToBytes > 0 ? new PaddedGzip(padToBytes, put) : undefined;
    return {
      write: (bytes) => (packed === undefined ? put(bytes) : packed.write(bytes)),
      sync: async () => undefined,
      mustBeFree: async () => undefined,
      commit: async (manifest, companions = []) => {
        await packed?.finish();
        const log = await writer.commit();
        const made: SpooledPart[] = [];
        try {
          made.push(await this.#small('manifest', name + SIGNED_MANIFEST_ENDING, this.#options.sign(jsonOf(manifest))));
          for (const { name: beside, bytes } of companions) made.push(await this.#small('companion', beside, bytes));
        } catch (error) {
          for (const { spoolId } of [...made, { spoolId: log.id }])
            await this.#spool.remove(spoolId).catch(() => undefined);
          throw error;
        }
        const { id: spoolId, ...facts } = log;
        const mediaType = packed === undefined ? 'application/octet-stream' : 'application/gzip';
        this.parts = [
          ...made,
          { role: 'log', name: packed === undefined ? name : `${name}.gz`, mediaType, ...facts, spoolId },
        ];
      },
      discard: () => writer.discard(),
    };
  }

  async #small(role: 'manifest' | 'companion', name: string, bytes: Uint8Array): Promise<SpooledPart> {
    const writer: SpoolWriter = await this.#spool.create();
    try {
      await writer.write(bytes);
      const { id: spoolId, ...facts } = await writer.commit();
      const mediaType = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
      return { role, name, mediaType, ...facts, spoolId };
    } finally {
      await writer.discard();
    }
  }
}

/** Whether an error says that the spool has no room by its own limit. */
export function isSpoolFull(error: unknown): boolean {
  return error instanceof FlightveilError && error.facts.spool === 'full';
}

function spoolFull(): FlightveilError {
  return new FlightveilError('state-unusable', 'the spool is full', {
    facts: { spool: 'full' },
    advice: 'It empties as uploads are delivered; or raise spool.most in the configuration.',
  });
}

/** Takes an output and keeps nothing of it: for looking what would leave. */
export class NoOutlet implements Outlet {
  pathOf(name: string): string {
    return name;
  }

  async mustBeOther(): Promise<void> {
    // Nothing is written.
  }

  async create(): Promise<OutletFile> {
    return {
      write: async () => undefined,
      sync: async () => undefined,
      mustBeFree: async () => undefined,
      commit: async () => undefined,
      discard: async () => undefined,
    };
  }
}

function jsonOf(manifest: Manifest): Uint8Array {
  return manifestFiles(manifest)[0]!.bytes;
}
