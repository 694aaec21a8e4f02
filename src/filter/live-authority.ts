import type { ConsentState } from '../consent/grant.ts';
import type { ConsentLedger } from '../consent/ledger.ts';
import { isAtMost } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { decide } from '../policy/decide.ts';
import { type Jurisdiction, jurisdictionsOfCode } from '../policy/jurisdictions.ts';
import type { Decision, EarlierRelease, Policy, Request } from '../policy/request.ts';
import type { FlightInQuestion, FlightTrack } from '../policy/scope.ts';

/**
 * Decides by a policy and a consent ledger, and records there what is released. Of a live stream nobody knows yet where it will have been: its flights
 * have no track, and are nowhere.
 */
export class LiveAuthority {
  readonly request: Request;
  readonly policy: Policy;
  readonly #ledger: ConsentLedger;
  readonly #nowS: () => number;

  /** @param nowS the clock, in Unix seconds */
  constructor(
    request: Request,
    policy: Policy,
    ledger: ConsentLedger,
    nowS: () => number = () => Math.floor(Date.now() / 1000),
  ) {
    this.request = request;
    this.policy = policy;
    this.#ledger = ledger;
    this.#nowS = nowS;
  }

  /** Undefined as flight: any flight, of which nothing is known. */
  async decide(flight: FlightInQuestion | undefined): Promise<Decision<Request>> {
    const nowS = this.#nowS();
    const earlier = flight === undefined ? [] : await this.#ledger.releasesOf(flight.name);
    const decision = this.#decide(flight, nowS, await this.#ledger.state(nowS), earlier);
    // A grant that has once been seen to have ended does not come back with a clock that is set back.
    if (Object.values(decision.because).includes('grant-expired')) {
      await this.#ledger.markTime({ collectedS: nowS, how: 'filter' });
    }
    return decision;
  }

  async release(flight: FlightInQuestion, decision: Decision<Request>, outputSha256?: string): Promise<void> {
    const nowS = this.#nowS();
    const { purpose, recipient } = this.request;
    await this.#ledger.recordDecided(
      flight.name,
      nowS,
      (consent, earlier) => {
        // What was withdrawn or released while the log was filtered counts.
        const now = this.#decide(flight, nowS, consent, earlier);
        if (!isAtMost(decision.disclosure, now.disclosure)) throw changed();
        return {
          ...{ flight: flight.name, recipient, purpose, disclosure: decision.disclosure },
          ...(outputSha256 === undefined ? {} : { outputSha256 }),
          ...(now.grant === undefined ? {} : { grant: now.grant }),
        };
      },
      { collectedS: nowS, how: 'filter' },
    );
  }

  /**
   * Whether what was decided still holds, for streams: asked before every write.
   * @param decision of this authority about this flight
   */
  async holds(flight: FlightInQuestion, decision: Decision<Request>, nowS = this.#nowS()): Promise<boolean> {
    const earlier = await this.#ledger.releasesOf(flight.name);
    const now = this.#decide(flight, nowS, await this.#ledger.state(nowS), earlier);
    if (Object.values(now.because).includes('grant-expired')) {
      // Not waited for: the answer holds without it, and others may keep the ledger busy or the disk full.
      this.#ledger.markTime({ collectedS: nowS, how: 'filter' }).catch(() => undefined);
    }
    return isAtMost(decision.disclosure, now.disclosure);
  }

  /** Changes when the ledger does; undefined where its store cannot tell. @throws FlightveilError `state-unusable` */
  get ledgerVersion(): number | undefined {
    return this.#ledger.version;
  }

  /** Unix seconds, by the clock that decisions go by. */
  nowS(): number {
    return this.#nowS();
  }

  /** The next instant at which a grant begins or ends, in Unix seconds; infinite if there is none. */
  async nextChangeS(nowS: number): Promise<number> {
    return this.#ledger.nextChangeS(nowS);
  }

  protected jurisdictionsOf(_track: FlightTrack): readonly Jurisdiction[] {
    throw new TypeError('a live flight has no track');
  }

  #decide(
    flight: FlightInQuestion | undefined,
    nowS: number,
    consent: ConsentState,
    earlierReleases: readonly EarlierRelease[],
  ): Decision<Request> {
    const residence = consent.subject?.residence;
    return decide(this.request, this.policy, {
      consent,
      nowS,
      ...(flight === undefined ? {} : { flight, earlierReleases }),
      jurisdictions: {
        place: flight?.track === undefined ? (flight?.known?.jurisdictions ?? []) : this.jurisdictionsOf(flight.track),
        residence: residence === undefined ? [] : jurisdictionsOfCode(residence),
      },
    });
  }
}

function changed(): FlightveilError {
  return new FlightveilError('withheld', 'what was allowed when the filter began is allowed no longer', {
    advice: 'Run flightveil explain for this purpose and recipient.',
  });
}
