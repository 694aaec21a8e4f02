import { afterAll } from 'vitest';
import { tusSink } from '../../../src/sync/sinks/tus-sink.ts';
import { TusServer } from '../servers/tus.ts';
import { sinkSuite } from './suite.ts';

// One process for all tests; each finds its folder empty.
let server: TusServer | undefined;
afterAll(() => server?.stop());

sinkSuite('tus', {
  async start() {
    const running = (server ??= await TusServer.start());
    const sink = tusSink('research', {
      kind: 'tus',
      destination: { country: 'CH', controller: 'A university' },
      url: running.url,
      chunkBytes: 128 * 1024,
      allowInsecure: false,
    });
    return {
      sink,
      received: async (name) => running.named(name)[0]?.bytes,
      list: async () => running.uploads.map(({ metadata }) => metadata.filename ?? ''),
      async cut() {
        await running.kill();
        return () => running.start();
      },
      secrets: [String(running.port), '127.0.0.1', running.folder],
      stop: async () => running.clear(),
    };
  },
  // tus has no way to say that two uploads are the same: without what was remembered a repetition is a second copy.
  once: false,
});
