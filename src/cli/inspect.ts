import { Command } from 'commander';
import { type Treatment, treatmentOf } from '../filter/choose.ts';
import { signalCounts } from '../filter/inspect.ts';
import type { FlightFacts } from '../filter/survey.ts';
import { type DataCategory, dataCategories, dataCategoryNames, dimensionOf } from '../model/category.ts';
import type { Format } from '../model/format.ts';
import type { FieldRule } from '../model/schema.ts';
import { surveyFile } from '../node/filter-file.ts';
import { levelNames, levels } from '../policy/levels.ts';
import { type Console, jsonDocument, Progress, plainName } from './console.ts';
import {
  classifyHelp,
  dialectHelp,
  type FormatOptions,
  formatsFor,
  keychainsHelp,
  nmeaOfHelp,
} from './format-options.ts';
import { besideJson, besideOf, besideText, inspectDocument } from './inspect-documents.ts';
import { count, encryptedNote, table } from './report-table.ts';

interface InspectOptions extends FormatOptions {
  readonly json?: boolean;
  readonly reveal?: boolean;
}

/** One field that says something in this log. */
interface Revealed {
  readonly message: string;
  readonly field: string;
  readonly category: DataCategory | undefined;
  readonly rules: readonly FieldRule[];
  /** Frames in which it is neither zero nor "unknown". */
  readonly frames: number;
  readonly samples: readonly string[];
}

/** `flightveil inspect`: what a log would reveal; of a manifest or a summary, what it says. */
export function inspectCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('inspect')
    .description('what a log would reveal, by category, message and field')
    .argument('<input>', 'a log file; or a manifest, signed or not, or a summary')
    .option('--json', 'one JSON document')
    .option('--reveal', 'show values too: for your own eyes')
    .option('--dialect <file...>', dialectHelp)
    .option('--classify <file...>', classifyHelp)
    .option('--dji-keychains <file>', keychainsHelp)
    .option('--nmea-of <owner>', nmeaOfHelp)
    .action(async (path: string, options: InspectOptions) => {
      const document = await inspectDocument(path);
      if (document !== undefined) {
        console.out(options.json ? jsonDocument(document.json) : document.text);
        finish(0);
        return;
      }
      const progress = new Progress(console, 0);
      const { format, facts } = await surveyFile(path, {
        formats: await formatsFor(options),
        detail: true,
        reveal: options.reveal ?? false,
        onProgress: (bytes) => progress.add(bytes),
      });
      progress.stop();
      const revealed = revealedBy(facts);
      const beside = await besideOf(path);
      if (options.json) console.out(jsonDocument({ ...toJson(format, facts, revealed), ...besideJson(beside) }));
      else console.out(`${toText(format, facts, revealed)}${besideText(beside)}`);
      finish(0);
    });
}

/** By message and field, MAVLink 1 and 2 together. */
function revealedBy(facts: FlightFacts): Revealed[] {
  const revealed = new Map<string, Revealed>();
  for (const { schema, told, samples } of facts.messages) {
    for (const field of schema.fields) {
      const frames = told.get(field.name) ?? 0;
      if (frames === 0) continue;
      const name = `${schema.message}.${field.name}`;
      const before = revealed.get(name);
      revealed.set(name, {
        message: schema.message,
        field: field.name,
        category: schema.known ? field.rules[0]?.category : undefined,
        rules: field.rules,
        frames: frames + (before?.frames ?? 0),
        samples: [...new Set([...(before?.samples ?? []), ...(samples.get(field.name) ?? [])])],
      });
    }
  }
  return [...revealed.values()];
}

/** What these let out is not the field's value, or nothing. */
const asOther: ReadonlySet<Treatment> = new Set<Treatment>([
  ...(['withhold', 'aside', 'relocate', 'shift-time', 'pseudonymise'] as const),
]);

/** Levels at which fields of these rules are released as they are, all or some of them. */
function keptAt(rules: readonly FieldRule[]): string[] {
  return levelNames.flatMap((level) => {
    const treatments = rules.map((rule) => treatmentOf(rule, levels[level]));
    if (treatments.every((treatment) => treatment === 'keep' || treatment === 'select-command')) return [level];
    const isPart = treatments.some((treatment) => !asOther.has(treatment));
    return isPart ? [`${level} (in part)`] : [];
  });
}

function toText(format: Format, facts: FlightFacts, revealed: readonly Revealed[]): string {
  const lines: string[] = [];
  const minutes = facts.durationS === undefined ? '' : `, ${Math.round(facts.durationS / 60)} minutes`;
  lines.push(`${format.title}: ${count(facts.frames)} frames from ${facts.senders.length} senders${minutes}.`, '');
  const summary = dataCategoryNames.flatMap((category) => {
    const fields = revealed.filter((field) => field.category === category);
    if (fields.length === 0) return [];
    const values = fields.reduce((sum, field) => sum + field.frames, 0);
    const messages = new Set(fields.map(({ message }) => message)).size;
    const kept = keptAt(fields.flatMap(({ rules }) => rules.filter((rule) => rule.category === category)));
    return [
      [
        category,
        values,
        messages,
        fields.length,
        kept.length === 0 ? 'never' : kept.join(', '),
        dataCategories[category].explanation,
      ],
    ];
  });
  lines.push(
    table(['category', 'values', 'messages', 'fields', 'released as is at', 'what it tells'], summary, [1, 2, 3]),
    '',
  );
  const unknown = new Set(revealed.filter(({ category }) => category === undefined).map(({ message }) => message));
  if (unknown.size > 0) lines.push(`Not in the catalog, withheld at every level: ${[...unknown].join(', ')}.`, '');
  for (const category of dataCategoryNames) {
    if (dimensionOf(category) === 'dynamics') continue;
    const fields = revealed.filter((field) => field.category === category);
    if (fields.length === 0) continue;
    lines.push(`${category}:`);
    for (const { message, field, frames, samples } of fields) {
      const values = samples.length === 0 ? '' : `: ${plainName(samples.join(' | '))}`;
      lines.push(`  ${message}.${field} (${count(frames)})${values}`);
    }
  }
  const signals = Object.entries(signalCounts(facts.signals));
  if (signals.length > 0) {
    lines.push('', `Of zones: ${signals.map(([kind, times]) => `${count(times)} ${kind}`).join(', ')}.`);
  }
  const gaps = Object.entries(facts.gapBytes).filter(([, bytes]) => bytes > 0);
  if (gaps.length > 0)
    lines.push(
      '',
      `Bytes that are no known frame: ${gaps.map(([reason, bytes]) => `${count(bytes)} ${reason}`).join(', ')}.`,
    );
  lines.push(...encryptedNote(facts.gapBytes));
  return `${lines.join('\n')}\n`;
}

function toJson(format: Format, facts: FlightFacts, revealed: readonly Revealed[]) {
  return {
    format: format.name,
    frames: facts.frames,
    durationS: facts.durationS,
    senders: facts.senders,
    gapBytes: facts.gapBytes,
    signals: signalCounts(facts.signals),
    fields: revealed.map(({ samples, category, rules: _, ...rest }) => ({
      ...rest,
      category: category ?? null,
      dimension: category === undefined ? null : dimensionOf(category),
      ...(samples.length > 0 ? { samples } : {}),
    })),
  };
}
