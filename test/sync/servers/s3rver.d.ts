/** As much of s3rver as the tests use; it has no types of its own. */
declare module 's3rver' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export default class S3rver {
    constructor(options: {
      directory: string;
      silent?: boolean;
      address?: string;
      port?: number;
      vhostBuckets?: boolean;
      configureBuckets?: readonly { name: string }[];
    });
    configureBuckets(): Promise<unknown>;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
