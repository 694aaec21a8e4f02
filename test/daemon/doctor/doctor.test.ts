import { chmodSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Grant } from '../../../src/consent/grant.ts';
import { byteText, type Check } from '../../../src/daemon/doctor/check.ts';
import { checkClock } from '../../../src/daemon/doctor/clock-checks.ts';
import { checkConsent } from '../../../src/daemon/doctor/consent-checks.ts';
import type { DoctorContext } from '../../../src/daemon/doctor/context.ts';
import { checkDisk } from '../../../src/daemon/doctor/disk-checks.ts';
import { checkSpoolKey } from '../../../src/daemon/doctor/key-checks.ts';
import { runChecks } from '../../../src/daemon/doctor/run-checks.ts';
import { checkSinks } from '../../../src/daemon/doctor/sink-checks.ts';
import { checkSources } from '../../../src/daemon/doctor/source-checks.ts';
import { lookAtSources } from '../../../src/daemon/doctor/source-look.ts';
import { checkDaemon, checkRootKey, checkStateFolder } from '../../../src/daemon/doctor/state-checks.ts';
import { nodeCheck, watcherCheck } from '../../../src/daemon/doctor/system-checks.ts';
import { checkWatches } from '../../../src/daemon/doctor/watch-checks.ts';
import { lockInstance } from '../../../src/daemon/ops/instance-lock.ts';
import { FlightveilError } from '../../../src/model/errors.ts';
import { openConsent } from '../../../src/node/consent-keys.ts';
import { builtInPolicy } from '../../../src/policy/built-in.ts';
import { levels } from '../../../src/policy/levels.ts';
import type { Rule } from '../../../src/policy/request.ts';
import { makeSpoolKey } from '../../../src/sync/spool/spool-key.ts';
import type { SinkConfig } from '../../../src/sync/sync-config.ts';
import { namesIn } from '../ops/folder.ts';
import { brief, checkedWith, config, machine, sinkThat, someTime, source, told, upload } from './machine.ts';

const dayS = 86_400;
const nowS = someTime / 1_000;
const never = new AbortController().signal;

async function allOf(context: DoctorContext, mostMs?: number): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of runChecks(context, mostMs)) checks.push(check);
  return checks;
}

describe('the state folder', () => {
  test('is one owner’s alone, is not there yet, or is open to others', async () => {
    const { context } = machine();
    expect((await checkStateFolder(context)).status).toBe('ok');
    chmodSync(context.home, 0o750);
    expect(await checkStateFolder(context)).toMatchObject({ status: 'failed', advice: 'Run chmod 700 on it.' });
    rmSync(context.home, { recursive: true });
    expect(await checkStateFolder(context)).toMatchObject({
      status: 'ok',
      what: expect.stringContaining('no state folder yet'),
    });
    expect(() => statSync(context.home)).toThrow('ENOENT');
  });

  test('says whether there is a root key, and that it is damaged', async () => {
    const { context, write } = machine();
    expect((await checkRootKey(context)).what).toContain('no root key yet');
    chmodSync(write('home/anna/state/root.key', 'x'), 0o600);
    expect(await checkRootKey(context)).toMatchObject({ status: 'failed', what: 'The root key is damaged.' });
  });

  test('says whether a daemon runs', async () => {
    const { context } = machine();
    expect((await checkDaemon(context)).what).toBe('No daemon is running.');
    const lock = await lockInstance(context.home);
    onTestFinished(() => lock.release());
    expect((await checkDaemon(context)).what).toBe('A daemon is running.');
  });
});

describe('sources', () => {
  test('each is told by name: how many logs, or why not', async () => {
    const { context, write, user } = machine();
    for (const path of ['a.tlog', 'b/c.ULG', 'b/d/e.tlog', 'b/photo.jpg']) write(`home/anna/logs/${path}`);
    mkdirSync(join(user, 'empty'));
    const sources = [
      source(join(user, 'logs')),
      source(join(user, 'empty'), { name: 'empty' }),
      source(join(user, 'card'), { name: 'card', isRemovable: true }),
      source(join(user, 'gone'), { name: 'gone' }),
      source(write('home/anna/file'), { name: 'file' }),
      source(join(user, 'logs'), { name: 'every', endings: [] }),
    ];
    const checks = await checkSources(context, await checkedWith({ sources }));
    expect(brief(checks)).toEqual([
      ...['source logs ok', 'source empty warning', 'source card ok'],
      ...['source gone failed', 'source file failed', 'source every ok'],
    ]);
    expect(checks[0]!.what).toBe('3 logs in 3 folders.');
    expect(checks[5]!.what).toBe('4 logs in 3 folders.');
    expect(told(checks)).not.toContain(user);
  });

  test('a source beyond measure is looked at only so far', async () => {
    const { write, user } = machine();
    for (let file = 0; file < 20; file += 1) write(`home/anna/logs/${file}.tlog`);
    const looks = await lookAtSources([source(join(user, 'logs'))], 10);
    expect(looks.get('logs')).toMatchObject({ isCut: true, logs: 10 });
  });

  test('more folders than the system lets a user watch', async () => {
    const { context, write, user } = machine();
    for (let folder = 0; folder < 9; folder += 1) write(`home/anna/logs/${folder}/a.tlog`);
    const checked = await checkedWith({ sources: [source(join(user, 'logs'))] });
    expect(await checkWatches(context, checked)).toEqual([]);
    for (const [most, status] of [
      [20, 'ok'],
      [19, 'warning'],
      [10, 'warning'],
      [9, 'failed'],
    ] as const) {
      write('proc/sys/fs/inotify/max_user_watches', `${most}\n`);
      expect(brief(await checkWatches(context, checked))).toEqual([`watches ${status}`]);
    }
    expect(await checkWatches({ ...context, platform: 'darwin' }, checked)).toEqual([]);
  });
});

describe('the clock', () => {
  test('agrees, is behind the ledger, behind the logs, or not synchronised', async () => {
    const { context, write, user } = machine();
    const log = write('home/anna/logs/a.tlog');
    const withLog = () => checkedWith({ sources: [source(join(user, 'logs'))] });
    utimesSync(log, nowS, nowS + dayS);
    expect(brief(await checkClock(context, await withLog()))).toEqual(['clock ok']);
    expect(namesIn(context.home)).toEqual([]);
    utimesSync(log, nowS, nowS + 3 * dayS);
    const ahead = await checkClock(context, await withLog());
    expect(brief(ahead)).toEqual(['clock warning']);
    expect(ahead[0]!.what).toContain('3 days in the future');
    const ledger = await openConsent(context.home);
    await ledger.markTime({ collectedS: nowS + 40 * dayS, how: 'filter' });
    ledger.close();
    const behind = await checkClock(context, await checkedWith({}));
    expect(brief(behind)).toEqual(['clock failed']);
    expect(behind[0]!.what).toContain('40 days behind the consent ledger');
  });

  test.each([
    ['yes', ['clock ok']],
    ['no', ['clock warning']],
    ['', ['clock ok']],
  ])('timedatectl says %j', async (out, expected) => {
    const { context } = machine({ programs: { timedatectl: { code: 0, out: `${out}\n` } } });
    expect(brief(await checkClock(context, await checkedWith({})))).toEqual(expected);
  });
});

describe('disks', () => {
  test('room for the spool and in folders that are sent to', async () => {
    const { context, user } = machine();
    const { bavail, bsize } = await statfs(user);
    const folder = {
      kind: 'folder',
      path: join(user, 'not', 'yet'),
      destination: { country: 'DE', controller: 'me' },
    } as const;
    const uploads = [upload({ name: 'copy', sink: folder }), upload()];
    const room = await checkDisk(context, await checkedWith({ uploads }));
    expect(brief(room)).toEqual(['disk ok', 'disk copy ok']);
    const spool = { maxBytes: 2 * bavail * bsize, key: 'file' } as const;
    expect(brief(await checkDisk(context, await checkedWith({ spool })))).toEqual(['disk warning']);
  });

  test('sizes are told in units that people read', () => {
    expect([0, 999, 1_000, 64e6, 2.34e9, 5e15].map(byteText)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '64 MB',
      '2.3 GB',
      '5000 TB',
    ]);
  });
});

describe('the key of the spool', () => {
  test('is told with what it protects against, and when others can read it', async () => {
    const { context } = machine();
    const checked = await checkedWith({});
    expect((await checkSpoolKey(context, checked)).what).toContain('no spool yet');
    expect(namesIn(context.home)).toEqual([]);
    await makeSpoolKey(context.home, { key: 'file' });
    expect(await checkSpoolKey(context, checked)).toMatchObject({
      status: 'ok',
      what: expect.stringContaining('whole disk can'),
    });
    expect(await checkSpoolKey(context, await checkedWith({ spool: { maxBytes: 1, key: 'keyring' } }))).toMatchObject({
      status: 'failed',
    });
    chmodSync(join(context.home, 'spool.key'), 0o644);
    expect(await checkSpoolKey(context, checked)).toMatchObject({
      status: 'failed',
      advice: expect.stringContaining('chmod 600'),
    });
  });
});

describe('consent', () => {
  const science = upload({ name: 'science', purpose: 'scientific-research', recipient: 'researcher' });

  test('what is missing is told with the command that grants it, and a grant is seen', async () => {
    const { context } = machine();
    const checked = await checkedWith({ uploads: [upload(), science], policy: 'mine' });
    const missing = await checkConsent(withPolicy(context), checked);
    expect(brief(missing)).toEqual(['consent club warning', 'consent science warning']);
    expect(missing[0]!.what).toBe('Nothing leaves: Nobody has granted it.');
    expect(missing[0]!.advice).toContain(
      'flightveil consent grant --for after-sales-service --to manufacturer --flight LOG --until DATE --policy FILE',
    );
    expect(missing[1]!.advice).toMatch(
      /flightveil consent grant --for scientific-research --to researcher --policy FILE$/,
    );
    // Looking makes neither keys nor a ledger.
    expect(namesIn(context.home)).toEqual([]);
    await grantScience(context.home);
    const granted = await checkConsent(withPolicy(context), checked);
    expect(brief(granted)).toEqual(['consent club warning', 'consent science ok']);
    expect(granted[1]!.what).toContain('dynamics');
  });

  test('a grant that ended is told as such, and one for certain flights is no gap', async () => {
    const { context } = machine();
    await grantScience(context.home, { validUntilS: nowS - 1 });
    const checked = await checkedWith({ uploads: [science] });
    const [ended] = await checkConsent(context, checked);
    expect(ended).toMatchObject({ status: 'warning', what: 'Nothing leaves: The grant has ended.' });
    const other = machine();
    await grantScience(other.context.home, { scope: { flights: ['f'] } });
    const [certain] = await checkConsent(other.context, checked);
    expect(certain).toMatchObject({ status: 'ok', what: expect.stringContaining('certain flights') });
  });

  test('a transfer that the policy does not allow is told as such', async () => {
    const { context } = machine();
    await grantScience(context.home);
    const rule = {
      name: 'transfer',
      wouldChange: 'Choose a destination that is allowed.',
      ceiling: () => levels.withhold,
    };
    const found = await checkConsent(withPolicy(context, rule), await checkedWith({ uploads: [science] }));
    expect(brief(found)).toEqual(['transfer science failed']);
    expect(told(found)).toContain('no transfer to that country');
  });
});

function withPolicy(context: DoctorContext, ...more: Rule[]): DoctorContext {
  return { ...context, policyOf: async () => ({ ...builtInPolicy, rules: [...builtInPolicy.rules, ...more] }) };
}

async function grantScience(home: string, more: Partial<Grant> = {}): Promise<void> {
  const ledger = await openConsent(home);
  const collected = { collectedS: nowS - dayS, how: 'typed' } as const;
  await ledger.declareSubject({ name: 'anna', ageBand: 'adult' }, collected);
  const noticeSha256 = '0'.repeat(64);
  await ledger.addNotice({ name: 'notice', version: '1', sha256: noticeSha256, bytes: 10 }, collected);
  const terms = { subject: 'anna', purpose: 'scientific-research', recipient: 'researcher', ceiling: levels.full };
  await ledger.grant({ ...terms, scope: {}, noticeSha256, validFromS: nowS - dayS, ...more }, collected);
  ledger.close();
}

describe('sinks', () => {
  test('each is asked and closed, and its fault told in words', async () => {
    let closed = 0;
    const found = await checkSinks(
      {
        ...machine().context,
        openSink: async ({ name }) => {
          if (name === 'secretless')
            throw new FlightveilError('config-invalid', 'the token cannot be read', { advice: 'chmod 600 it.' });
          return sinkThat(
            async () => {
              if (name === 'broken') throw new Error('https://user:secret@club.example');
              return name === 'club' ? undefined : { reason: 'not-authorised', facts: { status: 401 } };
            },
            () => {
              closed += 1;
            },
          );
        },
      },
      await checkedWith({ uploads: ['club', 'wrong', 'secretless', 'broken'].map((name) => upload({ name })) }),
      never,
    );
    expect(brief(found)).toEqual(['sink club ok', 'sink wrong failed', 'sink secretless failed', 'sink broken failed']);
    expect(found[1]!.what).toContain('credentials');
    expect(found[2]).toMatchObject({ what: 'The token cannot be read.', advice: 'chmod 600 it.' });
    expect(told(found)).not.toContain('example');
    expect(closed).toBe(3);
  });
});

describe('logins', () => {
  const destination = { country: 'DE', controller: 'Club' };
  const held = { from: 'file', reveal: async () => 'hunter2' } as const;
  const open = { url: 'https://club.example', allowInsecure: false, destination };
  const http = { ...open, kind: 'http', method: 'PUT', readBack: false } as const;
  const tus = { ...open, kind: 'tus', chunkBytes: 1 } as const;
  const mqtt = { ...open, kind: 'mqtt', topic: 'a' } as const;
  const s3 = { kind: 's3', destination, region: 'r', bucket: 'b', prefix: '', pathStyle: false, partBytes: 1 } as const;
  test.each<[string, SinkConfig, boolean]>([
    ['a folder', { kind: 'folder', path: '/a', destination }, false],
    ['a review', { ...open, kind: 'flight-review', visibility: 'private' }, false],
    ['http', http, false],
    ['http with a token', { ...http, bearer: held }, true],
    ['http with a password', { ...http, basic: { user: 'anna', password: held } }, true],
    ['tus', tus, false],
    ['tus with a token', { ...tus, bearer: held }, true],
    ['mqtt', mqtt, false],
    ['mqtt with a user', { ...mqtt, username: 'anna' }, true],
    ['s3', { ...s3, accessKeyId: held, secretAccessKey: held, allowInsecure: false }, true],
  ])('%s', async (_what, sink, isWarned) => {
    const { context } = machine({ loadConfig: async () => config({ uploads: [upload({ sink })] }) });
    const found = (await allOf(context)).filter(({ name }) => name === 'sink-login');
    expect(brief(found)).toEqual(isWarned ? ['sink-login club warning'] : []);
    if (isWarned) expect(told(found)).toMatch(/the account says who you are, whatever the log hides/);
    expect(told(found)).not.toMatch(/anna|hunter2|example/);
  });
});

describe('all checks', () => {
  test('a sound machine has nothing to complain of, and nothing is written', async () => {
    const { context, write, user } = machine({
      loadConfig: async () => config({ sources: [source(join(user, 'logs'))], uploads: [upload()] }),
    });
    utimesSync(write('home/anna/logs/a.tlog'), nowS, nowS);
    const checks = await allOf(context);
    const complaints = checks.filter(({ status }) => status !== 'ok');
    expect(brief(complaints)).toEqual(['consent club warning']);
    const names = new Set(checks.map(({ name }) => name));
    for (const name of [
      'node',
      'sqlite',
      'state-folder',
      'configuration',
      'source',
      'clock',
      'disk',
      'spool-key',
      'sink',
      'bypass-job',
    ]) {
      expect(names).toContain(name);
    }
    expect(told(checks)).not.toContain(user);
    expect(namesIn(context.home)).toEqual([]);
  });

  test('a configuration that cannot be used is told, with what could not be looked at', async () => {
    const { context } = machine({
      loadConfig: () =>
        Promise.reject(
          new FlightveilError('config-invalid', 'line 3: uploads must be a list', { advice: 'Correct it.' }),
        ),
    });
    const checks = await allOf(context);
    expect(brief(checks).slice(-2)).toEqual(['configuration failed', 'configuration warning']);
    expect(told(checks)).toContain('Line 3: uploads must be a list. Correct it.');
  });

  test('the real reader of configurations is asked unless another is given', async () => {
    const { context, write } = machine();
    chmodSync(write('home/anna/flightveil.yaml', 'uploads: 3\n'), 0o600);
    const found = (await allOf(context)).filter(({ name }) => name === 'configuration');
    expect(found[0]).toMatchObject({ status: 'failed', what: expect.stringContaining('flightveil.yaml') });
  });

  test('one check that fails or hangs leaves the others', async () => {
    const aborted = vi.fn();
    const hanging = machine({
      loadConfig: async () => config({ sources: [], uploads: [upload()] }),
      openSink: async () => sinkThat((signal) => new Promise(() => signal.addEventListener('abort', aborted))),
      policyOf: () => Promise.reject(new Error('/home/anna/policy.yaml')),
    });
    const checks = await allOf(hanging.context, 1_000);
    expect(brief(checks)).toContain('sink warning');
    expect(aborted).toHaveBeenCalled();
    expect(checks.find(({ name }) => name === 'consent')).toMatchObject({
      status: 'failed',
      what: 'This could not be checked.',
    });
    expect(brief(checks).at(-1)).toBe('bypass-elsewhere ok');
    expect(told(checks)).not.toContain('policy.yaml');
  });
});

test('versions of Node', () => {
  expect(['18.20.0', '20.18.9', '20.19.0', '22.0.0'].map((version) => nodeCheck(version).status)).toEqual([
    'failed',
    'failed',
    'ok',
    'ok',
  ]);
});

test('without a watcher new logs come later', async () => {
  expect((await watcherCheck(async () => ({}))).status).toBe('ok');
  expect((await watcherCheck(() => Promise.reject(new Error('x')))).status).toBe('warning');
});
