import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SinkFault } from '../../../src/sync/sink.ts';

/** Stands in everything that a scripted server writes of its own: no fault, no remembered state may hold it. */
export const SERVER_WORD = 'zanzibar';

/** One request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Request line and header lines, as sent. */
  readonly head: string;
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** Resolves when the whole body (of its content-length) has come. */
  readonly body: Promise<Buffer>;
}

/** What a server does with a request: it writes to the connection what it likes, and when. */
export type Behaviour = (connection: Socket, request: WireRequest) => void | Promise<void>;

export interface ScriptedServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly WireRequest[];
  /** Bytes that clients took from our hands, and that came from them. */
  readonly sentBytes: () => number;
  readonly receivedBytes: () => number;
  close(): Promise<void>;
}

/** A server on a free port that answers the n-th request as the n-th behaviour says; the last one stands for all that follow. */
export async function scriptedServer(...behaviours: readonly Behaviour[]): Promise<ScriptedServer> {
  const requests: WireRequest[] = [];
  const connections = new Set<Socket>();
  let receivedBytes = 0;
  let goneBytes = 0;
  const server = createServer((connection) => {
    connections.add(connection);
    connection.on('error', () => undefined);
    connection.on('close', () => {
      connections.delete(connection);
      goneBytes += connection.bytesWritten;
    });
    let buffered = Buffer.alloc(0);
    let pending: { missingBytes: number; pieces: Buffer[]; done: (body: Buffer) => void } | undefined;
    connection.on('data', (data) => {
      receivedBytes += data.length;
      buffered = pending === undefined ? Buffer.concat([buffered, data]) : data;
      for (;;) {
        if (pending !== undefined) {
          const piece = buffered.subarray(0, pending.missingBytes);
          pending.pieces.push(piece);
          pending.missingBytes -= piece.length;
          buffered = buffered.subarray(piece.length);
          if (pending.missingBytes > 0) return;
          pending.done(Buffer.concat(pending.pieces));
          pending = undefined;
        }
        const end = buffered.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = buffered.subarray(0, end).toString('latin1');
        buffered = buffered.subarray(end + 4);
        const [line = '', ...lines] = head.split('\r\n');
        const headers = new Map(
          lines.map((each) => {
            const colon = each.indexOf(':');
            return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
          }),
        );
        const [method = '', path = ''] = line.split(' ');
        const body = new Promise<Buffer>((done) => {
          pending = { missingBytes: Number(headers.get('content-length') ?? 0), pieces: [], done };
        });
        const request = { method, path, head, headers, body };
        requests.push(request);
        const behaviour = behaviours[Math.min(requests.length, behaviours.length) - 1];
        void (async () => behaviour?.(connection, request))().catch(() => connection.destroy());
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    sentBytes: () => [...connections].reduce((sum, each) => sum + each.bytesWritten, goneBytes),
    receivedBytes: () => receivedBytes,
    async close() {
      for (const each of connections) each.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An answer once the body is there. Names the status, header lines, and a body that is sent with its length. */
export function answers(status: number, headers: Readonly<Record<string, string>> = {}, body = SERVER_WORD): Behaviour {
  return async (connection, request) => {
    await request.body;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const noBody = request.method === 'HEAD' || status === 204;
    const length = status === 204 ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
    connection.write(`HTTP/1.1 ${status} ${SERVER_WORD}\r\n${lines.join('')}${length}\r\n${noBody ? '' : body}`);
  };
}

/** Takes the body and says nothing. */
export const hangs: Behaviour = () => undefined;

/** Stops reading after the head. */
export const readsNothing: Behaviour = (connection) => {
  connection.pause();
};

/** A body without end, as fast as it is taken. */
export const endlessBody: Behaviour = async (connection, request) => {
  await request.body;
  connection.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
  await flood(connection, SERVER_WORD.repeat(2048));
};

/** Header lines without end. */
export const endlessHeaders: Behaviour = async (connection, request) => {
  await request.body;
  connection.write('HTTP/1.1 200 OK\r\n');
  await flood(connection, `x-${SERVER_WORD}: ${'a'.repeat(1000)}\r\n`);
};

/** One header line without end. */
export const endlessHeader: Behaviour = async (connection, request) => {
  await request.body;
  connection.write(`HTTP/1.1 200 OK\r\nx-${SERVER_WORD}: `);
  await flood(connection, SERVER_WORD.repeat(2048));
};

/** Trailers without end. */
export const endlessTrailers: Behaviour = async (connection, request) => {
  await request.body;
  connection.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n');
  await flood(connection, `x-${SERVER_WORD}: ${'a'.repeat(1000)}\r\n`);
};

/** A chunk extension without end. */
export const endlessChunkExtension: Behaviour = async (connection, request) => {
  await request.body;
  connection.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;');
  await flood(connection, SERVER_WORD.repeat(2048));
};

/** Interim answers without end. */
export const interimFlood: Behaviour = async (connection, request) => {
  await request.body;
  await flood(connection, `HTTP/1.1 103 ${SERVER_WORD}\r\nlink: <${SERVER_WORD}>\r\n\r\n`);
};

/** A length that no memory has, and a few bytes of it. */
export const hugeLength: Behaviour = async (connection, request) => {
  await request.body;
  connection.write(`HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\n${SERVER_WORD}`);
};

/** A byte of an answer's body each so many milliseconds. */
export function dripsBody(everyMs: number): Behaviour {
  return async (connection, request) => {
    await request.body;
    connection.write('HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n');
    await drip(connection, everyMs);
  };
}

/** A byte of an answer's head each so many milliseconds. */
export function dripsHead(everyMs: number): Behaviour {
  return async (connection, request) => {
    await request.body;
    connection.write(`HTTP/1.1 200 OK\r\nx-${SERVER_WORD}: `);
    await drip(connection, everyMs);
  };
}

/** Answers as soon as the head is there, and reads on. */
export function answersEarly(status: number): Behaviour {
  return (connection) => {
    connection.write(`HTTP/1.1 ${status} ${SERVER_WORD}\r\ncontent-length: 0\r\n\r\n`);
  };
}

/** No HTTP at all. */
export const speaksNonsense: Behaviour = async (connection, request) => {
  await request.body;
  connection.write(`${SERVER_WORD} 200 fine\r\n\r\n`);
};

/** A status line with a status that is none. */
export const malformedStatus: Behaviour = async (connection, request) => {
  await request.body;
  connection.write(`HTTP/1.1 2oo ${SERVER_WORD}\r\ncontent-length: 0\r\n\r\n`);
};

/** Both a length and chunks: two readers would see two answers. */
export const lengthAndChunks: Behaviour = async (connection, request) => {
  await request.body;
  connection.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n');
};

/** Switches to a protocol nobody asked for. */
export const switchesProtocols: Behaviour = async (connection, request) => {
  await request.body;
  connection.write(`HTTP/1.1 101 ${SERVER_WORD}\r\nconnection: upgrade\r\nupgrade: ${SERVER_WORD}\r\n\r\n`);
};

/** Ends the connection in the middle of an answer's body. */
export const closesMidBody: Behaviour = async (connection, request) => {
  await request.body;
  connection.end(`HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n${SERVER_WORD}`);
};

/** Resets the connection when the body is there. */
export const resets: Behaviour = async (connection, request) => {
  await request.body;
  connection.resetAndDestroy();
};

/** A server that does such things, and what it comes to for a request with a long body: each within time and memory that are bounded. */
export const hostile: readonly (readonly [string, Behaviour, SinkFault['reason']])[] = [
  ['redirects elsewhere', answers(307, { location: `http://${SERVER_WORD}.example/` }), 'redirected'],
  ['redirects here', answers(301, { location: '/other' }), 'redirected'],
  ['has not changed', answers(304), 'redirected'],
  ['never ends its body', endlessBody, 'answer-invalid'],
  ['never ends its headers', endlessHeaders, 'answer-invalid'],
  ['never ends one header', endlessHeader, 'answer-invalid'],
  ['never ends its trailers', endlessTrailers, 'answer-invalid'],
  ['floods with interim answers', interimFlood, 'answer-invalid'],
  ['announces too much', hugeLength, 'answer-invalid'],
  ['speaks nonsense', speaksNonsense, 'answer-invalid'],
  ['has a malformed status', malformedStatus, 'answer-invalid'],
  ['sends length and chunks', lengthAndChunks, 'answer-invalid'],
  ['switches protocols', switchesProtocols, 'connection-lost'],
  ['closes mid-body', closesMidBody, 'connection-lost'],
  ['resets', resets, 'connection-lost'],
];

/** Likewise, found out by waiting. */
export const slow: typeof hostile = [
  ['never ends a chunk extension', endlessChunkExtension, 'timed-out'],
  ['hangs before it answers', hangs, 'timed-out'],
  ['drips its body', dripsBody(100), 'timed-out'],
  ['drips its head', dripsHead(100), 'timed-out'],
  ['drips too slowly', dripsBody(3000), 'timed-out'],
  ['reads nothing', readsNothing, 'timed-out'],
];

async function flood(connection: Socket, piece: string): Promise<void> {
  const closed = once(connection, 'close');
  while (!connection.destroyed) {
    if (!connection.write(piece)) await Promise.race([once(connection, 'drain'), closed]);
  }
}

async function drip(connection: Socket, everyMs: number): Promise<void> {
  while (!connection.destroyed) {
    connection.write('a');
    await sleep(everyMs);
  }
}
