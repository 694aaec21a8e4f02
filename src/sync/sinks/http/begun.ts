import type { Remembered } from '../../sink.ts';

/** Names of which a byte may have been sent, as `{ begun: [...] }` remembers them. */
export function begunNames(remembered: Remembered | undefined): readonly string[] {
  const begun = remembered?.begun;
  return Array.isArray(begun) ? begun.filter((name) => typeof name === 'string') : [];
}
