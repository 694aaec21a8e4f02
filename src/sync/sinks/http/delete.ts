import type { Removal } from '../../sink.ts';
import type { BoundedAnswer } from './bounded-client.ts';
import { SinkFailure } from './failure.ts';
import type { PutTarget } from './put.ts';

/** From what asks for another try to what needs none: the first that occurs stands for all. */
const gravest: readonly Removal[] = ['unknown', 'kept', 'removed', 'absent'];

/** What became of several things together; of nothing: `absent`. */
export function gravestOf(removals: ReadonlySet<Removal>): Removal {
  return gravest.find((each) => removals.has(each)) ?? 'absent';
}

/** Whether an answer is about our credentials, a proxy's too: it says nothing about what is there. */
export function isOfCredentials(status: unknown): boolean {
  return status === 401 || status === 403 || status === 407;
}

/** DELETE for each name; every one is tried, whatever became of the others. */
export async function deleteAll(
  target: Omit<PutTarget, 'readBack'>,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Removal> {
  const found = new Set<Removal>();
  for (const name of names) {
    try {
      const url = target.address(name);
      found.add(removalOf(await target.client.request({ method: 'DELETE', url, headers: target.headers, signal })));
    } catch (error) {
      if (!(error instanceof SinkFailure)) throw error;
      found.add('unknown');
    }
  }
  return gravestOf(found);
}

function removalOf({ status }: BoundedAnswer): Removal {
  if (status === 404 || status === 410) return 'absent';
  if (status === 200 || status === 204) return 'removed';
  // Credentials, load and repairs change; 202 only promises.
  if (isOfCredentials(status) || status === 408 || status === 429 || status < 300) return 'unknown';
  return status < 500 || status === 501 ? 'kept' : 'unknown';
}
