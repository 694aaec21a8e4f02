import { dataflashLog, dataflashText } from './dataflash/log.ts';
import type { Span } from './rows.ts';
import { type FlightSecrets, sampleSecrets } from './secrets.ts';
import { ulogLog } from './ulog/log.ts';

/** Formats in which autopilots log on board, by the ending of a file's name. */
export type OnboardFormat = keyof typeof writers;

const writers = { bin: dataflashLog, log: dataflashText, ulg: ulogLog } as const;

export function isOnboardFormat(name: string): name is OnboardFormat {
  return Object.hasOwn(writers, name);
}

/**
 * The same flight as its autopilot would have logged it on board: ArduCopter 4.6 for `bin` and `log`, PX4 1.16 for `ulg`. The same arguments
 * give the same bytes, as with MAVLink.
 * @param span seconds since the start of the flight; default: from a little before take-off until after landing
 */
export function onboardLog(format: OnboardFormat, secrets: FlightSecrets = sampleSecrets, span?: Span): Uint8Array {
  return span === undefined ? writers[format](secrets) : writers[format](secrets, span);
}
