import { createRequire, syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { vi } from 'vitest';

/** What this process is told about the machine: words that occur nowhere else, for every module and every library, whatever way it asks. */
export const told = {
  hostName: 'wirewatch-hostname',
  userName: 'wirewatch-username',
  homeFolder: '/home/wirewatch-homefolder',
  kernelRelease: '6.99.77-wirewatch-kernel',
  kernelVersion: '#77 wirewatch-kernel-build',
} as const;

const zone = { TZ: 'Pacific/Chatham', LANG: 'mi_NZ.UTF-8', LC_ALL: 'mi_NZ.UTF-8', LANGUAGE: 'mi_NZ' } as const;
const places = {
  USER: told.userName,
  LOGNAME: told.userName,
  HOME: told.homeFolder,
  HOSTNAME: told.hostName,
  COMPUTERNAME: told.hostName,
} as const;

/** Makes the machine a telling one. @returns what undoes it */
export function tellingMachine(): () => void {
  const user = { ...os.userInfo(), username: told.userName, homedir: told.homeFolder };
  const spies = [
    vi.spyOn(os, 'hostname').mockReturnValue(told.hostName),
    vi.spyOn(os, 'homedir').mockReturnValue(told.homeFolder),
    vi.spyOn(os, 'release').mockReturnValue(told.kernelRelease),
    vi.spyOn(os, 'version').mockReturnValue(told.kernelVersion),
    vi.spyOn(os, 'userInfo').mockReturnValue(user as never),
  ];
  syncBuiltinESMExports();
  for (const [name, value] of Object.entries({ ...zone, ...places })) vi.stubEnv(name, value);
  return () => {
    for (const spy of spies) spy.mockRestore();
    syncBuiltinESMExports();
    vi.unstubAllEnvs();
  };
}

const load = createRequire(import.meta.url);

/** Names and versions of what this runs on and with. */
export function softwareWords(): string[] {
  const versions = ['undici', '@aws-sdk/client-s3', 'tus-js-client', 'mqtt'].map((name) => versionOf(name));
  const names = [
    'node',
    'undici',
    'aws-sdk',
    'smithy',
    'tus-js',
    'mqttjs',
    'axios',
    'javascript',
    os.platform(),
    os.arch(),
  ];
  return [...names, process.version.slice(1), ...versions];
}

function versionOf(name: string): string {
  const main = load.resolve(name);
  const folder = main.slice(0, main.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}/`.length);
  return (load(`${folder}package.json`) as { version: string }).version;
}

/** Everything of the machine that no request may hold anywhere. */
export const machineWords: readonly string[] = [...Object.values(told), ...Object.values(zone), 'Chatham'];
