import type * as Files from 'node:fs/promises';

/**
 * A disk on which work can be stopped at any step. A test file puts it in the place of `node:fs/promises`:
 *
 *     vi.mock('node:fs/promises', async (original) => (await import('./faulty-disk.ts')).faultyDisk(await original()));
 */
let steps = 0;
const openFiles: Files.FileHandle[] = [];
let before: ((step: number, name: string, path: string) => Promise<void>) | undefined;

/** Counts a step that may change the disk, and does what the test wants before it. */
async function step(name: string, path: unknown): Promise<void> {
  await before?.(++steps, name, String(path));
}

/** The built-in module with every call counted, on open files too. */
export function faultyDisk(files: typeof Files): typeof Files {
  const counted = <A extends unknown[], R>(name: string, call: (...values: A) => Promise<R>) => {
    return async (...values: A): Promise<R> => {
      await step(name, values[0]);
      return call(...values);
    };
  };
  const open: typeof Files.open = async (path, ...rest) => {
    await step('open', path);
    const handle = await files.open(path, ...rest);
    if (before !== undefined) openFiles.push(handle);
    const write = handle.write.bind(handle) as (...values: unknown[]) => Promise<unknown>;
    Object.assign(handle, { write: counted('write', write), sync: counted('sync', handle.sync.bind(handle)) });
    return handle;
  };
  const { link, mkdir, mkdtemp, readdir, rename, rm, unlink } = files;
  return {
    ...files,
    ...{ open, link: counted('link', link), mkdir: counted('mkdir', mkdir as typeof mkdirPlain) as typeof mkdir },
    mkdtemp: counted('mkdtemp', mkdtemp as typeof mkdirPlain) as typeof mkdtemp,
    readdir: counted('readdir', readdir as unknown as typeof mkdirPlain) as unknown as typeof readdir,
    ...{ rename: counted('rename', rename), rm: counted('rm', rm), unlink: counted('unlink', unlink) },
  };
}

/** The one shape of the calls that have several. */
declare function mkdirPlain(path: string): Promise<string>;

/** Runs work whose process dies before the n-th step. Undefined: it died; else what it gave before there were so many steps. */
export async function dyingAt<T>(n: number, work: () => Promise<T>): Promise<{ result: T } | undefined> {
  let died: () => void = () => undefined;
  const death = new Promise<undefined>((resolve) => {
    died = () => resolve(undefined);
  });
  const outcome = await withSteps(
    (count) => {
      if (count < n) return Promise.resolve();
      died();
      // A dead process takes no further step, not even to tidy up.
      return new Promise(() => undefined);
    },
    () => Promise.race([work().then((result) => ({ result })), death]),
  );
  // As the system does for a dead process; those that are closed already do not mind.
  for (const handle of openFiles.splice(0)) await handle.close().catch(() => undefined);
  return outcome;
}

/** Steps that the last work took, up to where it died. */
export function stepsTaken(): number {
  return steps;
}

/** Runs work whose n-th step fails with an error of the system. */
export function failingAt<T>(n: number, code: string, work: () => Promise<T>): Promise<T> {
  return withSteps((count) => {
    if (count !== n) return Promise.resolve();
    return Promise.reject(Object.assign(new Error(`${code}: made up, at /somewhere`), { code, errno: -1 }));
  }, work);
}

/** Runs work and does something before each of its steps. */
export async function withSteps<T>(
  act: (step: number, name: string, path: string) => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  steps = 0;
  before = act;
  try {
    return await work();
  } finally {
    before = undefined;
  }
}
