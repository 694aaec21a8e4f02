import type { SinkFault } from '../../sink.ts';
import { SinkFailure } from './failure.ts';

const reasons: Readonly<Record<string, SinkFault['reason']>> = {
  EACCES: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EAI_FAIL: 'unreachable',
  ECONNREFUSED: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  ETIMEDOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_OVERFLOW: 'answer-invalid',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answer-invalid',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'answer-invalid',
  // What TLS libraries say of certificates and handshakes.
  CERT_CHAIN_TOO_LONG: 'insecure',
  CERT_HAS_EXPIRED: 'insecure',
  CERT_NOT_YET_VALID: 'insecure',
  CERT_REJECTED: 'insecure',
  CERT_REVOKED: 'insecure',
  CERT_SIGNATURE_FAILURE: 'insecure',
  CERT_UNTRUSTED: 'insecure',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'insecure',
  EPROTO: 'insecure',
  HOSTNAME_MISMATCH: 'insecure',
  INVALID_CA: 'insecure',
  INVALID_PURPOSE: 'insecure',
  PATH_LENGTH_EXCEEDED: 'insecure',
  SELF_SIGNED_CERT_IN_CHAIN: 'insecure',
  UNABLE_TO_GET_ISSUER_CERT: 'insecure',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'insecure',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'insecure',
};

/** What an error of the network, of TLS or of the parser means. Only its name and code are read. */
export function failureOfError(error: unknown): SinkFailure {
  if (error instanceof SinkFailure) return error;
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  // Its message and data are the server's words; its code is not always there.
  if (name === 'HTTPParserError') return new SinkFailure('answer-invalid');
  if (typeof code !== 'string') return new SinkFailure('connection-lost');
  const reason = reasons[code];
  if (reason !== undefined) return new SinkFailure(reason);
  return new SinkFailure(/^ERR_(TLS|SSL)_/.test(code) ? 'insecure' : 'connection-lost');
}
