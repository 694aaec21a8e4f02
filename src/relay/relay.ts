import { createFilter } from '../filter/create-filter.ts';
import type { FilterOptions } from '../filter/filter-options.ts';
import { allFormats } from '../formats/index.ts';
import type { LiveDecision } from '../live/live-decision.ts';
import { Tap } from '../live/tap.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import { mustBeApart } from '../node/links/apart.ts';
import type { Link } from '../node/links/link.ts';
import { isLocal, type LinkFormat, type LinkUrl } from '../node/links/link-url.ts';
import { openLink } from '../node/links/open-link.ts';
import { formatOfFile } from '../node/links/play-file.ts';
import type { Decision, Request } from '../policy/request.ts';
import { BackRules } from './back-rules.ts';
import type { StreamFollower } from './follower.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { RelayInput } from './relay-input.ts';
import { RelayOutput } from './relay-output.ts';
import type { RelayStatus } from './status.ts';
import { packetsOf, withoutStamps } from './whole-frames.ts';

export interface RelayTarget {
  readonly url: LinkUrl;
  /** Its decision, and whether that still holds. */
  readonly live: LiveDecision;
}

export interface RelayOptions {
  readonly from: LinkUrl;
  /** At least one. */
  readonly to: readonly RelayTarget[];
  /** The device's root key: see `createFilter`. */
  readonly key: Uint8Array;
  /** A new name for each run, so that its draws are fresh. */
  readonly flight: string;
  readonly formats?: readonly Format[];
  /** Follows what each device of the input says, before it is filtered: made with its first byte. An error in it ends the relay. */
  readonly follow?: (format: Format) => StreamFollower;
  /** Output files that exist are replaced. */
  readonly replace?: boolean;
  /** Something for people to know about a link; `output` is its place in `to`, undefined for the input. */
  readonly told?: (notice: string, output: number | undefined) => void;
  /** Told at once when nothing more will go to an output. */
  readonly outputEnded?: (end: OutputEnd, output: number) => void;
}

/** How one output ended. */
export interface OutputEnd {
  readonly state: 'done' | 'withdrawn' | 'failed';
  readonly error: FlightveilError | undefined;
}

export interface RelayEnd {
  readonly outputs: readonly OutputEnd[];
  /** Why the input ended, if not in good order. */
  readonly inputError: FlightveilError | undefined;
  readonly status: RelayStatus;
}

export interface Relay {
  /** Settled when the input has ended or no output is left, and all that was released is written. Never rejected. */
  readonly ended: Promise<RelayEnd>;
  /** Where servers listen: the input, and the outputs. */
  readonly ports: { readonly from: number | undefined; readonly to: readonly (number | undefined)[] };
  status(): RelayStatus;
  /** Ends it in good order; a reader that does not read is not waited for. */
  close(): Promise<RelayEnd>;
  /** Ends it as {@link close}, for something that went wrong beside it. */
  fail(error: unknown): void;
}

/**
 * Passes what comes from one link on to others, each filtered under its own decision. Outputs are opened first, then the input: nothing that came
 * before all was decided is kept.
 * @throws FlightveilError `usage` for links that do not fit each other, `withheld` for a decision that releases nothing of a stream, `link-failed` and
 *   those of files for links that cannot be opened; nothing is open then
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const formats = options.formats ?? allFormats();
  const input = await inputFormat(options.from, formats);
  return LiveRelay.start(options, formats, input);
}

/** The format of an input: as it was given, or as its file has it. @throws FlightveilError `unknown-format`, `input-unreadable` */
export async function inputFormat({ format, place }: LinkUrl, formats: readonly Format[]): Promise<LinkFormat> {
  if (format !== undefined) return format;
  return place.kind === 'file' ? formatOfFile(place.path, formats) : 'mavlink';
}

/** The format of an output: that of the input; links get frames of a .tlog without its time stamps. @throws FlightveilError `usage` */
export function outputFormat({ format, place }: LinkUrl, input: LinkFormat): LinkFormat {
  const isStored = place.kind === 'file' || place.kind === 'stdio';
  const own = input === 'tlog' && !isStored ? 'mavlink' : input;
  if (format === undefined || format === own) return own;
  if (input === 'tlog' && format !== 'nmea') return format;
  throw new FlightveilError('usage', `the input has the format ${input}, which is not made into ${format}`);
}

/** What the check of an output depends on beside the output. */
export interface TargetContext {
  readonly from: LinkUrl;
  readonly input: LinkFormat;
  readonly formats: readonly Format[];
}

/**
 * Whatever can be said against an output under a decision, before anything is opened.
 * @throws FlightveilError `withheld` where nothing of a stream is released, `usage` for parameters that do not fit
 */
export function checkTarget(url: LinkUrl, decision: Decision<Request>, { from, input, formats }: TargetContext): void {
  const format = outputFormat(url, input);
  if (url.allow.length > 0) {
    mustTakeBack(from, format);
    new BackRules(url.allow, decision.disclosure, formats);
  }
  createFilter({ decision, formats, format: input, seed: 'nothing is filtered by this one' });
}

class LiveRelay implements Relay {
  readonly ended: Promise<RelayEnd>;
  readonly #outputs: RelayOutput[] = [];
  readonly #input: RelayInput;
  /** Where others get what it says, and anybody could speak. */
  readonly #oneAtATime: OneAtATime | undefined;
  readonly #links: Link[] = [];
  #inputLink: Link | undefined;
  #inputError: FlightveilError | undefined;
  #settle!: (end: RelayEnd) => void;
  #isEnding = false;
  readonly #told = new AbortController();

  private constructor(options: RelayOptions, formats: readonly Format[], input: LinkFormat) {
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const told = (output: number | undefined) => (notice: string) => options.told?.(notice, output);
    const filterOf = ({ decision }: Pick<RelayOutput, 'decision'>): FilterOptions => ({
      ...{ decision, formats, format: input, key: options.key },
      // What different recipients get cannot be told to belong together, nor do different devices share draws.
      flight: `${options.flight} ${decision.request.recipient}${this.#turnName()}`,
    });
    for (const [index, { url, live }] of options.to.entries()) {
      checkTarget(url, live.decision, { from: options.from, input, formats });
      const format = outputFormat(url, input);
      // A key that cannot have been drawn is found here, not with the first byte.
      createFilter(filterOf(live));
      const rules = url.allow.length === 0 ? undefined : new BackRules(url.allow, live.decision.disclosure, formats);
      this.#outputs.push(
        new RelayOutput({
          ...{ url, live, told: told(index) },
          back: rules === undefined ? undefined : () => rules.gate((frame) => this.#input.sendBack(frame)),
          prepare: input === 'tlog' && format === 'mavlink' ? withoutStamps : undefined,
          onEnd: () => {
            options.outputEnded?.(endOf(this.#outputs[index]!), index);
            if (this.#outputs.every(({ state }) => state !== 'open')) this.#end();
          },
        }),
      );
    }
    this.#input = new RelayInput({
      ...{ url: options.from, outputs: this.#outputs, told: told(undefined) },
      isLines: input === 'nmea' && options.from.place.kind !== 'file',
      tapInto: (output) => new Tap({ ...filterOf(output), output }),
      follow: options.follow && (() => options.follow!(formats.find(({ name }) => name === input)!)),
      failed: (error) => this.fail(error),
    });
    const isServer = options.from.place.kind === 'udp-server' || options.from.place.kind === 'tcp-server';
    if (isServer && options.to.some(isOthers)) this.#oneAtATime = new OneAtATime(this.#input);
  }

  static async start(options: RelayOptions, formats: readonly Format[], input: LinkFormat): Promise<LiveRelay> {
    if (options.to.length === 0) throw new FlightveilError('usage', 'a relay needs an output');
    const relay = new LiveRelay(options, formats, input);
    const replace = options.replace ?? false;
    await mustBeApart(
      options.from.place,
      options.to.map(({ url }) => url.place),
    );
    try {
      for (const output of relay.#outputs) {
        const packets = packetsOf(outputFormat(output.url, input));
        const link = await openLink(output.url.place, 'to', output, { packets, replace });
        relay.#links.push(link);
        output.attach(link);
      }
      const format = formats.find(({ name }) => name === input);
      const packets = packetsOf(input);
      const { place } = options.from;
      const link = await openLink(place, 'from', relay.#oneAtATime ?? relay.#input, {
        packets,
        ...(format === undefined ? {} : { format }),
      });
      relay.#inputLink = link;
      relay.#input.attach(link);
      link.ended.then(
        () => relay.#end(),
        (error: unknown) => {
          relay.#inputError = error instanceof FlightveilError ? error : undefined;
          relay.#end();
        },
      );
      if (relay.#isEnding) link.drop();
    } catch (error) {
      relay.#isEnding = true;
      for (const link of relay.#links) link.drop();
      throw error;
    }
    return relay;
  }

  get ports() {
    return { from: this.#inputLink?.port, to: this.#links.map(({ port }) => port) };
  }

  status(): RelayStatus {
    const { peers = 0, bytes = 0 } = this.#oneAtATime?.refused ?? {};
    const input = this.#input.status();
    return {
      input: { ...input, refusedPeers: input.refusedPeers + peers, refusedBytes: input.refusedBytes + bytes },
      outputs: this.#outputs.map((output) => output.status()),
    };
  }

  close(): Promise<RelayEnd> {
    this.#told.abort();
    this.#end();
    return this.ended;
  }

  /** Of the peer that is heard now: taps are made while it speaks. */
  #turnName(): string {
    const turn = this.#oneAtATime?.turn ?? 0;
    return turn === 0 ? '' : ` ${turn}`;
  }

  fail(error: unknown): void {
    this.#inputError ??= error instanceof FlightveilError ? error : undefined;
    this.#end();
  }

  #end(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    void this.#finish();
  }

  async #finish(): Promise<void> {
    await this.#inputLink?.close().catch(() => undefined);
    await Promise.all(this.#outputs.map((output) => output.close(this.#told.signal)));
    this.#settle({
      outputs: this.#outputs.map(endOf),
      inputError: this.#inputError,
      status: this.status(),
    });
  }
}

function endOf({ endedAs, error }: RelayOutput): OutputEnd {
  return { state: endedAs === 'open' ? 'done' : endedAs, error };
}

/** Whether somebody else gets what goes there. */
function isOthers({ url, live: { decision } }: RelayTarget): boolean {
  return !isLocal(url.place) || decision.request.recipient !== 'self';
}

/** @throws FlightveilError `usage` where nothing can be sent back, or what is would go to another machine that this one has called */
function mustTakeBack({ place }: LinkUrl, format: LinkFormat): void {
  if (format === 'nmea') throw new FlightveilError('usage', 'nothing goes back to a receiver of NMEA sentences');
  if (place.kind === 'file' || place.kind === 'stdio') {
    throw new FlightveilError('usage', 'nothing can be sent back to a file or to standard input');
  }
  if ((place.kind === 'tcp-client' || place.kind === 'udp-client') && !isLocal(place)) {
    throw new FlightveilError('usage', 'nothing is sent back to another machine that is called as the input', {
      advice:
        'What goes to other machines is filtered: make it an output. Or let the device call: tcp://:PORT, udp://:PORT.',
    });
  }
}
