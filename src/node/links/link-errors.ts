import { FlightveilError } from '../../model/errors.ts';

const reasons: ReadonlyMap<string, readonly [string, string?]> = new Map<string, readonly [string, string?]>([
  ['EADDRINUSE', ['its address is in use', 'Another program listens on this port; stop it, or choose another.']],
  ['EADDRNOTAVAIL', ['this machine has no such address']],
  ['EACCES', ['no permission to use it', 'Ports below 1024 and serial lines need rights of their own.']],
  ['EPERM', ['no permission to use it', 'Ports below 1024 and serial lines need rights of their own.']],
  ['ECONNREFUSED', ['nobody listens there']],
  ['ECONNRESET', ['the other side has broken off']],
  ['EPIPE', ['the other side has broken off']],
  ['ETIMEDOUT', ['the other side does not answer']],
  ['EHOSTUNREACH', ['the other machine cannot be reached']],
  ['ENETUNREACH', ['the network cannot be reached']],
  ['ENOTFOUND', ['the name of the host is not known']],
  ['EAI_AGAIN', ['no name service answers']],
]);

/** An error of the system on a link, as one that says what happened; others could quote what was sent: only their kind is told. */
export function linkError(error: unknown): FlightveilError {
  if (error instanceof FlightveilError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const [what, advice] = (code === undefined ? undefined : reasons.get(code)) ?? ['the link has failed'];
  return new FlightveilError('link-failed', what, {
    ...(code === undefined ? {} : { facts: { system: code } }),
    ...(advice === undefined ? {} : { advice }),
    cause: error,
  });
}
