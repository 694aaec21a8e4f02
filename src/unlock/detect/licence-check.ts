import type { UnlockLicence } from '../licences/licence.ts';
import { licenceCovers } from '../licences/licence-covers.ts';
import type { LicenceCheck } from './place-events.ts';

/** Who flew what, as far as it is known; the same names as in the licences. */
export interface LicenceHolder {
  readonly device?: string | undefined;
  readonly person?: string | undefined;
}

/** Finds the licence that allows a passage: the one that ends last, so that the answer does not depend on their order. */
export function licenceCheck(licences: readonly UnlockLicence[], { device, person }: LicenceHolder): LicenceCheck {
  const ordered = [...licences].sort(
    (a, b) => (b.untilS ?? Number.POSITIVE_INFINITY) - (a.untilS ?? Number.POSITIVE_INFINITY) || (a.id < b.id ? -1 : 1),
  );
  return ({ zone, timeUs, latitudeDeg, longitudeDeg }, heightOverHomeM) => {
    const purpose = {
      ...{ unixS: timeUs / 1e6, areaCode: zone.identifier, latitudeDeg, longitudeDeg, country: zone.country },
      ...(Number.isNaN(heightOverHomeM) ? {} : { heightM: heightOverHomeM }),
      isDevice: (name: string) => name === device,
      isHolder: (account: string) => account === person,
    };
    const licence = ordered.find((one) => licenceCovers(one, purpose));
    if (licence !== undefined) return licence;
    const wouldCover = (known: Partial<typeof purpose>): boolean =>
      ordered.some((one) => licenceCovers(one, { ...purpose, ...known }));
    if (device === undefined && wouldCover({ isDevice: () => true })) return 'aircraft-unknown';
    if (!Number.isNaN(timeUs)) return undefined;
    // At some time that one of them holds.
    const times = ordered.flatMap(({ fromS, untilS }) => [fromS ?? 0, (untilS ?? 1) - 1]);
    return times.some((unixS) => wouldCover({ unixS, isDevice: () => true })) ? 'time-unknown' : undefined;
  };
}
