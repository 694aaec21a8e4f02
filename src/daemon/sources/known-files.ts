import { type FileIdentity, identityKey } from './file-identity.ts';

/** A file that was whole when it was told of. */
export interface KnownFile {
  readonly identity: FileIdentity;
  /** Wall clock, milliseconds since 1970; nothing is decided by it. */
  readonly settledAt: number;
}

/**
 * What a {@link SourceWatcher} remembers between runs, by name of the source and path: folders of sources may overlap. A file is put there
 * when its log, or all logs of an archive, were taken; so a crash before that tells of it again. Where nothing is known of a file, it is told
 * of: losing entries costs work, never a log.
 */
export interface KnownFiles {
  /** Missing ones too. */
  get(source: string, path: string): (KnownFile & { readonly isMissing: boolean }) | undefined;
  /** It is there in this state. Also called when a missing file is there again, and for the new path of a moved one. */
  put(source: string, path: string, file: KnownFile): void;
  /** It is not there now. It may come back; nothing is forgotten. Harmless for what is not known. */
  missing(source: string, path: string): void;
  /** Paths of files that are not missing. The other methods may be called while it is iterated. */
  pathsOf(source: string): Iterable<string>;
  /** How many {@link pathsOf} gives. */
  countOf(source: string): number;
  /** A path under which this very state of a file is or was known, missing or not. */
  pathOf(source: string, identity: FileIdentity): string | undefined;
}

interface Files {
  readonly known: Map<string, KnownFile>;
  readonly missing: Set<string>;
  readonly byIdentity: Map<string, string>;
}

/** For a single run, and for tests. */
export class MemoryKnownFiles implements KnownFiles {
  readonly #sources = new Map<string, Files>();

  get(source: string, path: string): (KnownFile & { readonly isMissing: boolean }) | undefined {
    const { known, missing } = this.#of(source);
    const file = known.get(path);
    return file === undefined ? undefined : { ...file, isMissing: missing.has(path) };
  }

  put(source: string, path: string, file: KnownFile): void {
    const { known, missing, byIdentity } = this.#of(source);
    const before = known.get(path);
    const key = before === undefined ? '' : identityKey(before.identity);
    if (byIdentity.get(key) === path) byIdentity.delete(key);
    known.set(path, file);
    byIdentity.set(identityKey(file.identity), path);
    missing.delete(path);
  }

  missing(source: string, path: string): void {
    const { known, missing } = this.#of(source);
    if (known.has(path)) missing.add(path);
  }

  pathsOf(source: string): Iterable<string> {
    const { known, missing } = this.#of(source);
    return [...known.keys()].filter((path) => !missing.has(path));
  }

  countOf(source: string): number {
    const { known, missing } = this.#of(source);
    return known.size - missing.size;
  }

  pathOf(source: string, identity: FileIdentity): string | undefined {
    return this.#of(source).byIdentity.get(identityKey(identity));
  }

  #of(source: string): Files {
    const files = this.#sources.get(source) ?? { known: new Map(), missing: new Set(), byIdentity: new Map() };
    this.#sources.set(source, files);
    return files;
  }
}
