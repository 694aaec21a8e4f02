import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, checksNamed } from './check.ts';
import type { DoctorContext } from './context.ts';
import { readKnownFile } from './read-known-file.ts';
import { readSettings, type Section, switchOf } from './settings-text.ts';

const ORGANISATIONS = ['QGroundControl.org', 'QGroundControl'];
const MOST_FILES = 16;
const ADVICE =
  'In QGroundControl, under Application Settings, MAVLink: turn off "Enable automatic log uploads" and "Make this log publicly available".';

/**
 * QGroundControl streams logs of PX4 aircraft and uploads each when it ends, if automatic upload is on and an e-mail address is set: EnableAutoUpload
 * (on unless set), EnableAutoStart (off unless set), Email and PublicLog (on unless set) of group MAVLinkLogGroup (MAVLinkLogManager.cc of
 * mavlink/qgroundcontrol); one version keeps them as autoUploadEnabled, autoStartEnabled, emailAddress and isPulicLog of group MavlinkLog
 * (MavlinkLogSettings.cc). They are in an INI file of QSettings: below ~/.config, on Windows below %APPDATA% (documentation of Qt, QSettings).
 */
export async function checkQGroundControl(context: DoctorContext): Promise<Check> {
  const named = checksNamed('bypass-qgroundcontrol');
  const paths = await settingsFiles(context);
  if (paths.length === 0) return named.ok('QGroundControl has no settings here.');
  const texts = await Promise.all(paths.map((path) => readKnownFile(path)));
  const uploads = texts.flatMap((text) => (text === undefined ? [] : [uploadOf(text)]));
  const told = (isPublic: boolean) => (isPublic ? ' and lists them publicly' : '');
  const on = uploads.find(({ isOn, startsItself }) => isOn && startsItself) ?? uploads.find(({ isOn }) => isOn);
  if (on?.startsItself) {
    return named.failed(
      `QGroundControl uploads every log of a PX4 aircraft by itself${told(on.isPublic)}, unfiltered.`,
      ADVICE,
    );
  }
  if (on !== undefined) {
    return named.warning(
      `QGroundControl uploads each log whose recording you start in it${told(on.isPublic)}, unfiltered.`,
      ADVICE,
    );
  }
  if (uploads.length < paths.length) {
    return named.warning('The settings of QGroundControl cannot be read: it may upload logs by itself.', ADVICE);
  }
  return uploads.some(({ isArmed }) => isArmed)
    ? named.ok('QGroundControl uploads nothing, only because it has no e-mail address.', ADVICE)
    : named.ok('QGroundControl uploads no logs by itself.');
}

async function settingsFiles({ environment, platform, userFolder }: DoctorContext): Promise<string[]> {
  const base =
    platform === 'win32'
      ? (environment.APPDATA ?? join(userFolder, 'AppData', 'Roaming'))
      : join(userFolder, '.config');
  const files: string[] = [];
  for (const organisation of ORGANISATIONS) {
    const folder = join(base, organisation);
    const names = await readdir(folder).catch(() => []);
    // Daily builds have a file of their own.
    files.push(...names.filter((name) => /^QGroundControl.*\.ini$/i.test(name)).map((name) => join(folder, name)));
  }
  return files.slice(0, MOST_FILES);
}

interface Upload {
  /** Automatic upload is on, whether or not it can work. */
  readonly isArmed: boolean;
  readonly isOn: boolean;
  /** Recording, too, begins by itself. */
  readonly startsItself: boolean;
  readonly isPublic: boolean;
}

function uploadOf(text: string): Upload {
  const settings = readSettings(text);
  const old = settings.get('MAVLinkLogGroup');
  const newer = settings.get('MavlinkLog');
  const either = (key: string, newerKey: string): boolean | undefined =>
    switchOf(newer, newerKey) ?? switchOf(old, key);
  const isArmed = either('EnableAutoUpload', 'autoUploadEnabled') ?? true;
  const hasAddress = isFilled(old, 'Email') || isFilled(newer, 'emailAddress');
  return {
    isArmed,
    isOn: isArmed && hasAddress,
    startsItself: either('EnableAutoStart', 'autoStartEnabled') ?? false,
    isPublic: either('PublicLog', 'isPulicLog') ?? true,
  };
}

function isFilled(section: Section | undefined, key: string): boolean {
  return (section?.get(key.toLowerCase()) ?? '') !== '';
}
