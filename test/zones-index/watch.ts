import type { ZoneIndex } from '../../src/zones/zone-index.ts';
import { type Passage, type WatchOptions, ZoneWatch } from '../../src/zones/zone-watch.ts';
import type { Fix, Told } from './naive.ts';

/** What a watch tells of a track. */
export function passagesOf(index: ZoneIndex, fixes: readonly Fix[], options?: WatchOptions): Passage[] {
  const passages: Passage[] = [];
  const watch = new ZoneWatch(index, { passage: (passage) => passages.push(passage) }, options);
  for (const { timeS, latitudeDeg, longitudeDeg, altitudeM, overHomeM } of fixes) {
    watch.fix(timeS * 1e6, latitudeDeg, longitudeDeg, altitudeM, overHomeM);
  }
  watch.finish();
  return passages;
}

export function toldOf(passages: readonly Passage[]): Told[] {
  return passages.map(({ kind, zone, timeUs, latitudeDeg, isHeightKnown, isTimeKnown, isFirst }) => ({
    ...{ kind, zone: zone.identifier, timeS: timeUs / 1e6, latitudeDeg, isHeightKnown, isTimeKnown },
    isFirst: isFirst === true,
  }));
}

/** In an order of their own: passages of one fix are told in any. */
export function sorted(told: readonly Told[]): string[] {
  return told.map((one) => JSON.stringify(one)).sort();
}
