import type { UnlockEvent } from '../../model/unlock-event.ts';
import type { UnlockLicence } from './licence.ts';

export interface LicenceEventsOptions {
  /** When this list was read, in Unix seconds. */
  readonly importedAtS: number;
  /** What an earlier list said of the licence of this id, and when that was read. */
  readonly before?: { readonly licence: UnlockLicence; readonly importedAtS: number } | undefined;
}

/**
 * What a list tells of a licence beyond what an earlier list told: importing one twice tells nothing new.
 *
 * A list says that a licence was granted, not when. It says whether the licence is switched on, at the time of the list: so is the time of `activated` and of
 * `deactivated`, a bound from above. A licence that was never seen switched on was not switched off. Only the end of its period is exact.
 * @returns no name of a person or an aircraft: who records them says whose they are
 */
export function licenceEvents(
  licence: UnlockLicence,
  { importedAtS, before }: LicenceEventsOptions,
): readonly UnlockEvent[] {
  const { id, areaCodes = [], untilS } = licence;
  const [areaCode, other] = areaCodes;
  const of = {
    evidence: ['licence'],
    licence: id,
    ...(areaCode === undefined || other !== undefined ? {} : { areaCode }),
  } as const;
  const events: UnlockEvent[] = [];
  if (before === undefined) events.push({ kind: 'granted', ...of });
  const hasEnded = untilS !== undefined && untilS <= importedAtS;
  const wasOn = before !== undefined && isOn(before.licence, before.importedAtS);
  const isNowOn = isOn(licence, importedAtS);
  if (isNowOn && !wasOn) events.push({ kind: 'activated', timeUs: importedAtS * 1e6, ...of });
  // What ended was not switched off.
  if (!licence.isEnabled && wasOn && !hasEnded) events.push({ kind: 'deactivated', timeUs: importedAtS * 1e6, ...of });
  const hadEnded =
    before?.licence.untilS !== undefined && before.licence.untilS === untilS && untilS <= before.importedAtS;
  if (hasEnded && !hadEnded) events.push({ kind: 'expired', timeUs: untilS * 1e6, ...of });
  return events;
}

/** Switched on, and its period is not over. */
function isOn({ isEnabled, untilS }: UnlockLicence, atS: number): boolean {
  return isEnabled && (untilS === undefined || atS < untilS);
}
