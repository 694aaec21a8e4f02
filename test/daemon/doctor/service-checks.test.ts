import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLinger, checkService } from '../../../src/daemon/doctor/service-checks.ts';
import { installService, serviceDefinition } from '../../../src/daemon/ops/service.ts';
import { machine } from './machine.ts';

describe('the service', () => {
  const unit = 'systemctl --user is-active flightveil-sync.service';
  const withService = (programs: Parameters<typeof machine>[0] = {}) => {
    const made = machine(programs);
    const folder = made.user;
    const service = serviceDefinition('linux', {
      ...{ nodePath: join(folder, 'node'), cliPath: join(folder, 'main.js'), home: made.context.home },
      ...{ configPath: made.context.configPath, writable: [], userFolder: folder },
    });
    return { ...made.context, service };
  };
  const accepting = async () => ({ code: 0, out: '' });

  test('is absent, runs, does not run, or was installed for something else', async () => {
    const context = withService({ programs: { [unit]: { code: 0, out: 'active\n' } } });
    expect((await checkService(context)).status).toBe('warning');
    await installService(context.service, accepting);
    expect(await checkService(context)).toMatchObject({ status: 'ok', what: 'The service is installed and runs.' });
    const stopped = { ...context, run: async () => ({ code: 3, out: 'failed\n' }) };
    expect(await checkService(stopped)).toMatchObject({
      status: 'warning',
      what: expect.stringContaining('does not run (failed)'),
    });
    const other = { ...context, service: { ...context.service, text: `${context.service.text}#` } };
    expect(await checkService(other)).toMatchObject({ status: 'warning', advice: 'Run flightveil service install.' });
  });

  test('goes on after logout or not', async () => {
    for (const [out, words] of [
      ['yes', 'while you are logged out'],
      ['no', 'only while you are logged in'],
    ] as const) {
      const context = withService({ programs: { loginctl: { code: 0, out: `${out}\n` } } });
      expect((await checkLinger(context))[0]!.what).toContain(words);
    }
    expect(await checkLinger(withService())).toEqual([]);
  });
});
