import { open } from 'node:fs/promises';
import { hasCode } from './errors.ts';

/** Makes names in a folder durable, where the file system can do so. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!hasCode(error, ['EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES'])) throw error;
  } finally {
    await folder.close();
  }
}
