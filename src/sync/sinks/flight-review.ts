import type { Delivery, Destination, Outcome, Removal, Shipment, Sink, SinkFault } from '../sink.ts';
import type { FlightReviewSinkConfig } from '../sync-config.ts';
import { checkedAddress } from './http/address.ts';
import { type BoundedClient, boundedClient } from './http/bounded-client.ts';
import { SinkFailure, settled } from './http/failure.ts';
import { flightReviewForm, isLogId, logIdOfLocation } from './http/flight-review-form.ts';
import { failureOfStatus } from './http/status.ts';

/** The upload page is small. */
const MOST_PAGE_BYTES = 2 ** 20;

/**
 * PX4 Flight Review, by its upload form. It takes ULog only, and only the log: the form has no field for a manifest. It knows no repetition:
 * a try whose answer was lost may leave a second copy there. It deletes only with a token that it sends by mail, and no address is given.
 * @param name of the upload rule
 * @param client for tests: another way to the server
 */
export function flightReviewSink(
  name: string,
  config: FlightReviewSinkConfig,
  client: BoundedClient = boundedClient(config),
): Sink {
  return new FlightReviewSink(name, config, client);
}

class FlightReviewSink implements Sink {
  readonly kind = 'flight-review';
  readonly name: string;
  readonly destination: Destination;
  readonly #visibility: FlightReviewSinkConfig['visibility'];
  readonly #url: string;
  readonly #allowInsecure: boolean;
  readonly #client: BoundedClient;

  constructor(name: string, config: FlightReviewSinkConfig, client: BoundedClient) {
    this.name = name;
    this.destination = config.destination;
    this.#visibility = config.visibility;
    this.#url = config.url;
    this.#allowInsecure = config.allowInsecure;
    this.#client = client;
  }

  refusal({ format }: { readonly format: string }): SinkFault | undefined {
    return format === 'ulog' ? undefined : { reason: 'format-not-taken' };
  }

  readonly send: Sink['send'] = (shipment, delivery) => settled(() => this.#send(shipment, delivery));

  async #send(shipment: Shipment, delivery: Delivery): Promise<Outcome> {
    delivery.signal.throwIfAborted();
    const log = shipment.parts.find((part) => part.role === 'log');
    if (shipment.format !== 'ulog' || log === undefined) {
      return { kind: 'rejected', fault: { reason: 'format-not-taken' } };
    }
    const isPublic = this.#visibility === 'public';
    if (isPublic && shipment.recipient !== 'public') {
      return {
        kind: 'rejected',
        fault: { reason: 'refused', facts: { visibility: 'public', recipient: 'not-public' } },
      };
    }
    const earlier = delivery.remembered?.log;
    if (isLogId(earlier)) return delivered(earlier);
    const url = this.#uploadUrl();
    const body = flightReviewForm(log, isPublic);
    delivery.remember({ posted: true });
    const answer = await this.#client.request({
      method: 'POST',
      url,
      headers: { 'content-type': body.contentType },
      body: body.read(),
      contentLength: body.sizeBytes,
      signal: delivery.signal,
      redirectIsAnswer: true,
    });
    const { status } = answer;
    if (status >= 400) throw failureOfStatus(answer);
    const id = status === 302 || status === 303 ? logIdOfLocation(answer.headers.get('location'), url) : undefined;
    if (id === undefined) {
      // Perhaps it was taken, and each repetition would leave another copy: a person looks first.
      return { kind: 'rejected', fault: { reason: status < 300 ? 'answer-invalid' : 'redirected', facts: { status } } };
    }
    delivery.remember({ posted: true, log: id });
    return delivered(id);
  }

  readonly remove: Sink['remove'] = async (_shipment, remembered): Promise<Removal> =>
    remembered === undefined ? 'absent' : 'kept';

  async check(signal: AbortSignal): Promise<SinkFault | undefined> {
    try {
      const url = this.#uploadUrl();
      const answer = await this.#client.request({ method: 'GET', url, signal, mostAnswerBytes: MOST_PAGE_BYTES });
      return answer.status === 200 ? undefined : failureOfStatus(answer).fault;
    } catch (error) {
      if (error instanceof SinkFailure) return error.fault;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #uploadUrl(): URL {
    const url = checkedAddress(this.#url, this.#allowInsecure);
    url.pathname = `${url.pathname.replace(/\/$/, '')}/upload`;
    return url;
  }
}

function delivered(log: string): Outcome {
  return { kind: 'delivered', verified: 'answer', remote: { log } };
}
