import { FlightveilError } from '../../model/errors.ts';
import { writeError } from '../../node/errors.ts';

const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/** Whether something failed because there is no room: it can be done again once there is. */
export function isFull(error: unknown): boolean {
  return error instanceof FlightveilError && FULL.includes(error.facts.system);
}

/** A file of the spool that is not as it was written, or stands under another name. */
export function damaged(what = 'a file of the spool is damaged'): FlightveilError {
  return new FlightveilError('state-unusable', what, {
    facts: { damaged: true },
    advice: 'What it held is filtered again from its log.',
  });
}

/** Whether an error says that bytes are not those that were written, and not merely that they could not be read now. */
export function isDamage(error: unknown): boolean {
  return error instanceof FlightveilError && error.facts.damaged === true;
}

/** Whether a file is not there. */
export function isAbsent(error: unknown): boolean {
  return error instanceof FlightveilError && error.facts.system === 'ENOENT';
}

/** Runs work on the spool: errors of the system become `state-unusable` with `facts.system`, the rest pass. */
export async function orSpoolError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw spoolError(error);
  }
}

export function spoolError(error: unknown): unknown {
  const said = writeError(error);
  if (!(said instanceof FlightveilError) || said.code === 'state-unusable' || said.code === 'config-invalid')
    return said;
  const { system } = said.facts;
  const what = system === 'ENOENT' ? 'a file of the spool is missing' : `the spool: ${said.message}`;
  return new FlightveilError('state-unusable', what, {
    facts: said.facts,
    advice: isFullCode(system)
      ? 'Make room; the logs are untouched.'
      : 'Check the disk of the state folder; the logs are untouched.',
    cause: error,
  });
}

function isFullCode(system: unknown): boolean {
  return FULL.includes(system);
}
