import { presentSpoolKey } from '../../sync/spool/spool-key.ts';
import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';

const KEYRING_MS = 10_000;

/** Where the spool's key is, and what that protects against. */
export async function checkSpoolKey({ home }: DoctorContext, { config }: Checked): Promise<Check> {
  const named = checksNamed('spool-key');
  try {
    const key = await presentSpoolKey(home, { key: config.spool.key, keyringMs: KEYRING_MS });
    if (key === undefined) return named.ok('There is no spool yet: its key is made with it.');
    return key.from === 'keyring'
      ? named.ok(
          'The key of the spool is in the keyring: whoever gets the disk cannot read what waits. Programs that you run can, while it is unlocked.',
        )
      : named.ok(
          'The key of the spool is in a file beside it: other users cannot read what waits. Whoever gets the whole disk can.',
          'Encrypt the disk, or keep the key in the keyring.',
        );
  } catch (error) {
    return named.error(error);
  }
}
