import { describe, expect, test } from 'vitest';
import { allFormats, type Filter } from '../../src/index.ts';
import { chunksOf, codeThrown, concat, copterLog, liveLevels, pushAll, seeded, shortLog } from './logs.ts';

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
  return concat(pieces);
}

function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

test.each(liveLevels)('the stream gives the same bytes and report as push and flush: %s', async (level) => {
  const pushed = seeded(level);
  const expected = pushAll(pushed, copterLog);
  for (const size of [777, 65_536, copterLog.length]) {
    const filter = seeded(level);
    const output = await readAll(streamOf(chunksOf(copterLog, size)).pipeThrough(filter.stream()));
    expect(Buffer.compare(output, expected), `chunks of ${size}`).toBe(0);
    expect(filter.report()).toEqual(pushed.report());
  }
});

test('what comes out at the end only comes out of the stream too', async () => {
  const log = copterLog.subarray(0, 1500);
  const output = await readAll(streamOf(chunksOf(log, 100)).pipeThrough(seeded('full').stream()));
  expect(output.length).toBeGreaterThan(1000);
  expect(Buffer.compare(output, pushAll(seeded('full'), log))).toBe(0);
});

test('an empty stream gives an empty stream', async () => {
  expect(await readAll(streamOf([]).pipeThrough(seeded('full').stream()))).toEqual(new Uint8Array(0));
});

test('it waits for its reader: the source is asked for a few chunks and no more until somebody reads', async () => {
  let asked = 0;
  const chunks = chunksOf(copterLog, 4096);
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[asked++];
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  const filter = seeded('full', { format: 'tlog' });
  const reader = source.pipeThrough(filter.stream()).getReader();
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
  await settle();
  expect(asked).toBeLessThanOrEqual(3);
  for (let read = 1; read <= 10; read++) {
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await settle();
    expect(asked).toBeLessThanOrEqual(read + 3);
  }
  expect(asked).toBeGreaterThanOrEqual(10);
  await reader.cancel();
  await settle();
  expect(asked).toBeLessThanOrEqual(14);
});

describe('errors', () => {
  test('of the filter are those of the stream, and what waited inside is gone', async () => {
    const noise = new Uint8Array(300_000).fill(0x11);
    await expect(readAll(streamOf([noise]).pipeThrough(seeded('full').stream()))).rejects.toMatchObject({
      code: 'unknown-format',
    });
  });

  test('in the middle end both sides', async () => {
    const filter = seeded('full', { format: 'tlog' });
    const { readable, writable } = filter.stream();
    const writer = writable.getWriter();
    const reader = readable.getReader();
    const first = reader.read();
    await writer.write(copterLog.subarray(0, 10_000));
    expect((await first).value?.length).toBeGreaterThan(5000);
    const failure = expect(writer.write('no bytes' as unknown as Uint8Array)).rejects.toMatchObject({ code: 'usage' });
    await expect(reader.read()).rejects.toMatchObject({ code: 'usage' });
    await failure;
    await expect(writer.write(copterLog)).rejects.toMatchObject({ code: 'usage' });
    expect(filter.report().framesWritten).toBeGreaterThan(10);
  });

  test('a filter is used one way or the other, once', () => {
    const used = (use: (filter: Filter) => void): Filter => {
      const filter = seeded('full', { formats: allFormats() });
      use(filter);
      return filter;
    };
    const streaming = used((filter) => filter.stream());
    expect(codeThrown(() => streaming.stream())).toBe('usage');
    expect(codeThrown(() => streaming.push(shortLog))).toBe('usage');
    expect(codeThrown(() => used((filter) => filter.stream()).flush())).toBe('usage');
    expect(codeThrown(() => used((filter) => filter.push(shortLog)).stream())).toBe('usage');
    expect(codeThrown(() => used((filter) => filter.flush()).stream())).toBe('usage');
  });

  test('push beside a stream closes the stream too', async () => {
    const filter = seeded('full', { format: 'tlog' });
    const { readable, writable } = filter.stream();
    codeThrown(() => filter.push(shortLog));
    const writing = expect(writable.getWriter().write(copterLog)).rejects.toMatchObject({ code: 'usage' });
    await expect(readable.getReader().read()).rejects.toMatchObject({ code: 'usage' });
    await writing;
  });
});
