import { decisionOf } from '../filter/filter-options.ts';
import { LiveAuthority } from '../filter/live-authority.ts';
import { ownUse, WatchedDecision } from '../live/live-decision.ts';
import { isAtMost, nothing } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { openConsent } from '../node/consent-keys.ts';
import { isLocal, type LinkUrl } from '../node/links/link-url.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import type { RelayTarget } from '../relay/relay.ts';
import { levelOf } from './level-option.ts';
import { type RequestOptions, requestOf } from './request-option.ts';

/** What is asked for one output: somebody else's request, or one's own use. */
export type Asked =
  | { readonly url: LinkUrl; readonly own: Decision<Request> }
  | { readonly url: LinkUrl; readonly request: Request; readonly policy: Policy };

/** An output to which nothing is released: its link is not opened. */
export interface Withheld {
  readonly url: LinkUrl;
  readonly error: FlightveilError;
  /** What does not work without it, a sentence each. */
  readonly lost: readonly string[];
}

/**
 * What is asked for an output: by its own parameters, or else by the options for all. An output on this machine may go without: it is for one's own
 * use then.
 * @throws FlightveilError `usage` for another machine without purpose and recipient, and for names that are unknown
 */
export async function askedOf(url: LinkUrl, options: RequestOptions): Promise<Asked> {
  const purpose = url.purpose ?? options.for;
  const recipient = url.recipient ?? options.to;
  const level = url.level ?? options.level;
  const isHere = isLocal(url.place);
  if ((purpose === undefined && recipient === undefined) || (purpose === 'local' && recipient === 'self')) {
    if (isHere) return { url, own: decisionOf({ level: levelOf(level ?? 'full') }) };
    throw new FlightveilError(
      'usage',
      `${url.name} leads to other machines: it must be said what for, and who gets it`,
      {
        advice:
          'Use --for and --to-recipient, or the parameters for= and recipient= of the link; local and self stay on this machine.',
      },
    );
  }
  if (purpose === undefined || recipient === undefined) {
    throw new FlightveilError(
      'usage',
      '--for and --to-recipient go together, and so do the parameters for= and recipient=',
    );
  }
  const { policy, subject, grant, occasion } = options;
  const given = { policy, subject, grant, occasion, level };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { url, ...(await requestOf({ ...known, for: purpose, to: recipient }))! };
}

/**
 * Decides about each output, and enters into the consent ledger that its stream begins.
 * @param check throws `withheld` or `level-not-available` for a decision under which nothing of a stream is released, `usage` for one that the
 *   output's parameters do not fit
 * @param close to be called when all streams have ended
 */
export async function decideTargets(
  asked: readonly Asked[],
  { home, flight, check }: { home: string; flight: string; check: (url: LinkUrl, decision: Decision<Request>) => void },
): Promise<{ targets: RelayTarget[]; withheld: Withheld[]; close: () => void }> {
  const targets: RelayTarget[] = [];
  const withheld: Withheld[] = [];
  const ledger = asked.some((one) => 'request' in one) ? await openConsent(home) : undefined;
  const close = (): void => ledger?.close();
  try {
    for (const one of asked) {
      const { url } = one;
      let decision: Decision<Request> | undefined;
      try {
        if ('own' in one) {
          decision = one.own;
          check(url, decision);
          targets.push({ url, live: ownUse(decision) });
          continue;
        }
        const authority = new LiveAuthority(one.request, one.policy, ledger!);
        decision = await authority.decide({ name: flight });
        if (isAtMost(decision.disclosure, nothing)) throw refusal(one.request);
        check(url, decision);
        targets.push({ url, live: await WatchedDecision.open(authority, { name: flight }, decision) });
      } catch (error) {
        if (!(error instanceof FlightveilError && error.code === 'withheld')) throw error;
        withheld.push({ url, error, lost: decision?.lost ?? [] });
      }
    }
  } catch (error) {
    close();
    throw error;
  }
  return { targets, withheld, close };
}

function refusal({ purpose, recipient }: Request): FlightveilError {
  return new FlightveilError('withheld', 'nothing is released for this purpose and recipient', {
    advice: `See flightveil explain --for ${purpose} --to ${recipient}.`,
  });
}
