import type { BigIntStats } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceConfig } from '../../sync/sync-config.ts';
import { Delivery } from './delivery.ts';
import { type FileIdentity, identityAt, identityOf, isGone, isSameIdentity } from './file-identity.ts';
import { archiveKind, isHiddenName, isLookedAt, isUnicodeName } from './file-names.ts';
import { type FolderEvents, folderEvents } from './folder-events.ts';
import type { SourceProblem } from './found-log.ts';
import type { KnownFiles } from './known-files.ts';
import { Settling } from './settling.ts';
import { Told } from './told.ts';
import { MAX_DEPTH, reasonOf, walkFolder } from './walk-folder.ts';
import { emptyReport, type ScanReport, type WatcherOptions } from './watcher-options.ts';

/** Paths that the system told of and that were not looked at yet; more, and a full look finds them. */
const MOST_TOLD = 50_000;
/** Files that settle at the same time; a walk waits for them when there are more. */
export const MOST_SETTLING = 50_000;
/** So often within a walk it is asked what else is due. */
const FILES_PER_STEP = 64;

/** One source: what is there, what settles, what the system told of. */
export class WatchedSource {
  readonly config: SourceConfig;
  readonly settling: Settling;
  readonly #folder: string;
  readonly #known: KnownFiles;
  readonly #options: WatcherOptions;
  readonly #now: () => number;
  readonly #wake: () => void;
  readonly #problems: Told;
  readonly #delivery: Delivery;
  readonly #told = new Set<string>();
  #excluded: readonly string[] = [];
  #isPresent: boolean | undefined;
  /** Which folder stands under the name: after a card was put in, it is another. */
  #root: { readonly id: string; readonly real: string } | undefined;
  #events: FolderEvents | undefined;
  /** A full look is due, whatever the time. */
  isScanDue = true;
  report: ScanReport = emptyReport();
  #trustsTimes = false;

  constructor(config: SourceConfig, known: KnownFiles, options: WatcherOptions, wake: () => void) {
    this.config = config;
    this.settling = new Settling(config.settleMs);
    this.#folder = resolve(config.folder);
    this.#known = known;
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#wake = wake;
    this.#problems = new Told((problem) => options.onProblem?.(problem));
    this.#delivery = new Delivery(config, options, (problem) => this.#problem(problem));
  }

  get isPresent(): boolean {
    return this.#isPresent === true;
  }

  /** Looks whether the folder is there, and whether it is still the same. @param live asks the system to tell of changes */
  async checkMedium(live: boolean): Promise<void> {
    let facts: BigIntStats | undefined;
    try {
      facts = await this.#presentFolder();
    } catch (error) {
      // It cannot be known: nothing counts as missing.
      return this.#problem({ path: this.#folder, ...reasonOf(error) });
    }
    if (facts === undefined) return this.#leave();
    const id = `${facts.dev}:${facts.ino}`;
    if (this.#root?.id === id && this.#isPresent === true) return;
    await this.#stopEvents();
    const real = await realpath(this.#folder).catch(() => undefined);
    if (real === undefined) return this.#leave();
    this.#root = { id, real };
    const { home, exclude = [] } = this.#options;
    this.#excluded = await Promise.all([home, ...exclude].map((path) => realPathOf(resolve(path))));
    if (live) await this.#startEvents(real);
    this.isScanDue = true;
    if (this.#isPresent !== true) this.#options.onMedium?.({ source: this.config.name, present: true });
    this.#isPresent = true;
  }

  /** Undefined if there is no such folder, or only the empty one in which a medium will be mounted. */
  async #presentFolder(): Promise<BigIntStats | undefined> {
    try {
      const facts = await stat(this.#folder, { bigint: true });
      if (!facts.isDirectory()) return undefined;
      return this.config.isRemovable && (await isEmptyFolder(this.#folder)) ? undefined : facts;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  async #leave(): Promise<void> {
    if (this.#isPresent === false) return;
    this.#isPresent = false;
    this.#root = undefined;
    await this.#stopEvents();
    this.#told.clear();
    this.settling.clear();
    for (const path of this.#known.pathsOf(this.config.name)) this.#miss(path);
    this.#options.onMedium?.({ source: this.config.name, present: false });
  }

  async #startEvents(real: string): Promise<void> {
    const source = this.config.name;
    this.#events = await (this.#options.events ?? folderEvents)(
      real,
      (path) => this.#tell(path),
      (why) => this.#options.onWatching?.({ source, isLive: false, why }),
    );
    if (this.#events !== undefined) this.#options.onWatching?.({ source, isLive: true });
  }

  async #stopEvents(): Promise<void> {
    await this.#events?.stop();
    this.#events = undefined;
  }

  /** Something changed at a real path. */
  #tell(realPath: string): void {
    if (this.#root === undefined) return;
    const inside = relative(this.#root.real, realPath);
    if (inside === '' || inside.startsWith('..')) return;
    if (this.#told.size < MOST_TOLD) this.#told.add(join(this.#folder, inside));
    else this.isScanDue = true;
    this.#wake();
  }

  /**
   * Looks through the whole folder.
   * @param step is called often: what else is due is done there; false ends the walk
   * @param trustsTimes files that by the wall clock have not been written to for long need not wait: for a single look, which cannot
   */
  async scan(step: () => Promise<boolean>, trustsTimes = false): Promise<void> {
    if (!this.isPresent) return;
    this.#trustsTimes = trustsTimes;
    this.#problems.turn();
    const known = await this.#walk(this.#folder, 0, step);
    this.isScanDue = false;
    // Only if fewer were met than there should be, it is asked which are missing.
    if (known === undefined || known >= this.#known.countOf(this.config.name)) return;
    for (const path of this.#known.pathsOf(this.config.name)) {
      const found = await identityAt(path).catch(() => 'unknown');
      if (found === undefined) this.#miss(path);
    }
  }

  /** @returns how many present known files were met; undefined if it was ended */
  async #walk(folder: string, depth: number, step: () => Promise<boolean>): Promise<number | undefined> {
    let known = 0;
    let files = 0;
    const walked = walkFolder(folder, {
      depth,
      isLookedAt: (name) => isLookedAt(name, this.config),
      isExcluded: (path) => this.#isExcluded(path),
    });
    for await (const found of walked) {
      if (found.kind === 'problem') this.#problem(found);
      else if (await this.#look(found.path, found.identity)) known++;
      if (++files % FILES_PER_STEP === 0 || this.settling.size >= MOST_SETTLING) {
        if (!(await step())) return undefined;
      }
    }
    return known;
  }

  /** Looks at what the system told of. */
  async lookAtTold(step: () => Promise<boolean>): Promise<void> {
    let left = this.#told.size;
    for (const path of this.#told) {
      if (left-- === 0) return;
      this.#told.delete(path);
      try {
        await this.#lookAtPath(path, step);
      } catch (error) {
        this.#problem({ path, ...reasonOf(error) });
      }
      if (!(await step())) return;
    }
  }

  async #lookAtPath(path: string, step: () => Promise<boolean>): Promise<void> {
    if (this.#root === undefined) return;
    const inside = relative(this.#folder, path);
    const names = inside.split(sep);
    if (names.some(isHiddenName) || names.length > MAX_DEPTH + 1) return;
    if (!names.every(isUnicodeName)) return this.#problem({ path, reason: 'name-not-unicode' });
    const facts = await lstat(path, { bigint: true }).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
    if (facts === undefined) {
      this.settling.drop(path);
      this.#miss(path);
      return;
    }
    // No part of the way may be a link; what is replaced later is found when it is opened.
    const real = await realpath(dirname(path)).catch(() => undefined);
    if (real !== this.#realPathOf(dirname(path)) || this.#isExcluded(dirname(path))) return;
    if (facts.isDirectory()) await this.#walk(path, names.length, step);
    else if (facts.isFile() && isLookedAt(basename(path), this.config)) await this.#look(path, identityOf(facts));
  }

  /** A file was seen in a state. @returns whether it is known in it */
  async #look(path: string, identity: FileIdentity): Promise<boolean> {
    this.report.files++;
    if (await this.#isKnown(path, identity)) {
      this.report.known++;
      this.settling.drop(path);
      return true;
    }
    if (identity.size === 0) {
      this.report.empty++;
      this.settling.drop(path);
    } else if (this.#trustsTimes && Date.now() - Number(identity.mtimeNs / 1_000_000n) >= this.config.settleMs) {
      this.settling.addWhole(path, identity);
    } else this.settling.add(path, identity, this.#now());
    return false;
  }

  async #isKnown(path: string, identity: FileIdentity): Promise<boolean> {
    const source = this.config.name;
    const before = this.#known.get(source, path);
    if (before !== undefined && isSameIdentity(before.identity, identity)) {
      if (before.isMissing) this.#known.put(source, path, { identity, settledAt: before.settledAt });
      return true;
    }
    // Cards give the same numbers to other files, and the times of logs on them mean little.
    if (this.config.isRemovable) return false;
    const from = this.#known.pathOf(source, identity);
    if (from === undefined || from === path || archiveKind(from) !== archiveKind(path)) return false;
    const stays = await identityAt(from).catch(() => undefined);
    if (stays === undefined || !isSameIdentity(stays, identity)) {
      this.#known.missing(source, from);
      this.report.moved++;
      this.#options.onMoved?.({ source, from, to: path, identity });
    }
    this.#known.put(source, path, { identity, settledAt: this.#known.get(source, from)?.settledAt ?? Date.now() });
    return true;
  }

  /** Tells of the next file that has settled. @returns false if none is due */
  async deliverNext(isOnce: boolean): Promise<boolean> {
    const due = this.settling.take(this.#now());
    if (due === undefined) return false;
    const { path, identity } = due;
    try {
      const found = await identityAt(path);
      if (found === undefined) return true;
      if (!isSameIdentity(found, identity)) {
        this.report.unsettled++;
        if (!isOnce) this.settling.add(path, found, this.#now());
        return true;
      }
    } catch (error) {
      this.#problem({ path, ...reasonOf(error) });
      return true;
    }
    if (await this.#isKnown(path, identity)) return true;
    const { isTaken, logs } = await this.#delivery.deliver(path, identity, this.#realPathOf(path));
    this.report.logs += logs;
    if (isTaken) this.#known.put(this.config.name, path, { identity, settledAt: Date.now() });
    return true;
  }

  async stop(): Promise<void> {
    await this.#stopEvents();
    this.#told.clear();
    this.#root = undefined;
    this.#isPresent = undefined;
  }

  #miss(path: string): void {
    if (this.#known.get(this.config.name, path)?.isMissing !== false) return;
    this.report.missing++;
    this.#known.missing(this.config.name, path);
  }

  #problem(problem: Omit<SourceProblem, 'source'>): void {
    this.report.problems++;
    this.#problems.tell({ ...problem, source: this.config.name });
  }

  /** As it is if no link is on the way from the source's folder. */
  #realPathOf(path: string): string {
    return this.#root === undefined ? path : join(this.#root.real, relative(this.#folder, path));
  }

  #isExcluded(path: string): boolean {
    if (this.#root === undefined || this.#excluded.length === 0) return false;
    const real = this.#realPathOf(path);
    return this.#excluded.some((folder) => real === folder || real.startsWith(folder + sep));
  }
}

async function isEmptyFolder(folder: string): Promise<boolean> {
  const entries = await opendir(folder);
  try {
    return (await entries.read()) === null;
  } finally {
    await entries.close();
  }
}

async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // It may be made later.
    return dirname(path) === path ? path : join(await realPathOf(dirname(path)), basename(path));
  }
}
