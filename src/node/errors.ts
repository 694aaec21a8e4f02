import { FlightveilError } from '../model/errors.ts';

const reading: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EIO: 'the medium reports a read error',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a symbolic link that leads nowhere',
};

const writing: Readonly<Record<string, [string, string]>> = {
  ENOENT: ['the output folder does not exist', 'Create it, or name another.'],
  EACCES: ['no permission to write there', 'Name a folder of your own.'],
  EPERM: ['no permission to write there', 'Name a folder of your own.'],
  EROFS: ['the file system is read-only', 'Name a folder elsewhere.'],
  ENOSPC: ['the disk is full', 'Make room and run it again; the original is untouched.'],
  EDQUOT: ['the disk quota is used up', 'Make room and run it again; the original is untouched.'],
  EIO: ['the medium reports a write error', 'Name a folder on another disk; the original is untouched.'],
  ENOTDIR: ['a file is in the way of the output folder', 'Name another folder.'],
  EEXIST: ['a file of that name exists', 'Use --force to replace it.'],
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Turns a file system's error into one that says what to do; other errors pass as they are. */
export function readError(error: unknown): unknown {
  const code = codeOf(error);
  const what = reading[code];
  return what === undefined
    ? error
    : new FlightveilError('input-unreadable', what, { facts: { system: code }, cause: error });
}

export function writeError(error: unknown): unknown {
  const code = codeOf(error);
  const known = writing[code];
  if (known === undefined) return error;
  const kind = code === 'EEXIST' ? 'output-exists' : 'output-unwritable';
  return new FlightveilError(kind, known[0], { facts: { system: code }, advice: known[1], cause: error });
}
