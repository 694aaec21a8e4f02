import { FlightveilError } from '../model/errors.ts';
import { emptyHead, openLine } from './chain.ts';
import { isCountersigned } from './countersign.ts';
import type { Entry } from './entries.ts';
import type { Grant } from './grant.ts';
import type { Signing } from './signing.ts';
import { ConsentFold, isAbout } from './state.ts';

/**
 * What a ledger takes over from another one, in the other's order: of its own subject, the grants that stand there and were never known here, the
 * guardians' signatures on them, withdrawals of what stands here, and the bars in force there. A notice comes along only under a name that is
 * new here, so that an old one never becomes current again. All say `import`, are collected now, and name the record they come from.
 *
 * @param lines a chain that was verified
 */
export function takenOver(
  lines: readonly string[],
  here: ConsentFold,
  { nowS, signing }: { readonly nowS: number; readonly signing: Signing },
): Entry[] {
  const subject = here.state(0).subject?.name;
  if (subject === undefined) {
    throw new FlightveilError('usage', 'this ledger does not say whose it is', {
      advice: 'Declare the subject first; only what they said themselves is taken over.',
    });
  }
  const there = new ConsentFold();
  const entries: { entry: Entry; hash: string }[] = [];
  let head = emptyHead;
  for (const line of lines) {
    const opened = openLine(head, line, signing);
    if (typeof opened === 'string') throw new FlightveilError('input-unreadable', `the ledger is damaged: ${opened}`);
    head = opened.head;
    entries.push({ entry: opened.entry, hash: head.hash });
    there.add(opened.entry);
  }

  const refused = here.state(0).bars.filter((bar) => bar.kind === 'refusal' && bar.scope === undefined);
  const isNew = (grant: Grant): boolean =>
    grant.subject === subject &&
    here.historyOf(grant.id) === undefined &&
    there.historyOf(grant.id)?.withdrawal === undefined &&
    !refused.some((bar) => isAbout(bar, grant));
  const isTaken = (entry: Entry): boolean => {
    switch (entry.kind) {
      case 'notice':
        return here.notices.last(entry.name) === undefined;
      case 'grant':
        return isNew(entry.grant) && there.historyOf(entry.grant.id)?.given === entry;
      case 'countersignature': {
        const grant = there.historyOf(entry.grant)?.given.grant;
        return grant !== undefined && isNew(grant) && isCountersigned(grant, entry);
      }
      case 'withdrawal': {
        const known = here.historyOf(entry.grant);
        return known !== undefined && known.withdrawal === undefined && known.given.grant.subject === subject;
      }
      case 'refusal':
      case 'objection':
      case 'restriction':
      case 'opt-out':
        return entry.subject === subject && there.bar(entry.id) !== undefined && !here.hadBar(entry.id);
      default:
        return false;
    }
  };
  return entries.flatMap(({ entry, hash }) =>
    isTaken(entry) ? [{ ...entry, collectedS: nowS, how: 'import', origin: hash }] : [],
  );
}
