import {
  type Dimension,
  type Disclosure,
  dimensionNames,
  everything,
  meet,
  nothing,
  rank,
} from '../model/disclosure.ts';
import { builtInPolicy } from './built-in.ts';
import { type PolicyFile, type PurposeEntry, type RecipientEntry, type RuleEntry, stepsOf } from './policy-schema.ts';
import type { Purpose } from './purpose.ts';
import { unknownPurposeCeiling } from './purposes.ts';
import { incomparable, type Recipient, unknownRecipientCap } from './recipients.ts';
import { type Policy, type Rule, unknownMatter } from './request.ts';
import { ruleReasons } from './rule-reasons.ts';

/** Says that what stands at a path of the file is wrong. */
export type Refuse = (path: readonly (string | number)[], what: string, advice?: string) => never;

type Full = Required<Pick<Policy, 'purposes' | 'recipients'>> & Policy;

/** The built-in policy and what a file adds to it. Nothing that is built in becomes looser: such a file is refused. */
export function extendPolicy(file: PolicyFile, refuse: Refuse): Full {
  const purposes = new Map(builtInPolicy.purposes);
  const recipients = new Map(builtInPolicy.recipients);
  const rules: Rule[] = [...builtInPolicy.rules];
  const names = { recipients: new Set<string>(), purposes: new Set<string>(), rules: new Set<string>() };
  const once = (kind: keyof typeof names, name: string, index: number): void => {
    if (names[kind].has(name)) refuse([kind, index, 'name'], `${name} stands there twice`);
    names[kind].add(name);
  };
  file.recipients?.forEach((entry, index) => {
    once('recipients', entry.name, index);
    recipients.set(entry.name, recipientOf(entry, ['recipients', index], refuse));
  });
  file.purposes?.forEach((entry, index) => {
    once('purposes', entry.name, index);
    const built = purposes.get(entry.name);
    const path = ['purposes', index];
    entry.recipients?.forEach((name, at) => {
      if (!recipients.has(name)) refuse([...path, 'recipients', at], `there is no recipient ${name}`);
    });
    purposes.set(
      entry.name,
      built === undefined ? ownPurpose(entry, path, refuse) : stricter(built, entry, path, refuse),
    );
  });
  file.rules?.forEach((entry, index) => {
    once('rules', entry.name, index);
    if (ruleReasons.has(entry.name) || rules.some(({ name }) => name === entry.name)) {
      refuse(['rules', index, 'name'], `${entry.name} is the name of a built-in rule`);
    }
    for (const [key, known] of [
      ['purposes', purposes],
      ['recipients', recipients],
    ] as const) {
      entry.when?.[key]?.forEach((name, at) => {
        if (!known.has(name)) refuse(['rules', index, 'when', key, at], `there is no ${key.slice(0, -1)} ${name}`);
      });
    }
    rules.push(ownRule(entry));
  });
  if (file.transfers !== undefined) rules.push(transferRule(file.transfers));
  return { rules, purposes, recipients };
}

type Path = readonly (string | number)[];

/** Refuses steps above what is built in. */
function mustLower(written: Partial<Disclosure>, most: Disclosure, path: Path, refuse: Refuse): void {
  for (const dimension of dimensionNames) {
    const step = written[dimension];
    if (step !== undefined && rank(dimension, step) > rank(dimension, most[dimension]))
      tooHigh(dimension, most, path, refuse);
  }
}

function tooHigh(dimension: Dimension, most: Disclosure, path: Path, refuse: Refuse): never {
  const what = `${dimension} is above ${most[dimension]}, which is the most that is allowed here`;
  return refuse([...path, dimension], what, 'A policy file can only be stricter than what is built in.');
}

function ownPurpose(entry: PurposeEntry, path: Path, refuse: Refuse): Purpose {
  for (const key of ['title', 'use', 'ceiling', 'recipients'] as const) {
    if (entry[key] === undefined) refuse(path, `the purpose ${entry.name} of your own needs ${key}`);
  }
  const written = stepsOf(entry.ceiling!);
  mustLower(written, unknownPurposeCeiling, [...path, 'ceiling'], refuse);
  return {
    name: entry.name,
    title: entry.title!,
    use: entry.use!,
    ground: 'consent',
    ceiling: meet({ ...nothing, ...written }, unknownPurposeCeiling),
    recipients: entry.recipients!,
    lost: entry.lost ?? [],
    retentionDays: entry.retentionDays ?? 0,
    releasesFlights: true,
    ...(entry.leastAge === undefined ? {} : { leastAge: entry.leastAge }),
    kinds: entry.kinds ?? [],
    reason: entry.reason ?? 'Your policy file has it.',
    source: 'policy file',
  };
}

/** A built-in purpose as a file lowers it. */
function stricter(built: Purpose, entry: PurposeEntry, path: Path, refuse: Refuse): Purpose {
  if (entry.ground !== undefined && entry.ground !== built.ground) {
    refuse([...path, 'ground'], `${built.name} is built in on another ground`);
  }
  for (const key of ['title', 'use', 'lost'] as const) {
    if (entry[key] !== undefined) refuse([...path, key], `the ${key} of ${built.name} is built in`);
  }
  entry.recipients?.forEach((name, at) => {
    if (!built.recipients.includes(name)) refuse([...path, 'recipients', at], `${built.name} is not for ${name}`);
  });
  if (entry.retentionDays !== undefined && entry.retentionDays > built.retentionDays) {
    refuse([...path, 'retentionDays'], `${built.name} is kept for ${built.retentionDays} days at most`);
  }
  const most = { ...nothing, ...built.ceiling };
  const written = entry.ceiling === undefined ? {} : stepsOf(entry.ceiling);
  mustLower(written, most, [...path, 'ceiling'], refuse);
  const { recipients = built.recipients, retentionDays = built.retentionDays, kinds = [], leastAge = 0 } = entry;
  return {
    ...built,
    ceiling: meet(most, { ...most, ...written }),
    recipients: built.recipients.filter((name) => recipients.includes(name)),
    retentionDays: Math.min(built.retentionDays, retentionDays),
    kinds: [...new Set([...built.kinds, ...kinds])],
    leastAge: Math.max(built.leastAge ?? 0, leastAge),
    reason: entry.reason ?? built.reason,
  };
}

function recipientOf(entry: RecipientEntry, path: Path, refuse: Refuse): Recipient {
  const built = builtInPolicy.recipients.get(entry.name);
  if (built !== undefined && entry.like !== undefined) refuse([...path, 'like'], `${entry.name} is built in`);
  const like = entry.like === undefined ? undefined : builtInPolicy.recipients.get(entry.like);
  if (entry.like !== undefined && (like === undefined || incomparable.has(like.name))) {
    refuse(
      [...path, 'like'],
      `nobody can be like ${entry.like}`,
      'Name a built-in recipient that is not set apart by who it is.',
    );
  }
  if (built === undefined && entry.title === undefined) {
    refuse(path, `the recipient ${entry.name} of your own needs title`);
  }
  const most = { ...everything, ...(built?.cap ?? like?.cap ?? unknownRecipientCap) };
  const written = entry.cap === undefined ? {} : stepsOf(entry.cap);
  mustLower(written, most, [...path, 'cap'], refuse);
  const reason = entry.reason ?? built?.reason ?? like?.reason ?? 'Your policy file has it.';
  return {
    name: entry.name,
    title: entry.title ?? built!.title,
    cap: meet(most, { ...most, ...written }),
    isOutside: built?.isOutside ?? true,
    ...(like === undefined ? {} : { like: like.name }),
    reason,
    source: built?.source ?? 'policy file',
  };
}

function ownRule({ name, reason, when = {}, ceiling }: RuleEntry): Rule {
  const most = stepsOf(ceiling);
  return {
    name,
    wouldChange: `Change your policy file: ${reason}`,
    ceiling(request, { recipient, circumstances } = unknownMatter) {
      if (when.purposes?.includes(request.purpose) === false) return undefined;
      const isRecipient =
        when.recipients?.includes(request.recipient) || (recipient?.like && when.recipients?.includes(recipient.like));
      if (when.recipients !== undefined && !isRecipient) return undefined;
      const { place = [], residence = [] } = circumstances.jurisdictions ?? {};
      // A place or a residence that is not known may be the one that is meant.
      const isCertain = place.length > 0 && residence.length > 0;
      const isThere = [...place, ...residence].some((jurisdiction) => when.jurisdictions?.includes(jurisdiction));
      return when.jurisdictions !== undefined && isCertain && !isThere ? undefined : most;
    },
  };
}

function transferRule({ forbidden = [], allowed, withoutGround }: NonNullable<PolicyFile['transfers']>): Rule {
  return {
    name: 'transfer',
    wouldChange: 'Choose a destination, or a ground for the transfer, that your policy file allows.',
    ceiling({ destination }, { recipient } = unknownMatter) {
      if (recipient?.isOutside === false) return undefined;
      if (destination === undefined) return nothing;
      const { country, transferGround = '' } = destination;
      const mayGo = !forbidden.includes(country) && (allowed?.includes(country) ?? true);
      const needsGround = withoutGround !== undefined && !withoutGround.includes(country);
      return mayGo && (!needsGround || transferGround !== '') ? undefined : nothing;
    },
  };
}
