import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Run } from '../../../src/daemon/ops/run-program.ts';
import { runProgram } from '../../../src/daemon/ops/run-program.ts';
import { makeServiceNotifier } from '../../../src/daemon/ops/sd-notify.ts';
import { put, temporaryFolder } from './folder.ts';

function recorder(): { run: Run; said: string[] } {
  const said: string[] = [];
  return {
    said,
    run: async (program, args) => {
      said.push([program, ...args].join(' '));
      return { code: 0, out: '' };
    },
  };
}

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ NOTIFY_SOCKET: '/run/x', ...more });
const pings = (said: readonly string[]): number => said.filter((line) => line.endsWith('WATCHDOG=1')).length;

/** Timers that the test moves, and all that follows from them at once. */
function fakeTime(): (ms: number) => Promise<unknown> {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  return (ms) => vi.advanceTimersByTimeAsync(ms);
}

describe('what the service manager is told', () => {
  test('nothing is run outside a service', async () => {
    const { run, said } = recorder();
    const notifier = makeServiceNotifier({ WATCHDOG_USEC: '2000' }, run);
    expect(notifier.isActive).toBe(false);
    await notifier.ready();
    await notifier.status({ waiting: 1, uploading: 1, setAside: 1 });
    const pass = fakeTime();
    notifier.watch(() => true);
    await pass(100);
    await notifier.stopping();
    expect(said).toEqual([]);
  });

  test('ready, counts in our own words, and stopping', async () => {
    const { run, said } = recorder();
    const notifier = makeServiceNotifier(environment(), run);
    await notifier.ready();
    await notifier.status({ waiting: 12, uploading: 1, setAside: Number.NaN });
    await notifier.status({ waiting: 12, uploading: 1, setAside: 0 });
    await notifier.status({ waiting: 11, uploading: 1, setAside: 0 });
    await notifier.stopping();
    expect(said).toEqual([
      'systemd-notify READY=1',
      'systemd-notify STATUS=12 waiting, 1 uploading, 0 set aside',
      'systemd-notify STATUS=11 waiting, 1 uploading, 0 set aside',
      'systemd-notify STOPPING=1',
    ]);
  });

  test('the watchdog is told at half its interval as long as all is well, and not after', async () => {
    const { run, said } = recorder();
    const notifier = makeServiceNotifier(
      environment({ WATCHDOG_USEC: '10000000', WATCHDOG_PID: String(process.pid) }),
      run,
    );
    const pass = fakeTime();
    let isWell = true;
    let heldBack = 0;
    notifier.watch(
      () => isWell,
      () => {
        heldBack += 1;
      },
    );
    await pass(0);
    expect(pings(said)).toBe(1);
    await pass(4_999);
    expect(pings(said)).toBe(1);
    await pass(1);
    expect(pings(said)).toBe(2);
    await pass(10_000);
    expect([pings(said), heldBack]).toEqual([4, 0]);
    isWell = false;
    await pass(10_000);
    expect([pings(said), heldBack]).toEqual([4, 2]);
    isWell = true;
    await pass(5_000);
    expect(pings(said)).toBe(5);
    await notifier.stopping();
    await pass(60_000);
    expect(pings(said)).toBe(5);
  });

  test('a health that throws or never answers holds the watchdog back', async () => {
    for (const isWell of [() => Promise.reject(new Error('x')), () => new Promise<boolean>(() => undefined)]) {
      const { run, said } = recorder();
      const pass = fakeTime();
      const heldBack = vi.fn();
      makeServiceNotifier(environment({ WATCHDOG_USEC: '2000000' }), run).watch(isWell, heldBack);
      await pass(10_000);
      expect(said).toEqual([]);
      expect(heldBack.mock.calls.length).toBeGreaterThanOrEqual(10);
    }
  });

  test('an event loop that stands still says nothing', async () => {
    const { run, said } = recorder();
    const notifier = makeServiceNotifier(environment({ WATCHDOG_USEC: '40000' }), run);
    notifier.watch(() => true);
    const end = performance.now() + 200;
    while (performance.now() < end);
    expect(pings(said)).toBe(0);
    await notifier.stopping();
  });

  test.each([
    ['of another process', { WATCHDOG_USEC: '2000000', WATCHDOG_PID: '1' }],
    ['of zero', { WATCHDOG_USEC: '0' }],
    ['that is no number', { WATCHDOG_USEC: '-5x' }],
    ['that is not asked for', {}],
  ])('a watchdog %s is not told', async (_name, more) => {
    const { run, said } = recorder();
    const pass = fakeTime();
    makeServiceNotifier(environment(more), run).watch(() => true);
    await pass(10_000);
    expect(said).toEqual([]);
  });

  test('the datagrams arrive at a socket, through systemd-notify', async () => {
    const folder = temporaryFolder();
    const socket = join(folder, 'notify');
    vi.stubEnv('NOTIFY_SOCKET', socket);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { code } = await runProgram('systemd-notify', ['--version']);
    // Where systemd is not installed a program that does the same stands in for it.
    if (code === undefined) {
      const script = '#!/bin/sh\nprintf "%s\\n" "$@" | socat -u STDIN "UNIX-SENDTO:$NOTIFY_SOCKET"\n';
      chmodSync(put(folder, 'systemd-notify', script), 0o700);
      vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
    }
    let got = '';
    const listener = spawn('socat', ['-u', `UNIX-RECV:${socket}`, 'STDOUT'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(listener, 'exit');
    listener.stdout.on('data', (part: Buffer) => {
      got += part.toString();
    });
    // systemd-notify goes on when the receiver has closed what came along: socat does so only as it ends.
    const under: Promise<void>[] = [];
    try {
      await vi.waitFor(() => expect(existsSync(socket)).toBe(true), { timeout: 5_000 });
      const notifier = makeServiceNotifier({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: '60000000' });
      under.push(notifier.ready(), notifier.status({ waiting: 2, uploading: 0, setAside: 0 }));
      notifier.watch(() => true);
      await vi.waitFor(() => expect(got).toContain('WATCHDOG=1'), { timeout: 5_000 });
      under.push(notifier.stopping());
      await vi.waitFor(() => expect(got).toContain('STOPPING=1'), { timeout: 5_000 });
      await vi.waitFor(() => expect(got).toContain('STATUS='), { timeout: 5_000 });
    } finally {
      listener.kill();
      await ended;
      await Promise.all(under);
    }
    expect(got).toContain('READY=1');
    expect(got).toContain('STATUS=2 waiting, 0 uploading, 0 set aside');
  });
});
