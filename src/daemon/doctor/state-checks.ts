import { stat } from 'node:fs/promises';
import { hasCode } from '../../node/errors.ts';
import { presentRootKey } from '../../node/state.ts';
import { isInstanceRunning } from '../ops/instance-lock.ts';
import { type Check, checksNamed } from './check.ts';
import type { DoctorContext } from './context.ts';

const OTHERS = 0o077;

export async function checkStateFolder({ home, platform }: DoctorContext): Promise<Check> {
  const named = checksNamed('state-folder');
  try {
    const facts = await stat(home);
    if (!facts.isDirectory()) return named.failed('The state folder is a file.', 'Name another with --home.');
    if (platform === 'win32') return named.ok('The state folder is there.');
    if (facts.uid !== process.getuid?.()) {
      return named.failed(
        'The state folder belongs to somebody else.',
        'Give it to yourself, or name another with --home.',
      );
    }
    if ((facts.mode & OTHERS) !== 0) {
      return named.failed('Others have access to the state folder, where keys are.', 'Run chmod 700 on it.');
    }
    return named.ok('The state folder is yours alone.');
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return named.ok('There is no state folder yet: it is made at first use.');
    return named.failed('The state folder cannot be looked at.', 'Give it to yourself, or name another with --home.');
  }
}

export async function checkRootKey({ home }: DoctorContext): Promise<Check> {
  const named = checksNamed('root-key');
  try {
    return named.ok(
      (await presentRootKey(home)) === undefined
        ? 'There is no root key yet: it is made at first use.'
        : 'The root key is there, for you alone.',
      'Keep a copy: flightveil keys export.',
    );
  } catch (error) {
    return named.error(error);
  }
}

export async function checkDaemon({ home }: DoctorContext): Promise<Check> {
  const named = checksNamed('daemon');
  try {
    return named.ok((await isInstanceRunning(home)) ? 'A daemon is running.' : 'No daemon is running.');
  } catch (error) {
    return named.error(error);
  }
}
