import { serviceState } from '../ops/service.ts';
import { type Check, checksNamed } from './check.ts';
import type { DoctorContext } from './context.ts';

const INSTALL = 'Run flightveil service install.';

export async function checkService({ service, platform, run }: DoctorContext): Promise<Check> {
  const named = checksNamed('service');
  if (service === undefined) return named.ok('There is no service definition for this platform.');
  try {
    const state = await serviceState(service);
    if (state === 'absent') {
      return named.warning('No service is installed: sync runs only while somebody has started it.', INSTALL);
    }
    if (state === 'outdated') {
      return named.warning('The service was installed by another version or for other folders.', INSTALL);
    }
  } catch (error) {
    return named.error(error);
  }
  if (platform !== 'linux') return named.ok('The service is installed.');
  const unit = service.path.slice(service.path.lastIndexOf('/') + 1);
  const { code, out } = await run('systemctl', ['--user', 'is-active', unit]);
  if (code === undefined) return named.warning('The service is installed; whether it runs cannot be known here.');
  if (code === 0) return named.ok('The service is installed and runs.');
  const word = out.trim();
  return named.warning(
    `The service is installed and does not run${/^[a-z-]{1,20}$/.test(word) ? ` (${word})` : ''}.`,
    `See systemctl --user status ${unit}; flightveil service install starts it again.`,
  );
}

/** Whether the user's services go on after the last logout: loginctl(1), enable-linger. */
export async function checkLinger({ platform, run, service }: DoctorContext): Promise<readonly Check[]> {
  if (platform !== 'linux' || service === undefined) return [];
  const uid = process.getuid?.();
  if (uid === undefined) return [];
  const { code, out } = await run('loginctl', ['show-user', String(uid), '--property=Linger', '--value']);
  const named = checksNamed('linger');
  if (code === 0 && out.trim() === 'yes') return [named.ok('The service also runs while you are logged out.')];
  if (code === 0 && out.trim() === 'no') {
    return [named.ok('The service runs only while you are logged in.', 'To change that, run loginctl enable-linger.')];
  }
  return [];
}
