import type { Readable, Writable } from 'node:stream';

/** Where a stream comes from and goes to. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

export const systemStreams: Streams = { input: process.stdin, output: process.stdout };
