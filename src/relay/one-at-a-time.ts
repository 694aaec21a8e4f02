import type { LinkEvents, Peer, PeerEvents } from '../node/links/link.ts';

/** Who was heard last is waited for so long: MAVLink devices send a heartbeat, receivers a place, each second. */
const SILENT_MS = 10_000;

interface Speaker {
  events: PeerEvents | undefined;
  heardMs: number;
  wasRefused: boolean;
}

/**
 * Hears one peer of a server at a time: the first that speaks, until it leaves, or has been silent for {@link SILENT_MS} when another speaks. A second peer
 * beside it could send what it chooses, see in the output what becomes of that, and so learn how the first one's stream is changed.
 */
export class OneAtATime implements LinkEvents {
  readonly refused = { peers: 0, bytes: 0 };
  readonly #inner: LinkEvents;
  readonly #nowMs: () => number;
  #heard: Speaker | undefined;
  #turn = 0;

  /** @param nowMs a clock that is never set back, in milliseconds */
  constructor(inner: LinkEvents, nowMs: () => number = () => performance.now()) {
    this.#inner = inner;
    this.#nowMs = nowMs;
  }

  /** Which peer is heard: the how manieth, counted from 1. */
  get turn(): number {
    return this.#turn;
  }

  joined(peer: Peer): PeerEvents {
    const speaker: Speaker = { events: undefined, heardMs: 0, wasRefused: false };
    return {
      bytes: (chunk) => {
        const nowMs = this.#nowMs();
        if (this.#heard !== speaker && !this.#admit(speaker, peer, nowMs)) {
          this.refused.bytes += chunk.length;
          return;
        }
        speaker.heardMs = nowMs;
        return speaker.events?.bytes(chunk);
      },
      left: (error) => this.#leave(speaker, error),
    };
  }

  told(notice: string): void {
    this.#inner.told(notice);
  }

  #admit(speaker: Speaker, peer: Peer, nowMs: number): boolean {
    if (this.#heard !== undefined && nowMs - this.#heard.heardMs < SILENT_MS) {
      if (!speaker.wasRefused && this.refused.peers++ === 0) {
        this.told('hears one peer at a time, as somebody else gets what it says; another one is not heard');
      }
      speaker.wasRefused = true;
      return false;
    }
    if (this.#heard !== undefined) this.#leave(this.#heard);
    this.#heard = speaker;
    this.#turn++;
    speaker.events = this.#inner.joined(peer);
    return true;
  }

  #leave(speaker: Speaker, error?: Parameters<PeerEvents['left']>[0]): void {
    if (this.#heard !== speaker) return;
    this.#heard = undefined;
    speaker.events?.left(error);
    speaker.events = undefined;
  }
}
