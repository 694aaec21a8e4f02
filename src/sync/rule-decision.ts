import type { ConsentLedger } from '../consent/ledger.ts';
import { ConsentAuthority } from '../filter/release-authority.ts';
import { type LiveDecision, WatchedDecision } from '../live/live-decision.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import type { SealedDecision } from './queue/states.ts';
import type { UploadRule } from './upload-rule.ts';

/** Whether what was decided when a log was filtered holds now, under the rule's policy as it is now. */
export class RuleDecision implements LiveDecision {
  readonly decision: Decision<Request>;
  readonly #rule: UploadRule;
  readonly #sealed: SealedDecision;
  readonly #ledger: ConsentLedger;
  readonly #nowS: () => number;
  #policy: Policy | undefined;
  #watched: WatchedDecision | undefined;

  constructor(sealed: SealedDecision, rule: UploadRule, ledger: ConsentLedger, nowS: () => number) {
    const { disclosure, grant } = sealed;
    // What explains the decision is in the audit; only how much it allows is asked again.
    this.decision = {
      request: rule.request,
      disclosure,
      ...(grant === undefined ? {} : { grant }),
    } as Decision<Request>;
    this.#sealed = sealed;
    this.#rule = rule;
    this.#ledger = ledger;
    this.#nowS = nowS;
  }

  holds(): boolean | Promise<boolean> {
    const { policy } = this.#rule;
    if (this.#watched === undefined || policy !== this.#policy) {
      const authority = new ConsentAuthority(this.#rule.request, policy, this.#ledger, this.#nowS);
      this.#watched = WatchedDecision.of(authority, this.#sealed.flight, this.decision);
      this.#policy = policy;
    }
    return this.#watched.holds();
  }
}
