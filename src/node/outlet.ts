import { join } from 'node:path';
import { FlightveilError } from '../model/errors.ts';
import type { Manifest } from '../wire/manifest.ts';
import { DurableFile, makeFolder } from './durable-file.ts';
import { type Companion, commitWithManifest } from './manifest-file.ts';
import type { Source } from './source.ts';
import { isThere } from './state.ts';

/** Takes what the filter makes: a folder, or a spool. */
export interface Outlet {
  /** Where an output of this name is, for people; where it will be. */
  pathOf(name: string): string;
  /** @throws FlightveilError `output-exists` if an output of this name would take the place of the log that it is made from */
  mustBeOther(source: Source, name: string): Promise<void>;
  /** @throws FlightveilError `output-unwritable` */
  create(name: string): Promise<OutletFile>;
}

/** An output while it is made. It appears whole and durable, with its manifest; or not at all. */
export interface OutletFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Brings to the disk what was written so far, so that {@link commit} has less to do. */
  sync(): Promise<void>;
  /** Before a release is recorded: an output that cannot appear is none. @throws FlightveilError `output-exists` */
  mustBeFree(): Promise<void>;
  /** @param companions small files that appear and go with it */
  commit(manifest: Manifest, companions?: readonly Companion[]): Promise<void>;
  /** Leaves nothing behind, unless it was committed. Safe to call at any time. */
  discard(): Promise<void>;
}

/** Outputs as files of a folder, which is made if need be. */
export class FolderOutlet implements Outlet {
  readonly #folder: string;
  readonly #replace: boolean;

  constructor(folder: string, options: { readonly replace: boolean }) {
    this.#folder = folder;
    this.#replace = options.replace;
  }

  pathOf(name: string): string {
    return join(this.#folder, name);
  }

  async mustBeOther(source: Source, name: string): Promise<void> {
    if (!(await source.is(this.pathOf(name)))) return;
    throw new FlightveilError('output-exists', 'the output would take the place of the input', {
      advice: 'Name another folder.',
    });
  }

  async create(name: string): Promise<OutletFile> {
    const path = this.pathOf(name);
    await makeFolder(this.#folder);
    const file = await DurableFile.create(path);
    const replace = this.#replace;
    return {
      write: (bytes) => file.write(bytes),
      sync: () => file.sync(),
      async mustBeFree() {
        if (replace || !(await isThere(path))) return;
        throw new FlightveilError('output-exists', 'a file of that name exists', {
          advice: 'Use --force to replace it.',
        });
      },
      commit: (manifest, companions = []) => commitWithManifest(file, path, manifest, { replace }, companions),
      discard: () => file.discard(),
    };
  }
}
