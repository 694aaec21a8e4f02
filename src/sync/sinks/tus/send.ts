import type { Delivery, Outcome, Shipment, ShipmentPart, Verified } from '../../sink.ts';
import { outcomeOf, SinkFailure } from '../http/failure.ts';
import { type Capabilities, capabilities } from './answers.ts';
import { type Ask, failureOfTus, UploadLost } from './ask.ts';
import type { PartJob } from './guarded-stack.ts';
import { readBack } from './read-back.ts';
import { fromRemembered, MAX_LEFT, type OpenUpload, type TusState, toRemembered } from './state.ts';
import { terminate } from './terminate.ts';
import { uploadPart } from './upload-part.ts';

/** An upload that is lost is begun again so many times in one try. */
const MOST_NEW_BEGINNINGS = 2;

/** On a line that drops before a log is read back, it is not read for ever: what the server acknowledged must do. */
const MOST_READ_BACKS = 5;

/** What a send needs of its sink. */
export interface Sending {
  readonly ask: Ask;
  /** The creation address, in normal form. */
  readonly endpoint: string;
  readonly chunkBytes: number;
  /** Gets what the server says that it can do. */
  readonly learn: (capabilities: Capabilities) => void;
}

/** Sends the parts of a shipment one after the other; see {@link Sink.send}. */
export async function sendShipment(sending: Sending, shipment: Shipment, delivery: Delivery): Promise<Outcome> {
  const state = fromRemembered(delivery.remembered, sending.endpoint);
  try {
    if (state.part < shipment.parts.length) await new Try(sending, shipment, delivery, state).run();
    return { kind: 'delivered', verified: state.hashed ? 'hash' : 'length', remote: toRemembered(state) };
  } catch (error) {
    if (delivery.signal.aborted) throw delivery.signal.reason;
    if (error instanceof SinkFailure) return outcomeOf(error);
    throw error;
  }
}

class Try {
  readonly #sending: Sending;
  readonly #shipment: Shipment;
  readonly #delivery: Delivery;
  readonly #state: TusState;
  #beginnings = 0;

  constructor(sending: Sending, shipment: Shipment, delivery: Delivery, state: TusState) {
    this.#sending = sending;
    this.#shipment = shipment;
    this.#delivery = delivery;
    this.#state = state;
  }

  async run(): Promise<void> {
    const { parts } = this.#shipment;
    const { checksum, maxBytes } = await this.#ask();
    for (let part = parts[this.#state.part]; part !== undefined; part = parts[this.#state.part]) {
      if (maxBytes !== undefined && part.sizeBytes > maxBytes)
        throw new SinkFailure('too-large', { facts: { maxBytes } });
      await this.#sendPart(part, checksum);
    }
  }

  async #ask(): Promise<Capabilities> {
    const { ask, endpoint, learn } = this.#sending;
    await this.#delivery.allow(0);
    const answer = await ask({ method: 'OPTIONS', url: endpoint, signal: this.#delivery.signal });
    const learnt = capabilities((name) => (answer.status < 300 ? answer.headers.get(name) : undefined));
    learn(learnt);
    return learnt;
  }

  async #sendPart(part: ShipmentPart, checksum: Capabilities['checksum']): Promise<void> {
    const { ask, endpoint, chunkBytes } = this.#sending;
    const state = this.#state;
    const delivery = this.#delivery;
    const remember = () => delivery.remember(toRemembered(state));
    const job: PartJob = { ask, endpoint, part, state, delivery, remember, checksum };
    if (isStale(state, part)) await this.#giveUp();
    if (state.open === undefined) await this.#mayBegin();
    for (;;) {
      try {
        await uploadPart(job, chunkBytes, this.#metadata(part));
        break;
      } catch (error) {
        if (!(error instanceof UploadLost)) throw error;
        await this.#giveUp();
        if (++this.#beginnings > MOST_NEW_BEGINNINGS) throw new SinkFailure(error.reason);
      }
    }
    const open = state.open;
    if (open === undefined) throw new SinkFailure('answer-invalid');
    const verified = await this.#verify(open, part, remember);
    if (verified === undefined) {
      await this.#giveUp();
      throw new SinkFailure('hash-differs');
    }
    state.hashed &&= verified === 'hash';
    state.done.push(open.url);
    state.open = undefined;
    state.part++;
    remember();
  }

  /** Undefined: what the server has differs. */
  async #verify(open: OpenUpload, part: ShipmentPart, remember: () => void): Promise<Verified | undefined> {
    if (part.sizeBytes > 0 && open.checked) return 'hash';
    if (open.readBacks >= MOST_READ_BACKS) return 'length';
    open.readBacks++;
    remember();
    return readBack(this.#sending.ask, open.url, part, this.#delivery);
  }

  /** Leaves the open upload, and has the server remove it if it will. A DELETE carries nothing of the log: it needs no decision. */
  async #giveUp(): Promise<void> {
    const state = this.#state;
    if (state.open === undefined) return;
    state.left.push(state.open.url);
    state.open = undefined;
    this.#delivery.remember(toRemembered(state));
    await this.#clear(state.left.slice(-1));
    await this.#mayBegin();
  }

  /** @throws SinkFailure if too many uploads wait for their removal already */
  async #mayBegin(): Promise<void> {
    const { left } = this.#state;
    if (left.length >= MAX_LEFT) await this.#clear([...left]);
    if (left.length >= MAX_LEFT) throw new SinkFailure('answer-invalid', { facts: { left: left.length } });
  }

  async #clear(urls: readonly string[]): Promise<void> {
    const { left } = this.#state;
    for (const url of urls) {
      const removal = await terminate(this.#sending.ask, url, this.#delivery.signal);
      if (removal === 'removed' || removal === 'absent') left.splice(left.indexOf(url), 1);
    }
    this.#delivery.remember(toRemembered(this.#state));
  }

  #metadata(part: ShipmentPart): Record<string, string> {
    const manifest = this.#shipment.parts.find(({ role }) => role === 'manifest');
    return {
      filename: part.name,
      filetype: part.mediaType,
      ...(part.role === 'log' && manifest !== undefined && { manifest: manifest.name }),
    };
  }
}

/** Whether the open upload is not worth asking for: the server said that it would be gone, or it is of something longer. */
function isStale({ open }: TusState, part: ShipmentPart): boolean {
  if (open === undefined) return false;
  return open.sent > part.sizeBytes || (open.expiresAtMs !== undefined && open.expiresAtMs <= Date.now());
}

/** Asks a server what it can do; sends nothing of any log. */
export async function askCapabilities(ask: Ask, endpoint: string, signal: AbortSignal): Promise<Capabilities> {
  const answer = await ask({ method: 'OPTIONS', url: endpoint, signal });
  if (answer.status !== 200 && answer.status !== 204) throw failureOfTus(answer);
  return capabilities((name) => answer.headers.get(name));
}
