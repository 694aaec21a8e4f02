import type { LinkUrl } from '../node/links/link-url.ts';
import { linkForms } from '../node/links/link-url.ts';
import type { OutputStatus, RelayStatus } from '../relay/status.ts';
import { plainName } from './console.ts';

/** What `relay --help` says beside its options. */
export const relayHelp = `
Links: ${linkForms}.
Parameters, behind a question mark: format=mavlink|nmea|tlog, baud=, bind=ADDRESS of servers;
  of inputs: of=operator|aircraft (whose receiver NMEA sentences come from), rate=real|full (files);
  of outputs: for=, recipient=, level=, queue=UNITS, drop=newest|never, allow=NAME,NAME.
tcp://:PORT and udp://:PORT listen on all addresses of this machine unless bind= names one.
Outputs on this machine (loopback, files, serial lines, standard output) are for your own use unless it is said what for. Serial lines count as
this machine's own: mind what radio is plugged in. Others need a purpose and a recipient.
An output that is too slow: live links drop the oldest that waits (drop=newest); files and standard output drop nothing (drop=never, also for
serial lines while they are plugged in), and the input is not read meanwhile: TCP senders wait, what UDP and serial lines bring beyond the system's
buffers is lost there. At the end of the input such an output takes the time that its reader takes; a signal ends the wait after 2 seconds.
Nothing goes back to the devices but the MAVLink messages that allow= names, commands as COMMAND_LONG:MAV_CMD_NAME.
A withdrawn output stays closed until the relay is started again, whatever is granted meanwhile.`;

/** One line for people: counts of what went where. */
export function statusLine(status: RelayStatus): string {
  const { input, outputs } = status;
  return [
    `in ${input.peers} ${input.peers === 1 ? 'peer' : 'peers'}, ${input.bytes} bytes`,
    ...outputs.map(shortOf),
  ].join('; ');
}

function shortOf({ link, state, framesReleased, dropped, peers }: OutputStatus): string {
  const doing = state === 'open' ? `${peers} ${peers === 1 ? 'peer' : 'peers'}` : state;
  const lost = dropped.units === 0 ? '' : `, ${dropped.units} dropped`;
  return `${plainName(link)}: ${doing}, ${framesReleased} frames${lost}`;
}

/** What became of each link, for people. */
export function summaryOf({ input, outputs }: RelayStatus): string {
  const refused = listed([
    [input.refusedPeers, 'peers'],
    [input.refusedBytes, 'bytes'],
  ]);
  const lines = [`${plainName(input.link)}: ${input.bytes} bytes${refused === '' ? '' : `, refused ${refused}`}`];
  for (const output of outputs) {
    const { framesReleased, framesWithheld, written, dropped, discarded, unheard, gapBytes, back } = output;
    const gaps = Object.entries(gapBytes).map(([reason, bytes]) => `${bytes} bytes ${reason}`);
    lines.push(
      `${plainName(output.link)}: ${output.state}, ${framesReleased} frames released, ${framesWithheld} withheld, ${written.bytes} bytes sent`,
      ...detail('not sent', [
        [dropped.units, 'pieces dropped from a full queue'],
        [discarded.units, 'pieces forgotten at an end'],
        [unheard.units, 'pieces without anybody to get them'],
      ]),
      ...(gaps.length === 0 ? [] : [`  no frames in the input: ${gaps.join(', ')}`]),
      ...detail('back to the devices', [
        [back.frames, 'frames'],
        [back.deniedBytes, 'bytes denied'],
      ]),
    );
  }
  return `${lines.join('\n')}\n`;
}

function detail(title: string, counts: readonly (readonly [number, string])[]): string[] {
  const text = listed(counts);
  return text === '' ? [] : [`  ${title}: ${text}`];
}

function listed(counts: readonly (readonly [number, string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

/** Where a server listens, in words: the user did not say which addresses. */
export function listening({ place }: LinkUrl, port: number | undefined): string | undefined {
  if (place.kind !== 'udp-server' && place.kind !== 'tcp-server') return undefined;
  return `listens on port ${port} of ${place.bind ?? 'all addresses of this machine'}`;
}
