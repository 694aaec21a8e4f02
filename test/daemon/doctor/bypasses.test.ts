import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCloudFolders } from '../../../src/daemon/doctor/bypass-cloud-folders.ts';
import { checkJobs } from '../../../src/daemon/doctor/bypass-jobs.ts';
import { checkLogloader } from '../../../src/daemon/doctor/bypass-logloader.ts';
import { checkQGroundControl } from '../../../src/daemon/doctor/bypass-qgroundcontrol.ts';
import { SERVICE_MARK } from '../../../src/daemon/ops/service-options.ts';
import { brief, checkedWith, machine, source, told } from './machine.ts';

describe('automatic upload of QGroundControl', () => {
  const stable = 'home/anna/.config/QGroundControl.org/QGroundControl.ini';
  const ini = (...lines: string[]) =>
    ['[General]', 'x=1', '[MAVLinkLogGroup]', ...lines, '[Video]', 'EnableAutoUpload=true', ''].join('\n');
  const on = [
    'EnableAutoUpload=true',
    'EnableAutoStart=true',
    'Email=anna@club.example',
    'LogURL=https://secret.example/upload',
  ];

  test.each([
    ['on, and starting by itself', ini(...on), 'failed', 'publicly'],
    ['on and not public', ini(...on, 'PublicLog=false'), 'failed', 'by itself, unfiltered'],
    ['on since nothing says otherwise', ini('EnableAutoStart=true', 'Email=a@b.example'), 'failed', 'publicly'],
    ['on, for recordings started by hand', ini('Email=a@b.example'), 'warning', 'whose recording you start'],
    [
      'off',
      ini('EnableAutoUpload=false', 'EnableAutoStart=true', 'Email=a@b.example'),
      'ok',
      'uploads no logs by itself',
    ],
    ['without an address', ini('EnableAutoUpload=true', 'EnableAutoStart=true', 'Email='), 'ok', 'only because'],
    [
      'of the other version, on',
      '[MavlinkLog]\nautoUploadEnabled=true\nautoStartEnabled=true\nemailAddress=a@b.example\nisPulicLog=false\n',
      'failed',
      'by itself, unfiltered',
    ],
    ['of the other version, off', `${ini(...on)}[MavlinkLog]\nautoUploadEnabled=false\n`, 'ok', 'no logs by itself'],
    ['with line ends of Windows', ini(...on).replaceAll('\n', '\r\n'), 'failed', 'publicly'],
    ['never set, without an address', '[General]\nx=1\n', 'ok', 'only because'],
  ])('%s', async (_name, text, status, words) => {
    const { context, write } = machine();
    write(stable, text);
    const check = await checkQGroundControl(context);
    expect(brief(check)).toEqual([`bypass-qgroundcontrol ${status}`]);
    expect(told(check)).toContain(words);
    expect(told(check)).not.toMatch(/example|@/);
  });

  test('not installed', async () => {
    expect(await checkQGroundControl(machine().context)).toMatchObject({
      status: 'ok',
      what: 'QGroundControl has no settings here.',
    });
  });

  test('the daily build and Windows have files of their own', async () => {
    const daily = machine();
    daily.write(stable, ini('EnableAutoUpload=false'));
    daily.write('home/anna/.config/QGroundControl/QGroundControl Daily.ini', ini(...on));
    expect((await checkQGroundControl(daily.context)).status).toBe('failed');
    const windows = machine({ platform: 'win32' });
    const file = windows.write('roaming/QGroundControl.org/QGroundControl.ini', ini(...on));
    expect((await checkQGroundControl(windows.context)).status).toBe('ok');
    const context = { ...windows.context, environment: { APPDATA: join(file, '../..') } };
    expect((await checkQGroundControl(context)).status).toBe('failed');
  });

  test('settings that are too long or no file count as not known', async () => {
    const long = machine();
    long.write(stable, `${'x'.repeat(2 << 20)}\n`);
    expect((await checkQGroundControl(long.context)).status).toBe('warning');
    const folder = machine();
    folder.write(`${stable}/x`);
    expect((await checkQGroundControl(folder.context)).status).toBe('warning');
  });
});

describe('automatic upload of logloader', () => {
  const own = 'home/anna/.config/ark/logloader/config.toml';
  test.each([
    ['on', own, '[upload_remote]\nenabled = true # yes\nurl = "https://secret.example"\n', ['bypass-logloader failed']],
    ['off', own, '[upload_remote]\nenabled = false\n[upload_local]\nenabled = true\n', ['bypass-logloader ok']],
    ['off unless set', own, 'connection_url = "udp://:14551"\n', ['bypass-logloader ok']],
    [
      'on, in an older file',
      'home/anna/.local/share/logloader/config.toml',
      'email = "a@b.example"\nupload_enabled = true\npublic_logs = true\n',
      ['bypass-logloader failed'],
    ],
    [
      'on, where it is installed',
      'opt/ark/share/logloader/config.toml',
      '[upload_remote]\nenabled=true\n',
      ['bypass-logloader failed'],
    ],
    ['not there', 'home/anna/x', '', []],
  ])('%s', async (name, path, text, expected) => {
    const { context, write } = machine();
    write(path, text);
    const found = await checkLogloader(context);
    expect(brief(found)).toEqual(expected);
    expect(told(found)).not.toMatch(/example|@/);
    expect(told(found).includes('publicly')).toBe(name === 'on, in an older file');
  });
});

describe('folders that are copied elsewhere', () => {
  test('none, as long as nothing says so', async () => {
    const { context, write, user } = machine();
    write('home/anna/logs/a.tlog');
    const found = await checkCloudFolders(context, await checkedWith({ sources: [source(join(user, 'logs'))] }));
    expect(brief(found)).toEqual(['bypass-cloud-folder ok']);
  });

  test.each([
    [
      'Dropbox says where its folder is',
      'Dropbox',
      '.dropbox/info.json',
      (folder: string) => JSON.stringify({ personal: { path: '/elsewhere' }, business: { path: folder, host: 1 } }),
    ],
    [
      'Syncthing sends the folder',
      'Syncthing',
      '.local/state/syncthing/config.xml',
      (folder: string) =>
        `<configuration version="37"><folder id="a" path="/x" type="sendreceive"/><folder id="b" label="&amp;" path="${folder}/" type="sendonly"><device id="D"/></folder></configuration>`,
    ],
    [
      'Syncthing sends the folder, where it was kept before',
      'Syncthing',
      '.config/syncthing/config.xml',
      () => '<configuration><folder id="b" path="~/flying" type="sendreceive"></folder></configuration>',
    ],
  ])('%s', async (_name, service, file, text) => {
    const { context, write, user } = machine();
    write('home/anna/flying/logs/a.tlog');
    write('home/anna/other/a.tlog');
    write(`home/anna/${file}`, text(join(user, 'flying')));
    const sources = [source(join(user, 'flying', 'logs')), source(join(user, 'other'), { name: 'other' })];
    const found = await checkCloudFolders(context, await checkedWith({ sources }));
    expect(brief(found)).toEqual(['bypass-cloud-folder logs warning']);
    expect(found[0]!.what).toContain(`a folder of ${service},`);
    expect(told(found)).not.toContain(user);
  });

  test.each([
    ['a folder that only receives', '<configuration><folder path="PATH" type="receiveonly"/></configuration>'],
    ['a file that is no XML', '<configuration><folder path="PATH"'],
    ['another folder whose name begins alike', '<configuration><folder path="PATH2" type="sendonly"/></configuration>'],
  ])('Syncthing: %s is no bypass', async (_name, text) => {
    const { context, write, user } = machine();
    write('home/anna/flying/a.tlog');
    write('home/anna/.local/state/syncthing/config.xml', text.replace('PATH', join(user, 'flying')));
    const found = await checkCloudFolders(context, await checkedWith({ sources: [source(join(user, 'flying'))] }));
    expect(brief(found)).toEqual(['bypass-cloud-folder ok']);
  });

  test('a link into such a folder, and such a folder within a source, count too', async () => {
    const { context, write, user } = machine();
    write('home/anna/Dropbox/logs/a.tlog');
    symlinkSync(join(user, 'Dropbox', 'logs'), join(user, 'logs'));
    write('home/anna/all/box/a.tlog');
    write('home/anna/.dropbox/info.json', JSON.stringify({ personal: { path: join(user, 'all', 'box') } }));
    const sources = [source(join(user, 'logs')), source(join(user, 'all'), { name: 'all' })];
    const found = await checkCloudFolders(context, await checkedWith({ sources }));
    expect(brief(found)).toEqual(['bypass-cloud-folder logs warning', 'bypass-cloud-folder all warning']);
  });

  test.each(['OneDrive', 'OneDrive - Club', 'Google Drive', 'My Drive', 'iCloudDrive', 'Nextcloud'])(
    'a folder named %s counts, wherever it is',
    async (name) => {
      const { context, write, user } = machine();
      write(`home/anna/${name}/logs/a.tlog`);
      write('home/anna/OneDriveless/a.tlog');
      const sources = [source(join(user, name, 'logs')), source(join(user, 'OneDriveless'), { name: 'other' })];
      const found = await checkCloudFolders(context, await checkedWith({ sources }));
      expect(brief(found)).toEqual(['bypass-cloud-folder logs warning']);
    },
  );

  test('macOS: iCloud and all that use its File Provider', async () => {
    const { context, write, user } = machine({ platform: 'darwin' });
    write('home/anna/Library/Mobile Documents/com~apple~CloudDocs/a.tlog');
    write('home/anna/Library/CloudStorage/Box-Box/a.tlog');
    const sources = [
      source(join(user, 'Library/Mobile Documents/com~apple~CloudDocs')),
      source(join(user, 'Library/CloudStorage/Box-Box'), { name: 'box' }),
    ];
    const found = await checkCloudFolders(context, await checkedWith({ sources }));
    expect(brief(found)).toEqual(['bypass-cloud-folder logs warning', 'bypass-cloud-folder box warning']);
  });

  test('a state folder in such a folder is worse: keys are there', async () => {
    const { context, write, user } = machine();
    write('home/anna/.dropbox/info.json', JSON.stringify({ personal: { path: join(user, 'state') } }));
    const found = await checkCloudFolders(context, await checkedWith({}));
    expect(brief(found)).toEqual(['bypass-cloud-folder failed']);
    expect(found[0]!.what).toContain('keys');
  });
});

describe('jobs that name a source', () => {
  const unit = 'home/anna/.config/systemd/user/backup.service';
  test.each([
    ['a unit with its path', unit, '[Service]\nExecStart=rclone sync "USER/logs" remote:x\n', 'A systemd unit'],
    ['a unit with %h', unit, '[Service]\nExecStart=rclone sync %h/logs remote:x\n', 'A systemd unit'],
    ['a path unit', unit.replace('.service', '.path'), '[Path]\nPathChanged=USER/logs/\n', 'A systemd unit'],
    ['a cron file with $HOME', 'etc/cron.d/backup', '5 4 * * * anna rsync -a $HOME/logs/* host:\n', '/etc/cron.d'],
    ['the crontab of the system', 'etc/crontab', '5 4 * * * anna cp -r USER/logs /mnt\n', '/etc/crontab'],
  ])('%s is told', async (_name, path, text, kind) => {
    const { context, write, user } = machine();
    write('home/anna/logs/a.tlog');
    write(path, text.replace('USER', user));
    const found = await checkJobs(context, await checkedWith({ sources: [source(join(user, 'logs'))] }));
    expect(brief(found)).toEqual(['bypass-job logs warning']);
    expect(found[0]!.what).toContain(kind);
    expect(told(found)).not.toMatch(/rclone|rsync|remote|home/);
  });

  test.each([
    ['a comment', '# rclone sync USER/logs remote:x\n'],
    ['a folder whose name begins alike', 'ExecStart=rclone sync USER/logs2 remote:x\n'],
    ['another folder within it', 'ExecStart=rclone sync USER/logs/photos remote:x\n'],
    ["the user's own folder only", 'WorkingDirectory=USER\n'],
    ['our own unit', `# ${SERVICE_MARK}\nExecStart=node main.js USER/logs\n`],
  ])('%s is not', async (_name, text) => {
    const { context, write, user } = machine();
    write('home/anna/logs/a.tlog');
    write(unit, text.replace('USER', user));
    const found = await checkJobs(context, await checkedWith({ sources: [source(join(user, 'logs'))] }));
    expect(brief(found)).toEqual(['bypass-job ok']);
  });

  test('a folder above the source, in the crontab of the user', async () => {
    const { context, write, user } = machine({
      programs: { 'crontab -l': { code: 0, out: '0 3 * * * restic backup ~/Documents\n' } },
    });
    write('home/anna/Documents/QGroundControl/Logs/a.ulg');
    const sources = [source(join(user, 'Documents', 'QGroundControl', 'Logs'))];
    const found = await checkJobs(context, await checkedWith({ sources }));
    expect(brief(found)).toEqual(['bypass-job logs warning']);
    const none = await checkJobs(
      { ...context, run: async () => ({ code: 1, out: '0 3 * * * x ~/Documents' }) },
      await checkedWith({ sources }),
    );
    expect(brief(none)).toEqual(['bypass-job ok']);
  });

  test('macOS: launch agents', async () => {
    const { context, write, user } = machine({ platform: 'darwin' });
    write('home/anna/logs/a.tlog');
    write('home/anna/Library/LaunchAgents/x.plist', `<string>${user}/logs</string>`);
    const found = await checkJobs(context, await checkedWith({ sources: [source(join(user, 'logs'))] }));
    expect(brief(found)).toEqual(['bypass-job logs warning']);
  });
});
