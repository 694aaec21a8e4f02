import type { Outcome, SinkFault } from '../../sink.ts';

type Reason = SinkFault['reason'];

/** A request that came to nothing, or an answer that says no. Its message is ours alone: no word of a server, no address. */
export class SinkFailure extends Error {
  readonly fault: SinkFault;
  /** The server asked for so much time, bounded. */
  readonly afterMs: number | undefined;

  constructor(reason: Reason, options: { facts?: Readonly<Record<string, string | number>>; afterMs?: number } = {}) {
    super(reason);
    this.name = 'SinkFailure';
    this.fault = options.facts === undefined ? { reason } : { reason, facts: options.facts };
    this.afterMs = options.afterMs;
  }
}

/**
 * What can be otherwise next time although nobody changes a setting: the network, the load, the space, a server that is being repaired, and
 * what a captive portal does: it redirects, invents answers and shows its own certificate. A laptop leaves such a network by itself.
 */
const passing: ReadonlySet<Reason> = new Set<Reason>([
  'unreachable',
  'timed-out',
  'connection-lost',
  'server-busy',
  'server-failed',
  'hash-differs',
  'redirected',
  'answer-invalid',
  'insecure',
  'no-space',
  'not-writable',
  'upload-gone',
]);

/**
 * `retry` for what passes by itself, a locked keyring too; `rejected` for what needs a person: credentials (`not-authorised`), an address
 * (`not-found`, or one that the configuration must not have), a shipment that the server does not take (`too-large`, `refused`, `conflict`,
 * `format-not-taken`).
 */
export function outcomeOf(failure: SinkFailure): Outcome {
  const { fault, afterMs } = failure;
  // Without a connection nothing but the configuration can have been insecure.
  const isPassing = passing.has(fault.reason) && fault.facts?.address === undefined;
  if (!isPassing && fault.facts?.credential !== 'unreadable') return { kind: 'rejected', fault };
  return afterMs === undefined ? { kind: 'retry', fault } : { kind: 'retry', fault, afterMs };
}

/** Does it, and gives every fault of the recipient as an outcome; anything else is thrown on. */
export async function settled(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SinkFailure) return outcomeOf(error);
    throw error;
  }
}
