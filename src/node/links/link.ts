import type { FlightveilError } from '../../model/errors.ts';

/** The far end of a link: a connection, an address that was heard from, a serial line, a file. */
export interface Peer {
  /**
   * Takes whole frames or lines; they are the peer's from then on.
   * @returns where no more should come before it is settled, a promise; it is rejected if the peer is gone
   */
  send(unit: Uint8Array): void | Promise<void>;
  /** Ends in good order: what was sent arrives. */
  end(): Promise<void>;
  /** Breaks off at once: what was sent and has not left yet is forgotten. */
  drop(): void;
  /** Units it has taken that are not written, and their bytes; undefined where nobody knows. */
  readonly unsent?: { readonly units: number; readonly bytes: number };
}

/** Who gets what a peer says. */
export interface PeerEvents {
  /** Bytes as they come, only to be read before it returns. A promise lets the peer wait, where that is possible, until it is settled. */
  bytes(chunk: Uint8Array): void | Promise<void>;
  /** It is gone, or has said all that it had to say; told once. */
  left(error?: FlightveilError): void;
}

export interface LinkEvents {
  joined(peer: Peer): PeerEvents;
  /** Something for people to know, without a value of a log and without an address that the user did not give. */
  told(notice: string): void;
}

/** Ways to other programs and machines, with a peer or several, one after the other or at once. */
export interface Link {
  /** Settled when no peer is left and none will come; rejected if the link has failed for good. */
  readonly ended: Promise<void>;
  /** Takes no more peers and lets those that are there end in good order. */
  close(): Promise<void>;
  /** Breaks off: see {@link Peer.drop}. */
  drop(): void;
  /** Peers and bytes that were refused for want of room. */
  readonly refused: { readonly peers: number; readonly bytes: number };
  /** Of servers: where they listen. */
  readonly port?: number;
}

/** How many peers a server has at most. */
export const MOST_PEERS = 16;
/** A peer that says nothing for so long is gone: devices over TCP, and whoever sends datagrams. */
export const IDLE_MS = 300_000;
/** A peer that has been sent something and takes nothing of it for so long is gone. */
export const STALL_MS = 30_000;
/** How long a peer that is told to end may take. */
export const END_MS = 2_000;
