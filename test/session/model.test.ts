import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../src/formats/record/codec.ts';
import { createFilter } from '../../src/index.ts';
import type { WhenFull } from '../../src/live/live-output.ts';
import type {
  EndReason,
  Released,
  Session,
  SessionFormat,
  SessionInput,
  SessionResult,
} from '../../src/session/index.ts';
import { drawsOf } from '../../src/session/session-keys.ts';
import { shortLog } from '../library/logs.ts';
import { Consent, grantedSession, NOW_S, request, root, turn } from './app.ts';

type Step =
  | { readonly kind: 'bytes'; readonly length: number }
  | {
      readonly kind:
        | 'record'
        | 'wrong'
        | 'settle'
        | 'turn'
        | 'withdraw'
        | 'expire'
        | 'breakSink'
        | 'breakLedger'
        | 'abort'
        | 'close';
    };

const often = (weight: number, kind: Exclude<Step['kind'], 'bytes'>): fc.WeightedArbitrary<Step> => ({
  weight,
  arbitrary: fc.constant({ kind }),
});
const steps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ kind: fc.constant('bytes' as const), length: fc.integer({ min: 1, max: 700 }) }),
    },
    ...[often(4, 'record'), often(1, 'wrong'), often(8, 'settle'), often(5, 'turn')],
    ...(['withdraw', 'expire', 'breakSink', 'breakLedger', 'abort', 'close'] as const).map((kind) => often(1, kind)),
  ),
  { minLength: 5, maxLength: 60 },
);

/** What the same filters make of what the session took. */
class Reference {
  readonly units: Released[] = [];
  readonly #filters = new Map<SessionFormat, ReturnType<typeof createFilter>>();
  readonly #decision;

  constructor(decision: Parameters<typeof createFilter>[0]['decision']) {
    this.#decision = decision!;
  }

  take(format: SessionFormat, bytes: Uint8Array): void {
    this.#add(format, this.#filterOf(format).push(bytes));
  }

  flush(): void {
    for (const format of ['record', 'mavlink'] as const) this.#add(format, this.#filterOf(format).flush());
  }

  #filterOf(format: SessionFormat): ReturnType<typeof createFilter> {
    let filter = this.#filters.get(format);
    if (filter === undefined) {
      filter = createFilter({ decision: this.#decision, ...drawsOf(root, request.recipient, 'a'), format });
      this.#filters.set(format, filter);
    }
    return filter;
  }

  #add(format: SessionFormat, bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length > 0) this.units.push({ format, bytes });
  }
}

/** Indexes of the delivered units among those that were to come; fails if one is none of them, or out of order. */
function indexesOf(delivered: readonly Released[], units: readonly Released[]): number[] {
  let at = -1;
  return delivered.map(({ format, bytes }) => {
    do at++;
    while (at < units.length && !(units[at]!.format === format && Buffer.compare(units[at]!.bytes, bytes) === 0));
    expect(at).toBeLessThan(units.length);
    return at;
  });
}

/** One session with all that can happen to it. */
class Run {
  readonly consent = new Consent();
  readonly delivered: Released[] = [];
  /** What has happened. */
  readonly done = new Set<Step['kind']>();
  /** Deliveries when nothing more was allowed. */
  behind = 0;
  isOver = false;
  closed: Promise<SessionResult> | undefined;
  session!: Session;
  reference!: Reference;
  settle = (): void => undefined;
  #nowS = NOW_S;
  #at = 0;
  #records = 0;
  #isRacing = false;

  async open(options: { whenFull: WhenFull; units: number; isVersioned: boolean; isRacing: boolean }): Promise<void> {
    await this.consent.give(undefined, { validUntilS: NOW_S + 60 });
    this.#isRacing = options.isRacing;
    if (!options.isVersioned) this.#setVersion(undefined);
    this.session = await grantedSession(this.consent, {
      sink: (released) => this.#deliver(released),
      whenFull: options.whenFull,
      limits: { units: options.units, bytes: 1 << 20 },
      nowS: () => this.#nowS,
    });
    void this.session.ended.then(() => {
      this.isOver = true;
    });
    this.reference = new Reference(this.session.decision);
  }

  async step(step: Step): Promise<void> {
    if (this.done.has(step.kind) && !repeated.has(step.kind)) return;
    // Else the ledger may be in the middle of an answer: one unit may then still leave.
    if (!this.#isRacing && isEnding(step.kind)) await turn();
    // A ledger that is broken takes no withdrawal either.
    if (step.kind === 'withdraw' && !this.done.has('breakLedger')) await this.consent.withdraw();
    this.done.add(step.kind);
    if (step.kind === 'bytes') {
      const bytes = shortLog.subarray(this.#at, this.#at + step.length);
      this.#at += step.length;
      this.#push('mavlink', { mavlink: bytes }, bytes);
    } else if (step.kind === 'record') {
      // No two alike.
      const record = { flightRecord: { batteries: [{ voltageMv: ++this.#records }] } };
      this.#push('record', record, encodeRecord(record));
    } else if (step.kind === 'wrong') {
      expect(() => this.session.push({ mavlink: 'x' } as unknown as SessionInput)).toThrow();
    } else if (step.kind === 'settle') this.settle();
    else if (step.kind === 'turn') await turn();
    else if (step.kind === 'expire') this.#nowS += 60;
    else if (step.kind === 'abort') this.session.abort();
    else if (step.kind === 'close') this.close();
    else if (step.kind === 'breakLedger') {
      this.consent.store.read = () => {
        throw new Error('gone');
      };
      this.#setVersion(-1);
    }
  }

  close(): void {
    if (this.closed === undefined && !this.isOver) this.reference.flush();
    this.closed ??= this.session.close();
  }

  #push(format: SessionFormat, input: SessionInput, bytes: Uint8Array): void {
    const before = this.session.counts.ignored;
    void this.session.push(input);
    if (this.session.counts.ignored === before) this.reference.take(format, bytes);
  }

  #deliver(released: Released): void | Promise<void> {
    if (this.done.has('abort')) this.behind = Number.POSITIVE_INFINITY;
    else if (ending.some((kind) => this.done.has(kind))) this.behind++;
    this.delivered.push(released);
    if (this.done.has('breakSink')) throw new Error('no room');
    if (released.bytes.length % 3 === 0) return;
    return new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  #setVersion(value: number | undefined): void {
    Object.defineProperty(this.consent.store, 'version', { value, configurable: true });
  }
}

/** Steps that may be taken again and again. */
const repeated: ReadonlySet<Step['kind']> = new Set(['bytes', 'record', 'wrong', 'settle', 'turn', 'close'] as const);
/** Behind them nothing may be delivered. */
const ending = ['withdraw', 'expire', 'breakLedger', 'abort'] as const;
const isEnding = (kind: Step['kind']): boolean => (ending as readonly string[]).includes(kind);
const causes: Readonly<Record<EndReason, readonly Step['kind'][]>> = {
  withdrawn: ['withdraw', 'expire'],
  failed: ['breakSink', 'breakLedger'],
  aborted: ['abort'],
  closed: [],
};

describe('whatever an app, its pilot, its sink and its ledger do in whatever order', () => {
  it('nothing is released but what was decided, as long as that holds, in order and accounted for', async () => {
    const ends = new Set<EndReason>();
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.constantFrom<WhenFull>('newest-wins', 'wait'),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.boolean(),
        async (plan, whenFull, units, isVersioned, isRacing) => {
          const run = new Run();
          await run.open({ whenFull, units, isVersioned, isRacing });
          for (const step of plan) await run.step(step);
          run.close();
          for (let rest = 0; rest < 2 * plan.length + 10 && !run.isOver; rest++) {
            run.settle();
            await turn();
          }
          const { manifests, failures } = await run.closed!;
          const { delivered, done, reference, session } = run;
          const last = delivered.length;
          void session.push({ mavlink: shortLog });
          await turn();
          const { reason } = await session.ended;
          ends.add(reason);

          expect(run.behind).toBeLessThanOrEqual(isRacing ? 1 : 0);
          expect(delivered.length).toBe(last);
          expect(failures.size).toBe(0);
          expect(causes[reason].length === 0 || causes[reason].some((kind) => done.has(kind))).toBe(true);
          const indexes = indexesOf(delivered, reference.units);
          const { written, dropped, discarded } = session.counts;
          expect(written.units).toBe(delivered.length);
          const accounted = written.units + dropped.units + discarded.units;
          expect(accounted).toBeLessThanOrEqual(reference.units.length);
          if (whenFull === 'wait') {
            expect(dropped.units).toBe(0);
            expect(indexes).toEqual(indexes.map((_, index) => index));
          }
          if (reason === 'closed') {
            expect(accounted).toBe(reference.units.length);
            expect(indexes.at(-1) ?? -1).toBe(reference.units.length - 1);
          }
          for (const format of ['record', 'mavlink'] as const) {
            const bytes = Buffer.concat(delivered.filter((unit) => unit.format === format).map((unit) => unit.bytes));
            const output = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
            const manifest = manifests.find((one) => one.format === format);
            expect(manifest?.output).toEqual(bytes.length === 0 ? undefined : output);
          }
        },
      ),
      { numRuns: 100 },
    );
    expect([...ends].sort()).toEqual(['aborted', 'closed', 'failed', 'withdrawn']);
  });
});
