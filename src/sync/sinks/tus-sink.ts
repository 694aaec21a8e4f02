import type { Destination, Sink, SinkFault } from '../sink.ts';
import type { Secret, TusSinkConfig } from '../sync-config.ts';
import { type BoundedClient, boundedClient } from './http/bounded-client.ts';
import { SinkFailure } from './http/failure.ts';
import { asking } from './tus/ask.ts';
import { askCapabilities, sendShipment } from './tus/send.ts';
import { fromRemembered } from './tus/state.ts';
import { terminateAll } from './tus/terminate.ts';

/**
 * Resumable uploads to a tus server (https://tus.io/protocols/resumable-upload, version 1.0.0). Offsets are kept in our store; what the server
 * claims is believed only between what it acknowledged and what was sent.
 * @param name of the upload rule
 * @param client for tests: another way to the server
 */
export function tusSink(name: string, config: TusSinkConfig, client: BoundedClient = boundedClient(config)): Sink {
  return new TusSink(name, config, client);
}

class TusSink implements Sink {
  readonly kind = 'tus';
  readonly name: string;
  readonly destination: Destination;
  readonly #endpoint: string;
  readonly #chunkBytes: number;
  readonly #bearer: Secret | undefined;
  readonly #client: BoundedClient;
  /** `Tus-Max-Size`, as the server last said it. */
  #maxBytes: number | undefined;

  constructor(name: string, config: TusSinkConfig, client: BoundedClient) {
    this.name = name;
    this.destination = config.destination;
    this.#endpoint = new URL(config.url).href;
    this.#chunkBytes = config.chunkBytes;
    this.#bearer = config.bearer;
    this.#client = client;
  }

  refusal({ sizeBytes }: { readonly sizeBytes: number }): SinkFault | undefined {
    const maxBytes = this.#maxBytes;
    return maxBytes !== undefined && sizeBytes > maxBytes ? { reason: 'too-large', facts: { maxBytes } } : undefined;
  }

  readonly send: Sink['send'] = async (shipment, delivery) => {
    try {
      const ask = await asking(this.#client, this.#bearer);
      const learn = ({ maxBytes }: { maxBytes: number | undefined }) => {
        this.#maxBytes = maxBytes;
      };
      const sending = { ask, endpoint: this.#endpoint, chunkBytes: this.#chunkBytes, learn };
      return await sendShipment(sending, shipment, delivery);
    } catch (error) {
      if (error instanceof SinkFailure) return { kind: 'rejected', fault: error.fault };
      throw error;
    }
  };

  readonly remove: Sink['remove'] = async (_shipment, remembered, signal) => {
    if (remembered === undefined) return 'absent';
    try {
      const ask = await asking(this.#client, this.#bearer);
      return await terminateAll(ask, fromRemembered(remembered, this.#endpoint), signal);
    } catch (error) {
      if (error instanceof SinkFailure) return 'unknown';
      throw error;
    }
  };

  async check(signal: AbortSignal): Promise<SinkFault | undefined> {
    try {
      const ask = await asking(this.#client, this.#bearer);
      const { hasVersion, canCreate, maxBytes } = await askCapabilities(ask, this.#endpoint, signal);
      this.#maxBytes = maxBytes;
      if (!hasVersion) return { reason: 'answer-invalid', facts: { missing: 'Tus-Version 1.0.0' } };
      if (!canCreate) return { reason: 'answer-invalid', facts: { missing: 'creation' } };
      return undefined;
    } catch (error) {
      if (error instanceof SinkFailure) return error.fault;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
