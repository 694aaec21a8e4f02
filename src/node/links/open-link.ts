import type { Format } from '../../model/format.ts';
import { IDLE_MS, type Link, type LinkEvents } from './link.ts';
import type { LinkPlace, Side } from './link-url.ts';
import { PlayFile } from './play-file.ts';
import { RecordFile } from './record-file.ts';
import { SerialLink } from './serial-link.ts';
import { StandardInput, StandardOutput } from './stdio-link.ts';
import { TcpClient } from './tcp-client.ts';
import { TcpServer } from './tcp-server.ts';
import { UdpClient } from './udp-client.ts';
import type { Packets } from './udp-peer.ts';
import { QUIET_MS, UdpServer } from './udp-server.ts';

export interface OpenLinkOptions {
  /** Cuts units into datagrams. */
  readonly packets: Packets;
  /** Of a file that is played: its format, for its own time. */
  readonly format?: Format;
  /** Files that exist are replaced. */
  readonly replace?: boolean;
}

/**
 * Opens a link as an input or an output.
 * @throws FlightveilError `link-failed` for an address or port that cannot be used, and those of reading and writing files
 */
export async function openLink(
  place: LinkPlace,
  side: Side,
  events: LinkEvents,
  { packets, format, replace = false }: OpenLinkOptions,
): Promise<Link> {
  switch (place.kind) {
    case 'udp-server':
      // Listeners may have nothing to say; devices do.
      return UdpServer.open(place.bind, place.port, events, packets, side === 'from' ? QUIET_MS : IDLE_MS);
    case 'udp-client':
      return new UdpClient(place.host, place.port, events, packets, side === 'from');
    case 'tcp-server':
      // A device that says nothing keeps the place of another; a listener has nothing to say.
      return TcpServer.open(place.bind, place.port, events, side === 'from' ? IDLE_MS : 0);
    case 'tcp-client':
      return new TcpClient(place.host, place.port, events);
    case 'serial':
      return SerialLink.open(place.path, place.baud, events);
    case 'file':
      if (side === 'to') return RecordFile.open(place.path, replace, events);
      return PlayFile.open(place.path, place.rate === 'real' ? format : undefined, events);
    case 'stdio':
      return side === 'from' ? new StandardInput(events) : new StandardOutput(events);
  }
}
