import { type DataCategory, dataCategories, dataCategoryNames, dimensionOf } from '../model/category.ts';
import type { Dimension } from '../model/disclosure.ts';
import type { FieldRule } from '../model/schema.ts';
import type { Signal, SignalKind } from '../model/signal.ts';
import { type Level, levelNames, levels } from '../policy/levels.ts';
import { treatmentOf } from './choose.ts';
import { hasFrames } from './filter-options.ts';
import type { FormatOptions } from './find-format.ts';
import type { FlightFacts, MessageFacts } from './survey.ts';
import { type ByteSource, surveyChunks } from './survey-source.ts';

export interface InspectOptions extends FormatOptions {
  /** Some values of every field too, for the owner's eyes only. */
  readonly reveal?: boolean;
}

/** What a log would reveal if it were given away as it is. */
export interface Inspection {
  readonly format: string;
  readonly frames: number;
  /** By the log's own clock, in seconds; undefined if it has none. */
  readonly durationS: number | undefined;
  /** Who sent frames, most frames first. */
  readonly senders: readonly { readonly name: string; readonly frames: number }[];
  /** Bytes that are no known frame, by reason. */
  readonly gapBytes: FlightFacts['gapBytes'];
  /** How often it tells what of zones: warnings, limits, actions on unlocking licences. */
  readonly signals: Readonly<Partial<Record<SignalKind, number>>>;
  /** The categories of data that the log has. */
  readonly categories: readonly InspectedCategory[];
  /** The fields that say something in this log: neither zero nor "unknown" throughout. */
  readonly fields: readonly InspectedField[];
}

export interface InspectedCategory {
  readonly category: DataCategory;
  readonly dimension: Dimension;
  /** What it tells, a few words. */
  readonly explanation: string;
  readonly messages: number;
  readonly fields: number;
  /** Field values: one field of one frame. */
  readonly values: number;
  /** What the levels of this version do: `changed` is in part, moved, shifted or under another name. */
  readonly atLevel: Readonly<Partial<Record<Level, 'kept' | 'changed' | 'hidden'>>>;
}

export interface InspectedField {
  readonly message: string;
  readonly field: string;
  /** Null: nobody has classified it, so that its message is withheld at every level. */
  readonly category: DataCategory | null;
  readonly dimension: Dimension | null;
  /** In which it says something. */
  readonly frames: number;
  /** Only if they were asked for. */
  readonly samples?: readonly string[];
}

interface Told extends InspectedField {
  readonly rules: readonly FieldRule[];
}

/**
 * What a log would reveal, by category, message and field; no values unless they are asked for.
 * @throws FlightveilError `unknown-format`, `input-empty`; what reading the source throws passes as it is
 */
export async function inspect(source: ByteSource, options: InspectOptions = {}): Promise<Inspection> {
  const { format, facts } = await surveyChunks(source, options, { detail: true, reveal: options.reveal ?? false });
  const told = toldBy(facts.messages);
  const { frames, durationS, senders, gapBytes } = facts;
  return {
    ...{ format: format.name, frames, durationS, senders, gapBytes, signals: signalCounts(facts.signals) },
    categories: dataCategoryNames.flatMap((category) => categoryOf(category, told)),
    fields: told.map(({ rules: _, ...field }) => field),
  };
}

/** How often a log tells what of zones. */
export function signalCounts(signals: readonly Signal[]): Inspection['signals'] {
  const counts: Partial<Record<SignalKind, number>> = {};
  for (const { kind } of signals) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** By message and field, versions of one message together. */
function toldBy(messages: readonly MessageFacts[]): Told[] {
  const fields = new Map<string, Told>();
  for (const { schema, told, samples } of messages) {
    for (const { name, rules } of schema.fields) {
      const frames = told.get(name) ?? 0;
      if (frames === 0) continue;
      const key = `${schema.message}.${name}`;
      const before = fields.get(key);
      const category = (schema.known ? rules[0]?.category : undefined) ?? null;
      const values = new Set([...(before?.samples ?? []), ...(samples.get(name) ?? [])]);
      fields.set(key, {
        ...{ message: schema.message, field: name, category, rules },
        dimension: category === null ? null : dimensionOf(category),
        frames: frames + (before?.frames ?? 0),
        ...(values.size > 0 ? { samples: [...values] } : {}),
      });
    }
  }
  return [...fields.values()];
}

function categoryOf(category: DataCategory, told: readonly Told[]): InspectedCategory[] {
  const fields = told.filter((field) => field.category === category);
  if (fields.length === 0) return [];
  const rules = fields.flatMap((field) => field.rules.filter((rule) => rule.category === category));
  return [
    {
      ...{ category, ...dataCategories[category] },
      messages: new Set(fields.map(({ message }) => message)).size,
      fields: fields.length,
      values: fields.reduce((sum, { frames }) => sum + frames, 0),
      atLevel: Object.fromEntries(levelNames.map((level) => [level, outcomeAt(level, rules)])),
    },
  ];
}

function outcomeAt(level: Level, rules: readonly FieldRule[]): 'kept' | 'changed' | 'hidden' {
  if (!hasFrames(level)) return 'hidden';
  const treatments = rules.map((rule) => treatmentOf(rule, levels[level]));
  if (treatments.every((treatment) => treatment === 'withhold' || treatment === 'select-own')) return 'hidden';
  return treatments.every((treatment) => treatment === 'keep' || treatment === 'select-command') ? 'kept' : 'changed';
}
