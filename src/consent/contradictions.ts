import { bytesToHex } from '@noble/hashes/utils.js';
import { isAtMost } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { isCountersigned } from './countersign.ts';
import type { Entry, ReleaseEntry } from './entries.ts';
import type { Grant } from './grant.ts';
import type { Signing } from './signing.ts';
import type { ConsentFold } from './state.ts';

/**
 * Whether an entry fits what the ledger says already.
 * @throws FlightveilError that says why not: `usage`, of a release `withheld`
 */
export function mustFit(entry: Entry, fold: ConsentFold, signing: Signing): void {
  switch (entry.kind) {
    case 'grant':
      grantFits(entry.grant, Math.max(entry.collectedS, fold.latestS), fold);
      return;
    case 'withdrawal':
      standing(entry.grant, fold);
      return;
    case 'confirmation': {
      const { noticeSha256 } = standing(entry.grant, fold);
      if (!fold.notices.successors(noticeSha256).has(entry.noticeSha256)) {
        throw refused(
          'this notice does not stand where the one of the grant stood',
          'Confirm the last one of its name.',
        );
      }
      return;
    }
    case 'countersignature': {
      const grant = standing(entry.grant, fold);
      if (entry.guardian === grant.subject) throw refused('nobody countersigns their own grant');
      if (entry.publicKey === bytesToHex(signing.publicKey)) {
        throw refused('this is the key of the ledger itself', 'A guardian signs with a key of their own.');
      }
      if (!isCountersigned(grant, entry)) throw refused('the countersignature is not one of this grant');
      return;
    }
    case 'lifting':
      if (fold.bar(entry.bar) !== undefined) return;
      throw refused(
        fold.hadBar(entry.bar) ? 'this has ended already' : 'there is nothing of this id to lift',
        SEE_LIST,
      );
    case 'refusal':
    case 'objection':
    case 'restriction':
    case 'opt-out':
      if (fold.hadBar(entry.id)) throw refused('this id has been used');
      return;
    case 'release':
      if (entry.grant !== undefined) releaseFits(entry, entry.grant, fold);
      return;
    default:
      return;
  }
}

const SEE_LIST = 'flightveil consent list shows the ids.';

function grantFits(grant: Grant, effectiveS: number, fold: ConsentFold): void {
  if (fold.historyOf(grant.id) !== undefined) throw refused('a grant of this id was given before');
  if (fold.notices.ofHash(grant.noticeSha256) === undefined) {
    throw refused('the notice of this grant is not known', 'Add it first: flightveil consent notice add.');
  }
  if (grant.validUntilS !== undefined && grant.validUntilS <= effectiveS) {
    throw refused('this grant would have ended already', 'Choose a later end, and check the clock.');
  }
}

/**
 * What was decided a moment ago may have changed since; this is asked in the same step in which the release is written down.
 * @throws FlightveilError `withheld`
 */
function releaseFits(release: ReleaseEntry, id: string, fold: ConsentFold): void {
  const withheld = (what: string): FlightveilError =>
    new FlightveilError('withheld', `nothing is released: ${what}`, {
      advice: 'Run flightveil explain for this purpose and recipient.',
    });
  const history = fold.historyOf(id);
  if (history === undefined || history.withdrawal !== undefined) throw withheld('the grant does not stand any more');
  const { grant } = history.given;
  const effectiveS = Math.max(release.collectedS, fold.latestS);
  const isValid = grant.validFromS <= effectiveS && effectiveS < (grant.validUntilS ?? Number.POSITIVE_INFINITY);
  if (!isValid) throw withheld('the grant does not hold at this time');
  if (release.purpose !== grant.purpose || release.recipient !== grant.recipient) {
    throw withheld('the grant is for another purpose or another recipient');
  }
  if (!isAtMost(release.disclosure, grant.ceiling)) throw withheld('it is more than the grant allows');
}

/** A grant that is not withdrawn. */
function standing(id: string, fold: ConsentFold): Grant {
  const history = fold.historyOf(id);
  if (history === undefined) throw refused('there is no grant of this id', SEE_LIST);
  if (history.withdrawal !== undefined)
    throw refused('this grant is withdrawn', 'What is withdrawn can be granted anew.');
  return history.given.grant;
}

function refused(what: string, advice?: string): FlightveilError {
  return new FlightveilError('usage', what, advice === undefined ? {} : { advice });
}
