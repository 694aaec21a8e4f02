/** How a receiver writes. */
export interface Receiver {
  readonly hertz: number;
  /** Of minutes. */
  readonly decimals: number;
  readonly talker: 'GP' | 'GN';
  /** Cells by version of the standard: 2.2 has no mode, 4.1 a navigational status and numbers of systems. */
  readonly version: 2.2 | 3 | 4.1;
  readonly lineEnd: '\n' | '\r\n';
  /** RMC and ZDA tell the date. */
  readonly hasDate: boolean;
}

/**
 * `usual`: one with several systems of satellites, five decimals and five epochs a second; `precise`: seven decimals, ten epochs; `old`: GPS
 * alone, four decimals; `dateless`: sentences without a date only.
 */
const receivers = {
  usual: { hertz: 5, decimals: 5, talker: 'GN', version: 4.1, lineEnd: '\r\n', hasDate: true },
  precise: { hertz: 10, decimals: 7, talker: 'GN', version: 4.1, lineEnd: '\n', hasDate: true },
  old: { hertz: 5, decimals: 4, talker: 'GP', version: 2.2, lineEnd: '\r\n', hasDate: true },
  dateless: { hertz: 5, decimals: 5, talker: 'GP', version: 3, lineEnd: '\n', hasDate: false },
} as const satisfies Record<string, Receiver>;

export type NmeaReceiver = keyof typeof receivers;
export const nmeaReceivers = Object.keys(receivers) as readonly NmeaReceiver[];

export function receiverOf(name: NmeaReceiver): Receiver {
  return receivers[name];
}
