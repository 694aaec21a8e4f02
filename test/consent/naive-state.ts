import type { BarEntry, Entry, GrantEntry } from '../../src/consent/entries.ts';
import type { ConsentState } from '../../src/consent/grant.ts';

const isBar = (entry: Entry): entry is BarEntry =>
  ['refusal', 'objection', 'restriction', 'opt-out'].includes(entry.kind);

/** What a ledger comes to, word for word by its rules and as slowly as that is: looks at all entries for every question. */
export function naiveConsentAt(entries: readonly Entry[], nowS: number): ConsentState {
  const notices = entries.filter((entry) => entry.kind === 'notice');
  const isCurrent = ({ grant }: GrantEntry): boolean => {
    const names = notices.filter(({ sha256 }) => sha256 === grant.noticeSha256).map(({ name }) => name);
    const seen = entries.flatMap((entry, index) =>
      entry.kind === 'confirmation' && entry.grant === grant.id && index > firstGrant(grant.id)
        ? [entry.noticeSha256]
        : [],
    );
    return (
      names.length > 0 &&
      names.every((name) =>
        [grant.noticeSha256, ...seen].includes(notices.filter((notice) => notice.name === name).at(-1)!.sha256),
      )
    );
  };
  const firstGrant = (id: string): number =>
    entries.findIndex((entry) => entry.kind === 'grant' && entry.grant.id === id);
  const comesAfterGrant = (kind: Entry['kind'], id: string): boolean =>
    entries.some(
      (entry, index) => entry.kind === kind && 'grant' in entry && entry.grant === id && index > firstGrant(id),
    );
  const grants = entries.filter(
    (entry, index): entry is GrantEntry => entry.kind === 'grant' && firstGrant(entry.grant.id) === index,
  );
  const bars = entries.filter((entry, index): entry is BarEntry => {
    if (!isBar(entry) || entries.slice(0, index).some((other) => isBar(other) && other.id === entry.id)) return false;
    return !entries.slice(index).some((later) => {
      if (later.kind === 'lifting') return later.bar === entry.id;
      if (later.kind !== 'grant' || !grants.includes(later) || later.origin !== undefined) return false;
      const { subject, purpose, recipient } = later.grant;
      return (
        entry.kind === 'refusal' &&
        entry.scope === undefined &&
        entry.subject === subject &&
        entry.purpose === purpose &&
        entry.recipient === recipient
      );
    });
  });
  const declared = entries.filter((entry) => entry.kind === 'subject').at(-1);
  return {
    grants: grants
      .filter(({ grant }) => !comesAfterGrant('withdrawal', grant.id))
      .map((entry) => ({
        grant: entry.grant,
        isNoticeCurrent: isCurrent(entry),
        isCountersigned: comesAfterGrant('countersignature', entry.grant.id),
      })),
    bars: bars.map(({ collectedS, how, origin, ...bar }) => {
      const { signal, ...rest } = { signal: undefined, ...bar };
      return rest;
    }),
    subject: declared && without(declared),
    latestS: Math.max(nowS, 0, ...entries.map(({ collectedS }) => collectedS)),
  };
}

function without({ name, ageBand, residence }: Extract<Entry, { kind: 'subject' }>): ConsentState['subject'] {
  return { name, ...(ageBand && { ageBand }), ...(residence && { residence }) };
}
