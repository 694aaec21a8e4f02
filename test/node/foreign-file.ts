import { chown } from 'node:fs/promises';
import { vi } from 'vitest';

const SOMEBODY = 4242;

/** Does something while a file belongs neither to this user nor to root. */
export async function asForeign(path: string, work: () => Promise<void>): Promise<void> {
  const own = process.getuid!();
  if (own === 0) await chown(path, SOMEBODY, SOMEBODY);
  // Only root can give files away: to the others, this user is somebody else.
  else vi.spyOn(process, 'getuid').mockReturnValue(SOMEBODY);
  try {
    await work();
  } finally {
    if (own === 0) await chown(path, own, process.getgid!());
    vi.restoreAllMocks();
  }
}
