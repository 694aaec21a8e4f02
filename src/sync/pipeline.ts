import type { ConsentLedger } from '../consent/ledger.ts';
import { ConsentAuthority } from '../filter/release-authority.ts';
import { type Dimension, type Disclosure, isAtMost, nothing } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { type FilterFileResult, type FilterStage, filterFile } from '../node/filter-file.ts';
import type { KeySource } from '../node/flight-keys.ts';
import { signManifest } from '../node/manifest-signing.ts';
import type { UnlockRecorder } from '../node/unlock-recorder.ts';
import { wouldChangeObstacle } from '../policy/answer.ts';
import { jurisdictionsOfTrack } from '../policy/flight-place.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import { type FlightInQuestion, partsOfTrack } from '../policy/scope.ts';
import type { AuditEntry } from './audit/audit-entry.ts';
import { entryOf } from './audit/entry-of.ts';
import { consentDigest } from './consent-digest.ts';
import { drawnShipment, type Queue } from './queue/queue.ts';
import type { Changes } from './queue/rows.ts';
import type { Item, ItemState, SealedDecision } from './queue/states.ts';
import { sealDecision } from './sealed-decision.ts';
import type { Spool } from './spool/spool.ts';
import { isSpoolFull, SpoolOutlet } from './spool-outlet.ts';
import { requestText, sinkText, type UploadRule } from './upload-rule.ts';

/** What the pipeline works with; all of the state folder. */
export interface PipelineParts {
  readonly queue: Queue;
  readonly spool: Spool;
  readonly ledger: ConsentLedger;
  readonly root: Uint8Array;
  readonly keys: KeySource;
  /** Of the geofence-unlock log. */
  readonly recorder?: UnlockRecorder | undefined;
  readonly nowMs: () => number;
}

export interface ProcessOptions {
  /** How much the spool may still take. */
  readonly roomBytes: number;
  /** It will never take more. */
  readonly isAllRoom: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

/** How one run over a log ended. */
export type PipelineEnd =
  | 'spooled'
  /** Nothing of it may be released as things are. */
  | 'withheld'
  /** It is no log, and will not become one. */
  | 'no-log'
  | 'set-aside'
  /** It is still written to, cannot be read just now, or the work was stopped: it is as if nothing had happened. */
  | 'later'
  /** There is no room: nothing is begun until there is. */
  | 'spool-full';

/** Errors of one log that no second try mends. */
const hopeless: ReadonlySet<string> = new Set(['residue-found', 'log-incompatible', 'keychains-invalid']);
const noLog: ReadonlySet<string> = new Set(['unknown-format', 'input-empty', 'input-not-a-file']);

/**
 * Brings a log from `seen` to `audited`: survey, decision, filter, residue check, spool, audit. What it writes before the last step counts for nothing: after
 * a crash the log is `seen` again, and a file in the spool that no item refers to is removed.
 */
export class Pipeline {
  readonly #parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /**
   * @param item in state `seen`
   * @param path of the log, which is only read
   * @throws FlightveilError `state-unusable` if the state folder cannot be used: then nothing else can be done either
   */
  async process(item: Item, rule: UploadRule, path: string, options: ProcessOptions): Promise<PipelineEnd> {
    const run = new Run(this.#parts, item, rule);
    try {
      return await run.filter(path, options);
    } catch (error) {
      return await run.failed(error, options);
    }
  }
}

/** One log on its way. */
class Run {
  readonly #parts: PipelineParts;
  readonly #rule: UploadRule;
  #item: Item;
  #flight: FlightInQuestion | undefined;
  #decision: Decision<Request> | undefined;
  #policy: Policy | undefined;
  #asked = '';

  constructor(parts: PipelineParts, item: Item, rule: UploadRule) {
    this.#parts = parts;
    this.#item = item;
    this.#rule = rule;
  }

  async filter(path: string, { roomBytes, signal, onProgress }: ProcessOptions): Promise<PipelineEnd> {
    const { spool, ledger, keys, recorder, root, nowMs } = this.#parts;
    const { request, policy, config } = this.#rule;
    const authority = new ConsentAuthority(request, policy, ledger, () => Math.floor(nowMs() / 1000));
    this.#policy = policy;
    const outlet = new SpoolOutlet(spool, {
      padToBytes: config.padToBytes,
      mostBytes: roomBytes,
      sign: (manifest) =>
        signManifest(manifest, {
          root,
          recipient: request.recipient,
          device: this.#decision?.disclosure.device ?? 'none',
          flightName: this.#flight?.name ?? '',
          ...(this.#flight?.startUnixS === undefined ? {} : { unixS: this.#flight.startUnixS }),
        }),
    });
    try {
      const result = await filterFile(path, {
        ...{ decision: authority, keys, outlet, recorder, signal, zones: this.#rule.zones },
        ...(onProgress === undefined ? {} : { onProgress }),
        onStage: (stage) => this.#reached(stage),
      });
      await this.#spooled(result, outlet);
      return 'spooled';
    } catch (error) {
      // What was committed but is in no state has nobody who would send it.
      for (const { spoolId } of outlet.parts) await spool.remove(spoolId).catch(() => undefined);
      throw error;
    }
  }

  async #reached(stage: FilterStage): Promise<void> {
    switch (stage.name) {
      case 'surveyed':
        this.#flight = stage.flight;
        this.#asked = await this.#askedNow();
        await this.#move('surveyed', { format: stage.format.name, aircraft: stage.flight.aircraft?.[0] ?? '' });
        return;
      case 'decided':
        this.#decision = stage.decision;
        await this.#move('decided');
        return;
      default:
        await this.#move(stage.name);
    }
  }

  /** The audit entry and what it allows become durable together; what they allow was durable before. */
  async #spooled({ decision, report, outputSha256 }: FilterFileResult, { parts }: SpoolOutlet): Promise<void> {
    const { config } = this.#rule;
    const sealed: SealedDecision = {
      flight: await this.#flightWithoutTrack(),
      disclosure: decision.disclosure,
      request: requestText(this.#rule),
      sink: sinkText(config.sink),
      sha256s: parts.map(({ sha256 }) => sha256),
      ...(decision.grant === undefined ? {} : { grant: decision.grant }),
    };
    const shipment = drawnShipment();
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    const counts = { kept: 0, changed: 0, dropped: 0 };
    for (const category of report.categories) {
      counts.kept += category.kept;
      counts.changed += category.changed;
      counts.dropped += category.dropped;
    }
    const entry = this.#entry('release', {
      ...{ item: shipment, disclosure: decision.disclosure, because: decision.because },
      ...{ counts, outputSha256, bytes: sizeBytes },
      ...(decision.grant === undefined ? {} : { grant: decision.grant }),
    });
    const change = {
      ...{ shipment, parts, sizeBytes, attempts: 0, dueMs: 0, facts: {}, advice: [] },
      sealed: sealDecision(this.#parts.spool, sealed, shipment),
      ...{ reason: undefined, waiting: undefined, remembered: undefined },
    };
    await this.#move('audited', change, entry);
  }

  /** What later decisions ask of the track is answered now: the track itself is not kept. */
  async #flightWithoutTrack(): Promise<SealedDecision['flight']> {
    const { track, remoteId: _remoteId, ...named } = this.#flight!;
    if (track === undefined) return named;
    const { grants, bars } = await this.#parts.ledger.state(Math.floor(this.#parts.nowMs() / 1000));
    const scopes = [...grants.map(({ grant }) => grant.scope), ...bars.map(({ scope }) => scope)];
    const areas = partsOfTrack(
      scopes.flatMap((scope) => (scope?.areas === undefined ? [] : [scope.areas])),
      track,
    );
    return { ...named, known: { areas, jurisdictions: jurisdictionsOfTrack(track) } };
  }

  /** What becomes of the log when it could not be filtered. */
  async failed(error: unknown, { signal, isAllRoom }: ProcessOptions): Promise<PipelineEnd> {
    const code = error instanceof FlightveilError ? error.code : 'internal';
    if (signal.aborted || code === 'interrupted' || error instanceof Gone) return this.#again({});
    if (isSpoolFull(error)) {
      if (isAllRoom) return this.#setAside('larger-than-spool', {});
      await this.#again({ waiting: 'retry', reason: 'spool-full', dueMs: this.#parts.nowMs() + SPOOL_AGAIN_MS });
      return 'spool-full';
    }
    if (code === 'withheld') return this.#withheld(error as FlightveilError);
    if (code === 'input-changed')
      return this.#again({ waiting: 'retry', reason: code, dueMs: this.#parts.nowMs() + SETTLE_AGAIN_MS });
    if (noLog.has(code)) {
      await this.#move('retired', { reason: 'no-log', waiting: undefined });
      return 'no-log';
    }
    if (code === 'state-unusable') {
      await this.#again({ waiting: 'retry', reason: code, dueMs: this.#parts.nowMs() + STATE_AGAIN_MS }).catch(
        () => undefined,
      );
      throw error;
    }
    const attempts = this.#item.attempts + 1;
    if (!hopeless.has(code) && attempts < MOST_ATTEMPTS) {
      return this.#again({
        waiting: 'retry',
        reason: code,
        attempts,
        dueMs: this.#parts.nowMs() + attempts * UNREADABLE_AGAIN_MS,
      });
    }
    return this.#setAside(code, error instanceof FlightveilError ? error.facts : {});
  }

  async #setAside(reason: string, facts: Item['facts']): Promise<'set-aside'> {
    await this.#move('set-aside', { reason, facts, waiting: undefined }, this.#entry('set-aside', { reason }));
    return 'set-aside';
  }

  /** It waits for a change of consent, policy or configuration. The refusal is in the audit once, not at every look. */
  async #withheld(error: FlightveilError): Promise<PipelineEnd> {
    const { because, disclosure = nothing } = this.#decision ?? {};
    const advice = isAtMost(disclosure, nothing)
      ? adviceOf(this.#decision)
      : [`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.`];
    const isNews = this.#item.reason !== 'withheld' || JSON.stringify(this.#item.advice) !== JSON.stringify(advice);
    const entry = this.#entry('refusal', {
      reason: 'withheld',
      disclosure: disclosure as Disclosure,
      ...(because === undefined ? {} : { because }),
    });
    const change = {
      waiting: 'consent' as const,
      reason: 'withheld',
      advice: advice.length > 0 ? advice : [error.message],
      facts: {},
    };
    // Withdrawn while it was filtered: it is decided anew.
    if (this.#item.state !== 'decided')
      return this.#again({ waiting: 'retry', reason: 'withheld', dueMs: this.#parts.nowMs() + DECIDE_AGAIN_MS });
    await this.#move('decided', change, isNews ? entry : undefined);
    // Whoever looks after changes of consent may have looked before this was written.
    if (this.#asked !== (await this.#askedNow())) return this.#again({});
    return 'withheld';
  }

  /** Changes whenever the answer might. */
  async #askedNow(): Promise<string> {
    const { ledger, nowMs } = this.#parts;
    const digest = await consentDigest(ledger, this.#rule.request, Math.floor(nowMs() / 1000));
    return `${digest} ${this.#rule.policy === this.#policy}`;
  }

  async #again(change: Changes): Promise<'later'> {
    const cleared = { waiting: undefined, reason: undefined, ...change };
    await this.#move('seen', cleared);
    return 'later';
  }

  async #move(state: ItemState, change: Changes = {}, entry?: AuditEntry): Promise<void> {
    const moved = await this.#parts.queue.move(this.#item, state, change, entry);
    if (moved === undefined) throw new Gone();
    this.#item = moved;
  }

  #entry(kind: AuditEntry['kind'], more: Partial<AuditEntry>): AuditEntry {
    return entryOf(kind, { number: this.#item.id, upload: this.#item.upload }, this.#rule, this.#parts.nowMs(), more);
  }
}

/** What would let something go, and what does not work meanwhile. Where no grant answers, everything else that binds is beside the point. */
function adviceOf(decision: Decision<Request> | undefined): string[] {
  if (decision === undefined) return [];
  const { wouldChange, because, lost, request } = decision;
  const bound = Object.entries(wouldChange) as [Dimension, string][];
  const missing = bound.filter(([dimension]) => because[dimension] in wouldChangeObstacle);
  const sentences = (missing.length > 0 ? missing : bound).map(([, sentence]) => sentence);
  const isUngranted = missing.some(([dimension]) => because[dimension] === 'no-grant');
  const how = `flightveil consent grant --for ${request.purpose} --to ${request.recipient} --ceiling LEVEL`;
  return [...new Set([...sentences, ...(isUngranted ? [how] : []), ...lost])];
}

/** Somebody else has changed the item meanwhile, by a command: their word counts. */
class Gone extends Error {}

const DECIDE_AGAIN_MS = 1_000;
const SETTLE_AGAIN_MS = 10_000;
const SPOOL_AGAIN_MS = 30_000;
const STATE_AGAIN_MS = 30_000;
const UNREADABLE_AGAIN_MS = 60_000;
const MOST_ATTEMPTS = 5;
