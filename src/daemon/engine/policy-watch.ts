import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { FlightveilError } from '../../model/errors.ts';
import { loadPolicy, type NamedPolicy } from '../../node/policy.ts';

/** The policy that decides now: its file may be edited while uploads are under way. */
export class PolicyWatch {
  readonly #path: string | undefined;
  #policy: NamedPolicy;
  #seen: string;
  #fault: unknown;
  /** Counts up whenever the policy has changed. */
  version = 0;

  private constructor(path: string | undefined, policy: NamedPolicy, seen: string) {
    this.#path = path;
    this.#policy = policy;
    this.#seen = seen;
  }

  /** @param path undefined: the built-in policy, which does not change. @throws FlightveilError `policy-invalid`, `input-unreadable` */
  static async open(path: string | undefined): Promise<PolicyWatch> {
    const seen = await lookOf(path);
    return new PolicyWatch(path, await loadPolicy(path), seen);
  }

  /** @throws FlightveilError as it cannot be read now: then nothing may be sent */
  get policy(): NamedPolicy {
    if (this.#fault !== undefined) throw this.#fault;
    return this.#policy;
  }

  /** Tells one policy from another, over restarts too. */
  get digest(): string {
    return createHash('sha256').update(this.#seen).digest('hex');
  }

  /** Reads the file again if it is another. Does not throw: {@link policy} does. */
  async look(): Promise<void> {
    try {
      const seen = await lookOf(this.#path);
      if (seen === this.#seen && this.#fault === undefined) return;
      this.#policy = await loadPolicy(this.#path);
      this.#seen = seen;
      this.#fault = undefined;
    } catch (error) {
      if (this.#fault !== undefined) return;
      this.#fault = error instanceof FlightveilError ? error : unreadable(error);
    }
    this.version++;
  }
}

function unreadable(cause: unknown): FlightveilError {
  return new FlightveilError('input-unreadable', 'the policy file cannot be read', { cause });
}

/** What changes with a file. */
async function lookOf(path: string | undefined): Promise<string> {
  if (path === undefined) return 'built-in';
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}
