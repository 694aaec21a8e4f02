import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';

/** One form that came whole. */
export interface TakenForm {
  readonly headers: IncomingMessage['headers'];
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly {
    readonly field: string;
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: Buffer;
  }[];
}

export interface FormServer {
  readonly port: number;
  readonly url: string;
  readonly taken: readonly TakenForm[];
  /** Ends the server; what it gives starts it again, at the same port. */
  cut(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** What becomes of a form that came whole. */
type Handler = (form: TakenForm, response: ServerResponse, taken: TakenForm[]) => void;

/**
 * Stands for PX4 Flight Review: what its handler of uploads asks for, and how it answers. A missing e-mail field or description is an error of
 * the server there (500), a file without ULog's magic bytes is refused (400).
 */
export function flightReviewServer(): Promise<FormServer> {
  return formServer('/upload', (form, response, taken) => {
    const file = form.files.find((each) => each.field === 'filearg');
    if (form.fields.email === undefined || form.fields.description === undefined || file === undefined) {
      response.writeHead(500).end('zanzibar');
    } else if (!file.bytes.subarray(0, 7).equals(Buffer.from('ULog\x01\x12\x35', 'latin1'))) {
      response.writeHead(400).end('<body>HTTP Error 400: Invalid File zanzibar</body>');
    } else {
      taken.push(form);
      response.writeHead(302, { location: `/plot_app?log=${randomUUID()}` }).end();
    }
  });
}

/** Takes forms with a manifest and a log; a repetition by its key is answered as before and leaves no second copy. */
export function keyedFormServer(): Promise<FormServer> {
  const keys = new Set<string>();
  return formServer('/form', (form, response, taken) => {
    const key = String(form.headers['idempotency-key']);
    if (!/^"[^"]+"$/.test(key)) return void response.writeHead(400).end('zanzibar');
    if (!keys.has(key)) taken.push(form);
    keys.add(key);
    response.writeHead(201).end('zanzibar');
  });
}

async function formServer(path: string, handle: Handler): Promise<FormServer> {
  const taken: TakenForm[] = [];
  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    if (request.url !== path) return void response.writeHead(404).end('zanzibar');
    if (request.method !== 'POST') return void response.writeHead(request.method === 'GET' ? 200 : 405).end('zanzibar');
    readForm(request).then(
      (form) => handle(form, response, taken),
      () => response.destroy(),
    );
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const end = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  const port = await listen(0);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    taken,
    async cut() {
      await end();
      return async () => void (await listen(port));
    },
    stop: end,
  };
}

async function readForm(request: IncomingMessage): Promise<TakenForm> {
  const fields: Record<string, string> = {};
  const files: TakenForm['files'][number][] = [];
  const parser = busboy({ headers: request.headers });
  parser.on('field', (name, value) => {
    fields[name] = value;
  });
  parser.on('file', (field, stream, { filename, mimeType }) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('error', () => undefined);
    stream.on('end', () =>
      files.push({ field, name: filename ?? '', mediaType: mimeType, bytes: Buffer.concat(pieces) }),
    );
  });
  request.on('close', () => {
    if (!request.complete) parser.destroy(new Error('cut'));
  });
  const closed = once(parser, 'close');
  request.pipe(parser);
  await closed;
  return { headers: request.headers, fields, files };
}
