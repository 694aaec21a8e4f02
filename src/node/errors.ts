import { FlightveilError } from '../model/errors.ts';

const reading: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'no permission to read it'],
  ['EPERM', 'no permission to read it'],
  ['EIO', 'the medium reports a read error'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a file stands where its path has a folder'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ESTALE', 'the network folder has changed'],
  ['ELOOP', 'it is a symbolic link that leads nowhere'],
]);

const writing: ReadonlyMap<string, readonly [string, string]> = new Map<string, readonly [string, string]>([
  ['ENOENT', ['the output folder does not exist', 'Create it, or name another.']],
  ['EACCES', ['no permission to write there', 'Name a folder of your own.']],
  ['EPERM', ['no permission to write there', 'Name a folder of your own.']],
  ['EROFS', ['the file system is read-only', 'Name a folder elsewhere.']],
  ['ENOSPC', ['the disk is full', 'Make room and run it again; the original is untouched.']],
  ['EDQUOT', ['the disk quota is used up', 'Make room and run it again; the original is untouched.']],
  ['EIO', ['the medium reports a write error', 'Name a folder on another disk; the original is untouched.']],
  ['ENOTDIR', ['a file is in the way of the output folder', 'Name another folder.']],
  ['EEXIST', ['a file of that name exists', 'Use --force to replace it.']],
  ['EISDIR', ['a folder stands where the output would go', 'Name another folder.']],
  ['EFBIG', ['the output would be larger than files may be here', 'Name a folder on another disk.']],
  ['ENAMETOOLONG', ['the name of the output folder is too long', 'Name another folder.']],
]);

/** Node gives no name to some of the system's errors. */
const unnamed: ReadonlyMap<number, string> = new Map([[-122, 'EDQUOT']]);

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const number = 'errno' in error && typeof error.errno === 'number' ? unnamed.get(error.errno) : undefined;
  return number ?? String(error.code);
}

/** Turns a file system's error into one that says what to do; other errors pass as they are. */
export function readError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof FlightveilError) return error;
  const what = reading.get(code) ?? `the system reports ${code}`;
  return new FlightveilError('input-unreadable', what, { facts: { system: code }, cause: error });
}

export function writeError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof FlightveilError) return error;
  const [what, advice] = writing.get(code) ?? [`the system reports ${code}`, 'The original is untouched.'];
  const kind = code === 'EEXIST' ? 'output-exists' : 'output-unwritable';
  return new FlightveilError(kind, what, { facts: { system: code }, advice, cause: error });
}

/** Whether an error of the system has one of these codes. */
export function hasCode(error: unknown, codes: readonly string[]): boolean {
  const code = codeOf(error);
  return code !== undefined && codes.includes(code);
}
