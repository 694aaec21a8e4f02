import type { Destination, Sink, SinkFault } from '../sink.ts';
import type { HttpSinkConfig } from '../sync-config.ts';
import { checkedAddress } from './http/address.ts';
import { begunNames } from './http/begun.ts';
import { type BoundedClient, boundedClient } from './http/bounded-client.ts';
import { authorization } from './http/credentials.ts';
import { deleteAll } from './http/delete.ts';
import { SinkFailure, settled } from './http/failure.ts';
import { postParts } from './http/post.ts';
import { putParts } from './http/put.ts';
import { failureOfStatus } from './http/status.ts';

/**
 * Plain HTTP: a PUT for each part, or one POST of a form with all of them.
 * @param name of the upload rule
 * @param client for tests: another way to the server
 */
export function httpSink(name: string, config: HttpSinkConfig, client: BoundedClient = boundedClient(config)): Sink {
  return new HttpSink(name, config, client);
}

class HttpSink implements Sink {
  readonly kind = 'http';
  readonly name: string;
  readonly destination: Destination;
  readonly #config: HttpSinkConfig;
  readonly #client: BoundedClient;

  constructor(name: string, config: HttpSinkConfig, client: BoundedClient) {
    this.name = name;
    this.destination = config.destination;
    this.#config = config;
    this.#client = client;
  }

  refusal(): undefined {
    return undefined;
  }

  readonly send: Sink['send'] = (shipment, delivery) =>
    settled(async () => {
      delivery.signal.throwIfAborted();
      const target = await this.#target();
      return this.#config.method === 'PUT'
        ? await putParts(target, shipment, delivery)
        : await postParts(target, shipment, delivery);
    });

  /** What was PUT has an address; what was POSTed has none that we know. */
  readonly remove: Sink['remove'] = async (shipment, remembered, signal) => {
    if (remembered?.posted === true) return 'kept';
    const begun = new Set(begunNames(remembered));
    const names = shipment.parts.map((part) => part.name).filter((name) => begun.has(name));
    if (names.length === 0) return 'absent';
    try {
      // The log first: it is what matters most.
      return await deleteAll(await this.#target(), names.reverse(), signal);
    } catch (error) {
      if (error instanceof SinkFailure) return 'unknown';
      throw error;
    }
  };

  /** Any answer shows that it is there; many servers refuse to show a folder that they take files into. */
  async check(signal: AbortSignal): Promise<SinkFault | undefined> {
    try {
      const { url, headers } = await this.#target();
      const answer = await this.#client.request({ method: 'HEAD', url, headers, signal });
      const isWell = answer.status < 500 && ![401, 408, 429].includes(answer.status);
      return isWell || answer.status === 501 ? undefined : failureOfStatus(answer).fault;
    } catch (error) {
      if (error instanceof SinkFailure) return error.fault;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #target() {
    const { url, readBack, allowInsecure } = this.#config;
    const address = (name: string): URL => {
      const below = checkedAddress(url, allowInsecure);
      below.pathname = `${below.pathname.replace(/\/$/, '')}/${encodeURIComponent(name)}`;
      return below;
    };
    return { client: this.#client, url, readBack, address, headers: await authorization(this.#config) };
  }
}
