import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { type Run, runProgram } from '../../../src/daemon/ops/run-program.ts';
import { installService, serviceDefinition, serviceState, uninstallService } from '../../../src/daemon/ops/service.ts';
import type { ServiceOptions } from '../../../src/daemon/ops/service-options.ts';
import { windowsArgument } from '../../../src/daemon/ops/windows-task.ts';
import { put, temporaryFolder } from './folder.ts';

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

function options(folder: string, more: Partial<ServiceOptions> = {}): ServiceOptions {
  return {
    nodePath: join(folder, 'node'),
    cliPath: join(folder, 'dist', 'main.js'),
    home: join(folder, 'home'),
    configPath: join(folder, 'flightveil.yaml'),
    writable: [],
    userFolder: folder,
    ...more,
  };
}

const windowsOptions = (more: Partial<ServiceOptions> = {}): ServiceOptions => ({
  nodePath: 'C:\\Program Files\\nodejs\\node.exe',
  cliPath: 'C:\\Tools\\main.js',
  home: 'C:\\Users\\anna\\Flightveil',
  configPath: 'C:\\Users\\anna\\a & b\\flightveil.yaml',
  writable: [],
  userFolder: 'C:\\Users\\anna',
  user: 'PC\\anna',
  ...more,
});

function recorder(code: (line: string) => number | undefined = () => 0): { run: Run; said: string[] } {
  const said: string[] = [];
  return {
    said,
    run: async (program, args) => {
      const line = [program, ...args].join(' ');
      said.push(line);
      return { code: code(line), out: '' };
    },
  };
}

/** Takes a list apart as systemd.syntax(7) says: quotes, C escapes, and %% for a percent sign. */
function systemdWords(list: string): string[] {
  const words: string[] = [];
  let rest = list.trim();
  while (rest !== '') {
    const word = /^"((?:[^"\\]|\\.)*)"(?: |$)/s.exec(rest);
    if (word === null) throw new Error(`no word at ${rest}`);
    const unescaped = word[1]!.replace(/\\(.)/gs, '$1');
    if (/(?<!%)(?:%%)*%(?!%)/.test(unescaped)) throw new Error(`a specifier in ${unescaped}`);
    words.push(unescaped.replaceAll('%%', '%'));
    rest = rest.slice(word[0].length);
  }
  return words;
}

const lineOf = (text: string, key: string): string =>
  text
    .split('\n')
    .find((line) => line.startsWith(key))!
    .slice(key.length);

/** Paths as strange as file systems allow, without control characters. */
const pathPart = fc
  .string({
    unit: fc.constantFrom('a', ' ', '%', 'n', '$', '"', "'", '\\', '&', '<', '>', ';', '{', '#', 'é', '=', '-', ']]>'),
  })
  .map((part) => `x${part}x`);

describe('the systemd unit', () => {
  test('starts the daemon with its folders, and lets it write nowhere else', () => {
    const { text, path } = serviceDefinition('linux', options('/home/anna', { writable: ['/data/out'] }));
    expect(path).toBe('/home/anna/.config/systemd/user/flightveil-sync.service');
    expect(systemdWords(lineOf(text, 'ExecStart=:'))).toEqual([
      ...['/home/anna/node', '/home/anna/dist/main.js', '--home', '/home/anna/home'],
      ...['sync', '--config', '/home/anna/flightveil.yaml'],
    ]);
    expect(systemdWords(lineOf(text, 'ReadWritePaths='))).toEqual(['-/home/anna/home', '-/data/out']);
    expect(systemdWords(lineOf(text, 'Environment='))).toEqual([
      'TMPDIR=/home/anna/home',
      'SQLITE_TMPDIR=/home/anna/home',
    ]);
    for (const line of [
      'Type=notify',
      'NotifyAccess=all',
      'ProtectSystem=strict',
      'NoNewPrivileges=yes',
      'UMask=0077',
      'LimitCORE=0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/^WatchdogSec=\d+$/m);
    // V8 makes code at run time.
    expect(text).not.toContain('MemoryDenyWriteExecute');
  });

  test('any path comes out of its quotes as it went in', () => {
    fc.assert(
      fc.property(pathPart, pathPart, pathPart, (home, config, sink) => {
        const given = options('/opt', { home: `/h/${home}`, configPath: `/c/${config}`, writable: [`/s/${sink}`] });
        const { text } = serviceDefinition('linux', given);
        expect(systemdWords(lineOf(text, 'ExecStart=:')).slice(3)).toEqual([
          given.home,
          'sync',
          '--config',
          given.configPath,
        ]);
        expect(systemdWords(lineOf(text, 'ReadWritePaths='))).toEqual([`-${given.home}`, `-${given.writable[0]}`]);
      }),
    );
  });

  // On this system or in CI it has to be there; elsewhere the line says that it was left out.
  test.runIf(process.env.CI !== undefined || hasSystemd)(
    'systemd itself finds no fault with it, be the paths strange',
    async () => {
      const folder = join(temporaryFolder(), 'a b%n$x');
      mkdirSync(folder);
      symlinkSync(process.execPath, join(folder, 'node'));
      const { text } = serviceDefinition(
        'linux',
        options(folder, { home: join(folder, 'h\\o"me'), writable: [folder] }),
      );
      const unit = put(folder, 'flightveil-sync.service', text);
      const bad = put(folder, 'bad.service', text.replace(/ReadWritePaths="-/, 'ReadWritePaths="x').replace('%%', '%'));
      const verify = (file: string) =>
        runProgram('sh', [
          '-c',
          'XDG_RUNTIME_DIR="$1" systemd-analyze verify --user --man=no "$2" 2>&1',
          '-',
          folder,
          file,
        ]);
      expect(await verify(unit)).toEqual({ code: 0, out: '' });
      expect((await verify(bad)).out).toContain('bad.service');
    },
  );

  test('a program that systemd would not start is refused, and so are paths with line breaks or that are not whole', () => {
    for (const more of [
      { nodePath: '/opt/no"de' },
      { nodePath: '/opt/no\\de' },
      { home: '/home/a\nExecStartPre=/bin/rm' },
      { configPath: 'flightveil.yaml' },
      { writable: ['out'] },
      { writable: ['/out\0'] },
      { home: '/home/\ud800' },
    ]) {
      expect(() => serviceDefinition('linux', options('/home/anna', more))).toThrow(
        expect.objectContaining({ code: 'config-invalid' }),
      );
    }
  });
});

/** Keys and values of a property list's only dictionary. */
function plistOf(text: string): Map<string, unknown> {
  const parsed = new XMLParser({ preserveOrder: true, trimValues: false, processEntities: true }).parse(text) as Node[];
  type Node = Record<string, Node[] | string>;
  const children = (nodes: Node[], name: string): Node[] => nodes.find((node) => name in node)![name] as Node[];
  const held = (node: Node): unknown => {
    const [name] = Object.keys(node).filter((key) => key !== ':@');
    const inner = node[name!] as Node[];
    const text = inner.map((child) => String(child['#text'] ?? '')).join('');
    if (name === 'array') return inner.filter((child) => !('#text' in child)).map(held);
    if (name === 'dict') return Object.fromEntries(pairs(inner));
    if (name === 'true' || name === 'false') return name === 'true';
    return name === 'integer' ? Number(text) : text;
  };
  const pairs = (nodes: Node[]): [string, unknown][] => {
    const elements = nodes.filter((node) => !('#text' in node));
    return Array.from({ length: elements.length / 2 }, (_, pair) => [
      String(held(elements[2 * pair]!)),
      held(elements[2 * pair + 1]!),
    ]);
  };
  return new Map(pairs(children(children(parsed, 'plist'), 'dict')));
}

describe('the launchd agent', () => {
  test('starts the daemon at login, again when it fails, in the background, and writes no log', () => {
    const definition = serviceDefinition('darwin', options('/Users/anna', { home: '/Users/anna/a & <b>', uid: 501 }));
    expect(definition.path).toBe('/Users/anna/Library/LaunchAgents/flightveil.sync.plist');
    expect(XMLValidator.validate(definition.text)).toBe(true);
    expect(Object.fromEntries(plistOf(definition.text))).toMatchObject({
      Label: 'flightveil.sync',
      ProgramArguments: [
        ...['/Users/anna/node', '/Users/anna/dist/main.js', '--home', '/Users/anna/a & <b>'],
        ...['sync', '--config', '/Users/anna/flightveil.yaml'],
      ],
      RunAtLoad: true,
      KeepAlive: { SuccessfulExit: false },
      ProcessType: 'Background',
      Umask: 63,
      StandardOutPath: '/dev/null',
      StandardErrorPath: '/dev/null',
    });
    expect(definition.install.at(-1)).toEqual(['launchctl', 'bootstrap', 'gui/501', definition.path]);
  });

  test('any path comes out as it went in', () => {
    fc.assert(
      fc.property(pathPart, (home) => {
        const { text } = serviceDefinition('darwin', options('/opt', { home: `/h/${home}` }));
        expect(XMLValidator.validate(text)).toBe(true);
        expect((plistOf(text).get('ProgramArguments') as string[])[3]).toBe(`/h/${home}`);
      }),
    );
  });
});

describe("the task of Windows' scheduler", () => {
  test('starts the daemon when its user logs on, hidden, again when it fails, and without rights of its own', () => {
    const definition = serviceDefinition('win32', windowsOptions());
    expect(definition.path).toBe('C:\\Users\\anna\\Flightveil\\sync-task.xml');
    expect(definition.encoding).toBe('utf16le');
    expect(definition.text.startsWith('\ufeff<?xml version="1.0" encoding="UTF-16"?>')).toBe(true);
    const xml = definition.text.slice(1);
    expect(XMLValidator.validate(xml)).toBe(true);
    const { Task: task } = new XMLParser({ parseTagValue: false }).parse(xml);
    expect(task.Triggers.LogonTrigger).toEqual({ Enabled: 'true', UserId: 'PC\\anna' });
    expect(task.Principals.Principal).toMatchObject({ LogonType: 'InteractiveToken', RunLevel: 'LeastPrivilege' });
    expect(task.Settings).toMatchObject({
      Hidden: 'true',
      ExecutionTimeLimit: 'PT0S',
      RestartOnFailure: { Interval: 'PT1M' },
    });
    expect(task.Actions.Exec).toEqual({
      Command: 'C:\\Program Files\\nodejs\\node.exe',
      Arguments:
        '"C:\\Tools\\main.js" "--home" "C:\\Users\\anna\\Flightveil" "sync" "--config" "C:\\Users\\anna\\a & b\\flightveil.yaml"',
    });
  });

  test('needs its user', () => {
    const { user, ...rest } = windowsOptions();
    expect(user).toBeDefined();
    expect(() => serviceDefinition('win32', rest)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });

  test('an argument comes out of its quotes as it went in', () => {
    expect(windowsArgument('C:\\a b\\')).toBe('"C:\\a b\\\\"');
    expect(windowsArgument('a\\"b')).toBe('"a\\\\\\"b"');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\\', '"', '&', '%') }), (argument) => {
        expect(windowsWord(windowsArgument(argument))).toBe(argument);
      }),
    );
  });
});

/** One quoted argument as CommandLineToArgvW reads it. */
function windowsWord(line: string): string {
  let word = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; ) {
    const slashes = /^\\*/.exec(line.slice(at))![0].length;
    at += slashes;
    if (line[at] !== '"') word += '\\'.repeat(slashes) + (line[at] ?? '');
    else {
      word += '\\'.repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
    }
    at += 1;
    if (!isQuoted && at < line.length) throw new Error('the word ends before the line');
  }
  return word;
}

test('other platforms are told so', () => {
  expect(() => serviceDefinition('aix', options('/home/anna'))).toThrow(expect.objectContaining({ code: 'usage' }));
});

describe('installing and uninstalling', () => {
  test('writes the definition, starts the service, and can be repeated', async () => {
    const definition = serviceDefinition('linux', options(temporaryFolder()));
    const { run, said } = recorder();
    expect(await serviceState(definition)).toBe('absent');
    expect(await installService(definition, run)).toBe('installed');
    expect(readFileSync(definition.path, 'utf8')).toBe(definition.text);
    expect(statSync(definition.path).mode & 0o077).toBe(0);
    expect(said).toEqual(['systemctl --user daemon-reload', 'systemctl --user enable --now flightveil-sync.service']);
    expect(await installService(definition, run)).toBe('unchanged');
    expect(await serviceState(definition)).toBe('current');
    const other = serviceDefinition(
      'linux',
      options(dirname(definition.path), { userFolder: join(definition.path, '../../../..') }),
    );
    expect(other.path).toBe(definition.path);
    expect(await serviceState(other)).toBe('outdated');
    expect(await installService(other, run)).toBe('updated');
    expect(readFileSync(definition.path, 'utf8')).toBe(other.text);
  });

  test('uninstalling takes away what was written, and can be repeated', async () => {
    const definition = serviceDefinition('linux', options(temporaryFolder()));
    const { run, said } = recorder();
    expect(await uninstallService(definition, run)).toBe('absent');
    expect(said).toEqual([]);
    await installService(definition, run);
    said.length = 0;
    expect(await uninstallService(definition, run)).toBe('removed');
    expect(said).toEqual(['systemctl --user disable --now flightveil-sync.service', 'systemctl --user daemon-reload']);
    expect(existsSync(definition.path)).toBe(false);
    expect(await uninstallService(definition, run)).toBe('absent');
  });

  test('a service manager that refuses leaves nothing behind that was not there before', async () => {
    const definition = serviceDefinition('linux', options(temporaryFolder()));
    const { run } = recorder((line) => (line.includes('enable') ? 1 : 0));
    await expect(installService(definition, run)).rejects.toMatchObject({
      code: 'output-unwritable',
      facts: { program: 'systemctl', exitCode: 1 },
      advice: expect.stringContaining('systemctl --user enable --now flightveil-sync.service'),
    });
    expect(existsSync(definition.path)).toBe(false);
    await installService(definition, recorder().run);
    await expect(installService(definition, run)).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(existsSync(definition.path)).toBe(true);
  });

  test("somebody's own file, link or folder of that name is neither replaced nor removed", async () => {
    for (const [name, make] of [
      ['a file', (path: string) => writeFileSync(path, '[Service]\nExecStart=/bin/true\n')],
      ['a link', (path: string) => symlinkSync('/dev/null', path)],
      ['a folder', (path: string) => mkdirSync(path)],
    ] as const) {
      const definition = serviceDefinition('linux', options(temporaryFolder()));
      mkdirSync(dirname(definition.path), { recursive: true });
      make(definition.path);
      const { run, said } = recorder();
      await expect(installService(definition, run), name).rejects.toMatchObject({ code: 'output-exists' });
      await expect(uninstallService(definition, run), name).rejects.toMatchObject({ code: 'output-exists' });
      expect(said).toEqual([]);
      expect(existsSync(definition.path)).toBe(true);
    }
  });
});
