import { ownUse } from '../live/live-decision.ts';
import { LiveOutput } from '../live/live-output.ts';
import type { Tap } from '../live/tap.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Link, LinkEvents, Peer, PeerEvents } from '../node/links/link.ts';
import type { LinkUrl } from '../node/links/link-url.ts';
import { WholeLines } from '../node/links/whole-lines.ts';
import type { StreamFollower } from './follower.ts';
import type { RelayOutput } from './relay-output.ts';
import type { InputStatus } from './status.ts';
import { together } from './together.ts';

/** What may wait for a device on the way back. */
const BACK_LIMITS = { units: 64, bytes: 1 << 15 };

export interface RelayInputOptions {
  readonly url: LinkUrl;
  /** What comes is lines: whole ones are handed on. */
  readonly isLines: boolean;
  readonly outputs: readonly RelayOutput[];
  /** Makes the tap of a new peer into an output. */
  readonly tapInto: (output: RelayOutput) => Tap;
  readonly told: (notice: string) => void;
  /** Makes what follows a new peer's stream. */
  readonly follow: (() => StreamFollower) | undefined;
  /** Told of an error in a follower. */
  readonly failed: (error: unknown) => void;
}

/** The input of a relay: each peer has taps of its own, so that what is known of one stream is not used for another. */
export class RelayInput implements LinkEvents {
  readonly #options: RelayInputOptions;
  readonly #peers = new Map<Peer, { readonly source: Source; readonly back: LiveOutput }>();
  #link: Link | undefined;
  #bytes = 0;
  #droppedLineBytes = 0;

  constructor(options: RelayInputOptions) {
    this.#options = options;
  }

  attach(link: Link): void {
    this.#link = link;
  }

  joined(peer: Peer): PeerEvents {
    const source = new Source(this.#options);
    const [{ decision }] = this.#options.outputs as [RelayOutput];
    // The devices are the pilot's own; what may go to them was asked on the way in.
    const back = new LiveOutput({
      live: ownUse(decision),
      sink: { write: (unit) => peer.send(unit) },
      limits: BACK_LIMITS,
    });
    this.#peers.set(peer, { source, back });
    const { isLines, url } = this.#options;
    const areDatagrams = /^udp-/.test(url.place.kind);
    const lines = isLines ? new WholeLines((line) => source.push(line), areDatagrams) : undefined;
    return {
      bytes: (chunk) => {
        this.#bytes += chunk.length;
        return lines === undefined ? source.push(chunk) : lines.push(chunk);
      },
      left: () => {
        if (!this.#peers.delete(peer)) return;
        void lines?.finish();
        this.#droppedLineBytes += lines?.droppedBytes ?? 0;
        back.stop();
        source.finish();
      },
    };
  }

  told(notice: string): void {
    this.#options.told(notice);
  }

  /** Sends a frame to all devices that were heard. */
  sendBack(frame: Uint8Array): void {
    for (const { back } of this.#peers.values()) void back.offer(frame);
  }

  status(): InputStatus {
    const { peers = 0, bytes = 0 } = this.#link?.refused ?? {};
    return {
      ...{ link: this.#options.url.name, peers: this.#peers.size, bytes: this.#bytes },
      ...{ refusedPeers: peers, refusedBytes: bytes + this.#droppedLineBytes },
    };
  }
}

/** The taps of one peer, made with its first byte. An error in one ends that one. */
class Source {
  readonly #options: RelayInputOptions;
  #taps: { readonly tap: Tap; readonly output: RelayOutput }[] | undefined;
  #follower: StreamFollower | undefined;

  constructor(options: RelayInputOptions) {
    this.#options = options;
  }

  push(bytes: Uint8Array): void | Promise<void> {
    this.#taps ??= this.#begin();
    this.#follow((follower) => follower.push(bytes));
    let waits: Promise<void>[] | undefined;
    for (const entry of this.#taps) {
      try {
        const wait = entry.tap.push(bytes);
        if (wait !== undefined) (waits ??= []).push(wait);
      } catch (error) {
        this.#end(entry, error);
      }
    }
    return together(waits);
  }

  finish(): void {
    this.#follow((follower) => follower.finish());
    for (const entry of this.#taps ?? []) {
      try {
        void entry.tap.finish();
        this.#end(entry);
      } catch (error) {
        this.#end(entry, error);
      }
    }
  }

  #follow(show: (follower: StreamFollower) => void): void {
    if (this.#follower === undefined) return;
    try {
      show(this.#follower);
    } catch (error) {
      this.#follower = undefined;
      this.#options.failed(error);
    }
  }

  #begin() {
    this.#follower = this.#options.follow?.();
    const open = this.#options.outputs.filter(({ state }) => state === 'open');
    return open.map((output) => {
      const tap = this.#options.tapInto(output);
      output.adopt(tap);
      return { output, tap };
    });
  }

  #end(entry: { readonly tap: Tap; readonly output: RelayOutput }, error?: unknown): void {
    this.#taps = this.#taps!.filter((other) => other !== entry);
    entry.output.retire(entry.tap);
    if (error instanceof FlightveilError) this.#options.told(`a stream ends here: ${error.message}`);
  }
}
