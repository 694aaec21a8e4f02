import { loadSqliteFor } from '../../node/sqlite-file.ts';
import { type Check, checksNamed } from './check.ts';

/** As package.json's `engines` says. */
const LEAST_NODE = [20, 19] as const;

export async function checkNode(): Promise<Check> {
  return nodeCheck(process.versions.node);
}

/** @param version as Node says it: `20.19.1` */
export function nodeCheck(version: string): Check {
  const named = checksNamed('node');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return named.ok(`Node ${version}.`);
  return named.failed(`Node ${version} is too old.`, `Install Node ${leastMajor}.${leastMinor} or newer.`);
}

export async function checkSqlite(): Promise<Check> {
  const named = checksNamed('sqlite');
  try {
    const Sqlite = await loadSqliteFor('the queue');
    const database = new Sqlite(':memory:');
    const { version } = database.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()!;
    database.close();
    return named.ok(`SQLite ${version}.`);
  } catch (error) {
    return named.error(error);
  }
}

export function checkWatcher(): Promise<Check> {
  return watcherCheck(() => import('@parcel/watcher'));
}

export async function watcherCheck(load: () => Promise<unknown>): Promise<Check> {
  const named = checksNamed('watcher');
  try {
    await load();
    return named.ok('Folders can be watched.');
  } catch {
    return named.warning(
      'Folders cannot be watched here: new logs are found at the next full look only.',
      'Run npm install @parcel/watcher where Flightveil is installed.',
    );
  }
}
