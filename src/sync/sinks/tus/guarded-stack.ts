import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import type { Delivery, ShipmentPart } from '../../sink.ts';
import type { BoundedAnswer } from '../http/bounded-client.ts';
import { SinkFailure } from '../http/failure.ts';
import { byteCount, expiryMs, uploadUrl } from './answers.ts';
import { type Ask, failureOfTus, UploadLost } from './ask.ts';
import { patchBody } from './patch-body.ts';
import type { OpenUpload, TusState } from './state.ts';

/** What tus-js-client hands over as the body of a PATCH request: a range of the part, not its bytes. */
export interface Range {
  readonly fromByte: number;
  readonly toByte: number;
  readonly size: number;
}

/** A server may take less than it was sent so many times in one try: it makes us send the rest again. */
const MOST_SHORT_ANSWERS = 16;

/** What one part needs to be sent. */
export interface PartJob {
  readonly ask: Ask;
  readonly endpoint: string;
  readonly part: ShipmentPart;
  readonly state: TusState;
  readonly delivery: Delivery;
  /** Writes the state down. */
  readonly remember: () => void;
  readonly checksum: 'sha256' | 'sha1' | undefined;
}

/**
 * What stands between tus-js-client and the network. It asks the decision before each request, writes down what it leaves, and hands back no
 * offset and no address of a server that cannot be: tus-js-client would believe them.
 */
export class GuardedStack implements HttpStack {
  /** The first thing that went wrong; after it nothing is sent. */
  failure: unknown;
  readonly #job: PartJob;
  #shortAnswers = 0;

  constructor(job: PartJob) {
    this.#job = job;
  }

  getName(): string {
    return 'flightveil';
  }

  createRequest(method: string, url: string): HttpRequest {
    const headers = new Map<string, string>();
    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => void headers.set(name.toLowerCase(), value),
      getHeader: (name) => headers.get(name.toLowerCase()),
      setProgressHandler: () => undefined,
      abort: () => Promise.resolve(),
      getUnderlyingObject: () => undefined,
      send: (body: Range | null) => this.#send(method, url, Object.fromEntries(headers), body),
    };
  }

  async #send(method: string, url: string, headers: Record<string, string>, body: Range | null): Promise<HttpResponse> {
    try {
      if (this.failure !== undefined) throw this.failure;
      const { state, endpoint } = this.#job;
      if (method === 'POST' && url === endpoint && state.open === undefined) return await this.#create(headers);
      if (state.open === undefined || url !== state.open.url) throw new SinkFailure('answer-invalid');
      if (method === 'HEAD') return await this.#resume(state.open, headers);
      if (method === 'PATCH' && body !== null) return await this.#append(state.open, headers, body);
      throw new SinkFailure('answer-invalid');
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  async #create(headers: Record<string, string>): Promise<HttpResponse> {
    const { ask, endpoint, state, delivery, remember, checksum } = this.#job;
    await delivery.allow(0);
    state.creating = true;
    remember();
    let isCreated = true;
    try {
      const answer = await ask({ method: 'POST', url: endpoint, headers, signal: delivery.signal });
      isCreated = answer.status < 400 || answer.status >= 500;
      if (answer.status !== 201) throw failureOfTus(answer);
      const url = uploadUrl(answer.headers.get('location'), endpoint);
      if (url === undefined || state.done.includes(url) || state.left.includes(url)) {
        throw new SinkFailure('answer-invalid', { facts: { header: 'location' } });
      }
      state.open = {
        url,
        acknowledged: 0,
        sent: 0,
        checked: checksum !== undefined,
        readBacks: 0,
        ...expiryOf(answer),
      };
      return plainResponse(201, { location: url });
    } catch (error) {
      if (error instanceof SinkFailure && ['unreachable', 'insecure'].includes(error.fault.reason)) isCreated = false;
      if (isCreated) state.lost++;
      throw error;
    } finally {
      state.creating = false;
      remember();
    }
  }

  async #resume(open: OpenUpload, headers: Record<string, string>): Promise<HttpResponse> {
    const { ask, part, delivery, remember } = this.#job;
    await delivery.allow(0);
    const answer = await ask({ method: 'HEAD', url: open.url, headers, signal: delivery.signal });
    if ([403, 404, 410].includes(answer.status)) throw new UploadLost('upload-gone');
    if (answer.status !== 200 && answer.status !== 204) throw failureOfTus(answer);
    const offset = byteCount(answer.headers.get('upload-offset'));
    const length = byteCount(answer.headers.get('upload-length'));
    if (length !== part.sizeBytes || offset === undefined) throw new UploadLost('answer-invalid');
    if (offset < open.acknowledged || offset > open.sent || offset > part.sizeBytes) {
      throw new UploadLost('answer-invalid');
    }
    // What arrived of a request whose answer did not: nobody said that its checksum was right.
    if (offset > open.acknowledged) open.checked = false;
    open.acknowledged = offset;
    Object.assign(open, expiryOf(answer));
    remember();
    return plainResponse(200, { 'upload-offset': String(offset), 'upload-length': String(length) });
  }

  async #append(open: OpenUpload, headers: Record<string, string>, range: Range): Promise<HttpResponse> {
    const { ask, part, delivery, remember } = this.#job;
    const { fromByte, toByte } = range;
    if (fromByte !== open.acknowledged || headers['upload-offset'] !== String(fromByte)) {
      throw new SinkFailure('answer-invalid');
    }
    const { checksum, pieces } = await patchBody(part, fromByte, toByte, this.#job.checksum, delivery);
    await delivery.allow(0);
    const sentBefore = open.sent;
    open.sent = Math.max(sentBefore, toByte);
    remember();
    let givenBytes = 0;
    const counted = async function* () {
      for await (const piece of pieces) {
        givenBytes += piece.length;
        yield piece;
      }
    };
    let answer: BoundedAnswer;
    try {
      answer = await ask({
        method: 'PATCH',
        url: open.url,
        headers: { ...headers, ...(checksum !== undefined && { 'upload-checksum': checksum }) },
        body: counted(),
        contentLength: toByte - fromByte,
        signal: delivery.signal,
      });
    } catch (error) {
      open.sent = Math.max(sentBefore, fromByte + givenBytes);
      remember();
      throw error;
    }
    if (answer.status === 404 || answer.status === 410) throw new UploadLost('upload-gone');
    if (answer.status !== 204 && answer.status !== 200) throw failureOfTus(answer);
    const offset = byteCount(answer.headers.get('upload-offset'));
    if (offset === undefined || offset <= fromByte || offset > toByte) throw new UploadLost('answer-invalid');
    if (offset < toByte && ++this.#shortAnswers > MOST_SHORT_ANSWERS) throw new SinkFailure('answer-invalid');
    open.checked &&= checksum !== undefined && offset === toByte;
    open.acknowledged = offset;
    Object.assign(open, expiryOf(answer));
    remember();
    return plainResponse(204, { 'upload-offset': String(offset) });
  }
}

function expiryOf(answer: BoundedAnswer): { expiresAtMs?: number } {
  const expiresAtMs = expiryMs(answer.headers.get('upload-expires'), answer.headers.get('date'), Date.now());
  return expiresAtMs === undefined ? {} : { expiresAtMs };
}

/** What tus-js-client gets to see of an answer: numbers and addresses that were checked. */
function plainResponse(status: number, headers: Readonly<Record<string, string>>): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => headers[name.toLowerCase()],
    getBody: () => '',
    getUnderlyingObject: () => undefined,
  };
}
