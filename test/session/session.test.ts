import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/filter/summary.ts';
import { totals } from '../../src/filter/totals.ts';
import type { Disclosure, FlightveilError } from '../../src/index.ts';
import { createFilter, type Level, levels, survey } from '../../src/index.ts';
import { type Session, ZoneState } from '../../src/session/index.ts';
import { drawsOf } from '../../src/session/session-keys.ts';
import { chunksOf, copterLog, liveLevels, pushAll, shortLog } from '../library/logs.ts';
import { Consent, grantedSession, Kept, NOW_S, ownSession, rawFrames, request, root, turn } from './app.ts';

const expected = pushAll(
  createFilter({ level: 'dynamics', ...drawsOf(root, 'self', 'a'), format: 'mavlink' }),
  shortLog,
);

describe('a session for one’s own use', () => {
  it.each([1, 7, 64, 1000, shortLog.length])('releases what a filter does, in chunks of %i', async (size) => {
    const kept = new Kept();
    const session = await ownSession(kept);
    for (const chunk of chunksOf(shortLog, size)) void session.push({ mavlink: chunk });
    await session.close();
    expect(expected.length).toBeGreaterThan(5000);
    expect(kept.of('mavlink')).toEqual(expected);
  });

  it.each(liveLevels)('has a manifest that says what a filter reports at %s', async (level) => {
    const kept = new Kept();
    const session = await ownSession({ ...kept, consent: { level } });
    void session.push({ mavlink: shortLog });
    const { manifests, failures } = await session.close();
    const filter = createFilter({ level, ...drawsOf(root, 'self', 'a'), format: 'mavlink' });
    pushAll(filter, shortLog);
    const [manifest] = manifests;
    const { categories, messages } = filter.report();
    expect(failures.size).toBe(0);
    expect(manifest).toMatchObject({ purpose: 'local', recipient: 'self', level, format: 'mavlink' });
    expect(manifest!.output).toEqual({
      bytes: kept.bytes,
      sha256: createHash('sha256').update(kept.of('mavlink')).digest('hex'),
    });
    const left = categories.filter(({ kept, changed }) => kept + changed > 0);
    expect(manifest!.released.categories.length).toBe(left.length);
    expect(manifest!.released.categories).toEqual(
      expect.arrayContaining(left.map(({ category, kept, changed }) => ({ category, kept, changed }))),
    );
    expect(manifest!.released.messages).toEqual(
      messages.filter(({ written }) => written > 0).map(({ message, written }) => ({ message, frames: written })),
    );
  });

  it('tells the totals of what it released, and none that the level hides', async () => {
    const log = rawFrames(copterLog);
    const summaryAt = async (level: Level): Promise<unknown> => {
      const session = await ownSession({ ...new Kept(), consent: { level } });
      void session.push({ mavlink: log });
      const { summary } = await session.close();
      return summary;
    };
    const facts = await survey(log, { format: 'mavlink' });
    const known = summarise(facts, totals(facts.tracks[0]!, []));
    expect(known).toMatchObject({ distanceM: expect.any(Number), batteryUsedPercent: expect.any(Number) });
    expect(known.distanceM).toBeGreaterThan(300);
    expect(await summaryAt('dynamics')).toEqual(known);
    expect(await summaryAt('engineering')).toEqual({ batteryUsedPercent: known.batteryUsedPercent, version: 1 });
  });
});

describe('a session that is being closed', () => {
  it('takes nothing more, says the same each time, and keeps its zones', async () => {
    const kept = new Kept();
    const session = await ownSession(kept);
    void session.push({ mavlink: shortLog.subarray(0, 3000) });
    const first = session.close();
    const zone = { state: ZoneState.inside };
    void session.push({ mavlink: shortLog.subarray(3000) });
    void session.push({ flightRecord: { zone } });
    expect(session.counts.ignored).toBe(2);
    const result = await first;
    expect(result.manifests[0]!.output.bytes).toBe(kept.bytes);
    expect(result.unlockEvents).toEqual([]);
    expect(await session.close()).toBe(result);
    expect(await session.ended).toEqual({ reason: 'closed' });
    session.abort();
    expect(await session.ended).toEqual({ reason: 'closed' });
  });
});

describe('a session that a ledger answers for', () => {
  const opened = async (): Promise<{ consent: Consent; kept: Kept; session: Session }> => {
    const consent = await new Consent().give();
    const kept = new Kept();
    return { consent, kept, session: await grantedSession(consent, kept) };
  };

  it('is entered before it opens, under a name that is not the flight’s', async () => {
    const { consent, session } = await opened();
    const [entry, ...others] = [...consent.store.read(0)].filter((line) => line.includes('"release"'));
    expect(others).toEqual([]);
    expect(JSON.parse(entry!)).toMatchObject({
      record: { body: { kind: 'release', grant: consent.grant, ...request } },
    });
    expect(session.flight).toBe('a');
    expect(entry).not.toContain('"a"');
  });

  it.each([
    ['nobody has granted anything', {}, /^Flight records are kept on this machine only/],
    ['it is withdrawn', { isWithdrawn: true }, /^Flight records are kept/],
    ['it allows a true track, of which nobody knows what to cut', { ceiling: levels.track }, /level/i],
    ['it allows nothing', { ceiling: levels.withhold }, /Grant more/],
  ])(
    'does not open where %s, and says what does not work then',
    async (_, { ceiling, isWithdrawn }: { ceiling?: Disclosure; isWithdrawn?: boolean }, advice) => {
      const consent = new Consent();
      if (ceiling !== undefined || isWithdrawn) await consent.give(ceiling);
      if (isWithdrawn) await consent.withdraw();
      const kept = new Kept();
      const refusal = await grantedSession(consent, kept).then(
        () => undefined,
        (error: FlightveilError) => error,
      );
      expect(refusal).toMatchObject({ code: 'withheld', advice: expect.stringMatching(advice) });
      expect([...consent.store.read(0)].filter((line) => line.includes('"release"'))).toEqual([]);
    },
  );

  it('gives each recipient draws of their own, and the same flight the same again', async () => {
    const outputs: Uint8Array[] = [];
    for (const recipient of ['manufacturer', 'service-provider', 'manufacturer']) {
      const kept = new Kept();
      const consent = await new Consent().give(levels.dynamics, { recipient });
      const session = await grantedSession(consent, { ...kept, recipient });
      void session.push({ mavlink: shortLog });
      await session.close();
      outputs.push(kept.of('mavlink'));
    }
    expect(outputs[0]).toEqual(outputs[2]);
    expect(outputs[0]).not.toEqual(outputs[1]);
    expect(outputs[0]!.length).toBeGreaterThan(5000);
  });

  it('ends with a withdrawal: nothing is released behind it, be it in the middle of a frame', async () => {
    for (const at of [1, 17, 300, 1001, 2500]) {
      const { consent, kept, session } = await opened();
      for (const chunk of chunksOf(shortLog.subarray(0, at), 1)) void session.push({ mavlink: chunk });
      await turn();
      const before = kept.bytes;
      if (at > 1000) expect(before).toBeGreaterThan(0);
      await consent.withdraw();
      for (const chunk of chunksOf(shortLog.subarray(at, 6000), 1)) void session.push({ mavlink: chunk });
      expect((await session.ended).reason).toBe('withdrawn');
      expect(kept.bytes).toBe(before);
      const { ignored } = session.counts;
      void session.push({ mavlink: shortLog });
      expect(session.counts.ignored).toBe(ignored + 1);
      const { manifests } = await session.close();
      expect(manifests.map(({ output }) => output.bytes)).toEqual(before > 0 ? [before] : []);
      expect(kept.bytes).toBe(before);
    }
  });

  it('releases no more than the user chooses this time, and by the grant that was named', async () => {
    const consent = await new Consent().give();
    const session = await grantedSession(consent, { ...new Kept(), level: 'engineering', grant: consent.grant });
    expect([session.decision.disclosure.shape, session.decision.grant]).toEqual(['none', consent.grant]);
    expect(session.decision.disclosure.dynamics).toBe('full');
    const another = grantedSession(consent, { ...new Kept(), grant: '0123456789abcdef' });
    await expect(another).rejects.toMatchObject({ code: 'withheld' });
    const nobody = grantedSession(consent, { ...new Kept(), subject: 'somebody else' });
    await expect(nobody).rejects.toMatchObject({ code: 'withheld' });
  });

  it('ends when the grant does', async () => {
    const consent = await new Consent().give(levels.dynamics, { validUntilS: NOW_S + 60 });
    const kept = new Kept();
    let nowS = NOW_S;
    const session = await grantedSession(consent, { ...kept, nowS: () => nowS });
    void session.push({ mavlink: shortLog });
    await turn();
    const before = kept.bytes;
    expect(before).toBeGreaterThan(0);
    nowS += 60;
    void session.push({ mavlink: shortLog });
    expect(await session.ended).toEqual({ reason: 'withdrawn' });
    expect(kept.bytes).toBe(before);
  });

  it('ends when the ledger cannot be read', async () => {
    const { consent, kept, session } = await opened();
    consent.store.read = () => {
      throw new Error('gone');
    };
    void session.push({ mavlink: shortLog });
    expect(await session.ended).toMatchObject({ reason: 'failed', error: { code: 'link-failed' } });
    expect(kept.bytes).toBe(0);
  });
});
