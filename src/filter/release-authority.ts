import { jurisdictionsOfTrack } from '../policy/flight-place.ts';
import type { Jurisdiction } from '../policy/jurisdictions.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import type { FlightInQuestion, FlightTrack } from '../policy/scope.ts';
import { LiveAuthority } from './live-authority.ts';

/** Decides about flights as they come to be known, and is told before an output appears. */
export interface ReleaseAuthority {
  readonly request: Request;
  readonly policy: Policy;
  decide(flight: FlightInQuestion): Promise<Decision<Request>>;
  /**
   * The output is whole and checked, and appears when this returns; or, without a hash, a stream begins to.
   * @throws FlightveilError `withheld` if what was decided holds no longer
   */
  release(flight: FlightInQuestion, decision: Decision<Request>, outputSha256?: string): Promise<void>;
}

/** Decides about logs, whose places are known: by the boundaries of countries too. */
export class ConsentAuthority extends LiveAuthority implements ReleaseAuthority {
  protected override jurisdictionsOf(track: FlightTrack): readonly Jurisdiction[] {
    return jurisdictionsOfTrack(track);
  }
}
