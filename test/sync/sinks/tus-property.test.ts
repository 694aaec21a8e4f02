import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BoundedAnswer, BoundedClient, BoundedRequest } from '../../../src/sync/sinks/http/bounded-client.ts';
import { SinkFailure } from '../../../src/sync/sinks/http/failure.ts';
import { tusSink } from '../../../src/sync/sinks/tus-sink.ts';
import { type Content, content, nameOf, noise, Try } from './parts.ts';

const ENDPOINT = 'https://uploads.example/files';

/** What happens to one request, in place of an answer that is true. */
type Mishap =
  | { readonly kind: 'none' }
  /** So much of the body arrives, then the line is dead. */
  | { readonly kind: 'cut'; readonly share: number }
  /** All of it arrives, and the answer does not. */
  | { readonly kind: 'unheard' }
  /** It takes so much of the body, and says so. */
  | { readonly kind: 'short'; readonly share: number }
  | { readonly kind: 'claims'; readonly offset: string }
  | { readonly kind: 'status'; readonly status: number }
  /** It forgets every upload that is not whole. */
  | { readonly kind: 'forgets' };

interface Kept {
  readonly size: number;
  readonly filename: string;
  bytes: Buffer;
}

/** A tus server in memory that keeps what arrives at the offset where it belongs; its words may be lies, its store is none. */
class MemoryServer implements BoundedClient {
  readonly uploads = new Map<string, Kept>();
  mishaps: readonly Mishap[] = [];
  /** Whether the decision still holds. */
  holds = () => true;
  bytesAfterRefusal = 0;
  readonly outOfOrder: string[] = [];
  #requests = 0;
  #created = 0;

  async request(request: BoundedRequest): Promise<BoundedAnswer> {
    request.signal.throwIfAborted();
    const mishap = this.mishaps[this.#requests++] ?? { kind: 'none' };
    if (mishap.kind === 'forgets') this.#forget();
    // A server that says "not there" of what is there when it is asked to remove it: nothing helps against that.
    const isDenial = request.method === 'DELETE' && mishap.kind === 'status' && mishap.status === 404;
    if (mishap.kind === 'status' && !isDenial) return answer(mishap.status, {});
    const upload = this.uploads.get(String(request.url));
    switch (request.method) {
      case 'OPTIONS':
        return answer(204, { 'tus-version': '1.0.0', 'tus-extension': 'creation,termination' });
      case 'POST': {
        if (mishap.kind === 'cut') throw new SinkFailure('connection-lost');
        const url = `${ENDPOINT}/${++this.#created}`;
        const [, encoded = ''] = /^filename (\S+?),/.exec(request.headers!['upload-metadata']!) ?? [];
        const filename = Buffer.from(encoded, 'base64').toString();
        this.uploads.set(url, { size: Number(request.headers!['upload-length']), filename, bytes: Buffer.alloc(0) });
        if (mishap.kind === 'unheard') throw new SinkFailure('connection-lost');
        return answer(201, { location: url });
      }
      case 'HEAD':
        if (upload === undefined) return answer(404, {});
        return answer(200, { 'upload-offset': offsetOf(upload, mishap), 'upload-length': String(upload.size) });
      case 'PATCH':
        return await this.#append(request, upload, mishap);
      case 'GET':
        if (upload === undefined) return answer(404, {});
        request.take?.(upload.bytes);
        return answer(200, {});
      default:
        return answer(this.uploads.delete(String(request.url)) ? 204 : 404, {});
    }
  }

  async #append(request: BoundedRequest, upload: Kept | undefined, mishap: Mishap): Promise<BoundedAnswer> {
    if (upload === undefined) return answer(404, {});
    const offset = Number(request.headers!['upload-offset']);
    const share = mishap.kind === 'cut' || mishap.kind === 'short' ? mishap.share : 1;
    const most = Math.floor(share * request.contentLength!);
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    const arrives = () => {
      const body = Buffer.concat(pieces).subarray(0, most);
      if (offset !== upload.bytes.length) this.outOfOrder.push(`${offset} after ${upload.bytes.length}`);
      else upload.bytes = Buffer.concat([upload.bytes, body]);
    };
    try {
      for await (const piece of request.body as AsyncIterable<Uint8Array>) {
        if (!this.holds()) this.bytesAfterRefusal += piece.length;
        pieces.push(piece);
        bytes += piece.length;
        if (mishap.kind === 'cut' && bytes >= most) throw new SinkFailure('connection-lost');
      }
    } finally {
      arrives();
    }
    if (mishap.kind === 'unheard') throw new SinkFailure('connection-lost');
    if (this.outOfOrder.length > 0) return answer(409, {});
    return answer(204, { 'upload-offset': offsetOf(upload, mishap) });
  }

  #forget(): void {
    for (const [url, { bytes, size }] of this.uploads) if (bytes.length < size) this.uploads.delete(url);
  }

  async close(): Promise<void> {
    this.uploads.clear();
  }
}

const offsetOf = ({ bytes }: Kept, mishap: Mishap): string =>
  mishap.kind === 'claims' ? mishap.offset : String(bytes.length);

const answer = (status: number, headers: Record<string, string>): BoundedAnswer => ({
  status,
  headers: new Map(Object.entries(headers)),
  body: new Uint8Array(0),
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'none' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut' as const), share }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'unheard' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('short' as const), share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('claims' as const),
      offset: fc.oneof(fc.integer({ min: -1, max: 250_000 }).map(String), fc.constantFrom('NaN', '', '1e3', '12x')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(404, 409, 423, 500, 503) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'forgets' as const }) },
);
const oneTry = fc.record({
  mishaps: fc.array(mishap, { maxLength: 14 }),
  refuseAt: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
});

/** Whole uploads of a name that are there. */
const whole = (server: MemoryServer, name: string): Buffer[] =>
  [...server.uploads.values()]
    .filter(({ filename, bytes, size }) => filename === name && bytes.length === size)
    .map(({ bytes }) => bytes);

test('whatever happens on the way, what is delivered is the log, and no byte goes after a refusal', async () => {
  const seen = { refused: 0, resumed: 0, began: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 20_000, max: 100_000 }),
      fc.array(oneTry, { maxLength: 4 }),
      async (sizeBytes, chunkBytes, tries) => {
        const of = content(noise(sizeBytes));
        const server = new MemoryServer();
        let remembered: Try['remembered'];
        let isDelivered = false;
        // Then the weather is fine. A lie of an earlier try may cost one more; what it made us send is not believed.
        for (const { mishaps, refuseAt } of [...tries, calm, calm]) {
          const made = new Try(of, { remembered, refuseAt });
          server.mishaps = mishaps;
          let isRefused = false;
          server.holds = () => !isRefused;
          const delivery = {
            ...made.delivery,
            allow: (bytes: number) =>
              made.delivery.allow(bytes).catch((error: unknown) => {
                isRefused = true;
                throw error;
              }),
          };
          const outcome = await sinkOver(server, chunkBytes)
            .send(made.shipment, delivery)
            .catch((thrown: unknown) => ({ kind: 'thrown' as const, thrown }));
          if (outcome.kind === 'thrown') {
            expect(outcome.thrown).toBe(made.reason);
            expect(made.readsAfterRefusal).toBe(0);
            seen.refused++;
          }
          expect(server.bytesAfterRefusal).toBe(0);
          remembered = made.remembered ?? remembered;
          if (made.pieces.some(({ role, offset }) => role === 'log' && offset > 0)) seen.resumed++;
          if (outcome.kind === 'delivered') {
            mustHave(server, of);
            isDelivered = true;
            break;
          }
        }
        expect(isDelivered).toBe(true);
        seen.began += server.uploads.size;
        // All that it can be asked to remove, it is; what is left of the last try's mishaps would make it say "later".
        server.mishaps = [];
        const lost = Number(remembered?.lost ?? 0);
        await sinkOver(server, chunkBytes).remove(of, remembered, AbortSignal.timeout(5_000));
        expect(server.uploads.size).toBeLessThanOrEqual(lost);
      },
    ),
    { numRuns: 200 },
  );
  // The weather was bad enough to mean something.
  expect(seen.refused).toBeGreaterThan(20);
  expect(seen.resumed).toBeGreaterThan(20);
});

const calm = { mishaps: [], refuseAt: undefined };

function mustHave(server: MemoryServer, of: Content): void {
  for (const role of ['manifest', 'log'] as const) {
    const { bytes } = of.parts.find((part) => part.role === role)!;
    const copies = whole(server, nameOf(of, role));
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies) expect(Buffer.compare(copy, bytes)).toBe(0);
  }
}

function sinkOver(client: BoundedClient, chunkBytes: number) {
  return tusSink(
    'research',
    {
      kind: 'tus',
      destination: { country: 'CH', controller: 'A university' },
      url: ENDPOINT,
      chunkBytes,
      allowInsecure: false,
    },
    client,
  );
}
