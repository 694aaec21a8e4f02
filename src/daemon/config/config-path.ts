import { join, resolve } from 'node:path';

/**
 * Which configuration counts: `--config`, else FLIGHTVEIL_CONFIG, else `flightveil.yaml` in the state folder. Never one in the working directory:
 * whoever made a folder of logs could leave one there that sends them elsewhere, and a service has no working directory worth the name.
 * @param home the state folder
 */
export function configPath(home: string, env: NodeJS.ProcessEnv, flag?: string): string {
  return resolve(flag || env.FLIGHTVEIL_CONFIG || join(home, 'flightveil.yaml'));
}
