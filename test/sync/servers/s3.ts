import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export const ACCESS_KEY = 'S3RVER';
export const SECRET_KEY = 'S3RVER-secret';
export const REGION = 'eu-central-1';

/** A request as it came, with what was wrong about its signature or body. */
export interface S3Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

export interface S3Server {
  readonly url: string;
  readonly bucket: string;
  readonly requests: S3Request[];
  /** Answers instead of the server, if it gives a status. */
  intercept: ((request: S3Request) => number | undefined) | undefined;
  /** Stores one bit of each body otherwise than it came, and says nothing of it. */
  tamper: boolean;
  object(key: string): Promise<Uint8Array | undefined>;
  /** Keys of objects, and ids of uploads that are open. */
  list(): Promise<string[]>;
  /** Files of parts of uploads that are open. */
  openParts(): Promise<string[]>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * s3rver behind a gate that does what s3rver leaves out: it checks signatures (SigV4), hashes and lengths of bodies before anything is stored,
 * lists and ends multipart uploads, refuses unknown ETags when parts are put together, and gives objects from parts the ETag that Amazon gives.
 */
export async function s3Server(options: { ownEtags?: boolean; mayOnlyWrite?: boolean } = {}): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 's3rver-'));
  const bucket = 'uploads';
  const s3rver = new S3rver({
    directory,
    silent: true,
    address: '127.0.0.1',
    port: 0,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port: inner } = await s3rver.run();
  const uploads = join(directory, bucket, '._S3rver_uploads');
  const names = (folder: string) => readdir(folder).catch((): string[] => []);
  let gate: Server;
  let port = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const headers = request.headers as Record<string, string>;
    const url = new URL(request.url!, 'http://gate');
    const seen: S3Request = { method: request.method!, path: request.url!, headers, bytes: body.length };
    server.requests.push(seen);
    const status =
      server.intercept?.(seen) ??
      fault(seen, body) ??
      (options.mayOnlyWrite && /GET|HEAD/.test(seen.method) ? 403 : undefined);
    if (status !== undefined)
      return end(response, status, '<Error><Code>Zanzibar</Code><Message>zanzibar</Message></Error>');
    const uploadId = url.searchParams.get('uploadId');
    const key = decodeURIComponent(url.pathname.slice(bucket.length + 2));
    if (uploadId === null && !url.searchParams.has('uploads')) return forward(request, body, response);
    if (request.method === 'GET' && uploadId === null)
      return end(response, 200, await openUploads(url.searchParams.get('prefix') ?? ''));
    if (uploadId === null) return forward(request, body, response);
    if (!(await names(uploads)).includes(uploadId))
      return end(response, 404, '<Error><Code>NoSuchUpload</Code></Error>');
    const folder = join(uploads, uploadId);
    if (request.method === 'GET')
      return end(response, 200, await partsIn(folder, Number(url.searchParams.get('part-number-marker') ?? 0)));
    if (request.method === 'DELETE') {
      await rm(folder, { recursive: true });
      return end(response, 204, '');
    }
    if (request.method === 'PUT') return forward(request, body, response, options.ownEtags === true);
    const etags = [...body.toString().matchAll(/<ETag>(?:&quot;|")?([^<"&]*)/g)].map((found) => found[1]!);
    const own = await Promise.all(
      etags.map((_, index) => readFile(join(folder, `${index + 1}.md5`), 'utf8').catch(() => '')),
    );
    const expected = own.map((etag) => (options.ownEtags ? ownEtag(etag) : etag));
    if (etags.length === 0 || etags.some((etag, index) => etag !== expected[index]))
      return end(response, 400, '<Error><Code>InvalidPart</Code></Error>');
    await forward(request, body, response);
    if (options.ownEtags) return;
    const whole = createHash('md5')
      .update(Buffer.from(own.join(''), 'hex'))
      .digest('hex');
    await writeFile(join(directory, bucket, `${key}._S3rver_object.md5`), `${whole}-${own.length}`);
  }

  /** Passes a request on; holds the answer back until it is whole. */
  function forward(
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    changeEtag = false,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const { method, url, headers } = request;
      const outgoing = send({ host: '127.0.0.1', port: inner, method, path: url, headers }, async (incoming) => {
        const pieces: Buffer[] = [];
        for await (const piece of incoming) pieces.push(piece as Buffer);
        const given = { ...incoming.headers };
        if (changeEtag && given.etag !== undefined) given.etag = `"${ownEtag(given.etag.replaceAll('"', ''))}"`;
        const isPut = method === 'POST' && (url ?? '').includes('uploadId') && !options.ownEtags;
        // The ETag is ours to compute, and the answer says it.
        let text = Buffer.concat(pieces);
        if (isPut) text = Buffer.from(text.toString().replace(/<ETag>.*<\/ETag>/, `<ETag>"${multipart(body)}"</ETag>`));
        delete given['transfer-encoding'];
        if (method !== 'HEAD') given['content-length'] = String(text.length);
        response.writeHead(incoming.statusCode!, given).end(method === 'HEAD' ? undefined : text);
        resolve();
      });
      outgoing.on('error', reject);
      outgoing.end(
        server.tamper && method === 'PUT' ? body.map((byte, index) => (index === 0 ? byte ^ 1 : byte)) : body,
      );
    });
  }

  async function openUploads(prefix: string): Promise<string> {
    const found = await Promise.all(
      (await names(uploads)).map(async (id) => ({ id, key: await readFile(join(uploads, id, 'key'), 'utf8') })),
    );
    const listed = found.filter(({ key }) => key.startsWith(prefix));
    const items = listed.map(({ id, key }) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
    return `<ListMultipartUploadsResult>${items.join('')}</ListMultipartUploadsResult>`;
  }

  async function partsIn(folder: string, after: number): Promise<string> {
    const numbers = (await names(folder))
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((number) => number > after)
      .sort((a, b) => a - b);
    // Two a page, so that there are pages.
    const page = numbers.slice(0, 2);
    const items = await Promise.all(
      page.map(async (number) => {
        const etag = await readFile(join(folder, `${number}.md5`), 'utf8');
        const { length } = await readFile(join(folder, String(number)));
        return `<Part><PartNumber>${number}</PartNumber><ETag>"${options.ownEtags ? ownEtag(etag) : etag}"</ETag><Size>${length}</Size></Part>`;
      }),
    );
    const more = numbers.length > page.length;
    return `<ListPartsResult><IsTruncated>${more}</IsTruncated><NextPartNumberMarker>${page.at(-1) ?? 0}</NextPartNumberMarker>${items.join('')}</ListPartsResult>`;
  }

  const listen = async (): Promise<void> => {
    gate = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => gate.listen(port, '127.0.0.1', resolve));
    port = (gate.address() as AddressInfo).port;
  };
  const close = async (): Promise<void> => {
    gate.closeAllConnections();
    await new Promise((resolve) => gate.close(resolve));
  };
  await listen();
  const server: S3Server = {
    url: `http://127.0.0.1:${port}`,
    bucket,
    requests: [],
    intercept: undefined,
    tamper: false,
    object: async (key) => readFile(join(directory, bucket, `${key}._S3rver_object`)).catch(() => undefined),
    list: async () => {
      const files = await readdir(join(directory, bucket), { recursive: true });
      const objects = files.filter((file) => file.endsWith('._S3rver_object') && !file.startsWith('._S3rver_uploads'));
      return [...objects.map((file) => file.replace('._S3rver_object', '')), ...(await names(uploads))];
    },
    openParts: async () =>
      (await Promise.all((await names(uploads)).map((id) => names(join(uploads, id)))))
        .flat()
        .filter((name) => /^\d+$/.test(name)),
    pause: close,
    resume: listen,
    stop: async () => {
      await close();
      await s3rver.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return server;
}

/** ETags of a server that encrypts: no MD5. */
const ownEtag = (md5: string): string => createHash('sha1').update(md5).digest('hex').slice(0, 32);

/** The ETag of the object from the parts in a request that puts them together. */
function multipart(body: Buffer): string {
  const md5s = [...body.toString().matchAll(/<ETag>(?:&quot;|")?([0-9a-f]{32})/g)].map((found) => found[1]!);
  return `${createHash('md5')
    .update(Buffer.from(md5s.join(''), 'hex'))
    .digest('hex')}-${md5s.length}`;
}

/** A status if the signature (AWS Signature Version 4) or the body does not hold. */
function fault({ method, path, headers }: S3Request, body: Buffer): number | undefined {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (found === null) return 403;
  const [, key, day, region, signed, signature] = found as unknown as string[];
  const at = headers['x-amz-date'] ?? '';
  const atMs = Date.parse(at.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - atMs) < 900_000) || key !== ACCESS_KEY || region !== REGION) return 403;
  const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
  if (headers['x-amz-content-sha256'] !== hash(body)) return 400;
  if (
    headers['content-md5'] !== undefined &&
    headers['content-md5'] !== createHash('md5').update(body).digest('base64')
  )
    return 400;
  const [pathname, query = ''] = path.split('?') as [string, string?];
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .sort();
  const lines = signed!.split(';').map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  // What is sent and may change on the way is signed, all of it.
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && !signed!.split(';').includes(name),
  );
  if (unsigned.length > 0) return 403;
  const canonical = [method, pathname, pairs.join('&'), lines.join(''), signed, headers['x-amz-content-sha256']].join(
    '\n',
  );
  const scope = `${day}/${region}/s3/aws4_request`;
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  const signing = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${SECRET_KEY}`);
  const expected = hmac(signing, ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n')).toString('hex');
  return signature === expected ? undefined : 403;
}

function end(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml', 'content-length': String(Buffer.byteLength(body)) })
    .end(body);
}
