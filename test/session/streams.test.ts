import { describe, expect, it } from 'vitest';
import { survey } from '../../src/index.ts';
import type { Released } from '../../src/session/index.ts';
import { chunksOf, shortLog } from '../library/logs.ts';
import { Consent, grantedSession, Kept, ownSession, turn } from './app.ts';

/** A link whose bytes come in pieces, and which can be unplugged. */
function link(
  pieces: readonly Uint8Array[],
  { unplugged = false } = {},
): ReadableStream<Uint8Array> & { cause?: unknown } {
  let at = 0;
  const stream: ReadableStream<Uint8Array> & { cause?: unknown } = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at < pieces.length) controller.enqueue(pieces[at++]!);
      else if (unplugged) controller.error(new Error('The device has been lost.'));
      else controller.close();
    },
    cancel: (cause) => {
      stream.cause = cause;
    },
  });
  return stream;
}

const pieces = chunksOf(shortLog, 100);

async function whole(): Promise<Uint8Array> {
  const kept = new Kept();
  const session = await ownSession(kept);
  void session.push({ mavlink: shortLog });
  await session.close();
  return kept.of('mavlink');
}

describe('a stream into a session', () => {
  it('takes a link’s bytes', async () => {
    const kept = new Kept();
    const session = await ownSession(kept);
    await link(pieces).pipeTo(session.writable('mavlink'));
    await session.close();
    expect(kept.of('mavlink')).toEqual(await whole());
  });

  it('leaves the session open where the link is unplugged, for the same link again', async () => {
    const kept = new Kept();
    const session = await ownSession(kept);
    const first = link(pieces.slice(0, 100), { unplugged: true }).pipeTo(session.writable('mavlink'));
    await expect(first).rejects.toThrow('lost');
    await link(pieces.slice(100)).pipeTo(session.writable('mavlink'));
    await session.close();
    expect(kept.of('mavlink')).toEqual(await whole());
    expect((await session.ended).reason).toBe('closed');
  });

  it('is one for each format at a time', async () => {
    const session = await ownSession(new Kept());
    session.writable('mavlink');
    expect(() => session.writable('mavlink')).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => session.writable('tlog' as 'mavlink')).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each(['withdrawn', 'aborted', 'closed'] as const)('lets go of the link when the session is %s', async (reason) => {
    const consent = await new Consent().give();
    const session = await grantedSession(consent, new Kept());
    let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
    let isCancelled = false;
    const port = new ReadableStream<Uint8Array>({
      start: (controller) => {
        feed = controller;
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const piped = port.pipeTo(session.writable('mavlink')).then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );
    feed!.enqueue(pieces[0]!);
    await turn();
    if (reason === 'withdrawn') {
      await consent.withdraw();
      for (const piece of pieces.slice(1, 20)) feed!.enqueue(piece);
    } else if (reason === 'aborted') session.abort();
    else void session.close();
    expect(await piped).toBe(reason === 'withdrawn' ? 'withheld' : 'interrupted');
    expect((await session.ended).reason).toBe(reason);
    expect(isCancelled).toBe(true);
    const late = session.writable('mavlink').getWriter();
    await expect(late.write(shortLog)).rejects.toMatchObject({ code: expect.any(String) });
  });

  it('fails with what is no bytes, and the session goes on', async () => {
    const kept = new Kept();
    const session = await ownSession(kept);
    const writer = session.writable('mavlink').getWriter();
    await expect(writer.write('51.4769' as unknown as Uint8Array)).rejects.toMatchObject({ code: 'usage' });
    await link(pieces).pipeTo(session.writable('mavlink'));
    await session.close();
    expect(kept.of('mavlink')).toEqual(await whole());
  });
});

function locked(): WritableStream<Released> {
  const stream = new WritableStream<Released>();
  stream.getWriter();
  return stream;
}

/** A stream that tells what became of it. */
class Target {
  readonly kept = new Kept();
  end = 'open';
  readonly stream: WritableStream<Released>;

  constructor(options: { fails?: 'write' | 'close'; waits?: Promise<void> } = {}) {
    this.stream = new WritableStream<Released>({
      write: async (released) => {
        await options.waits;
        if (options.fails === 'write') throw new Error('no room for 51.4769');
        this.kept.sink(released);
      },
      close: () => {
        if (options.fails === 'close') throw new Error('no room for 51.4769');
        this.end = 'closed';
      },
      abort: (reason: { code: string }) => {
        this.end = reason.code;
      },
    });
  }
}

describe('a stream out of a session', () => {
  it.each([
    ['a stream that is locked', () => ({ sink: locked() })],
    ['no sink', () => ({ sink: undefined })],
    ['an array as sink', () => ({ sink: [] })],
    ['no consent', () => ({ ...new Kept(), consent: undefined })],
  ])('is refused where it is %s, and nothing is entered into the ledger', async (_, wrong) => {
    const consent = await new Consent().give();
    const before = consent.store.version;
    const opened = grantedSession(consent, wrong() as unknown as Parameters<typeof grantedSession>[1]);
    await expect(opened).rejects.toMatchObject({ code: 'usage' });
    expect(consent.store.version).toBe(before);
  });

  it('gets all of it and is closed', async () => {
    const target = new Target();
    const session = await ownSession({ sink: target.stream });
    void session.push({ mavlink: shortLog });
    await session.close();
    expect(target.kept.of('mavlink')).toEqual(await whole());
    expect(target.end).toBe('closed');
  });

  it('is aborted where the session is withdrawn or aborted', async () => {
    const consent = await new Consent().give();
    const [withdrawn, aborted] = [new Target(), new Target()];
    const session = await grantedSession(consent, { sink: withdrawn.stream });
    await consent.withdraw();
    void session.push({ mavlink: shortLog });
    await session.ended;
    (await ownSession({ sink: aborted.stream })).abort();
    await turn();
    expect([withdrawn.end, aborted.end]).toEqual(['withheld', 'interrupted']);
    expect(withdrawn.kept.bytes).toBe(0);
  });

  it.each(['write', 'close'] as const)(
    'that fails to %s ends the session, without telling what was written',
    async (fails) => {
      const session = await ownSession({ sink: new Target({ fails }).stream });
      void session.push({ mavlink: shortLog });
      if (fails === 'close') await session.close();
      const { reason, error } = await session.ended;
      expect([reason, error?.code]).toEqual(['failed', 'link-failed']);
      expect(`${error?.message} ${error?.advice}`).not.toContain('51');
    },
  );

  it('that never takes anything does not hold up an abort', async () => {
    const target = new Target({ waits: new Promise(() => undefined) });
    const session = await ownSession({ sink: target.stream });
    void session.push({ mavlink: shortLog });
    const closed = session.close();
    await turn();
    session.abort();
    expect((await session.ended).reason).toBe('aborted');
    expect((await closed).failures.size).toBe(0);
    expect(target.kept.bytes).toBe(0);
  });

  it('lets a source wait where nothing may be dropped', async () => {
    let settle = (): void => undefined;
    const kept = new Kept();
    const session = await ownSession({
      sink: (released) => {
        kept.sink(released);
        return new Promise<void>((resolve) => {
          settle = resolve;
        });
      },
      whenFull: 'wait',
      limits: { units: 2, bytes: 1 << 20 },
    });
    const waits = pieces.map((piece) => session.push({ mavlink: piece }));
    expect(waits.filter((wait) => wait instanceof Promise).length).toBeGreaterThan(0);
    expect(session.counts.dropped.units).toBe(0);
    const closed = session.close();
    for (let step = 0; step < 2 * pieces.length; step++) {
      settle();
      await turn();
    }
    await closed;
    await Promise.all(waits);
    expect(kept.of('mavlink')).toEqual(await whole());
  });

  it('tells in its manifest of what was dropped for want of room as little as of what was withheld', async () => {
    let settle = (): void => undefined;
    const kept = new Kept();
    const session = await ownSession({
      sink: (released) => {
        kept.sink(released);
        return new Promise<void>((resolve) => {
          settle = resolve;
        });
      },
      limits: { units: 3, bytes: 1 << 20 },
    });
    for (const piece of pieces) void session.push({ mavlink: piece });
    const closed = session.close();
    for (let step = 0; step < 2 * pieces.length; step++) {
      settle();
      await turn();
    }
    const { manifests } = await closed;
    expect(session.counts.dropped.units).toBeGreaterThan(10);
    const output = kept.of('mavlink');
    expect(manifests[0]!.output.bytes).toBe(output.length);
    const counted = new Map<string, number>();
    const facts = await survey(output, { format: 'mavlink' });
    for (const { schema, frames } of facts.messages) counted.set(schema.message, frames);
    expect(new Map(manifests[0]!.released.messages.map(({ message, frames }) => [message, frames]))).toEqual(counted);
  });
});
