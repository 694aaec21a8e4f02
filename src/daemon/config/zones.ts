import { FlightveilError } from '../../model/errors.ts';
import { isPlace, userZones } from '../../node/user-zones.ts';
import { toldOf } from './policy.ts';
import type { Reading } from './reading.ts';

/** Zones as they count: files by their absolute paths. Adds a problem for each that cannot be used. */
export async function readZones(written: readonly string[], reading: Reading): Promise<readonly string[]> {
  const { problems } = reading;
  const zones: string[] = [];
  for (const [index, value] of written.entries()) {
    const at = ['zones', index];
    const zone = isPlace(value) ? value : reading.path(at, value);
    if (problems.touch(at)) continue;
    zones.push(zone);
    try {
      await userZones([zone], { mustBeOwn: true });
    } catch (error) {
      if (!(error instanceof FlightveilError)) throw error;
      problems.add(at, `cannot be used: ${toldOf(error)}`);
    }
  }
  return zones;
}
