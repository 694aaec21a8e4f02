import { join, resolve } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { isWithin, realPath } from '../config/paths.ts';
import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';
import { readKnownFile } from './read-known-file.ts';

/** A folder that a program copies elsewhere, whole. */
interface CloudFolder {
  readonly service: string;
  readonly path: string;
}

/** Names that such programs give their folders. */
const usualNames: readonly (readonly [RegExp, string])[] = [
  [/^Dropbox(?: \(.+\))?$/i, 'Dropbox'],
  [/^OneDrive(?: - .+)?$/i, 'OneDrive'],
  [/^(?:Google ?Drive|My Drive)$/i, 'Google Drive'],
  [/^iCloud ?Drive$/i, 'iCloud'],
  [/^Nextcloud\d?$/i, 'Nextcloud'],
  [/^ownCloud$/i, 'ownCloud'],
];
const MOST_FOLDERS = 200;

/** Whether a source, or the state folder, is in a folder that Dropbox, Syncthing, OneDrive, Google Drive, iCloud or the like carries elsewhere. */
export async function checkCloudFolders(context: DoctorContext, { config, looks }: Checked): Promise<readonly Check[]> {
  const clouds = await resolved([
    ...(await dropbox(context)),
    ...(await syncthing(context)),
    ...(context.platform === 'darwin' ? macFolders(context.userFolder) : []),
  ]);
  const checks: Check[] = [];
  const state = serviceOf(await realPath(resolve(context.home)), clouds);
  if (state !== undefined) {
    checks.push(
      checksNamed('bypass-cloud-folder').failed(
        `The state folder, where keys are, is in a folder of ${state}.`,
        'Move it to a folder that stays on this machine, and name that with --home.',
      ),
    );
  }
  for (const { name, folder } of config.sources) {
    const service = serviceOf(looks.get(name)?.folder ?? folder, clouds);
    if (service === undefined) continue;
    checks.push(
      checksNamed('bypass-cloud-folder', name).warning(
        `Its logs are in a folder of ${service}, which may copy them elsewhere unfiltered.`,
        'Have logs written to a folder that stays on this machine, or leave this one out of what is copied.',
      ),
    );
  }
  return checks.length > 0
    ? checks
    : [checksNamed('bypass-cloud-folder').ok('No source is in a folder that a cloud service is known to copy.')];
}

function serviceOf(folder: string, clouds: readonly CloudFolder[]): string | undefined {
  const known = clouds.find(({ path }) => isWithin(folder, path) || isWithin(path, folder));
  if (known !== undefined) return known.service;
  const parts = folder.split(/[\\/]/);
  return usualNames.find(([pattern]) => parts.some((part) => pattern.test(part)))?.[1];
}

/** info.json names the folder of each account (Dropbox' help, "locate your Dropbox folder"). */
async function dropbox({ environment, platform, userFolder }: DoctorContext): Promise<CloudFolder[]> {
  const files =
    platform === 'win32'
      ? [environment.APPDATA, environment.LOCALAPPDATA].flatMap((base) =>
          base ? [join(base, 'Dropbox', 'info.json')] : [],
        )
      : [join(userFolder, '.dropbox', 'info.json')];
  const folders: CloudFolder[] = [];
  for (const file of files) {
    const accounts = parsed(await readKnownFile(file));
    if (typeof accounts !== 'object' || accounts === null) continue;
    for (const account of Object.values(accounts) as unknown[]) {
      const path = typeof account === 'object' && account !== null && 'path' in account ? account.path : undefined;
      if (typeof path === 'string' && path !== '') folders.push({ service: 'Dropbox', path });
    }
  }
  return folders;
}

/** config.xml holds a `folder` element with a `path` and a `type` for each; one that is `receiveonly` sends nothing (syncthing-config(5)). */
async function syncthing({ environment, platform, userFolder }: DoctorContext): Promise<CloudFolder[]> {
  const bases =
    platform === 'win32'
      ? [environment.LOCALAPPDATA].map((base) => base && join(base, 'Syncthing'))
      : platform === 'darwin'
        ? [join(userFolder, 'Library', 'Application Support', 'Syncthing')]
        : [
            join(environment.XDG_STATE_HOME || join(userFolder, '.local', 'state'), 'syncthing'),
            join(environment.XDG_CONFIG_HOME || join(userFolder, '.config'), 'syncthing'),
          ];
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'folder',
    processEntities: true,
  });
  const folders: CloudFolder[] = [];
  for (const base of bases) {
    if (!base) continue;
    const text = await readKnownFile(join(base, 'config.xml'));
    if (text === undefined) continue;
    for (const folder of foldersIn(parser, text)) {
      const { '@_path': path, '@_type': type } = folder;
      if (typeof path !== 'string' || path === '' || type === 'receiveonly') continue;
      folders.push({ service: 'Syncthing', path: path.startsWith('~') ? join(userFolder, path.slice(1)) : path });
    }
  }
  return folders;
}

function foldersIn(parser: XMLParser, text: string): readonly Record<string, unknown>[] {
  try {
    const found = parser.parse(text)?.configuration?.folder;
    return Array.isArray(found) ? found.filter((folder) => typeof folder === 'object' && folder !== null) : [];
  } catch {
    return [];
  }
}

/** iCloud Drive and, since macOS 12.3, the folders of all others that use Apple's File Provider. */
function macFolders(userFolder: string): CloudFolder[] {
  return [
    { service: 'iCloud', path: join(userFolder, 'Library', 'Mobile Documents') },
    { service: 'a cloud service', path: join(userFolder, 'Library', 'CloudStorage') },
  ];
}

async function resolved(folders: readonly CloudFolder[]): Promise<CloudFolder[]> {
  return Promise.all(
    folders.slice(0, MOST_FOLDERS).map(async ({ service, path }) => ({ service, path: await realPath(resolve(path)) })),
  );
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
