import { join } from 'node:path';
import { type Check, checksNamed } from './check.ts';
import type { DoctorContext } from './context.ts';
import { readKnownFile } from './read-known-file.ts';
import { readSettings, switchOf } from './settings-text.ts';

/**
 * ARK's logloader fetches PX4 logs from aircraft and uploads them to Flight Review if `enabled` of [upload_remote] says so, or `upload_enabled` in
 * older files; both are off unless set (Config.cpp and main.cpp of ARK-Electronics/logloader).
 */
export async function checkLogloader({ userFolder, platform, root }: DoctorContext): Promise<readonly Check[]> {
  if (platform === 'win32') return [];
  const texts = await Promise.all(
    [
      join(userFolder, '.config/ark/logloader/config.toml'),
      join(userFolder, '.local/share/logloader/config.toml'),
      join(root, 'opt/ark/share/logloader/config.toml'),
    ].map((path) => readKnownFile(path)),
  );
  const found = texts.filter((text) => text !== undefined).map(readSettings);
  if (found.length === 0) return [];
  const named = checksNamed('bypass-logloader');
  const on = found.find(
    (settings) => switchOf(settings.get('upload_remote'), 'enabled') ?? switchOf(settings.get(''), 'upload_enabled'),
  );
  if (on === undefined) return [named.ok('logloader uploads no logs.')];
  const isPublic = switchOf(on.get('upload_remote'), 'public') ?? switchOf(on.get(''), 'public_logs') ?? false;
  return [
    named.failed(
      `logloader uploads logs of PX4 aircraft by itself${isPublic ? ' and lists them publicly' : ''}, unfiltered.`,
      'Set enabled = false under [upload_remote] in its config.toml (upload_enabled in older ones).',
    ),
  ];
}
